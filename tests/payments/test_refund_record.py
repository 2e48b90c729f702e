"""What history tells of requests: with as many queries for twenty-five as for one, and its clock in each state."""

from datetime import date, timedelta

import pytest

from payments import history, ledger
from payments.models import Contribution
from payments.rules.facts import Settings
from payments.rules.refunds import NotRefundable, RefundState, why_not_refundable
from tests.payments.orders import payer
from tests.payments.refunds import (
    IIK,
    NOW,
    TERMS,
    TODAY,
    WAYS,
    approved,
    asked,
    first,
    in_a_file,
    proof,
    proposed,
    recorded,
    refused,
    requested,
    second,
    taken,
)
from tests.payments.samples import AISHA, AUGUST, BOLAT, PEOPLE, credited, person, reversed_line

pytestmark = pytest.mark.django_db

QUERIES, LINES = 10, 7
MAKERS = (requested, taken, asked, proposed, approved, refused, in_a_file)


def made(count: int) -> list[int]:
    """Requests of many sorts, some paid by somebody else, some with files; every line is AISHA's."""
    rows = []
    for number in range(count):
        line = credited(reference=f"GCVP-{number}", **{"sender_iin": BOLAT} if number % 3 == 0 else {})
        request = requested(line, by=payer(BOLAT if number % 3 == 0 else AISHA))
        make = MAKERS[number % len(MAKERS)]
        rows.append((request if make is requested else make(request)).pk)
    return rows


@pytest.mark.parametrize("count", [1, 25])
def test_requests_cost_the_same_however_many(count: int, django_assert_num_queries) -> None:
    rows, somebody = made(count), person(BOLAT)
    with django_assert_num_queries(QUERIES):
        found = history.refunds_in(rows, TODAY, TERMS)
    assert [request.row for request in found] == rows
    with django_assert_num_queries(QUERIES + 1):
        assert history.refunds_of(somebody, TODAY, TERMS)
    with django_assert_num_queries(QUERIES):
        assert history.refund(found[0].number, TODAY, TERMS) == found[0]


@pytest.mark.parametrize("count", [1, 25])
def test_what_can_be_claimed_costs_the_same(count: int, django_assert_num_queries) -> None:
    made(count)
    somebody = person(BOLAT)
    with django_assert_num_queries(LINES):
        found = history.lines_for_refund(somebody, TODAY)
    assert len(found) == (count + 2) // 3
    with django_assert_num_queries(LINES):
        assert history.line_for_refund(found[0].row, somebody, TODAY) == found[0]


def test_requests_come_newest_first_and_those_of_others_never() -> None:
    rows = made(4)
    assert [found.row for found in history.refunds_of(person(AISHA), TODAY, TERMS)] == [rows[2], rows[1]]
    assert [found.row for found in history.refunds_of(person(BOLAT), TODAY, TERMS)] == [rows[3], rows[0]]
    assert history.refunds_of(person(PEOPLE[2]), TODAY, TERMS) == ()


def test_the_number_finds_it_and_a_slip_of_the_finger_does_not() -> None:
    request = requested()
    assert history.refund(request.number, TODAY, TERMS).row == request.pk
    for wrong in ("", "000000000", f"{request.pk}", request.number[:-1] + "0", request.number + "1"):
        assert wrong == request.number or history.refund(wrong, TODAY, TERMS) is None


def test_all_that_was_asked_is_there() -> None:
    request = requested(explanation="September was meant.", language="ru")
    found = recorded(request)
    assert (found.number, found.key, found.reason, found.right_period) == (
        request.number, request.key, "wrong_period", AUGUST + 1,
    )  # fmt: skip
    assert (found.explanation, found.amount, found.phone, found.language, found.iik) == (
        "September was meant.", 4250, "+77015550101", "ru", IIK,
    )  # fmt: skip
    assert (found.sent_on, found.applicant, found.requested_by) == (TODAY, person(), payer().pk)
    assert (found.line.row, found.line.paid.left, found.line.paid.has_open_request) == (
        request.contribution_id, 4250, True,
    )  # fmt: skip
    assert (found.decision, found.proofs, found.hold, found.question) == (None, (), None, "")


def test_nothing_personal_comes_out_where_a_record_is_written_down() -> None:
    text = repr(recorded(requested(asked_of_somebody())))
    for secret in (AISHA, IIK, "+77015550101"):
        assert secret not in text


def asked_of_somebody() -> Contribution:
    """A line with a name."""
    return credited(names=ledger.Names("Oralbek", "Aisha"))


