"""The database itself lets a payment move only as the table of moves says."""

from itertools import product
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from payments.models import Actor, Payment, PaymentStep, Transaction
from payments.rules.payment_states import MOVES, PaymentState
from tests.payments.orders import NOVEMBER, TODAY, arrives, bank, ordered, paid

pytestmark = pytest.mark.django_db

# How to come to each state by allowed moves.
WAYS = {
    PaymentState.ORDERED: (),
    PaymentState.SENT: ("sent",),
    PaymentState.CREDITED: ("credited",),
    PaymentState.RETURNED: ("sent", "returned"),
    PaymentState.EXPIRED: ("expired",),
    PaymentState.CANCELLED: ("cancelled",),
}


def step(payment: Payment, state: str) -> PaymentStep:
    """One step, with what it has to name."""
    return PaymentStep.objects.create(
        payment=payment,
        state=state,
        day=TODAY,
        entered_by=Actor.system(),
        transaction=taken() if state == "sent" else None,
        contribution=arrives(NOVEMBER - 8, reference="other") if state == "credited" else None,
    )


def taken() -> Transaction:
    """Money at the bank."""
    return Transaction.objects.create(partner=bank(), number=f"T-{uuid4()}", amount=1, paid_on=TODAY)


@pytest.mark.parametrize(("start", "to"), list(product(PaymentState, PaymentState)))
def test_a_move(start: PaymentState, to: PaymentState) -> None:
    payment = ordered(NOVEMBER).payments.get()
    for state in WAYS[start]:
        step(payment, state)
    if to in MOVES[start]:
        assert step(payment, to).pk
        return
    with pytest.raises(IntegrityError), transaction.atomic():
        step(payment, to)


def test_no_payment_begins_otherwise_than_ordered() -> None:
    basket = ordered(NOVEMBER)
    bare = Payment.objects.create(
        basket=basket, person=basket.person, period=(NOVEMBER - 1).first_day, amount=1, valid_until=TODAY
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        step(bare, "expired")


@pytest.mark.parametrize("table", ["basket", "payment", "paymentstep", "transaction", "transaction_for_payments"])
@pytest.mark.parametrize("verb", ["UPDATE payments_{} SET id = id", "DELETE FROM payments_{}"])
def test_what_was_ordered_and_paid_is_never_changed(table: str, verb: str) -> None:
    paid(ordered(NOVEMBER))
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb.format(table))
