"""What the acquirer says is taken once, and only if it speaks of the sum that was asked for."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from payments import ledger
from payments.models import Actor, Checkout, PaymentStep, Transaction
from portal.acquiring.checkouts import UnknownOrder, latest, settle
from portal.acquiring.freedom_pay import Result, get_status
from portal.demo.acquirer import Simulator
from portal.demo.acquirer_page import Press
from tests.acquiring.checkouts import TENGE, begun, notice, outcomes, taken
from tests.payments.orders import ARRIVED, NOVEMBER, OCTOBER, TODAY, arrives, ordered, payer, states
from tests.payments.samples import BOLAT, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def checkout(acquirer: Simulator):
    """Two months, open on the acquirer's page."""
    return begun()


def test_money_is_taken_and_the_payments_are_sent(checkout) -> None:
    settle(notice(checkout), today=TODAY)
    assert taken() == [("7001", TENGE, 2)]
    assert states(checkout.basket) == {OCTOBER: "sent", NOVEMBER: "sent"}
    assert Transaction.objects.get().partner.label == "Freedom Pay"


def test_five_times_is_once(checkout) -> None:
    for _ in range(5):
        assert settle(notice(checkout), today=TODAY).outcome == "paid"
    assert taken() == [("7001", TENGE, 2)]
    assert outcomes(checkout) == ["opened", "paid"]


@pytest.mark.parametrize(
    "wrong",
    [{"amount": TENGE - 1}, {"amount": TENGE + 1000}, {"amount": None}, {"currency": "USD"}, {"number": ""}],
)
def test_another_sum_or_currency_is_refused_and_written_down(checkout, wrong) -> None:
    assert settle(notice(checkout, **wrong), today=TODAY).outcome == "refused"
    assert taken() == []
    assert states(checkout.basket) == {OCTOBER: "ordered", NOVEMBER: "ordered"}
    settle(notice(checkout), today=TODAY)
    settle(notice(checkout, **wrong), today=TODAY)
    assert outcomes(checkout) == ["opened", "refused", "paid", "refused"]
    assert taken() == [("7001", TENGE, 2)]


DAY = timedelta(days=1)
LAST = TODAY + 3 * DAY  # until which it can be paid
PAID, FAILED, OPENED, GIVEN_BACK = Result.PAID, Result.FAILED, Result.OPENED, Result.GIVEN_BACK


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ([PAID, FAILED], ["opened", "paid", "failed"]),
        ([PAID, OPENED], ["opened", "paid"]),
        ([FAILED, PAID], ["opened", "failed", "paid"]),
        ([OPENED, PAID, FAILED, PAID], ["opened", "opened", "paid", "failed"]),
    ],
)
def test_in_whatever_order_it_comes_money_stays_taken(checkout, said: list[Result], written: list[str]) -> None:
    for result in said:
        settle(notice(checkout, result=result), today=TODAY)
    assert outcomes(checkout) == written
    assert latest(checkout).outcome == "paid"
    assert states(checkout.basket) == {OCTOBER: "sent", NOVEMBER: "sent"}
    assert taken() == [("7001", TENGE, 2)]


def test_money_that_went_back_is_returned_unless_it_has_arrived(checkout) -> None:
    settle(notice(checkout), today=TODAY)
    arrives(OCTOBER)
    for _ in range(2):
        assert settle(notice(checkout, result=GIVEN_BACK), today=TODAY + DAY).outcome == "failed"
    assert states(checkout.basket, ARRIVED) == {OCTOBER: "credited", NOVEMBER: "returned"}
    assert outcomes(checkout) == ["opened", "paid", "failed", "failed"]
    assert latest(checkout).outcome == "paid"
    assert not ledger.unresolved(Checkout.objects.all()).exists()
    returned = PaymentStep.objects.get(state="returned")
    assert (returned.day, returned.entered_by.label) == (TODAY + DAY, "Freedom Pay")


def test_money_that_came_twice_and_went_back_once_is_still_on_its_way(checkout) -> None:
    settle(notice(checkout), today=TODAY)
    settle(notice(checkout, number="7002"), today=TODAY)
    settle(notice(checkout, number="7002", result=GIVEN_BACK), today=TODAY)
    assert states(checkout.basket) == {OCTOBER: "sent", NOVEMBER: "sent"}


def test_what_went_back_before_anybody_knew_of_it_was_never_taken(checkout) -> None:
    assert settle(notice(checkout, result=GIVEN_BACK), today=TODAY).outcome == "failed"
    assert taken() == []
    assert states(checkout.basket) == {OCTOBER: "ordered", NOVEMBER: "ordered"}


def test_a_failure_takes_nothing(checkout) -> None:
    assert settle(notice(checkout, result=FAILED), today=TODAY).outcome == "failed"
    assert taken() == []


def test_a_number_stands_for_one_order(checkout) -> None:
    settle(notice(checkout), today=TODAY)
    other = begun(ordered(OCTOBER, NOVEMBER, who=person(BOLAT), by=payer(BOLAT)))
    assert settle(notice(other), today=TODAY).outcome == "refused"
    assert taken() == [("7001", TENGE, 2)]
    assert states(other.basket) == {OCTOBER: "ordered", NOVEMBER: "ordered"}


def test_paid_twice_is_money_twice(checkout) -> None:
    settle(notice(checkout), today=TODAY)
    settle(notice(checkout, number="7002"), today=TODAY)
    assert taken() == [("7001", TENGE, 2), ("7002", TENGE, 2)]
    assert Actor.objects.filter(kind=Actor.Kind.PARTNER).count() == 1


@pytest.mark.parametrize("order_id", ["", "0b1f7a52-8f0d-4a52-9a54-3f0d7b6f1c11", "no key at all", "\0"])
def test_an_order_that_was_never_made(checkout, order_id: str) -> None:
    with pytest.raises(UnknownOrder):
        settle(notice(checkout, order_id=order_id), today=TODAY)
    assert taken() == []


@pytest.mark.parametrize(
    ("said", "today", "written"),
    [
        ({"paid_on": TODAY}, LAST, TODAY),
        ({"paid_on": TODAY - DAY}, LAST, TODAY),  # not before the order
        ({"paid_on": TODAY + 9 * DAY}, LAST, LAST),  # not after today
        ({"paid_on": LAST + DAY}, LAST + 2 * DAY, LAST + DAY),  # what the acquirer says of a late payment holds
        ({"paid_on": LAST + DAY, "opened_on": TODAY}, LAST + 2 * DAY, LAST + DAY),
        ({}, TODAY + DAY, TODAY + DAY),
        ({}, LAST + DAY, LAST),  # asked about after midnight
        ({"opened_on": TODAY + DAY}, LAST + DAY, TODAY + DAY),
        ({"opened_on": LAST + DAY}, LAST + 2 * DAY, LAST),
    ],
)
def test_the_day_is_the_acquirers_or_the_latest_on_which_its_page_was_open(checkout, said, today, written) -> None:
    settle(notice(checkout, **said), today=today)
    assert Transaction.objects.get().paid_on == written


def test_asked_after_the_year_is_over_it_was_paid_in_the_old_one(acquirer: Simulator) -> None:
    eve = date(2026, 12, 31)
    checkout = begun(ordered(OCTOBER, today=eve), today=eve)
    acquirer.settle(latest(checkout).number, Press.LOST)
    said = replace(get_status(f"{checkout.key}"), opened_on=None)
    settle(said, today=eve + DAY)
    assert Transaction.objects.get().paid_on == eve
