"""The record of a person: rows of the ledger as the plain values that the rules take."""

import json
from datetime import date

import pytest
from django.core.management import call_command

from payments import history
from payments.history import RecordedLine
from payments.models import CategorySpan
from payments.rules.contract_in import read_facts
from payments.rules.facts import Facts, Goal, LineState, NextMonths, Payer, StatePaid
from payments.rules.months import Month
from payments.rules.requisites import PurposeCode
from tests.payments.samples import AUGUST, BOLAT, COMPANY, credited, person, registry, reversed_line

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
NOVEMBER = Month.containing(TODAY)


def the_line(**changes) -> RecordedLine:
    """How a single credited line is recorded."""
    credited(**changes)
    (line,) = history.record(person(), TODAY).lines
    return line


def span(category: str, first: Month, last: Month | None = None) -> CategorySpan:
    """A span of the person."""
    end = None if last is None else last.first_day
    return CategorySpan.objects.create(person=person(), category=category, first_month=first.first_day, last_month=end)


def facts() -> Facts:
    """The facts of the person."""
    return history.record(person(), TODAY).facts


def test_a_person_of_whom_nothing_is_known() -> None:
    record = history.record(person(), TODAY, goal=Goal.SOONEST, on_date=date(2026, 12, 24))
    assert record.lines == ()
    assert record.facts == Facts(TODAY, Payer.SELF, (), goal=Goal.SOONEST, on_date=date(2026, 12, 24))
    assert record.known_until is None


def test_a_line_with_all_that_is_shown_of_it() -> None:
    money = credited(sender_bin=COMPANY, sender_name="Company")
    (line,) = history.record(person(), TODAY).lines
    assert line == RecordedLine(
        id=f"c{money.pk}", period=AUGUST, amount=4250, left=4250, payer=Payer.EMPLOYER,
        purpose_code=PurposeCode.CONTRIBUTION, paid_on=date(2026, 8, 20), credited_on=date(2026, 8, 24),
        reference="GCVP-1", sender_bin=COMPANY, sender_name="Company", sender="", state=LineState.CREDITED,
    )  # fmt: skip
    assert facts().lines == (line.as_fact(),)


@pytest.mark.parametrize(
    ("changes", "trader", "payer"),
    [
        ({}, None, Payer.SELF),
        ({"sender_iin": BOLAT}, None, Payer.SELF),
        ({"sender_bin": COMPANY}, None, Payer.EMPLOYER),
        ({"purpose_code": PurposeCode.DEDUCTION}, None, Payer.EMPLOYER),
        ({}, (AUGUST, None), Payer.SOLE_TRADER),
        ({}, (AUGUST, AUGUST), Payer.SOLE_TRADER),
        ({}, (AUGUST - 3, AUGUST - 1), Payer.SELF),
        ({}, (AUGUST + 1, None), Payer.SELF),
        ({"sender_bin": COMPANY}, (AUGUST, None), Payer.EMPLOYER),
    ],
)
def test_who_paid(changes: dict, trader: tuple | None, payer: Payer) -> None:
    if trader:
        span("sole_trader", *trader)
    assert the_line(**changes).payer == payer


def test_somebody_else_who_paid_is_shown_masked() -> None:
    assert the_line(sender_iin=BOLAT).sender == "5608·· ···· 09"


def test_the_person_who_paid_is_not_shown_to_themselves() -> None:
    assert the_line(sender_iin=person().iin).sender == ""


def test_a_penalty_is_shown_and_is_no_fact() -> None:
    assert the_line(purpose_code=PurposeCode.PENALTY).purpose_code == PurposeCode.PENALTY
    assert facts().lines == ()


@pytest.mark.parametrize(
    ("reversals", "state", "left", "amount"),
    [
        ([], LineState.CREDITED, 4250, 4250),
        ([{}], LineState.RETURNED, 0, 4250),
        ([{"kind": "refund"}], LineState.REFUNDED, 0, 4250),
        ([{"kind": "refund", "amount": 1000}], LineState.CREDITED, 3250, 3250),
        ([{"kind": "refund", "amount": 4000}, {"kind": "refund", "amount": 250, "reference": "R-2"}],
         LineState.REFUNDED, 0, 4250),
    ],
)  # fmt: skip
def test_what_reversals_leave(reversals: list[dict], state: LineState, left: int, amount: int) -> None:
    money = credited()
    for changes in reversals:
        reversed_line(money, **changes)
    (line,) = history.record(person(), TODAY).lines
    fact = line.as_fact()
    assert (line.amount, line.left, line.state) == (4250, left, state)
    assert (fact.amount, fact.state) == (amount, state)