@pytest.mark.parametrize("state", [state for state in RefundState if state is not RefundState.DRAFT])
def test_each_state_is_told(state: RefundState) -> None:
    request = WAYS[state]()
    found = recorded(request)
    assert (found.state, found.steps[-1].state, found.day_of(state)) == (state, state, TODAY)
    assert found.is_open == hasattr(type(request).objects.get(pk=request.pk), "slot")
    assert found.day_of(RefundState.DRAFT) is None


# Sent on Monday, 23 November 2026: working days until Tuesday, 8 December.
LATER = date(2026, 12, 8)


@pytest.mark.parametrize(
    ("state", "used"),
    [(state, 11 if state in ("sent", "checking", "with_fund") else 0) for state in WAYS][1:],
)
def test_the_clock_runs_while_somebody_works_on_it(state: RefundState, used: int) -> None:
    request = WAYS[state]()
    assert recorded(request, TODAY).clock.used == 0
    assert recorded(request, LATER).clock.used == used


def test_the_terms_move_on_by_the_days_of_a_question() -> None:
    request = asked()
    ledger.answer_refund(request=request, actor=payer(), text="September.", iik=None, today=TODAY + timedelta(days=2))
    plain, paused = recorded(requested(credited(iin=BOLAT)), LATER).clock, recorded(request, LATER).clock
    assert (plain.used - paused.used, plain.check_due, paused.check_due) == (
        2, date(2026, 11, 30), date(2026, 12, 2),
    )  # fmt: skip


def test_a_hold_is_told_with_who_holds_it() -> None:
    request = taken()
    assert (recorded(request).hold.held_by, recorded(request).hold.held_at) == (first(), NOW)


def test_of_several_decisions_the_last_is_told() -> None:
    request = taken(proposed(), second())
    ledger.send_back(request=request, actor=second(), note="No.", now=NOW, today=TODAY)
    proposed(request, "refuse", "no_grounds")
    assert (recorded(request).decision.verdict, recorded(request).decision.outcome) == ("refuse", "")


def test_whoever_paid_sees_the_line_and_nothing_of_the_record() -> None:
    credited(reference="GCVP-2")
    request = requested(credited(sender_iin=BOLAT), by=payer(BOLAT))
    paid = recorded(request).line.paid
    assert (paid.is_applicants, paid.is_own_record) == (True, False)
    month = history.month_facts_of(recorded(request).line, TODAY, Settings())
    assert (month.own_paid, month.full_lines, month.by_employer, month.by_state) == (4250, 1, False, False)


def test_the_one_whose_record_it_is_sees_that_somebody_elses_payment_is_not_theirs_to_claim() -> None:
    line = credited(sender_iin=BOLAT)
    mine = history.line_for_refund(line.pk, person(AISHA), TODAY)
    assert why_not_refundable(mine.paid, TODAY) is NotRefundable.SOMEBODY_ELSES
    theirs = history.line_for_refund(line.pk, person(BOLAT), TODAY)
    assert why_not_refundable(theirs.paid, TODAY) is None
    assert history.line_for_refund(line.pk, person(PEOPLE[2]), TODAY) is None


def test_a_reversal_is_no_line_to_claim() -> None:
    line = credited()
    reversal = reversed_line(line)
    assert history.line_for_refund(reversal.pk, person(), TODAY) is None
    assert [found.row for found in history.lines_for_refund(person(), TODAY)] == [line.pk]


def test_lines_come_newest_period_first() -> None:
    rows = {month: credited(period=AUGUST - month, reference=f"GCVP-{month}").pk for month in (2, 0, 1)}
    assert [found.row for found in history.lines_for_refund(person(), TODAY)] == [rows[0], rows[1], rows[2]]


def test_a_file_that_was_removed_is_not_told() -> None:
    request = asked()
    kept = proof(request.key)
    ledger.answer_refund(request=request, actor=payer(), text="", iik=None, today=TODAY)
    assert recorded(request).proofs == (kept,)
    ledger.mark_removed(proof=kept, actor=first(), now=NOW)
    assert recorded(request).proofs == ()


def test_the_journal_tells_of_a_request_newest_first() -> None:
    request, other = approved(), requested(credited(iin=BOLAT))
    ledger.view_refund(request=other, actor=first())
    events = [entry.event for entry in history.journal_of(request.pk)]
    assert events == [
        "refund_approved", "refund_taken", "refund_with_fund", "refund_checking", "refund_taken", "refund_sent",
    ]  # fmt: skip
    assert [entry.event for entry in history.journal_of(other.pk)] == ["refund_viewed", "refund_sent"]
