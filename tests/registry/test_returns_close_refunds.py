"""A payment that the bank returns itself: whoever asked for it back is told, and nothing is paid twice."""

from datetime import date

import pytest

from payments import ledger
from payments.models import Contribution, RefundRequest
from payments.rules.months import Month
from tests.payments.orders import payer
from tests.payments.refunds import approved, in_a_file, proposed, recorded, refused, requested, state, taken
from tests.payments.samples import registry as taken_file
from tests.payments.samples import rejected_line
from tests.registry.samples import ASEL, MARAT, csv_file, line, take
from tests.staff.desk import CORRECTIONS, root

pytestmark = pytest.mark.django_db

RETURN = line(operation="return", createdon="2026-11-20")


def claim(**changed: str) -> RefundRequest:
    """A request for a line that a registry has credited."""
    take(csv_file(line(**changed)))
    credited = Contribution.objects.latest("pk")
    return requested(credited, by=payer(credited.person.iin), right_period=Month.of(2026, 10))


@pytest.mark.parametrize("make", [None, taken, proposed, approved])
def test_a_registry_that_returns_the_line_closes_its_request(make) -> None:
    request = claim()
    if make:
        make(request)
    assert take(csv_file(RETURN)).posted == 1
    found = recorded(request)
    assert (found.state, found.steps[-1].mover, found.is_open) == ("returned", "registry", False)
    assert not Contribution.objects.filter(open_refund__isnull=False).exists()


@pytest.mark.parametrize(("make", "stays"), [(refused, "refused"), (in_a_file, "paying_out")])
def test_one_that_is_closed_or_under_way_stays_as_it_is(make, stays: str) -> None:
    request = claim()
    make(request)
    take(csv_file(RETURN))
    assert state(request) == stays


def test_only_the_request_of_that_line_is_closed() -> None:
    mine, other = claim(), claim(iin=MARAT, reference="GCVP-2")
    take(csv_file(RETURN))
    assert (state(mine), state(other)) == ("returned", "sent")


def test_a_trial_closes_nothing() -> None:
    request = claim()
    take(csv_file(RETURN), dry_run=True)
    assert state(request) == "sent"


def test_the_step_is_made_by_whoever_posted_the_registry_on_that_day() -> None:
    request = claim()
    take(csv_file(RETURN), today=date(2026, 11, 25))
    step = request.steps.latest("pk")
    assert (step.entered_by.kind, step.day) == ("system", date(2026, 11, 25))


def test_a_file_sent_again_makes_up_for_what_failed(monkeypatch) -> None:
    request = claim()

    def fail(**_details: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(ledger, "close_returned_refunds", fail)
        with pytest.raises(ZeroDivisionError):
            take(csv_file(RETURN))
    assert (request.contribution.left(), state(request)) == (0, "sent")
    assert take(csv_file(RETURN)).taken_before is not None
    assert state(request) == "returned"


def test_a_return_that_staff_mend_closes_it_too(settings) -> None:
    settings.DEMO_TODAY = date(2026, 11, 23)
    request = claim()
    credited = request.contribution
    back = rejected_line(
        taken_file(9),
        iin="",
        operation="return",
        reference=credited.reference,
        period=Month.containing(credited.period),
        paid_on=credited.paid_on,
        credited_on=date(2026, 11, 20),
    )
    correction = ledger.propose_correction(line=back, action="mend", document="Letter 7", actor=payer(MARAT), iin=ASEL)
    assert state(request) == "sent"
    root("other").post(f"{CORRECTIONS}{correction.pk}/confirm/")
    assert (state(request), request.steps.latest("pk").entered_by.label) == ("returned", "other")
