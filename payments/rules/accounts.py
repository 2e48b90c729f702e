"""What a payer types at a bank or a terminal: for whom and for which month the money is."""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from payments.rules.bounds import furthest_period
from payments.rules.identifiers import LENGTH, SEPARATORS, is_bin, why_not_iin
from payments.rules.months import Month
from payments.rules.ordering import FIRST_PAYABLE
from payments.rules.references import number_of

IIN_AND_PERIOD = re.compile(r"([0-9]{12})([0-9]{6})")


class AccountFault(StrEnum):
    """Why a text is no account: nobody can be found by it, today or later."""

    FORM = "form"  # no reference, no IIN, and no IIN with a month behind it
    IIN = "iin"  # twelve digits whose last does not check the others, or an organisation's
    PERIOD = "period"  # no month, or another one than in the field of its own


@dataclass(frozen=True, slots=True)
class Account:
    """A payment by its number, or a person by IIN with the month, None if it was not said."""

    payment: int | None
    iin: str = field(repr=False)
    period: Month | None


def read_account(text: str, period: str = "") -> Account | AccountFault:
    """Read our reference, `<IIN><MMYYYY>` in 18 digits, or an IIN; its month may stand in a field of its own.

    The month is written MMYYYY there, or 2026-11. Spaces and dashes are no fault.
    """
    digits = SEPARATORS.sub("", text)
    number = number_of(digits)
    if number is not None:
        return Account(number, "", None)
    joined = IIN_AND_PERIOD.fullmatch(digits)
    iin = joined[1] if joined else digits
    if len(iin) != LENGTH:
        return AccountFault.FORM
    if why_not_iin(iin) is not None or is_bin(iin):
        return AccountFault.IIN
    months = {_month(said) for said in (joined[2] if joined else "", period.strip()) if said}
    if None in months or len(months) > 1:
        return AccountFault.PERIOD
    return Account(None, iin, months.pop() if months else None)


def _month(text: str) -> Month | None:
    try:
        return Month.parse(text) if "-" in text else Month.parse_order(text)
    except ValueError:
        return None


def may_become_payment(period: Month, paid_on: date) -> bool:
    """Can money that was taken for this month be on its way to it? What is out of reach waits for staff."""
    return FIRST_PAYABLE <= period <= furthest_period(paid_on)


def masked_name(name: str) -> str:
    """A first name that its owner knows again: `Ә***`; empty if there is none."""
    return f"{name[0]}***" if name else ""
