"""A basket is paid at the acquirer by one try at a time, of what is open; the last word on it is the first `paid`."""

from datetime import date
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


@pytest.mark.parametrize("outcomes", [[], ["opened"], ["opened", "unknown"], ["opened", "refused"]])
def test_while_nobody_knows_there_is_no_second_try(outcomes: list[str]) -> None:
    basket = ordered(OCTOBER)
    checkout = begun(basket)
    for outcome in outcomes:
        answered(checkout, outcome)
    assert begun(basket) == checkout
    with pytest.raises(ledger.Refused) as refused:
        ledger.cancel(payment=basket.payments.get(), actor=payer(), today=TODAY)
    assert refused.value.reason == "at_the_acquirer"


@pytest.mark.parametrize("outcome", ["failed", "unknown"])
def test_after_a_failure_or_without_a_page_one_may_try_again_or_cancel(outcome: str) -> None:
    basket = ordered(OCTOBER)
    checkout = begun(basket)
    answered(checkout, outcome)
    assert begun(basket) != checkout
    basket = ordered(NOVEMBER)
    answered(begun(basket), outcome)
    ledger.cancel(payment=basket.payments.get(), actor=payer(), today=TODAY)


def test_a_try_that_would_pay_what_came_meanwhile_is_no_way_to_pay() -> None:
    basket = ordered(OCTOBER, NOVEMBER)
    answered(begun(basket), "opened")
    arrives(OCTOBER, credited_on=TODAY)
    with pytest.raises(ledger.Refused) as refused:
        begun(basket)
    assert refused.value.reason == "at_the_acquirer"


def test_a_month_that_may_be_being_paid_is_not_ordered_anew_though_it_has_expired() -> None:
    basket = ordered(OCTOBER, today=date(2026, 11, 10))
    checkout = ledger.begin_checkout(
        basket=basket, key=uuid4(), actor=payer(), today=date(2026, 11, 10), settings=Settings()
    )
    answered(checkout, "opened")
    with pytest.raises(ledger.NotOrdered) as refused:
        ordered(OCTOBER)
    assert refused.value.refusals == {0: "ordered"}
    answered(checkout, "failed")
    assert ordered(OCTOBER) != basket


def test_a_key_of_another_basket_is_refused() -> None:
    key = uuid4()
    begun(ordered(OCTOBER), key)
    with pytest.raises(ledger.Refused) as refused:
        begun(ordered(NOVEMBER), key)
    assert refused.value.reason == "other_basket"


def test_the_same_press_is_the_same_try() -> None:
    basket, key = ordered(OCTOBER), uuid4()
    checkout = begun(basket, key)
    answered(checkout, "failed")
    assert begun(basket, key) == checkout


@pytest.mark.parametrize(
    ("after", "written"), [("paid", 1), ("opened", 1), ("unknown", 1), ("failed", 2), ("refused", 2)]
)
def test_what_is_paid_stays_paid_and_what_speaks_against_it_is_kept(after: str, written: int) -> None:
    checkout = begun(ordered(OCTOBER))
    answered(checkout, "opened")
    said = answered(checkout, "paid")
    assert (answered(checkout, after) == said) is (written == 1)
    assert checkout.answers.exclude(outcome="opened").count() == written
    answered(checkout, "opened")
    assert not ledger.unresolved(Checkout.objects.all()).exists()


def test_a_paid_basket_is_not_begun() -> None:
    basket = ordered(OCTOBER)
    paid(basket)
    with pytest.raises(ledger.Refused) as refused:
        begun(basket)
    assert refused.value.reason == "nothing_open"
