"""The rule of what money does is asked beforehand on PostgreSQL: what is looked up there is what it would have said."""

import json
from itertools import product

import pytest

from payments import ledger
from payments.ledger.deposits.at_once import effects
from payments.models import OpenPayment, Payment, Transaction
from payments.rules.accounts import Account
from payments.rules.deposits import Effect, Open, effect_of
from payments.rules.payment_states import PaymentState
from tests.payments.orders import NOVEMBER, TODAY, bank, ordered
from tests.payments.samples import AISHA

SUMS = (*range(1, 100), 4250, 4251, 51_000, 10_000_000)


def place(payment: Open | None, amount: int) -> str:
    """Where the database looks."""
    return "" if payment is None else f"{payment.state}{(payment.amount > amount) - (payment.amount < amount)}"


def test_what_is_looked_up_is_what_the_rule_says() -> None:
    tables = {
        each: json.loads(effects(is_named=each[0], has_month=each[1])) for each in product((True, False), repeat=2)
    }
    asked = 0
    for amount, costs, state in product(SUMS, SUMS, PaymentState):
        for (is_named, has_month), table in tables.items():
            for payment in (Open(7, costs, state),) if is_named else (Open(7, costs, state), None):
                named, due = (payment, None) if is_named else (None, payment)
                assert table[place(payment, amount)] == effect_of(amount, named, due, has_month=has_month)
                asked += 1
    assert asked > 100_000


def test_a_reference_that_no_payment_has_does_nothing() -> None:
    assert "" not in json.loads(effects(is_named=True, has_month=False))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("amount", "by_reference", "effect"),
    [
        (4250, False, Effect.SENDS),
        (4249, False, Effect.MAKES),
        (4251, False, Effect.MAKES),
        (4250, True, Effect.SENDS),
        (4249, True, Effect.STANDS_BESIDE),
        (4251, True, Effect.STANDS_BESIDE),
    ],
)
def test_what_is_written_is_what_was_said(amount: int, by_reference: bool, effect: Effect) -> None:
    payment = ordered(NOVEMBER).payments.get()
    account = Account(payment.pk, "", None) if by_reference else Account(None, AISHA, NOVEMBER)
    ledger.take(partner=bank(), deposit=ledger.Deposit("1", amount, TODAY, account))
    assert Payment.objects.count() == (2 if effect is Effect.MAKES else 1)
    assert OpenPayment.objects.exists() is (effect is not Effect.SENDS)
    assert (Transaction.objects.get().for_payments.get() == payment) is (effect is not Effect.MAKES)
