"""Money that staff had to look at: the payment that it is for after all, or that it is settled elsewhere."""

from enum import StrEnum
from uuid import uuid4

from django.db import transaction

from payments.history.lines import own_payer
from payments.ledger.entry import Refused
from payments.ledger.people import Names, lock_people
from payments.ledger.steps import close_slots, write_steps
from payments.ledger.told_late import match_told
from payments.models import Actor, Allocation, Basket, CategorySpan, OpenPayment, Payment, Transaction
from payments.rules.accounts import may_become_payment
from payments.rules.deposits import Effect, Open, effect_of
from payments.rules.facts import Payer
from payments.rules.months import Month
from payments.rules.payment_states import PaymentState


class Unallocatable(StrEnum):
    """Why staff cannot say that of a transaction."""

    DECIDED = "decided"  # somebody has said something else
    CANCELLED = "cancelled"  # the partner has taken the money back
    HAS_PAYMENT = "has_payment"  # it was made for a payment: only that it is settled can be said
    NO_PERSON = "no_person"
    OUT_OF_REACH = "out_of_reach"  # no money can be on its way to this month


@transaction.atomic
def allocate(*, taken: Transaction, period: Month | None, reason: str, actor: Actor) -> Allocation:
    """Say for which month unallocated money is, so that a payment is on its way; without a month it is settled.

    The same said twice is said once.
    """
    lock_people({taken.person.iin: Names()} if taken.person else {})
    taken = Transaction.objects.select_for_update(no_key=True).get(pk=taken.pk)
    known = Allocation.objects.select_related("payment").filter(transaction=taken).first()
    if known is not None:
        return _the_same(known, period, actor)
    refused = _why_not(taken, period)
    if refused is not None:
        raise Refused(refused)
    payment = _send(taken, period) if period is not None else None
    match_told(transactions=[taken.pk], actor=actor)
    return Allocation.objects.create(transaction=taken, payment=payment, reason=reason, decided_by=actor)


def _the_same(known: Allocation, period: Month | None, actor: Actor) -> Allocation:
    said = Month.containing(known.payment.period) if known.payment else None
    if (said, known.decided_by_id) != (period, actor.pk):
        raise Refused(Unallocatable.DECIDED)
    return known


def _why_not(taken: Transaction, period: Month | None) -> Unallocatable | None:
    if hasattr(taken, "cancellation"):
        return Unallocatable.CANCELLED
    if period is None:
        return None
    if taken.for_payments.exists():
        return Unallocatable.HAS_PAYMENT
    if taken.person_id is None:
        return Unallocatable.NO_PERSON
    return None if may_become_payment(period, taken.paid_on) else Unallocatable.OUT_OF_REACH


def _send(taken: Transaction, period: Month) -> Payment:
    """The payment that is on its way since the partner took the money: the order of the month, or one of its own."""
    slot = OpenPayment.objects.select_related("payment").filter(person=taken.person_id, period=period.first_day).first()
    ordered = slot and Open(slot.payment_id, slot.payment.amount, PaymentState.ORDERED)
    effect = effect_of(taken.amount, None, ordered, has_month=True)
    payment = slot.payment if slot and effect is Effect.SENDS else _make(taken, period)
    taken.for_payments.add(payment)
    write_steps([payment], PaymentState.SENT, day=taken.paid_on, actor=taken.partner, transaction=taken)
    close_slots([payment])
    return payment


def _make(taken: Transaction, period: Month) -> Payment:
    basket = Basket.objects.create(
        key=uuid4(),
        person_id=taken.person_id,
        payer=_payer(taken, period),
        ordered_by=taken.partner,
        ordered_on=taken.paid_on,
    )
    return Payment.objects.create(
        basket=basket,
        person_id=taken.person_id,
        period=period.first_day,
        amount=taken.amount,
        valid_until=taken.paid_on,
    )


def _payer(taken: Transaction, period: Month) -> Payer:
    """As what the person owes the month: a sole trader's rate is another."""
    return own_payer(CategorySpan.objects.filter(person=taken.person_id), period)
