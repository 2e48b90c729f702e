"""What the acquirer says is taken once, and only if it speaks of the sum that was asked for."""

from datetime import timedelta

import pytest

from payments.models import Actor, Transaction
from portal.acquiring.checkouts import UnknownOrder, settle
from portal.acquiring.freedom_pay import Result
from portal.demo.acquirer import Simulator
from tests.acquiring.checkouts import TENGE, begun, notice, outcomes, taken
from tests.payments.orders import NOVEMBER, OCTOBER, TODAY, ordered, payer, states
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


PAID, FAILED, OPENED = Result.PAID, Result.FAILED, Result.OPENED


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ([PAID, FAILED], ["opened", "paid"]),
        ([PAID, OPENED], ["opened", "paid"]),
        ([FAILED, PAID], ["opened", "failed", "paid"]),
        ([OPENED, PAID, FAILED, PAID], ["opened", "opened", "paid"]),
    ],
)
def test_in_whatever_order_it_comes_money_stays_taken(checkout, said: list[Result], written: list[str]) -> None:
    for result in said:
        settle(notice(checkout, result=result), today=TODAY)
    assert outcomes(checkout) == written
    assert taken() == [("7001", TENGE, 2)]


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


DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("said", "written"),
    [(None, TODAY + DAY), (TODAY, TODAY), (TODAY - DAY, TODAY), (TODAY + 9 * DAY, TODAY + DAY)],
)
def test_the_day_is_the_acquirers_between_the_order_and_today(checkout, said, written) -> None:
    settle(notice(checkout, paid_on=said), today=TODAY + DAY)
    assert Transaction.objects.get().paid_on == written
