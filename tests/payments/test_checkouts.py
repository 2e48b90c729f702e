"""A basket is paid at the acquirer by one try at a time, of what is open; the last word on it is the first `paid`."""

from uuid import uuid4

import pytest

from payments import ledger
from payments.models import Basket, Checkout, CheckoutAnswer
from payments.rules.facts import Settings
from tests.payments.orders import NOVEMBER, OCTOBER, TODAY, arrives, ordered, paid, payer

pytestmark = pytest.mark.django_db


def begun(basket: Basket, key=None) -> Checkout:
    """One press of the button."""
    return ledger.begin_checkout(basket=basket, key=key or uuid4(), actor=payer(), today=TODAY, settings=Settings())


def answered(checkout: Checkout, outcome: str) -> CheckoutAnswer:
    """One answer of the acquirer."""
    page = "https://acquirer.example/1" if outcome == "opened" else ""
    return ledger.answer_checkout(checkout=checkout, outcome=outcome, page=page)


def test_one_sum_for_all_that_is_open() -> None:
    basket = ordered(OCTOBER, NOVEMBER)
    ledger.cancel(payment=basket.payments.get(period=OCTOBER.first_day), actor=payer(), today=TODAY)
    checkout = begun(basket)
    assert (checkout.amount, checkout.payments.count()) == (4250, 1)


def test_a_month_that_was_paid_otherwise_is_left_out() -> None:
    basket = ordered(OCTOBER, NOVEMBER)
    arrives(OCTOBER, amount=5000)
    assert begun(basket).amount == 4250


@pytest.mark.parametrize("outcomes", [[], ["opened"], ["unknown"], ["opened", "unknown"], ["opened", "refused"]])
def test_while_nobody_knows_there_is_no_second_try(outcomes: list[str]) -> None:
    basket = ordered(OCTOBER)
    checkout = begun(basket)
    for outcome in outcomes:
        answered(checkout, outcome)
    assert begun(basket) == checkout
    with pytest.raises(ledger.Refused) as refused:
        ledger.cancel(payment=basket.payments.get(), actor=payer(), today=TODAY)
    assert refused.value.reason == "at_the_acquirer"


def test_after_a_failure_one_may_try_again_or_cancel() -> None:
    basket = ordered(OCTOBER)
    checkout = begun(basket)
    answered(checkout, "failed")
    assert begun(basket) != checkout


def test_the_same_press_is_the_same_try() -> None:
    basket, key = ordered(OCTOBER), uuid4()
    checkout = begun(basket, key)
    answered(checkout, "failed")
    assert begun(basket, key) == checkout


def test_what_is_paid_stays_paid() -> None:
    checkout = begun(ordered(OCTOBER))
    said = answered(checkout, "paid")
    assert answered(checkout, "failed") == answered(checkout, "paid") == said
    assert answered(checkout, "refused") != said


def test_a_paid_basket_is_not_begun() -> None:
    basket = ordered(OCTOBER)
    paid(basket)
    with pytest.raises(ledger.Refused) as refused:
        begun(basket)
    assert refused.value.reason == "nothing_open"
