"""Money that a partner took is a row of its own, once, and is never refused for a payment's sake."""

from datetime import date

import pytest

from payments import ledger
from payments.models import Transaction
from tests.payments.orders import NOVEMBER, OCTOBER, TODAY, arrives, bank, ordered, paid, payer, states
from tests.payments.samples import BOLAT

pytestmark = pytest.mark.django_db


def test_payments_are_sent_by_it_on_the_day_of_the_money() -> None:
    basket = ordered(OCTOBER, NOVEMBER)
    taken = paid(basket, on=date(2026, 11, 21))
    assert states(basket) == {OCTOBER: "sent", NOVEMBER: "sent"}
    assert {step.day for step in taken.steps.all()} == {date(2026, 11, 21)}
    assert not any(hasattr(payment, "slot") for payment in basket.payments.all())


def test_the_same_number_is_the_same_row() -> None:
    basket = ordered(OCTOBER)
    assert paid(basket) == paid(basket) == paid(basket, on=date(2026, 11, 23))
    assert Transaction.objects.count() == 1


@pytest.mark.parametrize("changed", ["amount", "payments"])
def test_the_same_number_for_something_else_is_refused_and_changes_nothing(changed: str) -> None:
    basket, other = ordered(OCTOBER), ordered(NOVEMBER)
    paid(basket)
    content = {"amount": 4250, "payments": list(basket.payments.all())}
    content[changed] = {"amount": 4251, "payments": list(other.payments.all())}[changed]
    with pytest.raises(ledger.Refused) as refused:
        ledger.accept(partner=bank(), number="T-1", paid_on=TODAY, **content)
    assert refused.value.reason == "known_otherwise"
    assert (states(basket), states(other)) == ({OCTOBER: "sent"}, {NOVEMBER: "ordered"})


def test_each_partner_has_numbers_of_its_own() -> None:
    basket, other = ordered(OCTOBER), ordered(NOVEMBER)
    paid(basket)
    ledger.accept(
        partner=bank("Another"), number="T-1", payments=list(other.payments.all()), amount=4250, paid_on=TODAY
    )
    assert states(other) == {NOVEMBER: "sent"}


@pytest.mark.parametrize("gone", ["expired", "cancelled"])
def test_money_for_a_payment_that_is_gone_is_taken(gone: str) -> None:
    if gone == "expired":
        old = ordered(OCTOBER, today=date(2026, 11, 10))
    else:
        old = ordered(OCTOBER)
        ledger.cancel(payment=old.payments.get(), actor=payer(), today=TODAY)
    new = ordered(OCTOBER)
    paid(old)
    assert (states(old), states(new)) == ({OCTOBER: "sent"}, {OCTOBER: "ordered"})


def test_another_sum_is_kept_and_sends_nothing() -> None:
    basket = ordered(OCTOBER, NOVEMBER)
    payments = list(basket.payments.all())
    taken = ledger.accept(partner=bank(), number="T-1", payments=payments, amount=4250, paid_on=TODAY)
    assert (taken.for_payments.count(), states(basket)) == (2, {OCTOBER: "ordered", NOVEMBER: "ordered"})


def test_a_payment_that_was_cancelled_and_paid_is_not_cancelled_again() -> None:
    basket = ordered(OCTOBER)
    payment = basket.payments.get()
    ledger.cancel(payment=payment, actor=payer(), today=TODAY)
    paid(basket)
    with pytest.raises(ledger.Refused):
        ledger.cancel(payment=payment, actor=payer(), today=TODAY)


def test_a_second_payment_of_the_same_stands_beside_the_first() -> None:
    basket = ordered(OCTOBER)
    paid(basket)
    second = paid(basket, number="T-2")
    assert (states(basket), second.steps.count(), second.for_payments.count()) == ({OCTOBER: "sent"}, 0, 1)


def test_money_that_arrived_before_the_bank_spoke_is_not_sent_again() -> None:
    basket = ordered(OCTOBER)
    arrives(OCTOBER)
    paid(basket)
    assert states(basket) == {OCTOBER: "credited"}


def test_a_paid_order_cannot_be_cancelled_and_a_cancelled_one_is_cancelled_once() -> None:
    payment = ordered(OCTOBER).payments.get()
    assert ledger.cancel(payment=payment, actor=payer(), today=TODAY) == payment
    assert ledger.cancel(payment=payment, actor=payer(), today=TODAY) == payment
    assert payment.steps.count() == 2
    basket = ordered(NOVEMBER, by=payer(BOLAT))
    paid(basket)
    with pytest.raises(ledger.Refused) as refused:
        ledger.cancel(payment=basket.payments.get(), actor=payer(), today=TODAY)
    assert refused.value.reason == "not_open"
