"""What the dialects have in common, for all speak by fields: one said once, a day, the whole of a call."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.http import QueryDict

from payments.rules.accounts import Account, read_account
from portal.bank.calls import Call, Command, Reply, Verdict

MOMENTS = {
    re.compile(r"[0-9]{14}"): "%Y%m%d%H%M%S",
    re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}"): "%Y-%m-%d%H:%M:%S",
}


class Unreadable(Exception):
    """A field that is refused for good."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict)
        self.verdict = verdict


@dataclass(frozen=True, slots=True)
class Names:
    """What a dialect calls the fields of a call."""

    account: str
    period: str
    amount: str
    day: str


def field(fields: QueryDict, name: str) -> str:
    """What was said; of one that was said twice something that nobody can read."""
    return "\0".join(fields.getlist(name))


def day_in(text: str) -> date | None:
    """The day of a moment, 20261122103000 or 2026-11-22T10:30:00; None if it was not said."""
    if not text:
        return None
    for form, written in MOMENTS.items():
        if form.fullmatch(text):
            return _day(text[:10] + text[11:] if "-" in text else text, written)
    raise Unreadable(Verdict.BAD_DAY)


def _day(text: str, written: str) -> date:
    try:
        return datetime.strptime(text, written).date()
    except ValueError:
        raise Unreadable(Verdict.BAD_DAY) from None


def call_in(
    said: QueryDict,
    names: Names,
    command: Command,
    number: str,
    day: Callable[[str], date | None] = day_in,
) -> Call | Reply:
    """A call out of its fields. Only a pay says its day; a day that nobody can read is refused here."""
    try:
        return Call(
            command=command,
            number=number,
            account=field(said, names.account),
            period=field(said, names.period),
            amount=field(said, names.amount),
            day=day(field(said, names.day)) if command is Command.PAY else None,
        )
    except Unreadable as unreadable:
        return Reply(unreadable.verdict, number)


def names_no_month(call: Call) -> bool:
    """Is the account an IIN and nothing more, so that the payer has to choose a month?"""
    account = read_account(call.account, call.period)
    return isinstance(account, Account) and account.payment is None and account.period is None
