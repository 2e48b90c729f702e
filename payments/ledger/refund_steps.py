"""The steps of refund requests, each written with its entry in the journal, and the slots that they hold."""

from datetime import date
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from payments.ledger.entry import Refused
from payments.ledger.journal import note
from payments.ledger.people import Names, lock_people
from payments.models import (
    Actor,
    Contribution,
    JournalEntry,
    OpenRefund,
    RefundDecision,
    RefundHold,
    RefundRequest,
    RefundStep,
)
from payments.rules.refunds import CLOSED, Mover, RefundState, may_move

Event = JournalEntry.Event


class Unmovable(StrEnum):
    """Why a request does not move, or not by this actor."""

    NOT_NOW = "not_now"  # the table of moves says no: somebody was quicker
    HELD = "held"  # somebody else has taken it
    NOT_HELD = "not_held"  # it has to be taken first
    OWN_REQUEST = "own_request"  # whoever asked does not decide
    SAME_PERSON = "same_person"  # the first decision was this one's
    NO_TEXT = "no_text"
    NO_GROUND = "no_ground"
    NOT_DUE = "not_due"  # the question still waits for its answer
    NOTHING_LEFT = "nothing_left"  # the bank has returned the payment itself


def lock_request(request: RefundRequest) -> RefundRequest:
    """The request, with the person in whose record its line stands locked first, as wherever money moves."""
    lock_people({request.contribution.person.iin: Names()})
    return RefundRequest.objects.select_for_update(no_key=True, of=("self",)).get(pk=request.pk)


def refund_state(request: RefundRequest) -> RefundState:
    """The state of its latest step; a draft has none."""
    latest = request.steps.order_by("-pk").values_list("state", flat=True).first()
    return RefundState(latest or RefundState.DRAFT)


def refuse_unless_may_move(request: RefundRequest, to: RefundState, mover: Mover) -> None:
    """Refused where the table of moves has no such move from where the request stands now."""
    if not may_move(refund_state(request), to, mover):
        raise Refused(Unmovable.NOT_NOW)


def move(request: RefundRequest, to: RefundState, mover: Mover, *, actor: Actor, day: date, **step: Any) -> RefundStep:
    """Write the step and its entry in the journal; a closed request lets go of its line and of whoever held it."""
    refuse_unless_may_move(request, to, mover)
    written = RefundStep.objects.create(request=request, state=to, mover=mover, day=day, entered_by=actor, **step)
    if to in CLOSED:
        OpenRefund.objects.filter(request=request).delete()
        RefundHold.objects.filter(request=request).delete()
    note(Event(f"refund_{to}"), actor=actor, request=request, person=request.contribution.person, step=written.pk)
    return written


@transaction.atomic
def close_returned_refunds(*, actor: Actor, today: date) -> int:
    """Close every open request whose line the bank has returned itself; how many there were.

    A door calls it after it has posted returns, and not within: an import holds its people until it ends, and would
    hold the journal with them. One that stands in a payout file waits for the answer: its money may be on its way.
    """
    found = RefundRequest.objects.filter(slot__contribution__reversals__kind=Contribution.Kind.RETURN)
    returned = list(found.select_related("contribution__person"))
    # All of them before the first entry: whoever holds the journal waits for nobody.
    lock_people({request.contribution.person.iin: Names() for request in returned})
    return sum(_close_returned(request, actor, today) for request in returned)


def _close_returned(request: RefundRequest, actor: Actor, today: date) -> bool:
    state = refund_state(request)
    if state is RefundState.PAYING_OUT or not may_move(state, RefundState.RETURNED, Mover.REGISTRY):
        return False
    _lapse_decision(request)
    move(request, RefundState.RETURNED, Mover.REGISTRY, actor=actor, day=today)
    return True


def _lapse_decision(request: RefundRequest) -> None:
    """A first decision that waits for its second will get none."""
    RefundDecision.objects.filter(request=request, outcome="").update(
        outcome=RefundDecision.Outcome.LAPSED, second_by=Actor.system(), second_at=Now()
    )
