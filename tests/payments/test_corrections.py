"""Rejected lines are mended where something is missing, or discarded, by two people."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from payments import ledger
from payments.ledger import Refused, Uncorrectable
from payments.models import Contribution, LineCorrection, RegistryLine
from payments.rules.requisites import PurposeCode
from tests.payments.samples import AISHA, AUGUST, BOLAT, credited, registry, rejected_line, reversed_line, staff

pytestmark = pytest.mark.django_db

SEPTEMBER = date(2026, 9, 1)


def propose(line: RegistryLine, action: str = "mend", **changes) -> LineCorrection:
    """What the first person asks for."""
    usual = {"action": action, "document": "Order 7", "actor": staff("First")}
    return ledger.propose_correction(line=line, **usual | changes)


def confirm(correction: LineCorrection) -> RegistryLine:
    """The line after the second person."""
    ledger.confirm_correction(correction=correction, actor=staff("Second"))
    return RegistryLine.objects.get(pk=correction.line_id)


@pytest.mark.parametrize(
    ("lacking", "laid_in", "expected"),
    [
        ({"period": None}, {"period": SEPTEMBER}, (AISHA, SEPTEMBER, "122")),
        ({"iin": ""}, {"iin": BOLAT}, (BOLAT, date(2026, 8, 1), "122")),
        ({"purpose_code": None}, {"purpose_code": "121"}, (AISHA, date(2026, 8, 1), "121")),
        ({"iin": "", "period": None}, {"iin": BOLAT, "period": SEPTEMBER}, (BOLAT, SEPTEMBER, "122")),
    ],
)
def test_what_is_missing_is_laid_in(lacking: dict, laid_in: dict, expected: tuple) -> None:
    line = confirm(propose(rejected_line(registry(), **lacking), **laid_in))
    money = line.contribution
    assert line.outcome == "mended"
    assert (money.person.iin, money.period, money.purpose_code, money.amount) == (*expected, 4250)
    assert money.entered_by == staff("Second")


def test_a_discarded_line_posts_nothing() -> None:
    line = confirm(propose(rejected_line(registry(), period=None), "discard"))
    assert (line.outcome, line.contribution, Contribution.objects.count()) == ("discarded", None, 0)


@pytest.mark.parametrize(
    ("lacking", "laid_in", "reason"),
    [
        ({}, {"period": SEPTEMBER}, Uncorrectable.NOT_MISSING),
        ({}, {"iin": BOLAT}, Uncorrectable.NOT_MISSING),
        ({"iin": ""}, {"iin": BOLAT, "period": SEPTEMBER}, Uncorrectable.NOT_MISSING),
        ({"period": None}, {}, Uncorrectable.NOTHING_LAID_IN),
        ({"period": None, "purpose_code": None}, {"period": SEPTEMBER}, Uncorrectable.STILL_MISSING),
        ({"period": None, "amount": None}, {"period": SEPTEMBER}, Uncorrectable.STILL_MISSING),
    ],
)
def test_what_could_be_read_is_never_changed(lacking: dict, laid_in: dict, reason: Uncorrectable) -> None:
    line = rejected_line(registry(), **lacking)
    with pytest.raises(Refused, match=reason):
        propose(line, **laid_in)
    assert not LineCorrection.objects.exists()


def test_nobody_confirms_their_own_correction() -> None:
    correction = propose(rejected_line(registry(), period=None), period=SEPTEMBER)
    with pytest.raises(Refused, match=Uncorrectable.SAME_PERSON):
        ledger.confirm_correction(correction=correction, actor=staff("First"))
    assert not Contribution.objects.exists()


def test_the_same_call_twice_gives_the_same_row() -> None:
    line = rejected_line(registry(), period=None)
    assert propose(line, period=SEPTEMBER) == propose(line, period=SEPTEMBER)
    correction = LineCorrection.objects.get()
    assert confirm(correction) == confirm(correction)
    assert Contribution.objects.count() == 1


def test_one_correction_of_a_line_is_open_at_a_time() -> None:
    line = rejected_line(registry(), period=None)
    first = propose(line, period=SEPTEMBER)
    with pytest.raises(Refused, match=Uncorrectable.OPEN):
        propose(line, "discard")
    ledger.withdraw_correction(correction=first)
    assert confirm(propose(line, "discard")).outcome == "discarded"


def test_what_is_decided_stays_decided() -> None:
    line = rejected_line(registry(), period=None)
    correction = propose(line, "discard")
    confirm(correction)
    with pytest.raises(Refused, match=Uncorrectable.NOT_REJECTED):
        propose(line, period=SEPTEMBER)
    with pytest.raises(Refused, match=Uncorrectable.CONFIRMED):
        ledger.withdraw_correction(correction=correction)
    with pytest.raises(Refused, match=Uncorrectable.CONFIRMED):
        ledger.confirm_correction(correction=correction, actor=staff("Third"))


def test_a_mended_line_is_other_money_than_its_like_in_the_same_file() -> None:
    file = registry()
    RegistryLine.objects.create(file=file, number=3, received={}, outcome="posted", contribution=credited())
    line = confirm(propose(rejected_line(file, period=None), period=AUGUST.first_day))
    assert line.contribution.occurrence == 2
    assert Contribution.objects.count() == 2


def test_a_mended_line_meets_the_same_money_from_another_file() -> None:
    known = credited()
    assert confirm(propose(rejected_line(registry(), period=None), period=AUGUST.first_day)).contribution == known


@pytest.mark.parametrize(
    ("received", "reason"),
    [
        ({"amount": 4251}, Uncorrectable.CONFLICT),
        ({"operation": "return", "reference": "GCVP-2"}, Uncorrectable.UNMATCHED),
    ],
)
def test_a_line_that_contradicts_the_ledger_is_not_mended(received: dict, reason: Uncorrectable) -> None:
    credited()
    correction = propose(rejected_line(registry(), period=None, **received), period=AUGUST.first_day)
    with pytest.raises(Refused, match=reason):
        confirm(correction)
    assert RegistryLine.objects.get().outcome == "rejected"


def test_a_mended_return_takes_back_its_line() -> None:
    money = credited()
    line = rejected_line(registry(), period=None, operation="return")
    assert confirm(propose(line, period=AUGUST.first_day)).contribution.reverses == money


def test_a_wrong_iin_is_not_laid_in() -> None:
    line = rejected_line(registry(), iin="")
    with pytest.raises(IntegrityError), transaction.atomic():
        propose(line, iin="500101100011")


def test_the_plain_form_has_neither_iin_nor_holes() -> None:
    line = rejected_line(registry(), period=None, names=None, purpose_code=PurposeCode.DEDUCTION, last_name="O")
    assert line.understood == {
        "operation": "credit", "reference": "GCVP-1", "occurrence": 1, "purpose_code": "121", "amount": 4250,
        "paid_on": "2026-08-20", "credited_on": "2026-08-24", "last_name": "O", "sender_bin": "",
        "sender_name": "", "payment_reference": "", "return_reason": "",
    }  # fmt: skip


def test_a_returned_line_may_still_be_the_one_a_mended_line_meets() -> None:
    money = credited()
    reversed_line(money)
    assert confirm(propose(rejected_line(registry(), period=None), period=AUGUST.first_day)).contribution == money
