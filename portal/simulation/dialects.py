"""How a simulated partner speaks: the address of a call in each dialect, and what it reads of an answer."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

OSMP_CODE, OSMP_NUMBER = re.compile(rb"<result>([0-9]+)</result>"), re.compile(rb"<prv_txn>([0-9]+)</prv_txn>")
KASSA24_CODE, KASSA24_NUMBER = re.compile(rb"<code>([0-9]+)</code>"), re.compile(rb"<authcode>([0-9]+)</authcode>")


@dataclass(frozen=True, slots=True)
class Intent:
    """What somebody wants to pay at a terminal: once, however often it is told."""

    number: str
    account: str
    amount: int
    moment: str  # YYYYMMDDHHMMSS


@dataclass(frozen=True, slots=True)
class Heard:
    """The code of an answer, and the number that money has there; without a code it could not be read."""

    code: int | None
    number: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A dialect as its partner speaks it. `again` are the codes that end nothing."""

    path: str
    again: frozenset[int]
    check: Callable[[Intent], Mapping[str, str]]
    pay: Callable[[Intent], Mapping[str, str]]
    hear: Callable[[bytes], Heard]

    def address(self, fields: Mapping[str, str]) -> str:
        """The path of a call with its query."""
        return f"{self.path}?{urlencode(fields)}"


def _by_command(command: str, intent: Intent) -> dict[str, str]:
    return {"command": command, "txn_id": intent.number, "account": intent.account, "sum": f"{intent.amount}.00"}


def _by_action(action: str, intent: Intent) -> dict[str, str]:
    return {"action": action, "receipt": intent.number, "number": intent.account, "amount": f"{intent.amount}.00"}


def _in_xml(code: re.Pattern[bytes], number: re.Pattern[bytes]) -> Callable[[bytes], Heard]:
    def hear(body: bytes) -> Heard:
        said, named = code.search(body), number.search(body)
        return Heard(int(said[1]) if said else None, named[1].decode() if named else "")

    return hear


def _in_json(body: bytes) -> Heard:
    try:
        said = json.loads(body)
        return Heard(said["result"], said.get("prv_txn_id", ""))
    except (ValueError, KeyError, TypeError):
        return Heard(None)


SPOKEN = {
    "osmp": Spoken(
        path="/bank/osmp",
        again=frozenset({1, 90}),
        check=lambda intent: _by_command("check", intent),
        pay=lambda intent: _by_command("pay", intent) | {"txn_date": intent.moment},
        hear=_in_xml(OSMP_CODE, OSMP_NUMBER),
    ),
    "kaspi": Spoken(
        path="/bank/kaspi",
        again=frozenset({4}),
        check=lambda intent: _by_command("check", intent),
        pay=lambda intent: _by_command("pay", intent) | {"txn_date": intent.moment},
        hear=_in_json,
    ),
    "kassa24": Spoken(
        path="/bank/kassa24",
        again=frozenset({8}),
        check=lambda intent: _by_action("check", intent),
        pay=lambda intent: _by_action("payment", intent) | {"date": intent.moment},
        hear=_in_xml(KASSA24_CODE, KASSA24_NUMBER),
    ),
}
