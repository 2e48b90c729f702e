"""Calls in OSMP, and what their answers say."""

from lxml import etree

from tests.bank.partners import call, said
from tests.payments.samples import AISHA

OSMP = "/bank/osmp"
NOVEMBER = "112026"
PRICE = "4250.00"
PAY = {
    "command": "pay",
    "txn_id": "1234567",
    "account": f"{AISHA}{NOVEMBER}",
    "sum": PRICE,
    "txn_date": "20261122101500",
}


def pay(**changes) -> str:
    """The answer to a pay of Aisha's November, with some changes; a field that is None is left out."""
    return asked(PAY | changes)


def check(**changes) -> str:
    """The answer to a check of the same."""
    return asked(PAY | {"command": "check", "txn_date": None} | changes)


def asked(fields: dict, **more) -> str:
    """The answer to these fields."""
    return said(call(OSMP, {name: value for name, value in fields.items() if value is not None}, **more))


def element(answer: str, name: str) -> str | None:
    """What an element of an answer holds."""
    return etree.fromstring(answer.encode()).findtext(name)


def code(answer: str) -> int:
    """The result code."""
    return int(element(answer, "result"))


def shown(answer: str) -> dict[str, str]:
    """What a terminal would show."""
    return {field.get("name"): field.text for field in etree.fromstring(answer.encode()).iterfind("fields/*")}
