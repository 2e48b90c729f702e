"""Payouts: each approval in one file, each answer once, and the bank's own return before, while and after."""

from datetime import timedelta

import pytest

from payments import history, ledger
from payments.ledger import NoPayout, Refused, Unanswerable
from payments.models import Contribution, JournalEntry, Payout, PayoutAnswer, PayoutFile
from payments.rules.facts import LineState
from tests.payments.orders import payer
from tests.payments.refunds import (
    IIK,
    TODAY,
    answered,
    approved,
    asked,
    decision_of,
    exported,
    in_a_file,
    paid_out,
    payout_of,
    proposed,
    recorded,
    refused,
    reply,
    requested,
    returned_by_the_bank,
    second,
    state,
    states,
    taken,
)
from tests.payments.samples import BOLAT, PEOPLE, credited, person, reversed_line, staff

pytestmark = pytest.mark.django_db

OTHER_IIK = "KZ84722C000012345678"
TOMORROW = TODAY + timedelta(days=1)


def why_no_file() -> str:
    """Why no file is made; none is."""
    before = PayoutFile.objects.count()
    with pytest.raises(Refused) as found:
        exported()
    assert PayoutFile.objects.count() == before
    return found.value.reason


def why_no_answer(*replies, number: int = 9) -> str:
    """Why an answer is refused as a whole; nothing of it is kept."""
    before = PayoutAnswer.objects.count(), Contribution.objects.count(), JournalEntry.objects.count()
    with pytest.raises(Refused) as found:
        answered(*replies, number=number)
    assert (PayoutAnswer.objects.count(), Contribution.objects.count(), JournalEntry.objects.count()) == before
    return found.value.reason


def lines_of(iin: str = PEOPLE[0]) -> list[tuple[int, str, list]]:
    """The record: what is left of each line, where it is, and what took it back."""
    lines = history.record(person(iin), TODAY).lines
    return [
        (line.left, line.state, [(back.kind, back.amount, back.day, back.request) for back in line.reversals])
        for line in lines
    ]


def test_each_approval_stands_in_one_file_and_in_no_second() -> None:
    one, other = approved(), approved(requested(credited(iin=BOLAT)))
    assert ledger.approved_refunds() == (one, other)
    file = exported()
    assert (file.count, file.total, file.payouts.count()) == (2, 8500, 2)
    assert [(payout.amount, payout.iik) for payout in file.payouts.all()] == [(4250, IIK)] * 2
    assert (state(one), state(other), ledger.approved_refunds()) == ("paying_out", "paying_out", ())
    assert why_no_file() == NoPayout.NOTHING


@pytest.mark.parametrize("make", [requested, taken, proposed, refused, in_a_file, paid_out])
def test_nothing_else_stands_in_a_file(make) -> None:
    make()
    assert why_no_file() == NoPayout.NOTHING


def test_it_is_asked_as_cheaply_of_nine_as_of_one(django_assert_num_queries) -> None:
    for number in range(9):
        approved(requested(credited(reference=f"GCVP-{number}")))
    with django_assert_num_queries(1):
        assert len(ledger.approved_refunds()) == 9


def test_what_is_paid_is_a_reversal_in_the_ledger_and_in_the_record() -> None:
    line = credited(amount=51000)
    request = in_a_file(requested(line, reason="lump_sum", amount=46750))
    payout = payout_of(request)
    (posting,) = answered(reply(payout, day=TOMORROW))
    assert posting.outcome == "posted"
    reversal = payout.answer.reversal
    assert (reversal.kind, reversal.reference, reversal.amount) == ("refund", payout.number, 46750)
    assert (line.left(), states(request)[-1], request.contribution.reversals.get()) == (4250, "paid_out", reversal)
    assert lines_of() == [(4250, LineState.CREDITED, [("refund", 46750, TOMORROW, request.number)])]


def test_the_same_answer_again_changes_nothing() -> None:
    one, other = approved(), in_a_file(requested(credited(iin=BOLAT)))
    replies = [reply(payout_of(one)), reply(payout_of(other), "returned")]
    assert [posting.outcome for posting in answered(*replies)] == ["posted", "posted"]
    before = JournalEntry.objects.count()
    assert [posting.outcome for posting in answered(*replies)] == ["known", "known"]
    assert JournalEntry.objects.count() == before
    assert [posting.outcome for posting in answered(replies[0], number=2)] == ["known"]
    assert (PayoutAnswer.objects.count(), states(one)[-1], states(other)[-1]) == (2, "paid_out", "asked")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"number": "P00000000"}, Unanswerable.UNKNOWN_PAYOUT),
        ({"number": "00000001"}, Unanswerable.UNKNOWN_PAYOUT),
        ({"number": "P1"}, Unanswerable.UNKNOWN_PAYOUT),
        ({"number": "P٠٠٠٠٠٠٠١"}, Unanswerable.UNKNOWN_PAYOUT),
        ({"number": f"P{'9' * 18}"}, Unanswerable.UNKNOWN_PAYOUT),
        ({"number": f"P{'9' * 40}"}, Unanswerable.UNKNOWN_PAYOUT),
        ({"number": ""}, Unanswerable.UNKNOWN_PAYOUT),
        ({"amount": 4249}, Unanswerable.OTHER_SUM),
    ],
)
def test_an_answer_is_taken_as_a_whole_or_not_at_all(changes: dict, reason: Unanswerable) -> None:
    one, other = approved(), in_a_file(requested(credited(iin=BOLAT)))
    assert why_no_answer(reply(payout_of(one)), reply(payout_of(other), **changes)) == reason
    assert {state(one), state(other)} == {"paying_out"}


