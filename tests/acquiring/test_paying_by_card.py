"""Paying by card: one page a try, and the acquirer is never asked under a lock."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from payments import ledger
from portal.acquiring import checkouts
from portal.acquiring.checkouts import ask_again, latest, page_of
from portal.acquiring.freedom_pay import Unavailable, init_payment
from portal.demo.acquirer import Simulator
from portal.demo.acquirer_page import Press
from tests.acquiring.checkouts import TENGE, begun, outcomes, taken
from tests.acquiring.ends import closed
from tests.payments.orders import NOVEMBER, OCTOBER, TODAY, ordered, states

pytestmark = pytest.mark.django_db

MINUTE = timedelta(seconds=61)


@pytest.fixture
def minutes_later():
    """What the clock shows after so many of the minutes in which one asks once."""
    now = timezone.now()

    def later(minutes: int) -> time_machine.travel:
        return time_machine.travel(now + minutes * MINUTE, tick=False)

    with later(0):
        yield later


def test_a_basket_is_one_payment_on_one_page(acquirer: Simulator) -> None:
    checkout = begun()
    (hosted,) = acquirer.payments.values()
    assert (hosted.asked["pg_order_id"], hosted.asked["pg_amount"]) == (f"{checkout.key}", f"{TENGE}")
    assert outcomes(checkout) == ["opened"]
    assert latest(checkout).number == hosted.number
    assert page_of(checkout) == f"{acquirer.url}/pay/{hosted.number}"


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_acquirer_is_not_told_for_whom(acquirer: Simulator, language: str) -> None:
    checkout = begun(language=language)
    (hosted,) = acquirer.payments.values()
    assert hosted.asked["pg_language"] == language
    assert checkout.basket.person.iin not in "".join(hosted.asked.values())


def test_pressed_again_it_is_the_same_page(acquirer: Simulator, minutes_later) -> None:
    basket, key = ordered(OCTOBER, NOVEMBER), uuid4()
    first = begun(basket, key)
    with minutes_later(2):
        assert begun(basket, key) == begun(basket) == first
    assert len(acquirer.payments) == 1


def test_after_a_refusal_one_may_try_again(acquirer: Simulator, settings) -> None:
    basket = ordered(OCTOBER)
    checkout = begun(basket)
    acquirer.settle(latest(checkout).number, Press.DECLINE)
    assert ask_again(checkout, today=TODAY).outcome == "failed"
    second = begun(basket)
    assert second != checkout
    assert outcomes(second) == ["opened"]


def test_an_acquirer_that_is_away_has_no_page(acquirer: Simulator, settings, minutes_later) -> None:
    basket, there = ordered(OCTOBER), settings.ACQUIRER_URL
    settings.ACQUIRER_URL = closed()
    checkout = begun(basket)
    assert (outcomes(checkout), page_of(checkout)) == (["unknown"], "")
    settings.ACQUIRER_URL = there
    with minutes_later(0):
        assert outcomes(begun(basket)) == ["unknown"]
    with minutes_later(1):
        assert begun(basket) == checkout
    assert outcomes(checkout) == ["unknown", "opened"]


def test_what_was_opened_is_not_opened_again_when_nobody_knows(acquirer: Simulator, settings, minutes_later) -> None:
    basket, there = ordered(OCTOBER), settings.ACQUIRER_URL
    checkout = begun(basket)
    settings.ACQUIRER_URL = closed()
    ask_again(checkout, today=TODAY)
    settings.ACQUIRER_URL = there
    with minutes_later(2):
        begun(basket)
    assert outcomes(checkout) == ["opened", "unknown"]
    assert len(acquirer.payments) == 1


def test_a_call_that_was_lost_is_asked_for(acquirer: Simulator, minutes_later) -> None:
    checkout = begun()
    number = latest(checkout).number
    acquirer.settle(number, Press.LOST)
    assert ask_again(checkout, today=TODAY).outcome == "paid"
    assert taken() == [(number, TENGE, 2)]
    assert set(states(checkout.basket).values()) == {"sent"}
    with minutes_later(1):
        assert ask_again(checkout, today=TODAY) is None


def test_one_asks_once_a_minute(acquirer: Simulator, minutes_later) -> None:
    checkout = begun()
    page = page_of(checkout)
    assert ask_again(checkout, today=TODAY).outcome == "opened"
    assert ask_again(checkout, today=TODAY) is None
    with minutes_later(1):
        assert ask_again(checkout, today=TODAY).page == page
    assert outcomes(checkout) == ["opened"] * 3


def test_silence_is_not_a_no(acquirer: Simulator, settings) -> None:
    checkout = begun()
    settings.ACQUIRER_URL = closed()
    assert ask_again(checkout, today=TODAY).outcome == "unknown"
    assert ledger.begin_checkout(
        basket=checkout.basket, key=uuid4(), actor=checkout.begun_by, today=TODAY, settings=settings.LAW
    ) == checkout  # fmt: skip


def test_an_order_that_the_acquirer_does_not_know_and_nobody_has_a_page_of_is_not_paid(
    acquirer: Simulator, settings
) -> None:
    there = settings.ACQUIRER_URL
    settings.ACQUIRER_URL = closed()
    checkout = begun()
    settings.ACQUIRER_URL = there
    assert ask_again(checkout, today=TODAY).outcome == "failed"


def test_a_page_whose_address_was_lost_is_no_page(acquirer: Simulator, monkeypatch) -> None:
    def open_and_be_cut_off(*args, **kwargs):
        init_payment(*args, **kwargs)
        raise Unavailable("cut off")

    monkeypatch.setattr(checkouts, "init_payment", open_and_be_cut_off)
    checkout = begun()
    assert ask_again(checkout, today=TODAY).outcome == "unknown"
    assert (outcomes(checkout), page_of(checkout)) == (["unknown"] * 2, "")
    assert latest(checkout).number in acquirer.payments


def test_an_order_that_the_acquirer_has_forgotten_may_be_paid(acquirer: Simulator) -> None:
    checkout = begun()
    acquirer.payments.clear()
    assert ask_again(checkout, today=TODAY).outcome == "unknown"


@pytest.mark.django_db(transaction=True)
def test_the_acquirer_is_asked_outside_of_any_transaction(acquirer: Simulator, monkeypatch) -> None:
    asked = []
    for name in ("init_payment", "get_status"):
        ask = getattr(checkouts, name)

        def watched(*args, ask=ask, **kwargs):
            asked.append(connection.in_atomic_block)
            return ask(*args, **kwargs)

        monkeypatch.setattr(checkouts, name, watched)
    ask_again(begun(), today=TODAY)
    assert asked == [False, False]
