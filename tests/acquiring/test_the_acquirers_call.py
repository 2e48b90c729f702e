"""The acquirer's own call: who wrote it, what it says, and what it is answered."""

from datetime import date
from xml.etree import ElementTree

import pytest

from portal.acquiring.freedom_pay import BadSignature, Notice, Result, read_callback, reply, whole_tenge
from portal.acquiring.signature import is_signed, sign

SECRET = "test secret"
CALL = {
    "pg_order_id": "order",
    "pg_payment_id": "7001",
    "pg_amount": "8500.00",
    "pg_currency": "KZT",
    "pg_result": "1",
    "pg_can_reject": "1",
    "pg_payment_date": "2026-11-20 09:41:00",
    "pg_salt": "s4lt",
}


@pytest.fixture(autouse=True)
def _secret(settings) -> None:
    settings.ACQUIRER_SECRET = SECRET


def signed(script: str = "result", **changed: str) -> dict[str, str]:
    """The call, changed and then signed."""
    call = CALL | changed
    return call | {"pg_sig": sign(script, call, SECRET)}


def test_a_signed_call_is_read() -> None:
    assert read_callback(signed()) == Notice("order", "7001", 8500, "KZT", Result.PAID, date(2026, 11, 20))


@pytest.mark.parametrize(
    "call",
    [
        {},
        CALL,
        signed() | {"pg_amount": "1.00"},
        signed() | {"pg_result": "0"},
        signed(script="success"),
        signed() | {"pg_sig": "қол"},
    ],
)
def test_nobody_else_is_believed(call: dict[str, str]) -> None:
    with pytest.raises(BadSignature):
        read_callback(call)


def test_without_a_secret_nobody_is(settings) -> None:
    settings.ACQUIRER_SECRET = ""
    with pytest.raises(BadSignature):
        read_callback(CALL | {"pg_sig": sign("result", CALL, "")})


@pytest.mark.parametrize(
    ("said", "result"), [("1", Result.PAID), ("0", Result.FAILED), ("2", Result.OPENED), ("", Result.OPENED)]
)
def test_what_it_says(said: str, result: Result) -> None:
    assert read_callback(signed(pg_result=said)).result is result


@pytest.mark.parametrize("day", ["", "20.11.2026", "2026-13-01 00:00:00"])
def test_a_day_that_cannot_be_read_is_none(day: str) -> None:
    assert read_callback(signed(pg_payment_date=day)).paid_on is None


def test_what_is_left_out_is_nobodys_order() -> None:
    salt = {"pg_salt": "s4lt"}
    notice = read_callback(salt | {"pg_sig": sign("result", salt, SECRET)})
    assert notice == Notice("", "", None, "", Result.OPENED)


@pytest.mark.parametrize(
    ("text", "tenge"),
    [
        ("4250", 4250),
        ("4250.0", 4250),
        ("4250.00", 4250),
        ("4250.50", None),
        ("4250.01", None),
        ("4250,00", None),
        ("4 250", None),
        ("-4250", None),
        ("+4250", None),
        ("4.25e3", None),
        ("٤٢٥٠", None),
        ("4250\n", None),
        ("9" * 10, None),
        ("", None),
    ],
)
def test_a_sum_is_in_whole_tenge_or_not_ours(text: str, tenge: int | None) -> None:
    assert whole_tenge(text) == tenge
    assert read_callback(signed(pg_amount=text)).amount == tenge


@pytest.mark.parametrize(("status", "description"), [("ok", ""), ("rejected", "Another sum & currency")])
def test_the_reply_is_signed(status: str, description: str) -> None:
    said = {part.tag: part.text or "" for part in ElementTree.fromstring(reply(status, description))}
    assert (said["pg_status"], said["pg_description"]) == (status, description)
    assert is_signed("result", said, SECRET)
    assert reply(status) != reply(status)  # another salt each time
