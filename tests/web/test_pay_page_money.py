"""Paying by card: the way to the payment page and back, and only what is true of the money."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from payments import ledger
from payments.models import Basket, Checkout
from portal.acquiring import checkouts
from portal.demo.acquirer import Simulator
from portal.demo.acquirer_page import Press
from portal.models import Account
from tests.payments.orders import NOVEMBER, OCTOBER, TODAY, arrives, ordered
from tests.web.citizens import text_of

NOT_KNOWN = "We do not know yet whether the money was taken. Do not pay again. Look here after"
NOT_TAKEN = "The money was not taken. You can pay again."
TAKEN = "The money was taken. It has to arrive by 25 November 2026. Do not pay again."

pytestmark = pytest.mark.usefixtures("acquirer")


@pytest.fixture
def acquirer(settings) -> Iterator[Simulator]:
    """The simulator, listening, as the acquirer that the portal is set up for."""
    simulator = Simulator()
    settings.ACQUIRER_URL = simulator.start()
    settings.ACQUIRER_MERCHANT, settings.ACQUIRER_SECRET = simulator.merchant, simulator.secret
    yield simulator
    simulator.stop()


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands still: the database has its own, and it is just that late by it."""
    with time_machine.travel(timezone.now(), tick=False) as clock:
        yield clock


def after(moment: datetime, minutes: int) -> str:
    """So many minutes later, as the page writes it."""
    return f"{timezone.localtime(moment + timedelta(minutes=minutes)):%H:%M}"


def after_begun(minutes: int) -> str:
    """So many minutes after the button was pressed."""
    return after(Checkout.objects.get().begun_at, minutes)


@pytest.fixture
def basket(citizen) -> Basket:
    """Two payments."""
    return ordered(OCTOBER, NOVEMBER)


def presses_pay(citizen: Client, basket: Basket, key: str = ""):
    """The button of the form."""
    return citizen.post(f"/pay/{basket.key}/card/", {"key": key or f"{uuid4()}"})


def page(citizen: Client, basket: Basket):
    """Where that leads to."""
    return citizen.get(f"/pay/{basket.key}/?way=card")


def comes_back(citizen: Client, basket: Basket):
    """From the acquirer's page to ours."""
    return citizen.get(f"/pay/{basket.key}/back/", follow=True)


def number(acquirer: Simulator) -> str:
    """The one payment that was opened."""
    [opened] = acquirer.payments
    return opened


def test_our_own_page_has_a_link_to_the_payment_page(citizen, basket, acquirer):
    answer = presses_pay(citizen, basket)
    assert (answer.status_code, answer["Location"]) == (303, f"/pay/{basket.key}/?way=card")
    shown = page(citizen, basket)
    assert f'<a class="button" href="{acquirer.url}/pay/{number(acquirer)}" rel="noreferrer">' in shown.text
    assert f"The payment page is open until {after_begun(60)}. Pay there and nowhere else." in text_of(shown)
    assert f"{NOT_KNOWN} {after_begun(61)}." in text_of(shown)


def test_meanwhile_nothing_is_offered_in_another_way(citizen, basket):
    presses_pay(citizen, basket)
    for address in ("", "?way=requisites", "slips/"):
        shown = citizen.get(f"/pay/{basket.key}/{address}")
        assert 'class="qr"' not in shown.text
        assert shown.context["slips"] == []
    assert page(citizen, basket).context["heading"] == "Your payment is under way"


@pytest.mark.parametrize("times", [1, 2])
def test_the_button_pressed_again_opens_one_page(citizen, basket, acquirer, times):
    key = f"{uuid4()}"
    for _ in range(times):
        presses_pay(citizen, basket, key)
        presses_pay(citizen, basket)
    assert Checkout.objects.count() == len(acquirer.payments) == 1


@pytest.mark.parametrize(("press", "sentence"), [(Press.PAY, TAKEN), (Press.DECLINE, NOT_TAKEN), (None, NOT_KNOWN)])
def test_whoever_comes_back_reads_what_is_true(citizen, basket, acquirer, press, sentence):
    presses_pay(citizen, basket)
    if press is not None:
        acquirer.settle(number(acquirer), press)
    back = citizen.get(f"/pay/{basket.key}/back/?pg_order_id=1&pg_sig=2")
    assert (back.status_code, back["Location"]) == (303, f"/pay/{basket.key}/?way=card")
    assert sentence in text_of(page(citizen, basket))


