"""Freedom Pay: a payment is opened on its page, asked about, and told of by its own call; each message is signed.

An answer that could not be had or trusted says nothing of the money: that is `Unavailable`, never "not taken".
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from lxml import etree

from portal.acquiring.signature import SIGNATURE, is_signed, sign

CURRENCY = "KZT"
INIT, STATUS = "init_payment.php", "get_status3.php"
RESULT = "result"  # what the address ends with that its own call goes to: it is signed along
TIMEOUT = 5.0  # seconds
LARGEST_ANSWER = 64 * 1024
# Tiyn are written and must be none: our sums are whole tenge.
WHOLE_TENGE = re.compile(r"([0-9]{1,9})(?:\.0{1,2})?")


class Unavailable(Exception):
    """No answer, or none that could be read and trusted: what became of the money is not known."""


class Refused(Exception):
    """The acquirer says no, and signs it. The code is its own."""

    def __init__(self, code: str) -> None:
        super().__init__(f"refused with code {code}")
        self.code = code


class BadSignature(Exception):
    """Somebody else than the acquirer wrote this, or it was changed on the way."""


class Result(StrEnum):
    """What became of a payment on the acquirer's page."""

    OPENED = "opened"  # whatever is not final, words that we do not know among it
    PAID = "paid"
    FAILED = "failed"
    GIVEN_BACK = "given_back"  # it was paid, and the money has gone back


IN_A_CALL = {"1": Result.PAID, "0": Result.FAILED}
IN_A_STATUS = {
    "success": Result.PAID,
    "error": Result.FAILED,
    "failed": Result.FAILED,
    "incomplete": Result.FAILED,  # its time is over
    "revoked": Result.GIVEN_BACK,
    "refunded": Result.GIVEN_BACK,
}
# The only elements of an answer that hold others; what was given back is read from the fields beside them.
LISTS = ("pg_refund_payments", "pg_revoked_payments")


