"""The dialects as OpenAPI describes them, for programs; for people there is docs/bank.md.

The codes are those of the dialects themselves. What is refused is refused by a code in the answer and a status of 200:
that is how each of these dialects speaks, and partners take any other status for a fault of the line.
"""

from collections.abc import Iterable
from types import ModuleType
from typing import Any, NamedTuple

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from portal.bank import kaspi, kassa24, osmp
from portal.bank.answers import FORBIDDEN, KASPI, KASSA24, OSMP, UNREADABLE, WHO_CALLS, WRONG_METHOD, answered

REFERENCE, IIN, IIN_AND_PERIOD = "47082037511", "790823200030", "790823200030112026"
ACCOUNT = {
    "type": "string",
    "pattern": "^([0-9]{11}|[0-9]{12}([0-9]{6})?)$",
    "examples": [IIN_AND_PERIOD, REFERENCE, IIN],
}
PERIOD = {"type": "string", "pattern": "^(0[1-9]|1[0-2])20[0-9]{2}$", "examples": ["112026"]}
SUM = {"type": "string", "pattern": "^[1-9][0-9]{0,6}([.,]00?)?$", "examples": ["4250.00"]}
MOMENT = {"type": "string", "pattern": "^[0-9]{14}$", "examples": ["20261122103000"]}
NUMBER = {"type": "string", "pattern": "^[0-9A-Za-z._-]{1,64}$", "examples": ["7001"]}
DIGITS = {"type": "string", "pattern": "^[0-9]{1,20}$", "examples": ["7001"]}
WRITTEN_MOMENT = {
    "type": "string",
    "pattern": "^([0-9]{14}|[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2})$",
    "examples": ["2026-11-22T10:30:00"],
}
ANYTHING = {"type": "string"}


class Field(NamedTuple):
    """What a partner sends."""

    name: str
    says: str
    schema: dict[str, Any]
    is_needed: bool = False


def _one_of(words: Iterable[str]) -> dict[str, Any]:
    return {"type": "string", "enum": list(words)}


FIELDS = {
    osmp: (
        Field("command", "What is asked for.", _one_of(osmp.Command), is_needed=True),
        Field("txn_id", "The partner's own number.", DIGITS, is_needed=True),
        Field("account", "A reference, an IIN and a month, or an IIN; of a check and a pay.", ACCOUNT),
        Field("sum", "Whole tenge, of a pay; in a check it is not read.", SUM),
        Field("txn_date", "The day to account the money to, needed for a pay.", MOMENT),
        Field("period", "The month, MMYYYY, if it does not stand in the account.", PERIOD),
    ),
    kaspi: (
        Field("command", "What is asked for.", _one_of(kaspi.COMMANDS), is_needed=True),
        Field("txn_id", "The partner's own number.", NUMBER, is_needed=True),
        Field("account", "A reference, an IIN and a month, or an IIN.", ACCOUNT),
        Field("sum", "Whole tenge, of a pay; in a check it is not read.", SUM),
        Field("txn_date", "When it was paid, of a pay; today if it is missing.", MOMENT),
        Field("service_id", "The month that was chosen out of `services`, MMYYYY.", PERIOD),
    ),
    kassa24: (
        Field("action", "What is asked for.", _one_of(kassa24.ACTIONS), is_needed=True),
        Field("number", "A reference, an IIN and a month, or an IIN; of a check and a payment.", ACCOUNT),
        Field("type", "The partner's own affair: not read.", ANYTHING),
        Field("amount", "Whole tenge, of a payment; in a check it is not read.", SUM),
        Field("receipt", "The partner's own number; a check needs none.", NUMBER),
        Field("date", "When it was paid, of a payment; today if it is missing.", WRITTEN_MOMENT),
        Field("commission", "The partner's own affair: not read.", ANYTHING),
        Field("period", "The month, MMYYYY, if it does not stand in the number.", PERIOD),
    ),
}
ANSWERS = {osmp: OSMP, kaspi: KASPI, kassa24: KASSA24}
NAMES = {osmp: "OSMP, as QIWI has it", kaspi: "Kaspi", kassa24: "Kassa24"}


@require_safe
def openapi(request: HttpRequest) -> JsonResponse:
    """The description, for anybody: it holds nothing that docs/bank.md does not say."""
    return JsonResponse(description(), json_dumps_params={"ensure_ascii": False})


def description() -> dict[str, Any]:
    """All dialects."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Jarna: the door for banks, terminals and the post",
            "version": "1",
            "license": {"name": "MIT", "identifier": "MIT"},
            "description": "Is a payment right, and: it was paid. Every number of a partner is one payment for ever.",
        },
        "security": [{"partner": []}],
        "paths": {f"/bank/{dialect.SPOKEN}": _operations(dialect) for dialect in FIELDS},
        "components": {"securitySchemes": {"partner": {"type": "http", "scheme": "basic"}}},
    }


def _operations(dialect: ModuleType) -> dict[str, Any]:
    return {method.lower(): _operation(dialect, method) for method in dialect.METHODS}


def _operation(dialect: ModuleType, method: str) -> dict[str, Any]:
    takes = _form(FIELDS[dialect]) if method == "POST" else _query(FIELDS[dialect])
    return {
        "operationId": f"{dialect.SPOKEN}_{method.lower()}",
        "summary": NAMES[dialect],
        **takes,
        "responses": {
            **answered(ANSWERS[dialect]),
            "400": UNREADABLE,
            "401": WHO_CALLS,
            "403": FORBIDDEN,
            "405": WRONG_METHOD,
        },
    }


def _query(fields: Iterable[Field]) -> dict[str, Any]:
    return {
        "parameters": [
            {
                "name": field.name,
                "in": "query",
                "description": field.says,
                "required": field.is_needed,
                "schema": field.schema,
            }
            for field in fields
        ]
    }


def _form(fields: tuple[Field, ...]) -> dict[str, Any]:
    schema = {
        "type": "object",
        "properties": {field.name: field.schema | {"description": field.says} for field in fields},
        "required": [field.name for field in fields if field.is_needed],
    }
    return {"requestBody": {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": schema}}}}
