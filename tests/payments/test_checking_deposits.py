"""Before a partner takes money: what may be paid for an account, what it costs, and nothing more of anybody."""

import pytest

from payments import ledger
from payments.models import Person
from payments.rules.accounts import Account
from payments.rules.facts import Settings
from payments.rules.months import Month
from tests.payments.orders import NOVEMBER, TODAY, arrives, ordered, paid, quoted
from tests.payments.samples import AISHA, BOLAT, person

pytestmark = pytest.mark.django_db
PRICE = 4250


def checked(**account) -> ledger.Checked:
    """The answer for Aisha's November unless said otherwise."""
    said = {"payment": None, "iin": AISHA, "period": NOVEMBER} | account
    return ledger.check_deposit(account=Account(**said), today=TODAY, settings=Settings())


def test_a_month_costs_what_an_order_of_it_would() -> None:
    assert checked().months == ((NOVEMBER, quoted(NOVEMBER).total),)


def test_a_name_is_masked() -> None:
    Person.objects.create(iin=AISHA, first_name="Әйша")
    assert checked().name == "Ә***"


def test_who_is_not_known_may_be_paid_for_and_stays_unknown() -> None:
    assert checked(iin=BOLAT).months == ((NOVEMBER, PRICE),)
    assert not Person.objects.exists()


def test_without_a_month_all_that_may_be_paid_are_listed() -> None:
    arrives(NOVEMBER - 1)
    months = [month for month, _ in checked(period=None).months]
    assert months == [NOVEMBER + number for number in range(-11, 13) if number != -1]


def test_what_is_missing_of_a_month_may_be_paid() -> None:
    arrives(NOVEMBER, amount=3500, credited_on=TODAY)
    assert checked().months == ((NOVEMBER, PRICE - 3500),)


@pytest.mark.parametrize(
    ("period", "unwanted"),
    [
        (Month.of(2019, 12), ledger.Unwanted.OUT_OF_REACH),
        (NOVEMBER + 13, ledger.Unwanted.OUT_OF_REACH),
        (NOVEMBER - 1, ledger.Unwanted.ALREADY_PAID),
    ],
)
def test_a_month_that_is_not_to_be_paid(period: Month, unwanted: ledger.Unwanted) -> None:
    arrives(NOVEMBER - 1)
    assert checked(period=period) == ledger.Checked("", (), unwanted)


def test_a_reference_tells_its_month_and_sum() -> None:
    payment = ordered(NOVEMBER).payments.get()
    named = {"payment": payment.pk, "iin": "", "period": None}
    assert checked(**named).months == ((NOVEMBER, PRICE),)
    assert checked().months == ((NOVEMBER, PRICE),)  # the order does not keep anybody from paying by IIN
    paid(payment.basket)
    assert checked(**named).unwanted is ledger.Unwanted.ALREADY_PAID
    assert checked().unwanted is ledger.Unwanted.ALREADY_PAID


def test_a_reference_that_no_payment_has() -> None:
    person()
    assert checked(payment=123, iin="", period=None).unwanted is ledger.Unwanted.NO_PAYMENT
