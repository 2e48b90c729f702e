"""Taking money where the database is a file: find, decide, write row after row. Nobody else writes meanwhile."""

from uuid import uuid4

from django.db import connection, transaction

from payments.ledger.deposits.found import Deposit, Found, Written, found_in, question
from payments.ledger.people import Names, lock_people
from payments.ledger.steps import close_slots, write_steps
from payments.models import Actor, Basket, Payment, Transaction
from payments.rules.accounts import may_become_payment
from payments.rules.deposits import Effect, effect_of
from payments.rules.facts import Payer
from payments.rules.payment_states import PaymentState


@transaction.atomic
def take_one_by_one(partner: Actor, deposit: Deposit) -> tuple[Found, Written | None]:
    """What was known, and the row that was written: none if the number was known, or its payment is not."""
    found = _find(partner, deposit)
    if found.known is None and found.person is None and deposit.account.payment is None:
        lock_people({deposit.account.iin: Names()})
        found = _find(partner, deposit)
    if found.known is not None or found.person is None:
        return found, None
    return found, _write(partner, deposit, found, _effect(deposit, found))


def _find(partner: Actor, deposit: Deposit) -> Found:
    with connection.cursor() as cursor:
        cursor.execute(*question(partner.pk, deposit))
        return found_in(cursor.fetchone())


def _effect(deposit: Deposit, found: Found) -> Effect:
    account = deposit.account
    has_month = account.period is not None and may_become_payment(account.period, deposit.paid_on)
    named, ordered = (found.payment, None) if account.payment else (None, found.payment)
    return effect_of(deposit.amount, named, ordered, has_month=has_month)


def _write(partner: Actor, deposit: Deposit, found: Found, effect: Effect) -> Written:
    """`sent` is the first step of a payment that is made: nobody ordered it. It can be made on its day alone."""
    taken = Transaction.objects.create(
        partner=partner,
        number=deposit.number,
        amount=deposit.amount,
        paid_on=deposit.paid_on,
        person_id=_named_person(deposit, found),
        period=deposit.period,
    )
    numbers = [_make(partner, deposit, found)] if effect is Effect.MAKES else [_payment(found, effect)]
    payments = list(Payment.objects.filter(pk__in=[number for number in numbers if number]))
    taken.for_payments.add(*payments)
    if effect in (Effect.MAKES, Effect.SENDS):
        write_steps(payments, PaymentState.SENT, day=deposit.paid_on, actor=partner, transaction=taken)
        close_slots(payments)
    taken.refresh_from_db(fields=["received_at"])
    return Written(taken.pk, taken.received_at)


def _make(partner: Actor, deposit: Deposit, found: Found) -> int:
    basket = Basket.objects.create(
        key=uuid4(),
        person_id=found.person,
        payer=_payer(found),
        ordered_by=partner,
        ordered_on=deposit.paid_on,
    )
    return Payment.objects.create(
        basket=basket,
        person_id=found.person,
        period=deposit.period,
        amount=deposit.amount,
        valid_until=deposit.paid_on,
    ).pk


def _named_person(deposit: Deposit, found: Found) -> int | None:
    """Whom the partner named by IIN; a reference names a payment."""
    return found.person if deposit.account.payment is None else None


def _payment(found: Found, effect: Effect) -> int | None:
    """The payment that the money is for and that is there already."""
    return found.payment.number if found.payment and effect in (Effect.SENDS, Effect.STANDS_BESIDE) else None


def _payer(found: Found) -> Payer:
    return Payer.SOLE_TRADER if found.is_trader else Payer.SELF
