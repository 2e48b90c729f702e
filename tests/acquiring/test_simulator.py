"""The simulated acquirer: its page, its buttons, and how often and of what it tells the portal."""

import re
import urllib.request
from datetime import timedelta
from http.client import HTTPResponse
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from portal.acquiring import freedom_pay
from portal.acquiring.freedom_pay import Notice, Result, read_callback
from portal.acquiring.signature import is_signed
from portal.demo.acquirer import Simulator
from portal.demo.acquirer_page import WORDS, Press
from tests.acquiring.ends import Listener, closed, listening

ORDER = "0b1f7a52-8f0d-4a52-9a54-3f0d7b6f1c11"


def opened(portal: str, language: str = "kk") -> freedom_pay.Opened:
    """A payment of which a portal at this address is told."""
    return freedom_pay.init_payment(
        ORDER,
        8500,
        "Two <months>",
        result_url=f"{portal}/bank/acquirer/result",
        success_url=f"{portal}/done?way=card",
        failure_url=f"{portal}/not-done",
        lifetime=timedelta(days=1),
        language=language,
    )


def told(portal: Listener) -> list[Notice]:
    """What the portal was told, signatures checked."""
    return [read_callback(form) for form in portal.posted]


class Stay(urllib.request.HTTPRedirectHandler):
    """A redirect is an answer too."""

    def redirect_request(self, *args: object) -> None:
        """Follow nothing."""


def press(page: str, **form: str) -> tuple[int, str]:
    """Press a button as a browser does: the status, and where it leads."""
    try:
        with urllib.request.build_opener(Stay).open(page, urlencode(form).encode()) as answer:
            return answer.status, ""
    except HTTPError as answer:
        with answer:
            return answer.code, answer.headers.get("Location", "")


@pytest.mark.parametrize(
    ("button", "sums", "result", "leads_to"),
    [
        (Press.PAY, [8500], Result.PAID, "/done"),
        (Press.DECLINE, [8500], Result.FAILED, "/not-done"),
        (Press.LOST, [], Result.PAID, "/done"),
        (Press.REPEATED, [8500] * 5, Result.PAID, "/done"),
        (Press.CHANGED, [9500], Result.PAID, "/done"),
    ],
)
def test_each_button(acquirer: Simulator, button: Press, sums: list[int], result: Result, leads_to: str) -> None:
    with listening(freedom_pay.reply("ok")) as portal:
        payment = opened(portal.url)
        status, location = press(payment.page, press=button)
        notices = told(portal)
    assert [(notice.order_id, notice.number, notice.amount, notice.result) for notice in notices] == [
        (ORDER, payment.number, amount, result) for amount in sums
    ]
    assert (status, urlsplit(location).path) == (303, leads_to)
    assert acquirer.payments[payment.number].replies == ["ok"] * len(sums)
    assert (freedom_pay.get_status(ORDER).amount, freedom_pay.get_status(ORDER).result) == (8500, result)


def test_pressed_twice_it_happens_once(acquirer: Simulator) -> None:
    with listening(freedom_pay.reply("ok")) as portal:
        page = opened(portal.url).page
        first, second = press(page, press=Press.PAY), press(page, press=Press.DECLINE)
        assert len(portal.posted) == 1
    assert urlsplit(first[1]).path == urlsplit(second[1]).path == "/done"


def test_the_way_back_carries_what_the_acquirer_adds(acquirer: Simulator) -> None:
    payment = opened(closed())
    way_back = urlsplit(acquirer.settle(payment.number, Press.LOST))
    added = dict(parse_qsl(way_back.query))
    assert added.pop("way") == "card"
    assert (added["pg_order_id"], added["pg_payment_id"]) == (ORDER, payment.number)
    assert is_signed("done", added, acquirer.secret)
    assert not is_signed("result", added, acquirer.secret)


@pytest.mark.parametrize(
    ("body", "status", "reply"),
    [
        (b"", 200, "unreadable"),
        (b"<response><pg_status>ok</pg_status></response>", 200, "not signed"),
        (b"", 503, "503"),
    ],
)
def test_a_reply_is_kept_as_it_was_understood(acquirer: Simulator, body: bytes, status: int, reply: str) -> None:
    with listening(body, status=status) as portal:
        payment = opened(portal.url)
        acquirer.settle(payment.number, Press.PAY)
    assert acquirer.payments[payment.number].replies == [reply]


def test_a_portal_that_is_away_is_told_in_vain(acquirer: Simulator) -> None:
    payment = opened(closed())
    acquirer.settle(payment.number, Press.PAY)
    assert acquirer.payments[payment.number].replies == ["URLError"]


def read(answer: HTTPResponse) -> str:
    """The page as text."""
    return answer.read().decode()


@pytest.mark.parametrize(("language", "shown"), [("kk", "kk"), ("ru", "ru"), ("en", "en"), ("de", "kk")])
def test_the_page_speaks_the_language_that_was_asked_for(acquirer: Simulator, language: str, shown: str) -> None:
    page = opened("https://portal.example", language).page
    with urllib.request.urlopen(page) as answer:
        text, allowed = read(answer), answer.headers["Content-Security-Policy"]
    assert f'<html lang="{shown}">' in text
    assert [label in text for label in WORDS[shown].buttons.values()] == [True] * len(Press)
    assert "Two &lt;months&gt;" in text
    assert "8\N{NO-BREAK SPACE}500\N{NO-BREAK SPACE}₸" in text
    assert "form-action 'self' https://portal.example" in allowed
    assert re.findall(r"style=|<script|<style| on\w+=", text) == []


def test_a_page_whose_payment_is_over_leads_back(acquirer: Simulator) -> None:
    payment = opened("https://portal.example", "en")
    acquirer.settle(payment.number, Press.LOST)
    with urllib.request.urlopen(payment.page) as answer:
        text = read(answer)
    assert "<button" not in text
    assert 'href="https://portal.example/done?way=card&amp;pg_order_id=' in text


def test_the_page_has_a_style_sheet(acquirer: Simulator) -> None:
    with urllib.request.urlopen(f"{acquirer.url}/style.css") as answer:
        assert answer.headers["Content-Type"] == "text/css; charset=utf-8"


@pytest.mark.parametrize(("path", "form"), [("/pay/1", {"press": "pay"}), ("/", {}), ("/pay/", {})])
def test_what_is_not_there(acquirer: Simulator, path: str, form: dict[str, str]) -> None:
    assert press(f"{acquirer.url}{path}", **form) == (404, "")


def test_a_button_that_is_not_there(acquirer: Simulator) -> None:
    page = opened(closed()).page
    assert press(page, press="refund") == (404, "")
    assert press(page) == (404, "")
