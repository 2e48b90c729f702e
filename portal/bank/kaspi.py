"""Kaspi: fields in a query, an answer in JSON. The application lets the payer choose a month out of `services`.

Fields: `command` (check, pay), `txn_id`, `account`, `sum`, `txn_date` (YYYYMMDDHHMMSS, of a pay) and `service_id`
(MMYYYY): the month that was chosen. Whatever else is sent is left alone.

Its list of codes has none for "not now". 4, "payment in progress", is the only one that ends nothing, and Kaspi
repeats a call that broke: so what cannot be answered is 4 under a status of HTTP that no reader takes for an answer.

What a check refuses and a pay takes, because the payer has been debited: a month that needs no payment (3) or is out
of reach (2), a payment that has its money (3), expired or was cancelled (2), another sum, an IIN without its month.
Both refuse for good: what cannot be read and a number that stands for something else (5), an account that nobody can
be found by (1).

Sources: fields, codes and rules from public code of other recipients; the bank's own text was not found.
"""

import json
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse

from payments.models import Partner
from payments.rules.requisites import BENEFICIARY
from portal.bank.calls import Call, Command, Reply, Verdict
from portal.bank.fields import Names, call_in, field, names_no_month
from portal.bank.shown import shown, tenge

SPOKEN = Partner.Dialect.KASPI
METHODS = ("GET",)
NAMES = Names(account="account", period="service_id", amount="sum", day="txn_date")
COMMANDS = {"check": Command.CHECK, "pay": Command.PAY}

CODES = {
    Verdict.OK: 0,
    Verdict.BAD_ACCOUNT: 1,
    Verdict.NOT_FOUND: 1,
    Verdict.UNKNOWN: 1,
    Verdict.NOT_PAYABLE: 2,
    Verdict.CANCELLED: 2,
    Verdict.ALREADY_PAID: 3,
    Verdict.TEMPORARY: 4,
    Verdict.TOO_OFTEN: 4,
    Verdict.BAD_COMMAND: 5,
    Verdict.BAD_NUMBER: 5,
    Verdict.BAD_SUM: 5,
    Verdict.TOO_SMALL: 5,
    Verdict.TOO_BIG: 5,
    Verdict.BAD_DAY: 5,
    Verdict.REUSED: 5,
    Verdict.IRREVOCABLE: 5,
}
NOT_NOW = {Verdict.TEMPORARY: HTTPStatus.SERVICE_UNAVAILABLE, Verdict.TOO_OFTEN: HTTPStatus.TOO_MANY_REQUESTS}
# For the people who run the connection: they are the same in every language.
COMMENTS = {
    Verdict.OK: "OK",
    Verdict.BAD_ACCOUNT: "Wrong account",
    Verdict.NOT_FOUND: "Account not found",
    Verdict.UNKNOWN: "Unknown txn_id",
    Verdict.NOT_PAYABLE: "Cannot be paid",
    Verdict.CANCELLED: "Cancelled",
    Verdict.ALREADY_PAID: "Already paid",
    Verdict.TEMPORARY: "Temporary error, ask again later",
    Verdict.TOO_OFTEN: "Too many calls, ask again later",
    Verdict.BAD_COMMAND: "Unknown command",
    Verdict.BAD_NUMBER: "Wrong txn_id",
    Verdict.BAD_SUM: "Wrong sum",
    Verdict.TOO_SMALL: "Sum too small",
    Verdict.TOO_BIG: "Sum too big",
    Verdict.BAD_DAY: "Wrong txn_date",
    Verdict.REUSED: "txn_id stands for another payment",
    Verdict.IRREVOCABLE: "Cannot be cancelled any more",
}


def read(request: HttpRequest) -> Call | Reply:
    """The fields of the query. A pay without a date is of today: nothing is impossible about it."""
    said = request.GET
    number, command = field(said, "txn_id"), COMMANDS.get(field(said, "command"))
    if command is None:
        return Reply(Verdict.BAD_COMMAND, number)
    return call_in(said, NAMES, command, number)


def write(reply: Reply, call: Call | None) -> HttpResponse:
    """The members in the order of the protocol; those that say nothing are left out."""
    said = {
        "txn_id": reply.number,
        "prv_txn_id": reply.transaction and f"{reply.transaction}",
        "result": CODES[reply.verdict],
        "sum": reply.amount and tenge(reply.amount),
        "bin": BENEFICIARY.bin if reply.months else None,
        "comment": COMMENTS[reply.verdict],
        "fields": _fields(reply, call),
    }
    body = json.dumps({name: value for name, value in said.items() if value not in (None, {})}, ensure_ascii=False)
    return HttpResponse(body, status=NOT_NOW.get(reply.verdict), content_type="application/json")


def _fields(reply: Reply, call: Call | None) -> dict[str, Any]:
    """What the application shows of a check: for whom it is, and the months, to choose from if none was named."""
    pairs = shown(reply)
    to_choose = len(reply.months) if call is not None and names_no_month(call) else 0
    fixed, choices = pairs[: len(pairs) - to_choose], pairs[len(pairs) - to_choose :]
    fields: dict[str, Any] = {
        f"field{place}": {"@name": name, "#text": text} for place, (name, text) in enumerate(fixed, 1)
    }
    months = [month.order for month, _ in reply.months]
    if choices:
        fields["services"] = [
            {"id": month, "name": ": ".join(pair)} for month, pair in zip(months, choices, strict=True)
        ]
    return fields