def test_one_payout_is_answered_once_in_a_file() -> None:
    payout = payout_of(in_a_file())
    assert why_no_answer(reply(payout), reply(payout)) == Unanswerable.TWICE


@pytest.mark.parametrize("changes", [{"outcome": "returned"}, {"day": TOMORROW}])
def test_who_answers_otherwise_later_is_refused(changes: dict) -> None:
    payout = payout_of(in_a_file())
    answered(reply(payout))
    assert why_no_answer(reply(payout, **changes)) == Unanswerable.OTHERWISE


def test_returned_by_the_persons_bank_it_asks_for_another_account_and_is_decided_anew() -> None:
    request = in_a_file()
    lost = payout_of(request)
    answered(reply(lost, "returned"))
    found = recorded(request)
    assert (found.state, found.question, found.is_payout_returned) == ("asked", "The account is closed", True)
    assert (request.contribution.left(), ledger.approved_refunds()) == (4250, ())

    ledger.answer_refund(request=request, actor=payer(), text="", iik=OTHER_IIK, today=TODAY)
    assert why_no_file() == NoPayout.NOTHING  # what two approved before was another account
    in_a_file(request)
    again = payout_of(request)
    assert (again.iik, lost.iik, again.decision) == (OTHER_IIK, IIK, decision_of(request))
    answered(reply(again), number=2)
    assert (state(request), request.contribution.left(), Payout.objects.count()) == ("paid_out", 0, 2)
    assert [posting.outcome for posting in answered(reply(lost, "returned"), number=3)] == ["known"]


@pytest.mark.parametrize(
    ("make", "outcomes"), [(requested, []), (taken, []), (asked, []), (proposed, ["lapsed"]), (approved, ["confirmed"])]
)
def test_the_banks_own_return_closes_whatever_is_not_under_way(make, outcomes: list[str]) -> None:
    request = make()
    assert returned_by_the_bank(request.contribution) == 1
    assert states(request)[-1] == "returned"
    assert ledger.close_returned_refunds(actor=staff("A"), today=TODAY) == 0
    assert why_no_file() == NoPayout.NOTHING
    assert [row.outcome for row in request.decisions.all()] == outcomes


def test_the_banks_return_of_another_line_closes_nothing() -> None:
    request, other = requested(), credited(reference="GCVP-2")
    assert returned_by_the_bank(other) == 0
    assert state(request) == "sent"


def test_a_refund_of_a_part_closes_nothing() -> None:
    line = credited(amount=51000)
    paid_out(requested(line, reason="lump_sum", amount=46750))
    request = requested(line)
    assert ledger.close_returned_refunds(actor=staff("A"), today=TODAY) == 0
    assert state(request) == "sent"


def test_returned_before_it_was_exported_it_stands_in_no_file() -> None:
    """Whoever posted the return has not come to closing the request yet."""
    request, other = approved(), approved(requested(credited(iin=BOLAT)))
    reversed_line(request.contribution)
    assert exported().payouts.get().decision.request == other
    assert state(request) == "approved"


@pytest.mark.parametrize(("outcome", "becomes"), [("paid", "conflict"), ("returned", "posted")])
def test_returned_while_it_is_under_way_the_answer_closes_it(outcome: str, becomes: str) -> None:
    request = in_a_file()
    assert returned_by_the_bank(request.contribution) == 0
    assert state(request) == "paying_out"
    (posting,) = answered(reply(payout_of(request), outcome))
    assert (posting.outcome, state(request)) == (becomes, "returned")
    assert (payout_of(request).answer.reversal, request.contribution.left()) == (None, 0)
    assert lines_of()[0][1:] == (
        LineState.RETURNED,
        [("return", 4250, request.contribution.reversals.get().credited_on, "")],
    )


def test_a_bank_returns_nothing_that_was_paid_out() -> None:
    request = paid_out()
    with pytest.raises(Refused, match=ledger.Irreversible.NOTHING_LEFT):
        reversed_line(request.contribution)
    assert (state(request), ledger.close_returned_refunds(actor=staff("A"), today=TODAY)) == ("paid_out", 0)


def test_what_waited_for_its_second_decision_lapses_by_the_system() -> None:
    request = proposed()
    returned_by_the_bank(request.contribution)
    decision = decision_of(request)
    assert (decision.outcome, decision.second_by.kind) == ("lapsed", "system")
    with pytest.raises(Refused):
        taken(request, second())
