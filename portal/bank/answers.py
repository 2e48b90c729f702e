"""The answers of the dialects as OpenAPI describes them, with every code and what it stands for."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, NamedTuple

from portal.bank import kaspi, kassa24, osmp
from portal.bank.calls import Verdict

TEXT = {"type": "string"}
TENGE = {"type": "string", "pattern": r"^[0-9]+\.00$"}
NUMBER = {"type": "string", "pattern": "^[0-9]+$"}
ATTRIBUTE = {"type": "string", "xml": {"attribute": True}}


def _codes(codes: Mapping[Verdict, int], words: Mapping[Verdict, str]) -> dict[int, str]:
    """Each code with everything that it stands for."""
    said: dict[int, list[str]] = {}
    for verdict, code in codes.items():
        said.setdefault(code, []).append(words[verdict])
    return {code: " · ".join(said[code]) for code in sorted(said)}


def _listed(codes: Mapping[int, str]) -> str:
    return "\n".join(f"* `{code}` {words}" for code, words in codes.items())


OSMP_CODES = _codes(osmp.CODES, osmp.COMMENTS)
KASPI_CODES = _codes(kaspi.CODES, kaspi.COMMENTS)
KASSA24_CODES = _codes(kassa24.CODES, kassa24.MESSAGES)


class Answer(NamedTuple):
    """What comes back, and with which status."""

    media_type: str
    schema: dict[str, Any]
    statuses: dict[HTTPStatus, str]


def _xml(codes: Mapping[int, str], code: str, needed: tuple[str, ...], **elements: Any) -> dict[str, Any]:
    """An answer in XML. What stands in it is text, so the codes are words here."""
    coded = {"type": "string", "enum": [f"{each}" for each in codes], "description": _listed(codes)}
    return {
        "type": "object",
        "xml": {"name": "response"},
        "required": [*needed, code],
        "properties": {code: coded, **elements},
        "additionalProperties": False,
    }


HEARD = "The answer; its code says whether anything was refused."
OSMP = Answer(
    "text/xml",
    _xml(
        OSMP_CODES,
        "result",
        ("osmp_txn_id", "comment"),
        osmp_txn_id={"type": "string", "pattern": "^[0-9]{0,20}$"},
        prv_txn=NUMBER | {"description": "Our number for it, of a pay."},
        sum=TENGE,
        comment=TEXT,
        fields={
            "type": "object",
            "description": "What to show: `field1`, `field2` and so on.",
            "patternProperties": {
                "^field[0-9]+$": {"type": "object", "properties": {"name": ATTRIBUTE, "type": ATTRIBUTE}}
            },
            "additionalProperties": False,
        },
    ),
    {HTTPStatus.OK: HEARD},
)
KASSA24 = Answer(
    "text/xml",
    _xml(
        KASSA24_CODES,
        "code",
        ("message",),
        message=TEXT | {"description": "Of a check: what to show, each part behind a `; `."},
        date={"type": "string", "pattern": "^[0-9-]{10}T[0-9:]{8}$", "description": "When we heard of it first."},
        authcode=NUMBER | {"description": "Our number for it."},
    ),
    {HTTPStatus.OK: HEARD},
)
_SHOWN = {
    "type": "object",
    "required": ["@name", "#text"],
    "properties": {"@name": TEXT, "#text": TEXT},
    "additionalProperties": False,
}
_CHOICE = {
    "type": "object",
    "required": ["id", "name"],
    "properties": {"id": {"type": "string", "pattern": "^[0-9]{6}$"}, "name": TEXT},
    "additionalProperties": False,
}
KASPI = Answer(
    "application/json",
    {
        "type": "object",
        "required": ["txn_id", "result", "comment"],
        "properties": {
            "txn_id": TEXT,
            "prv_txn_id": NUMBER | {"description": "Our number for it, of a pay."},
            "result": {"type": "integer", "enum": list(KASPI_CODES), "description": _listed(KASPI_CODES)},
            "sum": TENGE,
            "bin": {"type": "string", "pattern": "^[0-9]{12}$", "description": "The recipient, of a check."},
            "comment": TEXT,
            "fields": {
                "type": "object",
                "description": "What to show: `field1` and so on; `services` are the months to choose from.",
                "properties": {"services": {"type": "array", "minItems": 1, "items": _CHOICE}},
                "patternProperties": {"^field[0-9]+$": _SHOWN},
                "additionalProperties": False,
            },
        },
        "additionalProperties": False,
    },
    {
        HTTPStatus.OK: HEARD,
        HTTPStatus.TOO_MANY_REQUESTS: "More calls than were agreed: the same call may come again.",
        HTTPStatus.SERVICE_UNAVAILABLE: "No answer can be given now: the same call has to come again.",
    },
)

UNREADABLE = {"description": "No call at all: far too many fields, or bytes that no form has."}
WHO_CALLS = {
    "description": "Nobody was named.",
    "headers": {"WWW-Authenticate": {"required": True, "schema": {"const": 'Basic realm="bank"'}}},
    "content": {"text/plain": {"schema": TEXT}},
}
FORBIDDEN = {
    "description": "An unknown login, a wrong key, another address, another dialect, or switched off.",
    "content": {"text/plain": {"schema": TEXT}},
}
WRONG_METHOD = {
    "description": "Another method of HTTP.",
    "headers": {"Allow": {"required": True, "schema": TEXT}},
}


def answered(answer: Answer) -> dict[str, Any]:
    """The answers of a dialect, by their status."""
    content = {answer.media_type: {"schema": answer.schema}}
    return {f"{status:d}": {"description": words, "content": content} for status, words in answer.statuses.items()}
