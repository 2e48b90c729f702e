"""Kassa24: fields in a query, an answer in XML with a code, a message, a date and our number.

Fields: `action` (check, payment, cancel, status), `number` (the account), `amount`, `receipt` (the partner's own
number; a check needs none), `date` (2026-11-22T10:30:00 or YYYYMMDDHHMMSS, of a payment), and `period` (MMYYYY),
which is ours, where the month does not stand behind the IIN in `number`. `type` and `commission` are the partner's
own affair: the contribution is `amount`. A check answers in its `message`, for no other field could hold it: the
masked name, and each month that may be paid with what it costs.

What a check refuses and a payment takes, because the money has moved: a month that needs no payment or is out of
reach, a payment that has its money, expired or was cancelled (all 10), another sum, an IIN without its month. Both
refuse for good: what cannot be read (1 to 5), a reference that no payment has (2), and a receipt that stands for
another amount or account (4). What cannot be answered now is 8, "state unknown": the partner asks for it again.

Sources: fields, codes and the repeated receipt from public code of other providers; of Kassa24's own pages only the
index was seen, so that the form of a date and what stands in a message are our reading.
"""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from payments.models import Partner
from portal.bank.calls import Call, Command, Reply, Verdict
from portal.bank.fields import Names, call_in, field
from portal.bank.shown import shown

SPOKEN = Partner.Dialect.KASSA24
METHODS = ("GET",)
NAMES = Names(account="number", period="period", amount="amount", day="date")
ACTIONS = {
    "check": Command.CHECK,
    "payment": Command.PAY,
    "cancel": Command.CANCEL,
    "status": Command.STATUS,
}
NO_RECEIPT_YET = "0"  # a check comes before there is any

CODES = {
    Verdict.OK: 0,
    Verdict.BAD_COMMAND: 1,
    Verdict.BAD_ACCOUNT: 2,
    Verdict.NOT_FOUND: 2,
    Verdict.BAD_SUM: 3,
    Verdict.TOO_SMALL: 3,
    Verdict.TOO_BIG: 3,
    Verdict.BAD_NUMBER: 4,
    Verdict.REUSED: 4,
    Verdict.BAD_DAY: 5,
    Verdict.UNKNOWN: 6,
    Verdict.CANCELLED: 7,
    Verdict.TEMPORARY: 8,
    Verdict.TOO_OFTEN: 8,
    Verdict.IRREVOCABLE: 9,
    Verdict.ALREADY_PAID: 10,
    Verdict.NOT_PAYABLE: 10,
}
# For the people who run the network: they are the same in every language.
MESSAGES = {
    Verdict.OK: "Ok",
    Verdict.BAD_COMMAND: "Unknown action",
    Verdict.BAD_ACCOUNT: "Wrong number",
    Verdict.NOT_FOUND: "Number not found",
    Verdict.BAD_SUM: "Wrong amount",
    Verdict.TOO_SMALL: "Amount too small",
    Verdict.TOO_BIG: "Amount too big",
    Verdict.BAD_NUMBER: "Wrong receipt",
    Verdict.REUSED: "Receipt stands for another payment",
    Verdict.BAD_DAY: "Wrong date",
    Verdict.UNKNOWN: "Unknown receipt",
    Verdict.CANCELLED: "Cancelled",
    Verdict.TEMPORARY: "Temporary error, ask again later",
    Verdict.TOO_OFTEN: "Too many calls, ask again later",
    Verdict.IRREVOCABLE: "Cannot be cancelled any more",
    Verdict.ALREADY_PAID: "Already paid",
    Verdict.NOT_PAYABLE: "Cannot be paid",
}


def read(request: HttpRequest) -> Call | Reply:
    """The fields of the query. A payment without a date is of today."""
    said = request.GET
    number, command = field(said, "receipt"), ACTIONS.get(field(said, "action"))
    if command is None:
        return Reply(Verdict.BAD_COMMAND, number)
    if command is Command.CHECK and not number:
        number = NO_RECEIPT_YET
    return call_in(said, NAMES, command, number)


def write(reply: Reply, call: Call | None) -> HttpResponse:
    """The elements in the order of the protocol; those that say nothing are left out."""
    message = "; ".join((MESSAGES[reply.verdict], *(f"{label}: {value}" for label, value in shown(reply))))
    parts = "".join((f"<code>{CODES[reply.verdict]}</code>", f"<message>{escape(message)}</message>", *_taken(reply)))
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<response>{parts}</response>'
    return HttpResponse(body, content_type="text/xml; charset=utf-8")


def _taken(reply: Reply) -> Iterator[str]:
    """Our number of money that was taken, and when we heard of it first."""
    if reply.transaction is not None and reply.at is not None:
        yield f"<date>{timezone.localtime(reply.at):%Y-%m-%dT%H:%M:%S}</date>"
        yield f"<authcode>{reply.transaction}</authcode>"
