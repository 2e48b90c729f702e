"""Payments whose money came back from the bank."""

from datetime import date
from enum import StrEnum

from django.db import transaction

from payments.ledger.entry import Entry, Outcome, Refused
from payments.ledger.people import Names, lock_people
from payments.ledger.steps import state_of
from payments.models import Actor, Contribution, Payment, PaymentStep, Person
from payments.rules.payment_states import PaymentState


class Unreturnable(StrEnum):
    """Why a payment cannot be said to have come back."""

    NOT_ON_ITS_WAY = "not_on_its_way"


def payment_came_back(line: Contribution, day: date, reason: str, actor: Actor) -> None:
    """The payment that came as this line, if it was one, is returned by the bank."""
    credited = (
        PaymentStep.objects.filter(contribution=line, state=PaymentState.CREDITED).select_related("payment").first()
    )
    if credited is not None:
        _write_return(credited.payment, day, reason, actor, by_registry=True, line=line)


def sent_one_came_back(entry: Entry, person: Person, actor: Actor) -> Outcome:
    """A return of money that no registry ever credited: it may be a payment that the bank took and sent back."""
    named = Payment.objects.of_reference(entry.payment_reference)
    payment = named.filter(person=person, period=entry.period.first_day, amount=entry.amount).with_state().first()
    if payment is None or payment.state not in (PaymentState.SENT, PaymentState.RETURNED):
        return Outcome.UNMATCHED
    is_new = _write_return(payment, entry.credited_on, entry.return_reason, actor, by_registry=True)
    return Outcome.POSTED if is_new else Outcome.KNOWN


@transaction.atomic
def return_payment(*, payment: Payment, day: date, reason: str, actor: Actor) -> None:
    """A partner or the person's bank says that money which never arrived went back. Refused unless it is on its way."""
    lock_people({payment.person.iin: Names()})
    if state_of(payment) not in (PaymentState.SENT, PaymentState.RETURNED):
        raise Refused(Unreturnable.NOT_ON_ITS_WAY)
    _write_return(payment, day, reason, actor, by_registry=False)


def _write_return(
    payment: Payment,
    day: date,
    reason: str,
    actor: Actor,
    *,
    by_registry: bool,
    line: Contribution | None = None,
) -> bool:
    told = {"day": day, "entered_by": actor, "reason": reason, "by_registry": by_registry, "contribution": line}
    return PaymentStep.objects.get_or_create(payment=payment, state=PaymentState.RETURNED, defaults=told)[1]
