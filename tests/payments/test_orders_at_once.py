"""Many who press at the same time: one set of payments, one try at the acquirer, one effect of the money."""

from uuid import uuid4

import pytest

from payments import ledger
from payments.models import Actor, Basket, Checkout, OpenPayment, Payment, PaymentStep, Transaction
from payments.rules.facts import Settings
from payments.rules.months import Month
from tests.payments.orders import NOVEMBER, OCTOBER, SEPTEMBER, TODAY, arrives, ordered, paid, payer, quoted, states
from tests.payments.samples import person
from tests.payments.test_crediting_at_once import THREADS, at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROUNDS = 40


def outcome_of(*months: Month, **order) -> str:
    """The basket's number, or that the order was refused."""
    try:
        return f"{ordered(*months, **order).pk}"
    except ledger.NotOrdered:
        return "refused"


@pytest.mark.parametrize("same_form", [True, False])
def test_one_basket_pressed_by_twelve_forty_times_is_one_set_of_payments(same_form: bool) -> None:
    who, by = person(), payer()
    Actor.system()
    for number in range(ROUNDS):
        months = (SEPTEMBER - number, SEPTEMBER - ROUNDS - number)
        total = quoted(*months).total
        key = uuid4()

        def press(_thread: int, months: tuple[Month, ...] = months, total: int = total, key: object = key) -> str:
            return outcome_of(*months, who=who, by=by, key=key if same_form else uuid4(), total=total)

        answers = at_once(press)
        assert len(set(answers) - {"refused"}) == 1
        assert answers.count("refused") == (0 if same_form else THREADS - 1)
    assert (Basket.objects.count(), Payment.objects.count(), OpenPayment.objects.count()) == (40, 80, 80)


def test_one_button_of_the_acquirer_pressed_by_twelve_is_one_try() -> None:
    basket, by = ordered(OCTOBER), payer()
    begun = at_once(
        lambda _: ledger.begin_checkout(basket=basket, key=uuid4(), actor=by, today=TODAY, settings=Settings()).pk
    )
    assert (len(set(begun)), Checkout.objects.count()) == (1, 1)


def test_the_same_money_told_by_twelve_is_one_row_and_one_step() -> None:
    basket = ordered(OCTOBER, NOVEMBER)
    paid(ordered(SEPTEMBER), number="first")  # makes the bank
    taken = at_once(lambda _: paid(basket).pk)
    assert (len(set(taken)), Transaction.objects.count()) == (1, 2)
    assert states(basket) == {OCTOBER: "sent", NOVEMBER: "sent"}


@pytest.mark.parametrize("is_named", [True, False])
def test_order_cancel_money_and_registry_at_once_leave_one_truth(is_named: bool) -> None:
    """Whoever is first: each payment moves as the table says, and the line is the money of one payment.

    Of which, its reference says. Without one it may be the payment that was ordered anew after the first was given up:
    the bank's money for the first is then on its way beside it, and is not lost.
    """
    basket, by = ordered(OCTOBER), payer()
    paid(ordered(SEPTEMBER), number="first")
    payment = basket.payments.get()

    def act(number: int) -> str:
        try:
            match number % 4:
                case 0:
                    ledger.cancel(payment=payment, actor=by, today=TODAY)
                case 1:
                    paid(basket)
                case 2:
                    arrives(OCTOBER, payment_reference=payment.reference if is_named else "")
                case _:
                    return outcome_of(OCTOBER, total=4250)
        except ledger.Refused as refused:
            return refused.reason
        return "done"

    at_once(act)
    credited = PaymentStep.objects.get(payment__period=OCTOBER.first_day, state="credited").payment
    if is_named or credited == payment:
        assert (credited, states(basket)) == (payment, {OCTOBER: "credited"})
    else:
        assert (credited.basket.ordered_by, states(basket)) == (by, {OCTOBER: "sent"})
    assert OpenPayment.objects.filter(period=OCTOBER.first_day).count() <= 1
