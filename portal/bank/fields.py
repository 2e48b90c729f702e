"""What dialects that speak by a query have in common: a field said once, a day, and whether a month was named."""

import re
from datetime import date, datetime

from django.http import QueryDict

from payments.rules.accounts import Account, read_account
from portal.bank.calls import Call, Verdict

MOMENTS = {
    re.compile(r"[0-9]{14}"): "%Y%m%d%H%M%S",
    re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}"): "%Y-%m-%d%H:%M:%S",
}


class Unreadable(Exception):
    """A field that is refused for good."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict)
        self.verdict = verdict


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


def names_no_month(call: Call) -> bool:
    """Is the account an IIN and nothing more, so that the payer has to choose a month?"""
    account = read_account(call.account, call.period)
    return isinstance(account, Account) and account.payment is None and account.period is None