def test_the_first_view_asks_nobody_so_that_whoever_comes_back_need_not_wait(citizen, basket, acquirer):
    presses_pay(citizen, basket)
    page(citizen, basket)
    acquirer.settle(number(acquirer), Press.PAY)
    shown = comes_back(citizen, basket)
    assert TAKEN in text_of(shown)
    assert '<div class="note" role="status"' in shown.text  # good news is no warning


def test_every_view_asks_again_until_it_is_known(citizen, basket, acquirer, clock):
    presses_pay(citizen, basket)
    page(citizen, basket)
    acquirer.settle(number(acquirer), Press.PAY)
    assert NOT_KNOWN in text_of(page(citizen, basket))  # opened a moment ago
    clock.shift(timedelta(seconds=31))
    assert TAKEN in text_of(page(citizen, basket))
    assert page(citizen, basket).context["slips"] == []


def test_an_acquirer_that_is_away_is_no_reason_to_guess(citizen, basket, settings, clock):
    settings.ACQUIRER_URL = "http://127.0.0.1:1"
    presses_pay(citizen, basket)
    shown = page(citizen, basket)
    assert f"{NOT_KNOWN} {after(timezone.now(), 11)}." in text_of(shown)
    assert "Go to the payment page" not in text_of(shown)


def test_a_page_whose_time_is_over_is_not_offered(citizen, basket, settings, clock):
    presses_pay(citizen, basket)
    settings.ACQUIRER_URL = "http://127.0.0.1:1"
    clock.shift(checkouts.LIFETIME + timedelta(seconds=1))
    citizen.force_login(Account.objects.get())  # an hour of silence signs out
    shown = page(citizen, basket)
    assert "Go to the payment page" not in text_of(shown)
    assert f"{NOT_KNOWN} {after(timezone.now(), 11)}." in text_of(shown)


def test_what_was_not_taken_can_be_paid_again_in_any_way(citizen, basket, acquirer):
    presses_pay(citizen, basket)
    acquirer.settle(number(acquirer), Press.DECLINE)
    shown = comes_back(citizen, basket)
    assert len(shown.context["slips"]) == 2
    assert "Pay 8,500 ₸ by card" in text_of(shown)


def test_once_it_has_arrived_nothing_is_said_of_it(citizen, basket, acquirer):
    presses_pay(citizen, basket)
    acquirer.settle(number(acquirer), Press.PAY)
    comes_back(citizen, basket)
    for payment in basket.payments.all():
        month = OCTOBER if payment.period == OCTOBER.first_day else NOVEMBER
        arrives(month, payment_reference=payment.reference, credited_on=TODAY)
    shown = page(citizen, basket)
    assert shown.context["money"] is None
    assert "has to arrive" not in text_of(shown)


def test_what_is_paid_already_is_not_paid_again(citizen, basket):
    arrives(OCTOBER, amount=5000, credited_on=TODAY)
    arrives(NOVEMBER, amount=5000, credited_on=TODAY)
    assert presses_pay(citizen, basket).status_code == 303
    assert not Checkout.objects.exists()


@pytest.mark.parametrize("key", ["", "1", "not a key"])
def test_a_form_without_its_key_is_refused(citizen, basket, key):
    assert citizen.post(f"/pay/{basket.key}/card/", {"key": key}).status_code == 400
    assert not Checkout.objects.exists()


def test_without_an_acquirer_there_is_nothing_to_press(citizen, basket, settings):
    settings.ACQUIRER_URL = settings.ACQUIRER_MERCHANT = settings.ACQUIRER_SECRET = ""
    assert presses_pay(citizen, basket).status_code == 404
    assert citizen.get(f"/pay/{basket.key}/card/").status_code == 405


def test_answers_about_another_sum_say_nothing(citizen, basket):
    presses_pay(citizen, basket)
    ledger.answer_checkout(checkout=Checkout.objects.get(), outcome="refused", number="1")
    assert NOT_KNOWN in text_of(page(citizen, basket))
