"""The database lets a request move by the table of moves and by nothing else: every state, every state, every mover."""

import pytest
from django.db import IntegrityError, transaction

from payments.models import PayoutAnswer, PayoutAnswerFile, RefundDecision, RefundRequest
from payments.rules.refunds import MOVES, Mover, RefundState, may_move
from tests.payments.refund_rows import NOON, close, paid, row, step
from tests.payments.refunds import TODAY, WAYS, second
from tests.payments.samples import credited, reversed_line, staff

pytestmark = pytest.mark.django_db

State = RefundState


def decided(request: RefundRequest, **verdict: str) -> RefundDecision:
    """A confirmed decision that no step names yet."""
    waiting = RefundDecision.objects.filter(request=request, outcome="")
    waiting.update(outcome="lapsed", second_by=second(), second_at=NOON)
    decision = row(request, **verdict)
    close(decision)
    return decision


def names(request: RefundRequest, to: RefundState) -> dict:
    """All that a step has to name, so that nothing but the move itself is wrong with it."""
    if to is State.APPROVED:
        return {"decision": decided(request)}
    if to is State.REFUSED:
        return {"decision": decided(request, verdict="refuse", ground="no_grounds")}
    if to not in (State.PAYING_OUT, State.PAID_OUT):
        return {}
    payout = paid(decided(request))
    if to is State.PAID_OUT:
        reversal = reversed_line(credited(reference="another"), kind="refund", reference=payout.number)
        file = PayoutAnswerFile.objects.create(sha256="a" * 64, name="a", count=1, received_by=staff("exporter"))
        PayoutAnswer.objects.create(file=file, payout=payout, outcome="paid", day=TODAY, reversal=reversal)
    return {"payout": payout}


@pytest.mark.parametrize("start", State)
def test_every_move_from(start: RefundState) -> None:
    request = WAYS[start]()
    for to in (state for state in State if state is not State.DRAFT):
        with transaction.atomic():
            named = names(request, to)
            for mover in Mover:
                tried(request, start, to, mover, named)
            transaction.set_rollback(True)


def tried(request: RefundRequest, start: RefundState, to: RefundState, mover: Mover, named: dict) -> None:
    """One move, taken back at once; only what the table has goes through."""
    with transaction.atomic():
        if may_move(start, to, mover):
            assert step(request, to, mover, **named).pk
        else:
            with pytest.raises(IntegrityError, match="as the table of moves says"), transaction.atomic():
                step(request, to, mover, **named)
        transaction.set_rollback(True)


@pytest.mark.parametrize("start", State)
def test_nothing_becomes_a_draft_again(start: RefundState) -> None:
    request = WAYS[start]()
    for mover in Mover:
        with pytest.raises(IntegrityError), transaction.atomic():
            step(request, State.DRAFT, mover)


def test_every_state_is_tried() -> None:
    assert WAYS.keys() == MOVES.keys()
