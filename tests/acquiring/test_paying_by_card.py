"""Paying by card: one page a try, and the acquirer is never asked under a lock."""

from contextlib import suppress
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from payments import ledger
from payments.models import Checkout
from portal.acquiring import checkouts
from portal.acquiring.checkouts import ask_again, latest, page_of, settle
from portal.acquiring.freedom_pay import Unavailable, get_status, init_payment
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


def cut_off(basket, monkeypatch) -> Checkout:
    """A press after which the process ends before the acquirer is asked for anything."""
    with monkeypatch.context() as patch:
        patch.setattr(checkouts, "_is_first", lambda *args: False)
        return begun(basket)


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
    second = begun(basket)
    assert second != checkout
    assert (outcomes(checkout), outcomes(second)) == (["unknown"], ["opened"])


def test_a_stale_form_opens_no_second_page(acquirer: Simulator, settings, minutes_later) -> None:
    basket, key, there = ordered(OCTOBER), uuid4(), settings.ACQUIRER_URL
    settings.ACQUIRER_URL = closed()
    begun(basket, key)
    settings.ACQUIRER_URL = there
    begun(basket)
    with minutes_later(2):
        assert page_of(begun(basket, key)) == ""
    assert len(acquirer.payments) == 1


@pytest.mark.parametrize("minutes", [0, 2])
def test_while_a_page_is_being_opened_nobody_says_failed(
    acquirer: Simulator, monkeypatch, minutes_later, minutes
) -> None:
    basket = ordered(OCTOBER)
    cut_off(basket, monkeypatch)
    slow = []

    def open_slowly(*args, **kwargs):
        slow.append(ask_again(Checkout.objects.get(), today=TODAY))
        slow.append(begun(basket))
        return init_payment(*args, **kwargs)

    monkeypatch.setattr(checkouts, "init_payment", open_slowly)
    with minutes_later(minutes):
        checkout = begun(basket)
    assert slow == [None, checkout]
    assert outcomes(checkout) == ["opened"]
    assert len(acquirer.payments) == 1


def test_whoever_was_cut_off_while_opening_comes_again(acquirer: Simulator, monkeypatch, minutes_later) -> None:
    basket, opening = ordered(OCTOBER), []

    def be_cut_off(*args, **kwargs):
        opening.append(args)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
        patch.setattr(checkouts, "init_payment", be_cut_off)
        begun(basket)
    assert outcomes(begun(basket)) == []  # it may be being opened still
    with minutes_later(1):
        assert outcomes(begun(basket)) == ["opened"]
    assert len(opening) == len(acquirer.payments) == 1


def test_whoever_asks_about_what_nobody_opened_keeps_others_from_opening_it(
    acquirer: Simulator, monkeypatch, minutes_later
) -> None:
    basket, get_status = ordered(OCTOBER), checkouts.get_status
    checkout = cut_off(basket, monkeypatch)

    def ask_slowly(*args):
        assert begun(basket) == checkout
        return get_status(*args)

    monkeypatch.setattr(checkouts, "get_status", ask_slowly)
    with minutes_later(2):
        assert ask_again(checkout, today=TODAY).outcome == "failed"
        assert acquirer.payments == {}
        assert outcomes(begun(basket)) == ["opened"]


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


def test_what_has_no_page_after_all_is_not_asked_about(acquirer: Simulator, settings) -> None:
    there = settings.ACQUIRER_URL
    settings.ACQUIRER_URL = closed()
    checkout = begun()
    settings.ACQUIRER_URL = there
    assert ask_again(checkout, today=TODAY) is None


def test_a_page_whose_address_was_lost_is_no_page(acquirer: Simulator, monkeypatch) -> None:
    def open_and_be_cut_off(*args, **kwargs):
        init_payment(*args, **kwargs)
        raise Unavailable("cut off")

    monkeypatch.setattr(checkouts, "init_payment", open_and_be_cut_off)
    checkout = begun()
    assert ask_again(checkout, today=TODAY) is None
    assert (outcomes(checkout), page_of(checkout)) == (["unknown"], "")
    settle(get_status(f"{checkout.key}"), today=TODAY)
    assert (outcomes(checkout), page_of(checkout)) == (["unknown"] * 2, "")
    assert latest(checkout).number in acquirer.payments


@pytest.mark.parametrize(
    ("day", "at", "seconds"),
    [
        (TODAY, "23:59:50", 3600),  # it can be paid until the 25th
        (TODAY + timedelta(days=3), "22:59:00", 3600),
        (TODAY + timedelta(days=3), "23:15:00", 45 * 60),
        (TODAY + timedelta(days=3), "23:59:59", 1),
    ],
)
def test_a_page_closes_when_the_last_valid_day_is_over(acquirer: Simulator, day, at: str, seconds: int) -> None:
    basket = ordered(OCTOBER)
    with time_machine.travel(datetime.fromisoformat(f"2026-11-30 {at}+05:00"), tick=False):
        begun(basket, today=day)
    (hosted,) = acquirer.payments.values()
    assert hosted.asked["pg_lifetime"] == f"{seconds}"


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
