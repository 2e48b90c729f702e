"""Giving up a payment that nobody has paid yet."""

from datetime import date
from enum import StrEnum

from django.db import transaction

from payments.ledger.checkouts import unresolved
from payments.ledger.entry import Refused
from payments.ledger.people import Names, lock_people
from payments.ledger.steps import close_slots, state_of, write_steps
from payments.models import Actor, Payment
from payments.rules.payment_states import PaymentState, state_on


class Uncancellable(StrEnum):
    """Why a payment cannot be cancelled."""

    NOT_OPEN = "not_open"  # its money is on its way or further, or it has expired by itself
    AT_THE_ACQUIRER = "at_the_acquirer"  # it may be being paid at this moment


def why_not_cancellable(payment: Payment, today: date) -> Uncancellable | None:
    """What keeps a payment from being cancelled, None if nothing."""
    if state_on(state_of(payment), payment.valid_until, today) is not PaymentState.ORDERED:
        return Uncancellable.NOT_OPEN
    return Uncancellable.AT_THE_ACQUIRER if unresolved(payment.checkouts.all()).exists() else None


@transaction.atomic
def cancel(*, payment: Payment, actor: Actor, today: date) -> Payment:
    """Make room for another order of the month. Should money come for it all the same, it is taken."""
    lock_people({payment.person.iin: Names()})
    if state_of(payment) == PaymentState.CANCELLED:
        return payment
    reason = why_not_cancellable(payment, today)
    if reason is not None:
        raise Refused(reason)
    write_steps([payment], PaymentState.CANCELLED, day=today, actor=actor)
    close_slots([payment])
    return payment
