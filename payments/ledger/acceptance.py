"""Money that a partner says it took."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from django.db import transaction

from payments.ledger.entry import Refused
from payments.ledger.people import Names, lock_people
from payments.ledger.steps import close_slots, write_steps
from payments.models import Actor, Payment, Person, Transaction
from payments.rules.payment_states import PaymentState, may_move


class Unacceptable(StrEnum):
    """Why a transaction is not written."""

    KNOWN_OTHERWISE = "known_otherwise"  # the partner gave the same number to another sum or other payments


@transaction.atomic
def accept(*, partner: Actor, number: str, payments: Sequence[Payment], amount: int, paid_on: date) -> Transaction:
    """Take money for some payments. The same number with the same content is the same row.

    It is never refused for a payment's sake: one that expired or was cancelled is sent by it, one that has its money
    already stays as it is, and the transaction stands beside it for staff to see. So it does if it is another sum.
    """
    iins = Person.objects.filter(payments__in=payments).values_list("iin", flat=True)
    lock_people({iin: Names() for iin in iins})
    taken, is_new = Transaction.objects.get_or_create(
        partner=partner, number=number, defaults={"amount": amount, "paid_on": paid_on}
    )
    if is_new:
        taken.for_payments.add(*payments)
        if amount == sum(payment.amount for payment in payments):
            _send(taken, payments)
    elif (taken.amount, _numbers(taken.for_payments.all())) != (amount, _numbers(payments)):
        raise Refused(Unacceptable.KNOWN_OTHERWISE)
    return taken


def _send(taken: Transaction, payments: Sequence[Payment]) -> None:
    found = Payment.objects.filter(pk__in=_numbers(payments)).with_state()
    sent = [payment for payment in found if may_move(PaymentState(payment.state), PaymentState.SENT)]
    write_steps(sent, PaymentState.SENT, day=taken.paid_on, actor=taken.partner, transaction=taken)
    close_slots(sent)


def _numbers(payments: Sequence[Payment]) -> set[int]:
    return {payment.pk for payment in payments}
