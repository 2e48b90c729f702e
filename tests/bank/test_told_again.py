"""One number is one payment for ever: told again it is answered byte for byte, told otherwise it changes nothing."""

import pytest
from django.test import Client

from payments.models import Payment, PaymentStep, Person, Transaction
from portal.bank import callers, limits
from tests.bank.osmp import NOVEMBER, OSMP, PAY, asked, code, element, pay
from tests.bank.partners import basic, call, partner
from tests.payments.orders import NOVEMBER as ORDERED
from tests.payments.orders import ordered
from tests.payments.samples import AISHA, BOLAT, person

pytestmark = pytest.mark.django_db
ROWS = (Transaction, Payment, PaymentStep, Person)


@pytest.fixture(autouse=True)
def _partners(db) -> None:
    partner()
    partner("kassa")


def rows() -> list[int]:
    """How many there are of everything that a pay writes."""
    return [model.objects.count() for model in ROWS]


@pytest.mark.parametrize("account", [AISHA, f"{AISHA}{NOVEMBER}", f"{AISHA}122031", None])
def test_the_same_bytes_however_and_whenever_it_is_told_again(account: str | None, monkeypatch) -> None:
    told = {"account": account or ordered(ORDERED).payments.get().reference}
    first, written = pay(**told), rows()
    again = [
        pay(**told),
        asked(PAY | told, method="post"),
        asked(PAY | told, HTTP_ACCEPT_LANGUAGE="ru", HTTP_COOKIE="language=en"),
        asked(PAY | told, HTTP_ACCEPT="application/json"),
    ]
    callers.forget()  # as after a restart
    limits.forget()
    monkeypatch.setattr("portal.clock.today", lambda: ORDERED.first_day.replace(year=2027))
    assert {first, *again, pay(**told)} == {first}
    assert rows() == written


@pytest.mark.parametrize(
    "other",
    [
        {"sum": "4251.00"},
        {"account": f"{AISHA}102026"},
        {"account": AISHA},
        {"account": f"{BOLAT}{NOVEMBER}"},
        {"account": "reference"},
    ],
)
@pytest.mark.parametrize("is_known", [True, False])
def test_a_number_that_stands_for_something_else_is_refused(other: dict, is_known: bool) -> None:
    if is_known:
        person(BOLAT)
    reference = ordered(ORDERED - 1).payments.get().reference
    other = other | ({"account": reference} if other.get("account") == "reference" else {})
    first, written = pay(), rows()
    answer = pay(**other)
    assert (code(answer), element(answer, "prv_txn"), element(answer, "sum")) == (300, None, None)
    assert rows() == written
    assert pay() == first


def test_no_partner_sees_or_uses_the_numbers_of_another() -> None:
    first = pay()
    for command in ("status", "cancel"):
        assert code(asked({"command": command, "txn_id": "1234567"}, by="kassa")) == 300
    second = asked(PAY | {"sum": "4300.00"}, by="kassa")
    assert (code(second), pay()) == (0, first)
    assert element(first, "prv_txn") != element(second, "prv_txn")


def test_nobody_is_remembered_by_a_cookie_or_a_session(django_assert_num_queries) -> None:
    browser = Client(headers=basic())
    browser.cookies.load({"session": "x" * 32, "csrf": "y" * 32, "language": "en"})
    pay()
    with django_assert_num_queries(0):
        response = browser.get(OSMP, PAY | {"txn_id": "?"})
    assert response.status_code == 200
    assert not response.cookies
    assert response["Cache-Control"].startswith("no-store")


def test_no_token_of_a_form_is_asked_for() -> None:
    assert call(OSMP, PAY, method="post", client=Client(enforce_csrf_checks=True)).status_code == 200
