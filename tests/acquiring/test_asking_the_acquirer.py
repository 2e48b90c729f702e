"""Asking the acquirer: what it says is believed when it is signed, and silence is never taken for a no."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta

import pytest

from portal import clock
from portal.acquiring import freedom_pay
from portal.acquiring.freedom_pay import Notice, Refused, Result, Unavailable
from portal.acquiring.signature import sign
from portal.demo.acquirer import Simulator
from portal.demo.acquirer_page import Press
from tests.acquiring.ends import Listener, closed, listening, silent

ORDER = "0b1f7a52-8f0d-4a52-9a54-3f0d7b6f1c11"
SECRET = "test secret"


@pytest.fixture
def set_up(settings) -> None:
    """A secret, with nobody there yet."""
    settings.ACQUIRER_MERCHANT, settings.ACQUIRER_SECRET = "500001", SECRET


@pytest.fixture
def acquirer_says(set_up, settings) -> Iterator[Callable[..., Listener]]:
    """An acquirer that answers with these words, whatever it is asked."""
    with ExitStack() as ends:

        def says(body: bytes, **how: int | str) -> Listener:
            end = ends.enter_context(listening(body, **how))
            settings.ACQUIRER_URL = end.url
            return end

        yield says


def opened(order_id: str = ORDER, amount: int = 8500, timeout: float = 5) -> freedom_pay.Opened:
    """Open a payment whose own call would go to nobody."""
    return freedom_pay.init_payment(
        order_id,
        amount,
        "Жарна; 2 ай",
        result_url=f"{closed()}/bank/acquirer/result",
        success_url="http://127.0.0.1/pay/?paid=yes",
        failure_url="http://127.0.0.1/pay/",
        lifetime=timedelta(days=1),
        language="kk",
        timeout=timeout,
    )


def xml(**fields: str) -> bytes:
    """An answer, signed as the script of a status is."""
    signed = fields | {"pg_sig": sign("get_status3.php", fields, SECRET)}
    return f"<response>{''.join(f'<{name}>{value}</{name}>' for name, value in signed.items())}</response>".encode()


def test_a_payment_is_opened_on_the_acquirers_page(acquirer: Simulator) -> None:
    payment = opened()
    assert payment.page == f"{acquirer.url}/pay/{payment.number}"
    asked = acquirer.payments[payment.number].asked
    assert (asked["pg_amount"], asked["pg_currency"], asked["pg_lifetime"]) == ("8500", "KZT", "86400")
    assert asked["pg_description"] == "Жарна; 2 ай"


@pytest.mark.parametrize(
    ("press", "result"),
    [
        (Press.PAY, Result.PAID),
        (Press.LOST, Result.PAID),
        (Press.DECLINE, Result.FAILED),
    ],
)
def test_what_became_of_it_can_be_asked(acquirer: Simulator, press: Press, result: Result) -> None:
    number = opened().number
    before = freedom_pay.get_status(ORDER)
    assert before == Notice(ORDER, number, 8500, "KZT", Result.OPENED, opened_on=clock.today())
    acquirer.settle(number, press)
    assert freedom_pay.get_status(ORDER) == Notice(ORDER, number, 8500, "KZT", result, opened_on=clock.today())


def test_of_two_tries_the_later_one_is_told(acquirer: Simulator) -> None:
    first, second = opened(), opened()
    assert first.number != second.number
    assert freedom_pay.get_status(ORDER).number == second.number


def test_a_signed_no_is_a_no(acquirer: Simulator) -> None:
    with pytest.raises(Refused) as refusal:
        freedom_pay.get_status("never opened")
    assert refusal.value.code == "340"


def test_no_two_questions_have_the_same_salt(acquirer_says) -> None:
    end = acquirer_says(b"")
    for _ in range(2):
        with pytest.raises(Unavailable):
            freedom_pay.get_status(ORDER)
    assert end.posted[0]["pg_salt"] != end.posted[1]["pg_salt"]
    assert all(form["pg_sig"] == sign("get_status3.php", form, SECRET) for form in end.posted)


@pytest.mark.parametrize("wrong", [{"ACQUIRER_SECRET": "another"}, {"ACQUIRER_MERCHANT": "1"}])
def test_whom_the_acquirer_does_not_know_learns_nothing(acquirer: Simulator, settings, wrong: dict[str, str]) -> None:
    for name, value in wrong.items():
        setattr(settings, name, value)
    with pytest.raises(Unavailable, match="not signed"):
        opened()
    assert acquirer.payments == {}


def test_a_silent_acquirer_is_not_waited_for(set_up, settings) -> None:
    with silent() as url:
        settings.ACQUIRER_URL = url
        with pytest.raises(Unavailable):
            opened(timeout=0.05)
        with pytest.raises(Unavailable):
            freedom_pay.get_status(ORDER, timeout=0.05)


def test_nobody_there(set_up, settings) -> None:
    settings.ACQUIRER_URL = closed()
    with pytest.raises(Unavailable):
        opened()


OK = {"pg_status": "ok", "pg_order_id": ORDER, "pg_payment_id": "7", "pg_payment_status": "success", "pg_salt": "s"}
WHOLE = OK | {"pg_amount": "8500.00", "pg_currency": "KZT"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><body>Bad Gateway",
        b"<response><pg_status>ok</pg_status></response>",
        xml(**WHOLE).replace(b"8500", b"9500"),
        xml(**WHOLE).replace(b"<pg_currency>", b"<pg_currency>KZT</pg_currency><pg_currency>"),
        xml(**WHOLE).replace(b"KZT", b"KZT<inner>EUR</inner>"),
        xml(**WHOLE | {"pg_order_id": "another"}),
        b'<!DOCTYPE response [<!ENTITY kzt "KZT">]>' + xml(**WHOLE),
        b'<!DOCTYPE response [<!ENTITY kzt "KZT">]>' + xml(**WHOLE).replace(b"KZT", b"&kzt;"),
        xml(**WHOLE) + b" " * freedom_pay.LARGEST_ANSWER,
    ],
)
def test_what_cannot_be_trusted_says_nothing(acquirer_says, body: bytes) -> None:
    acquirer_says(body)
    with pytest.raises(Unavailable):
        freedom_pay.get_status(ORDER)


@pytest.mark.parametrize("status", [404, 429, 500, 503])
def test_a_failing_acquirer_says_nothing(acquirer_says, status: int) -> None:
    acquirer_says(xml(**WHOLE), status=status)
    with pytest.raises(Unavailable, match=f"status {status}"):
        freedom_pay.get_status(ORDER)


@pytest.mark.parametrize("status", [301, 303, 307])
def test_what_was_signed_for_one_goes_to_no_other(acquirer_says, status: int) -> None:
    other = acquirer_says(xml(**WHOLE))
    acquirer_says(b"", status=status, location=f"{other.url}/get_status3.php")
    with pytest.raises(Unavailable):
        freedom_pay.get_status(ORDER)
    assert other.posted == []


@pytest.mark.parametrize(
    ("word", "result"),
    [
        ("success", Result.PAID),
        ("error", Result.FAILED),
        ("incomplete", Result.FAILED),
        ("revoked", Result.GIVEN_BACK),
        ("refunded", Result.GIVEN_BACK),
        ("new", Result.OPENED),
        ("process", Result.OPENED),
        ("a word of tomorrow", Result.OPENED),
        ("", Result.OPENED),
    ],
)
def test_only_a_final_word_is_final(acquirer_says, word: str, result: Result) -> None:
    acquirer_says(xml(**WHOLE | {"pg_payment_status": word}))
    assert freedom_pay.get_status(ORDER).result is result


# As documented: what went back stands in a list of its own, and the status is still `success`.
GIVEN_BACK = (
    "<pg_refund_payments><pg_refund_payment><pg_payment_status>success</pg_payment_status>"
    "<pg_payment_id>8</pg_payment_id><pg_amount>-8500</pg_amount></pg_refund_payment></pg_refund_payments>"
)


@pytest.mark.parametrize("signed_as", [None, "-8500;8;success"])
@pytest.mark.parametrize(
    ("amount", "result"),
    [
        ("-8500", Result.GIVEN_BACK),
        ("8500.00", Result.GIVEN_BACK),
        ("-4250", Result.PAID),
        ("0", Result.PAID),
        ("", Result.PAID),
    ],
)
def test_an_order_that_was_given_back_can_be_read(
    acquirer_says, signed_as: str | None, amount: str, result: Result
) -> None:
    fields = {name: value for name, value in WHOLE.items() if name != "pg_order_id"} | {"pg_refund_amount": amount}
    listed = {} if signed_as is None else {"pg_refund_payments": signed_as}
    body = xml(**fields, **listed).replace(b"<pg_refund_payments>-8500;8;success</pg_refund_payments>", b"")
    acquirer_says(body.replace(b"</response>", f"{GIVEN_BACK}</response>".encode()))
    assert freedom_pay.get_status(ORDER) == Notice(ORDER, "7", 8500, "KZT", result)


def test_a_page_that_is_none_is_shown_to_nobody(acquirer_says) -> None:
    fields = {"pg_status": "ok", "pg_payment_id": "7", "pg_redirect_url": "javascript:alert(1)"}
    signed = fields | {"pg_sig": sign("init_payment.php", fields, SECRET)}
    body = "".join(f"<{name}>{value}</{name}>" for name, value in signed.items())
    acquirer_says(f"<response>{body}</response>".encode())
    with pytest.raises(Unavailable):
        opened()


@pytest.mark.parametrize(
    ("given", "is_set_up"),
    [(("", "", ""), False), (("https://acquirer.example", "1", ""), False), (("https://a.example", "1", "s"), True)],
)
def test_the_way_is_offered_when_all_of_it_is_set(settings, given: tuple[str, str, str], is_set_up: bool) -> None:
    settings.ACQUIRER_URL, settings.ACQUIRER_MERCHANT, settings.ACQUIRER_SECRET = given
    assert freedom_pay.is_set_up() is is_set_up
