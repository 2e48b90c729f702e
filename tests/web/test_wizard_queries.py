"""A year of months costs each step as many queries as one month, and never more than 25."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from payments.models import Payment
from payments.rules.months import Month, span
from portal.models import Draft
from tests.payments.orders import NOVEMBER, ordered
from tests.payments.samples import BOLAT
from tests.web.citizens import pays
from tests.web.wizard import begin, made_of

YEAR = tuple(map(str, span(Month.of(2026, 12), Month.of(2027, 11))))
PRICE = 4250
MOST = 25

STEPS = {
    "who": ("/pay/who/", {"whom": "own", "payer": "self"}),
    "months": ("/pay/months/", {"continue": ""}),
    "check": ("/pay/check/", {"checked": "on", "right_person": "on"}),
}


def queries(ask) -> int:
    """How many one request takes."""
    with CaptureQueriesContext(connection) as captured:
        assert ask().status_code in (200, 303)
    return len(captured)


@pytest.mark.parametrize("step", STEPS)
def test_looking_at_a_step(citizen, step):
    pays("2025-01", "2026-10")
    counts = set()
    for months in (YEAR[:1], YEAR):
        begin(citizen, *months)
        counts.add(queries(lambda: citizen.get(STEPS[step][0])))
    assert len(counts) == 1
    assert max(counts) <= MOST


@pytest.mark.parametrize("step", STEPS)
def test_sending_a_step(citizen, step):
    pays("2025-01", "2026-10")
    ordered(NOVEMBER)  # of whom nothing was ever ordered is asked one query less
    address, fields = STEPS[step]
    counts = set()
    for months in (YEAR[11:], YEAR[:11]):
        begin(citizen, *months)
        known = citizen.get("/pay/months/").context["asked"]
        form = made_of() | fields | {"total": str(PRICE * len(months)), "known": known}
        counts.add(queries(lambda form=form: citizen.post(address, form)))
    assert len(counts) == 1
    assert max(counts) <= MOST
    assert Payment.objects.count() == (13 if step == "check" else 1)


def test_beginning(citizen):
    begin(citizen, *YEAR)
    assert queries(lambda: begin(citizen, *YEAR[:1])) == queries(lambda: begin(citizen, *YEAR)) <= MOST


def test_for_somebody_else(citizen):
    pays("2026-08")
    begin(citizen)
    form = made_of() | {"whom": "other", "iin": BOLAT, "first_name": "Болат", "payer": "self"}
    assert queries(lambda: citizen.post("/pay/who/", form)) <= MOST
    Draft.objects.update(months=list(YEAR))
    for address, fields in list(STEPS.values())[1:]:
        assert queries(lambda address=address: citizen.get(address)) <= MOST
        form = made_of() | fields | {"total": str(PRICE * len(YEAR))}
        assert queries(lambda address=address, form=form: citizen.post(address, form)) <= MOST
    assert Payment.objects.count() == len(YEAR)
