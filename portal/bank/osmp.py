"""OSMP, which QIWI and most networks of terminals speak: fields in a query or a form, an answer in XML.

Fields: `command` (check, pay; cancel and status as some dialects have them), `txn_id` (up to 20 digits), `account`,
`sum`, `txn_date` (YYYYMMDDHHMMSS, of a pay: the day that the money is accounted to), and `period` (MMYYYY) where the
month does not stand behind the IIN in `account`. Whatever else is sent is left alone. A field that is said twice is
not understood.

What a check refuses and a pay takes, because the money has moved: a month that needs no payment or is out of reach (7,
79), a payment that has its money, expired or was cancelled (7, 79), another sum than that of the payment, an IIN
without its month. Both refuse for good: what cannot be read (4, 300), a reference that no payment has (5), a sum that
nobody pays for a month (241, 242), and a number that stands for another sum or account (300).

Sources: fields, elements and codes from QIWI's own pages; `cancel`, `status` and code 251 from public code alone.
`verify` is heard of there too, but nobody says what it asks: it is answered as any unknown command.
"""

import re
from collections.abc import Iterator
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from django.http import HttpRequest, HttpResponse

from payments.models import Partner
from portal.bank.calls import Call, Command, Reply, Verdict
from portal.bank.fields import Names, Unreadable, call_in, day_in, field
from portal.bank.shown import shown, tenge

SPOKEN = Partner.Dialect.OSMP
METHODS = ("GET", "POST")
NAMES = Names(account="account", period="period", amount="sum", day="txn_date")
NUMBER = re.compile(r"[0-9]{1,20}")
MOMENT = re.compile(r"[0-9]{14}")

# All but 0 and 1 are final: the partner gives the money back, or never takes it.
CODES = {
    Verdict.OK: 0,
    Verdict.TEMPORARY: 1,
    Verdict.TOO_OFTEN: 1,
    Verdict.BAD_ACCOUNT: 4,
    Verdict.NOT_FOUND: 5,
    Verdict.ALREADY_PAID: 7,
    Verdict.NOT_PAYABLE: 79,
    Verdict.TOO_SMALL: 241,
    Verdict.TOO_BIG: 242,
    Verdict.IRREVOCABLE: 251,
    Verdict.BAD_COMMAND: 300,
    Verdict.BAD_NUMBER: 300,
    Verdict.BAD_SUM: 300,
    Verdict.BAD_DAY: 300,
    Verdict.REUSED: 300,
    Verdict.UNKNOWN: 300,
    Verdict.CANCELLED: 300,
}
# For the people who run the network: they are the same in every language.
COMMENTS = {
    Verdict.OK: "OK",
    Verdict.TEMPORARY: "Temporary error, ask again later",
    Verdict.TOO_OFTEN: "Too many calls, ask again later",
    Verdict.BAD_ACCOUNT: "Wrong account",
    Verdict.NOT_FOUND: "Account not found",
    Verdict.ALREADY_PAID: "Already paid",
    Verdict.NOT_PAYABLE: "Cannot be paid",
    Verdict.TOO_SMALL: "Sum too small",
    Verdict.TOO_BIG: "Sum too big",
    Verdict.IRREVOCABLE: "Cannot be cancelled any more",
    Verdict.BAD_COMMAND: "Unknown command",
    Verdict.BAD_NUMBER: "Wrong txn_id",
    Verdict.BAD_SUM: "Wrong sum",
    Verdict.BAD_DAY: "Wrong txn_date",
    Verdict.REUSED: "txn_id stands for another payment",
    Verdict.UNKNOWN: "Unknown txn_id",
    Verdict.CANCELLED: "Cancelled",
}


def read(request: HttpRequest) -> Call | Reply:
    """The fields of the query, or of the form."""
    said = request.POST if request.method == "POST" else request.GET
    number, command = field(said, "txn_id"), field(said, "command")
    if NUMBER.fullmatch(number) is None:
        return Reply(Verdict.BAD_NUMBER, "")
    if command not in set(Command):
        return Reply(Verdict.BAD_COMMAND, number)
    return call_in(said, NAMES, Command(command), number, _day)


def _day(moment: str) -> date | None:
    """The day that the money is accounted to, which a pay has to say."""
    if MOMENT.fullmatch(moment) is None:
        raise Unreadable(Verdict.BAD_DAY)
    return day_in(moment)


def write(reply: Reply, call: Call | None) -> HttpResponse:
    """The elements in the order of the protocol; those that say nothing are left out."""
    parts = "".join((
        f"<osmp_txn_id>{reply.number}</osmp_txn_id>",
        *_taken(reply),
        f"<result>{CODES[reply.verdict]}</result>",
        *_fields(reply),
        f"<comment>{COMMENTS[reply.verdict]}</comment>",
    ))  # fmt: skip
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<response>{parts}</response>'
    return HttpResponse(body, content_type="text/xml; charset=utf-8")


def _taken(reply: Reply) -> Iterator[str]:
    """Our number and the sum, of money that was taken."""
    if reply.transaction is not None:
        yield f"<prv_txn>{reply.transaction}</prv_txn>"
        yield f"<sum>{tenge(reply.amount)}</sum>"


def _fields(reply: Reply) -> Iterator[str]:
    """Of a check: what a terminal shows."""
    pairs = shown(reply)
    if pairs:
        yield f"<fields>{''.join(_shown(place, *pair) for place, pair in enumerate(pairs, 1))}</fields>"


def _shown(place: int, name: str, value: str) -> str:
    return f'<field{place} name={quoteattr(name)} type="disp">{escape(value)}</field{place}>'
