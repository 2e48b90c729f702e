"""Many at once: one page, one transaction, one row for the acquirer."""

import pytest

from payments.models import Actor, Checkout
from portal.acquiring.checkouts import ask_again, settle
from portal.demo.acquirer import Simulator
from tests.acquiring.checkouts import TENGE, begun, notice, outcomes, taken
from tests.payments.orders import NOVEMBER, OCTOBER, TODAY, ordered, payer
from tests.payments.samples import PEOPLE, person
from tests.payments.test_crediting_at_once import THREADS, at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_twelve_presses_open_one_page(acquirer: Simulator) -> None:
    basket = ordered(OCTOBER, NOVEMBER)
    checkouts = at_once(lambda _: begun(basket))
    assert len({checkout.pk for checkout in checkouts}) == 1
    assert len(acquirer.payments) == 1
    assert outcomes(checkouts[0]) == ["opened"]


def test_who_presses_and_who_looks_at_once_see_one_page_and_no_failure(acquirer: Simulator) -> None:
    basket = ordered(OCTOBER, NOVEMBER)

    def press_or_look(number: int) -> None:
        if number % 2:
            begun(basket)
        for checkout in Checkout.objects.all():
            ask_again(checkout, today=TODAY)

    at_once(press_or_look)
    assert len(acquirer.payments) == 1
    assert set(outcomes(Checkout.objects.get())) == {"opened"}


def test_twelve_calls_are_one_transaction(acquirer: Simulator) -> None:
    checkout = begun()

    def told(number: int) -> str:
        wrong = {"amount": TENGE + 1000} if number % 4 == 0 else {}
        return settle(notice(checkout, **wrong), today=TODAY).outcome

    assert sorted(at_once(told)) == ["paid"] * (THREADS - 3) + ["refused"] * 3
    assert taken() == [("7001", TENGE, 2)]


def test_the_first_calls_of_all_make_the_acquirers_row_once(acquirer: Simulator) -> None:
    checkouts = [begun(ordered(OCTOBER, who=person(iin), by=payer(iin))) for iin in PEOPLE]

    def told(number: int) -> str:
        checkout = checkouts[number % len(checkouts)]
        return settle(notice(checkout, number=f"{checkout.pk}"), today=TODAY).outcome

    assert set(at_once(told)) == {"paid"}
    assert Actor.objects.filter(kind=Actor.Kind.PARTNER).count() == 1
    assert len(taken()) == len(PEOPLE)
