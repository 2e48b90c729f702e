"""Near misses between lines and payments: staff say which are one and the same money, and why."""

from enum import StrEnum

from django.db import transaction
from django.db.models.functions import Now

from payments.ledger.entry import Refused
from payments.ledger.people import Names, lock_people
from payments.ledger.steps import state_of, write_credited
from payments.models import Actor, PaymentStep, Suggestion
from payments.rules.payment_states import PaymentState, may_move


class Undecidable(StrEnum):
    """Why a suggestion cannot be decided like that."""

    DECIDED = "decided"
    HAS_ITS_MONEY = "has_its_money"  # the payment has been credited by another line
    LINE_TAKEN = "line_taken"  # the line is the money of another payment
    LINE_GONE = "line_gone"  # the bank or the Fund has taken the line back


@transaction.atomic
def decide_suggestion(
    *, suggestion: Suggestion, decision: Suggestion.Decision, reason: str, actor: Actor
) -> Suggestion:
    """Assign the line to the payment, or discard the suggestion. The line counts where it says, either way."""
    both = (suggestion.payment.person, suggestion.contribution.person)
    lock_people({person.iin: Names() for person in both})
    suggestion = Suggestion.objects.select_for_update(no_key=True).get(pk=suggestion.pk)
    if suggestion.decision:
        if (suggestion.decision, suggestion.decided_by_id) == (decision, actor.pk):
            return suggestion
        raise Refused(Undecidable.DECIDED)
    if decision == Suggestion.Decision.ASSIGN:
        _assign(suggestion, actor)
    suggestion.decision, suggestion.reason = decision, reason
    suggestion.decided_by, suggestion.decided_at = actor, Now()
    suggestion.save(update_fields=["decision", "reason", "decided_by", "decided_at"])
    suggestion.refresh_from_db()
    return suggestion


def _assign(suggestion: Suggestion, actor: Actor) -> None:
    payment, line = suggestion.payment, suggestion.contribution
    if not may_move(state_of(payment), PaymentState.CREDITED):
        raise Refused(Undecidable.HAS_ITS_MONEY)
    if PaymentStep.objects.filter(contribution=line).exists():
        raise Refused(Undecidable.LINE_TAKEN)
    if line.left() < line.amount:
        raise Refused(Undecidable.LINE_GONE)
    write_credited([(payment, line)], actor)