@dataclass(frozen=True, slots=True)
class Opened:
    """A payment that waits on the acquirer's page, under the acquirer's number."""

    number: str
    page: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What the acquirer says of an order, asked or unasked. A sum that is not in whole tenge is None: not ours.

    On which day it was paid, a call says; a status knows only on which day it was opened.
    """

    order_id: str
    number: str
    amount: int | None
    currency: str
    result: Result
    paid_on: date | None = None
    opened_on: date | None = None


def is_set_up() -> bool:
    """May this way of paying be offered?"""
    return bool(settings.ACQUIRER_URL and settings.ACQUIRER_MERCHANT and settings.ACQUIRER_SECRET)


def init_payment(
    order_id: str,
    amount: int,
    description: str,
    *,
    result_url: str,
    success_url: str,
    failure_url: str,
    lifetime: timedelta,
    language: str,
    timeout: float = TIMEOUT,
) -> Opened:
    """Open a payment. Raises Refused if the acquirer will not have it, Unavailable if it may or may not be open."""
    answer = _call(
        INIT,
        {
            "pg_order_id": order_id,
            "pg_amount": f"{amount}",
            "pg_currency": CURRENCY,
            "pg_description": description,
            "pg_result_url": result_url,
            "pg_request_method": "POST",
            "pg_success_url": success_url,
            "pg_success_url_method": "GET",
            "pg_failure_url": failure_url,
            "pg_failure_url_method": "GET",
            "pg_lifetime": f"{lifetime // timedelta(seconds=1)}",
            "pg_language": language,
        },
        timeout,
    )
    opened = Opened(answer.get("pg_payment_id", ""), answer.get("pg_redirect_url", ""))
    if not opened.number or not opened.page.startswith(("https://", "http://")):
        raise Unavailable("opened without a number or a page")
    return opened


def get_status(order_id: str, *, timeout: float = TIMEOUT) -> Notice:
    """Ask what became of an order, whether or not we ever learned its number."""
    answer = _call(STATUS, {"pg_order_id": order_id}, timeout)
    # One page of the documentation has the order in the answer, another has not.
    if answer.setdefault("pg_order_id", order_id) != order_id:
        raise Unavailable("an answer about another order")
    return _notice(answer, _result_of(answer))


def read_callback(post: Mapping[str, str]) -> Notice:
    """The acquirer's own call, as it was posted; BadSignature if it is not the acquirer's."""
    if not is_signed(RESULT, post, settings.ACQUIRER_SECRET):
        raise BadSignature
    return _notice(post, IN_A_CALL.get(post.get("pg_result", ""), Result.OPENED))


def reply(status: str, description: str = "") -> bytes:
    """The signed answer to such a call: `ok`, `rejected` (the money may go back) or `error` (say it again)."""
    answer = etree.Element("response")
    for name, value in _signed(RESULT, {"pg_status": status, "pg_description": description}).items():
        etree.SubElement(answer, name).text = value
    return etree.tostring(answer, encoding="utf-8", xml_declaration=True)


def whole_tenge(text: str) -> int | None:
    """4250 of "4250", "4250.0" and "4250.00"; None of anything else."""
    found = WHOLE_TENGE.fullmatch(text)
    return int(found[1]) if found else None


def _result_of(status: Mapping[str, str]) -> Result:
    """A payment that was given back whole is documented as `success` with the sum below zero beside it."""
    result = IN_A_STATUS.get(status.get("pg_payment_status", ""), Result.OPENED)
    back = status.get("pg_refund_amount", "").removeprefix("-")
    is_whole = back != "" and whole_tenge(back) == whole_tenge(status.get("pg_amount", ""))
    return Result.GIVEN_BACK if result is Result.PAID and is_whole else result


def _notice(said: Mapping[str, str], result: Result) -> Notice:
    return Notice(
        order_id=said.get("pg_order_id", ""),
        number=said.get("pg_payment_id", ""),
        amount=whole_tenge(said.get("pg_amount", "")),
        currency=said.get("pg_currency", ""),
        result=result,
        paid_on=_day(said.get("pg_payment_date", "")),
        opened_on=_day(said.get("pg_create_date", "")),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _call(script: str, params: Mapping[str, str], timeout: float) -> dict[str, str]:
    """Ask, and trust nothing that is not signed, a refusal included."""
    asked = _signed(script, {"pg_merchant_id": settings.ACQUIRER_MERCHANT, **params})
    answer = _fields(_post(f"{settings.ACQUIRER_URL.rstrip('/')}/{script}", asked, timeout))
    # Whether the lists are signed along is not documented, and of their words none is used: both are believed.
    without_lists = {name: value for name, value in answer.items() if name not in LISTS}
    if not any(is_signed(script, said, settings.ACQUIRER_SECRET) for said in (answer, without_lists)):
        raise Unavailable("an answer that is not signed")
    if answer.get("pg_status") != "ok":
        raise Refused(answer.get("pg_error_code", ""))
    return answer


def _signed(script: str, params: Mapping[str, str]) -> dict[str, str]:
    salted = {**params, "pg_salt": secrets.token_hex(8)}
    return salted | {SIGNATURE: sign(script, salted, settings.ACQUIRER_SECRET)}


class _Stay(HTTPRedirectHandler):
    """What we signed for the acquirer goes to nobody else."""

    def redirect_request(self, *args: object) -> None:
        """Follow nothing."""


def _post(url: str, params: Mapping[str, str], timeout: float) -> bytes:
    request = Request(url, urlencode(params).encode())  # noqa: S310 - the address is the operator's own setting
    try:
        with build_opener(_Stay).open(request, timeout=timeout) as answer:
            body = answer.read(LARGEST_ANSWER + 1)
    except HTTPError as answer:
        answer.close()
        raise Unavailable(f"status {answer.code}") from None
    except (OSError, HTTPException) as fault:
        raise Unavailable(type(fault).__name__) from fault
    if len(body) > LARGEST_ANSWER:
        raise Unavailable("an answer too large")
    return body


def _fields(body: bytes) -> dict[str, str]:
    """The answer's fields; one inside another, or one twice, could be read in two ways and is not read at all.

    Only the lists of what was given back hold others by right.
    """
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        answer = etree.fromstring(body, parser)
    except etree.XMLSyntaxError:
        raise Unavailable("an answer that is no XML") from None
    fields = {field.tag: _values(field) for field in answer}
    is_flat = not any(len(field) for field in answer if field.tag not in LISTS)
    if answer.getroottree().docinfo.internalDTD is not None or len(fields) < len(answer) or not is_flat:
        raise Unavailable("an answer that is not flat")
    return fields


def _values(field: etree._Element) -> str:
    """Its text; of a list all that it holds, in the order in which public code signs it: by name, in its place."""
    if not len(field):
        return field.text or ""
    return ";".join(_values(part) for part in sorted(field, key=lambda part: part.tag))
