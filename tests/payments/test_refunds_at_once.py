"""Many who press at the same time: one request for a line, one decision, one payout; and nobody waits for ever."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest

from payments import history, ledger
from payments.models import (
    Actor,
    Contribution,
    JournalEntry,
    OpenRefund,
    Payout,
    PayoutFile,
    ProofFile,
    RefundDecision,
    RefundHold,
    RefundRequest,
)
from tests.payments.orders import payer
from tests.payments.refunds import (
    NOW,
    TODAY,
    answered,
    approved,
    decision_of,
    exported,
    first,
    in_a_file,
    payout_of,
    proof,
    proposed,
    reply,
    requested,
    returned_by_the_bank,
    second,
    state,
    states,
    taken,
)
from tests.payments.samples import AISHA, PEOPLE, credited, staff
from tests.payments.test_crediting_at_once import THREADS, at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROUNDS = 60
HOUR = timedelta(hours=1)
FOUR = 4


def said(act: Callable[[], object]) -> str:
    """That it was done, or why not."""
    try:
        act()
    except ledger.Refused as refused:
        return refused.reason.value
    return "done"


def journal_is_whole() -> bool:
    """Every entry fits, and none is missing."""
    return history.verify_journal() is None and JournalEntry.objects.count() == history.journal_head()[0]


def takes_and(verb: Callable, request: RefundRequest, by: Actor, hours: int, **details) -> None:
    """Somebody who comes when the hold of whoever was there before is over."""
    now = NOW + hours * HOUR
    ledger.take_refund(request=request, actor=by, now=now, today=TODAY)
    verb(request=request, actor=by, now=now, today=TODAY, **details)


def together(cases: Sequence[RefundRequest], press: Callable[[int, RefundRequest, Barrier], str]) -> list[tuple]:
    """What each of four got of each case: they begin every case together, over connections of their own."""
    barrier = Barrier(FOUR)

    def one(who: int) -> list[str]:
        pressed = []
        for case in cases:
            barrier.wait(timeout=60)
            pressed.append(press(who, RefundRequest.objects.get(pk=case.pk), barrier))
        return pressed

    return list(zip(*at_once(one, FOUR), strict=True))


def waiting_for_the_second() -> list[RefundRequest]:
    """Sixty cases with a first decision, each taken by the second person."""
    lines = (credited(iin=PEOPLE[number % 6], reference=f"GCVP-{number}") for number in range(ROUNDS))
    return [taken(proposed(requested(line)), second()) for line in lines]


def decides(who: int, request: RefundRequest) -> object:
    """One confirms, two come when the hold is over: one sends back, one confirms as well."""
    if who == 0:
        return ledger.confirm_decision(request=request, actor=second(), now=NOW, today=TODAY)
    if who == 1:
        return takes_and(ledger.send_back, request, staff("third"), 1, note="Of another month.")
    return takes_and(ledger.confirm_decision, request, staff("fourth"), 2)


def test_four_different_decisions_on_one_case_sixty_times() -> None:
    """Three decide otherwise, and the bank returns the money itself."""
    cases = waiting_for_the_second()
    staff("third"), staff("fourth"), staff("exporter"), Actor.system()

    def press(who: int, request: RefundRequest, _barrier: Barrier) -> str:
        return said(lambda: returned_by_the_bank(request.contribution) if who == 3 else decides(who, request))

    for case, pressed in zip(cases, together(cases, press), strict=True):
        assert pressed[3] == "done"
        assert_one_decision(case, pressed[:3])
        assert state(case) == "returned"
    assert said(exported) == "nothing"
    assert (RefundDecision.objects.count(), Payout.objects.count(), OpenRefund.objects.count()) == (ROUNDS, 0, 0)
    assert journal_is_whole()


def test_four_who_decide_and_then_make_the_file_sixty_times() -> None:
    """The fourth is the second person in another window."""
    cases = waiting_for_the_second()
    staff("third"), staff("fourth"), staff("exporter")
    exports = []

    def press(who: int, request: RefundRequest, barrier: Barrier) -> str:
        pressed = said(lambda: decides(who % 3, request))
        barrier.wait(timeout=60)
        exports.append(said(exported))
        return pressed

    for case, pressed in zip(cases, together(cases, press), strict=True):
        assert_one_decision(case, pressed)
        is_confirmed = decision_of(case).outcome == "confirmed"
        assert Payout.objects.filter(decision__request=case).count() == is_confirmed
        assert state(case) == ("paying_out" if is_confirmed else "checking")
    assert exports.count("done") == PayoutFile.objects.count() == Payout.objects.count() > 0
    assert (RefundDecision.objects.count(), len(exports)) == (ROUNDS, FOUR * ROUNDS)
    assert journal_is_whole()


def assert_one_decision(request: RefundRequest, pressed: Sequence[str]) -> None:
    """One of them was the second, or none where the bank was quicker; the steps say the same as the decision."""
    outcome = decision_of(request).outcome
    after = {"confirmed": ["approved"], "sent_back": ["checking"], "lapsed": []}[outcome]
    assert pressed.count("done") == len(after)
    decided = states(request)[states(request).index("with_fund") + 1 :]
    assert [step for step in decided if step not in ("returned", "paying_out")] == after
    assert RefundHold.objects.filter(request=request).count() <= 1


@pytest.mark.parametrize("same_form", [True, False])
def test_requests_of_twelve_for_one_line_are_one(same_form: bool) -> None:
    by = payer()
    for number in range(10):
        line, key = credited(reference=f"GCVP-{number}"), uuid4()

        def send(_thread: int, line: Contribution = line, key: object = key) -> str:
            return said(lambda: requested(line, by=by, key=key if same_form else uuid4(), amount=4250, left=4250))

        refused = [] if same_form else ["open_request"] * (THREADS - 1)
        assert sorted(at_once(send)) == sorted(["done"] * (THREADS - len(refused)) + refused)
    assert (RefundRequest.objects.count(), OpenRefund.objects.count()) == (10, 10)


def test_whoever_paid_and_a_stranger_at_once() -> None:
    """Each of the twelve tries every line that was paid for somebody else."""
    lines = [credited(iin=PEOPLE[1], reference=f"GCVP-{number}", sender_iin=AISHA) for number in range(6)]
    payers = [payer(iin) for iin in (AISHA, PEOPLE[1])]

    def send(number: int) -> list[str]:
        return [said(lambda line=line: requested(line, by=payers[number % 2])) for line in lines[number % 6 :] + lines]

    at_once(send)
    assert RefundRequest.objects.count() == len(lines)
    assert {request.requested_by for request in RefundRequest.objects.all()} == {payers[0]}


def test_four_files_at_once_pay_each_approval_once() -> None:
    staff("exporter")
    for number in range(12):
        approved(requested(credited(iin=PEOPLE[number % 6], reference=f"GCVP-{number}")))
    answers = at_once(lambda _: said(exported), FOUR)
    assert sorted(answers) == ["done", "nothing", "nothing", "nothing"]
    assert (PayoutFile.objects.count(), Payout.objects.count()) == (1, 12)


def test_approvals_that_come_while_files_are_made_are_paid_once() -> None:
    exporter = staff("exporter")
    waiting = [taken(proposed(requested(credited(iin=iin))), second()) for iin in PEOPLE]

    def act(number: int) -> str:
        if number < len(waiting):
            return said(lambda: ledger.confirm_decision(request=waiting[number], actor=second(), now=NOW, today=TODAY))
        return said(lambda: ledger.make_payout_file(actor=exporter, today=TODAY))

    assert at_once(act)[: len(waiting)] == ["done"] * len(waiting)
    said(exported)
    assert Payout.objects.count() == len(waiting)
    assert sum(file.total for file in PayoutFile.objects.all()) == 4250 * len(waiting)
    assert {state(request) for request in waiting} == {"paying_out"}


def test_twelve_who_take_one_case_are_one_holder() -> None:
    request = requested()
    people = [staff(f"reviewer {number}") for number in range(THREADS)]
    takes = at_once(
        lambda number: said(lambda: ledger.take_refund(request=request, actor=people[number], now=NOW, today=TODAY))
    )
    assert sorted(takes) == ["done"] + ["held"] * (THREADS - 1)
    assert RefundHold.objects.get().held_by == people[takes.index("done")]
    assert states(request) == ["sent", "checking"]


def test_taking_it_back_and_taking_it_up_at_once_is_one_of_them() -> None:
    first(), payer()
    for number in range(20):
        request = requested(credited(reference=f"GCVP-{number}"))

        def press(who: int, request: RefundRequest = request) -> str:
            if who % 2:
                return said(lambda: ledger.withdraw_refund(request=request, actor=payer(), today=TODAY))
            return said(lambda: taken(request))

        pressed = at_once(press, FOUR)
        assert states(request)[1:] in (["withdrawn"], ["checking"])
        assert pressed.count("done") == 2  # each presses twice
        assert OpenRefund.objects.filter(request=request).exists() == (state(request) == "checking")


def test_the_same_answer_from_twelve_is_posted_once() -> None:
    replies = [reply(payout_of(in_a_file(requested(credited(iin=iin))))) for iin in PEOPLE]
    staff("exporter")
    turned = [[*replies[number % 6 :], *replies[: number % 6]] for number in range(THREADS)]
    postings = at_once(lambda number: [posting.outcome.value for posting in answered(*turned[number])])
    assert sorted(postings) == [["known"] * 6] * (THREADS - 1) + [["posted"] * 6]
    assert Contribution.objects.filter(kind="refund").count() == len(PEOPLE)
    assert journal_is_whole()


def test_three_files_are_kept_of_twelve() -> None:
    key, by = uuid4(), payer()
    assert sorted(at_once(lambda _: said(lambda: proof(key, by)))) == ["done"] * 3 + ["too_many"] * (THREADS - 3)
    assert ProofFile.objects.count() == 3


def test_the_journal_counts_everybody_who_looks() -> None:
    request = requested()
    people = [staff(f"reviewer {number}") for number in range(THREADS)]

    def look(number: int) -> None:
        for _time in range(10):
            ledger.view_refund(request=request, actor=people[number])

    at_once(look)
    assert JournalEntry.objects.filter(event="refund_viewed").count() == 10 * THREADS
    assert journal_is_whole()
