"""The address that the acquirer calls: who is heard there, what is answered, and that a fault of ours is no answer."""

from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from portal.acquiring import freedom_pay
from portal.acquiring.checkouts import latest
from portal.acquiring.signature import is_signed
from portal.demo.acquirer import Simulator
from portal.demo.acquirer_page import Press
from tests.acquiring.checkouts import TENGE, begun, call, outcomes, taken
from tests.payments.orders import states

pytestmark = pytest.mark.django_db
RESULT = "/bank/acquirer/result"


@pytest.fixture
def caller() -> Client:
    """The acquirer: it has neither a cookie nor a token, and sees what a caller would see."""
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


def said(response) -> str:
    """The status of a signed reply."""
    assert (response.status_code, response["Content-Type"]) == (200, "text/xml; charset=utf-8")
    reply = {part.tag: part.text or "" for part in ElementTree.fromstring(response.content)}
    assert is_signed("result", reply, settings.ACQUIRER_SECRET)
    return reply["pg_status"]


def test_the_address_ends_with_what_is_signed_along() -> None:
    assert reverse("acquirer_result") == RESULT
    assert RESULT.rpartition("/")[2] == freedom_pay.RESULT


def test_what_is_signed_is_taken_and_answered(acquirer: Simulator, caller: Client) -> None:
    checkout = begun()
    assert [said(caller.post(RESULT, call(checkout))) for _ in range(5)] == ["ok"] * 5
    assert taken() == [("7001", TENGE, 2)]


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"pg_result": "0"}, "ok"),
        ({"pg_amount": "8500"}, "ok"),
        ({"pg_amount": "8500.50"}, "rejected"),
        ({"pg_amount": "1.00"}, "rejected"),
        ({"pg_currency": "USD"}, "rejected"),
        ({"pg_order_id": "never made"}, "rejected"),
        ({"pg_description": "Жарна"}, "ok"),
    ],
)
def test_what_is_answered(acquirer: Simulator, caller: Client, changed: dict[str, str], status: str) -> None:
    assert said(caller.post(RESULT, call(begun(), **changed))) == status


def test_what_is_not_signed_changes_nothing(acquirer: Simulator, caller: Client) -> None:
    checkout = begun()
    response = caller.post(RESULT, call(checkout) | {"pg_amount": "1.00"})
    assert (response.status_code, response.content) == (403, b"")
    assert (outcomes(checkout), taken()) == (["opened"], [])


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"pg_sig=%ED%A0%80&pg_order_id=%00", b"<xml/>"])
def test_nonsense_is_refused(acquirer: Simulator, caller: Client, body: bytes) -> None:
    response = caller.post(RESULT, body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 403


def test_it_is_not_looked_at(caller: Client) -> None:
    assert caller.get(RESULT).status_code == 405


def test_without_an_acquirer_nobody_is_heard(caller: Client, acquirer: Simulator, settings) -> None:
    checkout = begun()
    settings.ACQUIRER_SECRET = ""
    assert caller.post(RESULT, call(checkout)).status_code == 403


def test_a_database_that_is_away_is_no_answer(acquirer: Simulator, caller: Client) -> None:
    form = call(begun())

    def refuse(*statement: object) -> None:
        raise OperationalError("gone")

    with connection.execute_wrapper(refuse):
        response = caller.post(RESULT, form)
    assert response.status_code == 503
    assert b"pg_status" not in response.content
    assert said(caller.post(RESULT, form)) == "ok"


def test_nothing_of_a_refused_call_is_logged(acquirer: Simulator, caller: Client, caplog) -> None:
    caller.post(RESULT, call(begun()) | {"pg_amount": "1.00", "pg_card_pan": "4405-64XX-XXXX-6150"})
    assert "has not signed" in caplog.text
    assert "4405" not in caplog.text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("press", "replies", "state"),
    [
        (Press.PAY, ["ok"], "sent"),
        (Press.REPEATED, ["ok"] * 5, "sent"),
        (Press.CHANGED, ["rejected"], "ordered"),
        (Press.DECLINE, ["ok"], "ordered"),
    ],
)
def test_from_the_page_to_the_ledger(
    acquirer: Simulator, live_server, press: Press, replies: list[str], state: str
) -> None:
    checkout = begun(portal=live_server.url)
    number = latest(checkout).number
    acquirer.settle(number, press)
    assert acquirer.payments[number].replies == replies
    assert set(states(checkout.basket).values()) == {state}
    assert taken() == ([(number, TENGE, 2)] if state == "sent" else [])