@pytest.mark.parametrize(("today", "lines"), [(date(2026, 8, 19), 0), (date(2026, 8, 20), 1), (date(2026, 8, 24), 1)])
def test_on_an_earlier_day_there_are_no_later_payments(today: date, lines: int) -> None:
    credited()
    record = history.record(person(), today)
    assert (len(record.lines), len(record.facts.lines)) == (lines, lines)


def test_the_command_answers_as_of_an_earlier_day(capsys: pytest.CaptureFixture) -> None:
    credited()
    credited(reference="GCVP-2", period=AUGUST + 1, paid_on=date(2026, 9, 10), credited_on=date(2026, 9, 14))
    registry(known_until=TODAY)
    call_command("statement", person().iin, "--today=2026-08-31")
    said = json.loads(capsys.readouterr().out)
    assert [line["id"] for line in said["payments"]] == [line.id for line in facts().lines[:1]]
    assert said["findings"] == []
    given = {"today": "2026-08-31", "payer": "self", "payments": said["payments"]}
    assert read_facts(given).lines == facts().lines[:1]


def test_lines_stand_in_the_order_of_their_periods() -> None:
    for months in (2, 0, 1):
        credited(period=AUGUST + months)
    assert [line.period for line in facts().lines] == [AUGUST, AUGUST + 1, AUGUST + 2]


def test_spans_paid_by_the_state() -> None:
    span("sole_trader", AUGUST)
    span("state_paid", AUGUST)
    span("state_paid", AUGUST - 9, AUGUST - 3)
    assert facts().state_paid == (StatePaid(AUGUST - 9, AUGUST - 3), StatePaid(AUGUST, None))


@pytest.mark.parametrize(
    ("first", "last", "payer"),
    [
        (NOVEMBER, None, Payer.SOLE_TRADER),
        (NOVEMBER, NOVEMBER, Payer.SOLE_TRADER),
        (NOVEMBER - 5, NOVEMBER - 1, Payer.SELF),
        (NOVEMBER + 1, None, Payer.SELF),
    ],
)
def test_whose_rate_a_new_payment_follows(first: Month, last: Month | None, payer: Payer) -> None:
    span("sole_trader", first, last)
    assert facts().payer == payer


@pytest.mark.parametrize(
    ("first", "last", "next_months"),
    [
        (NOVEMBER - 5, None, NextMonths.STATE),
        (NOVEMBER + 1, NOVEMBER + 1, NextMonths.STATE),
        (NOVEMBER - 5, NOVEMBER, NextMonths.SELF),
        (NOVEMBER + 2, None, NextMonths.SELF),
    ],
)
def test_the_state_pays_the_next_months(first: Month, last: Month | None, next_months: NextMonths) -> None:
    span("state_paid", first, last)
    assert facts().next_months == next_months


@pytest.mark.parametrize(
    ("months", "next_months"),
    [
        (-3, NextMonths.SELF),
        (-2, NextMonths.EMPLOYER),
        (0, NextMonths.EMPLOYER),
        (12, NextMonths.EMPLOYER),
        (13, NextMonths.SELF),
    ],
)
def test_an_employer_who_paid_lately_pays_the_next_months(months: int, next_months: NextMonths) -> None:
    credited(period=NOVEMBER + months, purpose_code=PurposeCode.DEDUCTION)
    assert facts().next_months == next_months


def test_an_employer_whose_money_came_back_does_not() -> None:
    reversed_line(credited(period=NOVEMBER, purpose_code=PurposeCode.DEDUCTION))
    assert facts().next_months == NextMonths.SELF


def test_other_people_s_lines_are_not_in_it() -> None:
    credited(iin=BOLAT)
    assert facts().lines == ()
