"""What the fields of one line mean: one reading for every format, and for lines that staff have mended."""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from payments.rules.bounds import FIRST_DAY, FIRST_PERIOD, LAST_PERIOD, furthest_period
from payments.rules.identifiers import clean_iin, is_bin, why_not_bin, why_not_iin, without_iins
from payments.rules.months import Month
from payments.rules.references import references_in
from payments.rules.requisites import PurposeCode, periods_in
from portal.registry.readers.received import Category, FileRefused, Operation, ReceivedLine, ReceivedSpan
from portal.registry.reasons import FileReason, LineReason

LONGEST_REFERENCE = 35  # Max35Text of ISO 20022; those of MT are 16
LONGEST_NAME = 100
LONGEST_SENDER_NAME = 140  # Max140Text of ISO 20022
LONGEST_RETURN_REASON = 300  # what is kept of it; the line as received has it whole
LARGEST_AMOUNT = 10_000_000_000  # above any contribution; the total of a full file still fits a column

COUNT = re.compile(r"[0-9]{1,9}")
SUM = re.compile(r"(-?)([0-9]{1,11})(?:[.,]([0-9]{1,5}))?")
SPACES = re.compile(r"[\s\u00a0\u202f]+")
# Exports of databases write a time behind the day; only the day counts.
TIME = r"(?:[T ][0-9]{2}:[0-9]{2}.*)?"
ISO_DATE = re.compile(rf"([0-9]{{4}})-([0-9]{{2}})-([0-9]{{2}}){TIME}")
DOTTED_DATE = re.compile(rf"([0-9]{{2}})\.([0-9]{{2}})\.([0-9]{{4}}){TIME}")
OPERATIONS = {
    "": Operation.CREDIT,
    "credit": Operation.CREDIT,
    "зачисление": Operation.CREDIT,
    "есепке алу": Operation.CREDIT,
    "return": Operation.RETURN,
    "возврат": Operation.RETURN,
    "қайтару": Operation.RETURN,
}
BOOKED = ("", "BOOK")

# What many lines of a file say alike is read once: days, months, sums, senders.
read_once = lru_cache(maxsize=1 << 14)


def interpret(number: int, fields: Mapping[str, str], today: date) -> ReceivedLine:
    """Read a contribution or a return; what is missing, unreadable or impossible becomes None and a reason.

    A sum that is zero or negative refuses the file: a line like that says that the file is not a registry.
    """
    text = _stripped(fields)
    paid_on, credited_on = _day(text.get("paymentdate", ""), today), _day(text.get("createdon", ""), today)
    has_both_days = isinstance(paid_on, date) and isinstance(credited_on, date)
    read = {
        "iin": _iin(text.get("iin", "")),
        "period": _period(text.get("paymentperiod", ""), paid_on),
        "purpose_code": _purpose_code(text.get("knp", "")),
        "reference": _reference(text.get("reference", "")),
        "amount": _amount(text.get("paymentsum", ""), number),
        "paid_on": paid_on,
        "credited_on": credited_on,
        "operation": _operation(text.get("operation", "")),
        "sender": _sender(text.get("senderbin", "")),
        "sender_name": _name(text.get("sendername", ""), LONGEST_SENDER_NAME),
        "payment_reference": _payment_reference(text.get("paymentreference", "")),
        "return_reason": _return_reason(text.get("returnreason", "")),
        "last_name": _name(text.get("lastname", "")),
        "first_name": _name(text.get("firstname", "")),
        "patronymic": _patronymic(text.get("secondname", "")),
    }
    beside = [
        LineReason.IMPOSSIBLE_DAY if has_both_days and credited_on < paid_on else None,
        LineReason.NOT_IN_TENGE if text.get("currency", "KZT") != "KZT" else None,
        LineReason.NOT_BOOKED if text.get("status", "") not in BOOKED else None,
    ]
    reasons = _reasons([*read.values(), *beside])
    return ReceivedLine(number=number, fields=fields, **(_understood(read) if reasons else read), reasons=reasons)


def interpret_span(number: int, fields: Mapping[str, str], today: date) -> ReceivedSpan:
    """Read a category span in the same way. An empty `to` is a span that is still open."""
    text = _stripped(fields)
    first, to = _first_month(text.get("from", ""), today), text.get("to", "")
    last = _month(to) if to else None
    read = {
        "iin": _iin(text.get("iin", "")),
        "category": _category(text.get("category", "")),
        "first": first,
        "last": last,
        "last_name": _name(text.get("lastname", "")),
        "first_name": _name(text.get("firstname", "")),
        "patronymic": _patronymic(text.get("secondname", "")),
    }
    is_backwards = isinstance(first, Month) and isinstance(last, Month) and last < first
    reasons = _reasons([*read.values(), LineReason.SPAN_BACKWARDS if is_backwards else None])
    return ReceivedSpan(number=number, fields=fields, **_understood(read), reasons=reasons)


@read_once
def tiyn_in(text: str) -> int | None:
    """A sum in tiyn, None if it is none: `4250`, `4250.00`, `4250,00` and `4 250,00` are sums."""
    found = SUM.fullmatch(SPACES.sub("", text))
    if found is None:
        return None
    sign, tenge, fraction = found[1], found[2], (found[3] or "").ljust(2, "0")
    if fraction[2:].strip("0"):
        return None
    return int(f"{sign}{tenge}{fraction[:2]}")


def count_in(text: str) -> int | None:
    """A number of lines; None if it is none."""
    return int(text) if COUNT.fullmatch(text.strip()) else None


def _stripped(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: text.strip() for name, text in fields.items()}


def _understood(read: Mapping[str, object]) -> dict[str, object]:
    return {name: None if isinstance(value, LineReason) else value for name, value in read.items()}


def _reasons(values: list[object]) -> tuple[LineReason, ...]:
    if LineReason not in set(map(type, values)):  # nearly always, and asked of every line
        return ()
    return tuple(dict.fromkeys(value for value in values if isinstance(value, LineReason)))


def _iin(text: str) -> str | LineReason:
    number = clean_iin(text)
    # A BIN passes the same check digit; its fifth digit says that it is no person's.
    return LineReason.BAD_IIN if why_not_iin(number) or is_bin(number) else number


@read_once
def _sender(text: str) -> str | LineReason:
    number = clean_iin(text)
    if number and why_not_bin(number) and (is_bin(number) or why_not_iin(number)):
        return LineReason.BAD_SENDER
    return number


@read_once
def _period(text: str, paid_on: date | LineReason) -> Month | LineReason:
    if not text:
        return LineReason.NO_PERIOD
    if len(periods_in(text)) > 1:
        return LineReason.TWO_PERIODS
    try:
        month = Month.parse_order(text)
    except ValueError:
        return LineReason.IMPOSSIBLE_PERIOD
    latest = furthest_period(paid_on) if isinstance(paid_on, date) else LAST_PERIOD
    return month if FIRST_PERIOD <= month <= latest else LineReason.IMPOSSIBLE_PERIOD


def _month(text: str) -> Month | LineReason:
    try:
        return Month.parse(text) if "-" in text else Month.parse_order(text)
    except ValueError:
        return LineReason.IMPOSSIBLE_PERIOD if text else LineReason.NO_PERIOD


def _first_month(text: str, today: date) -> Month | LineReason:
    month = _month(text)
    is_far = isinstance(month, Month) and month > furthest_period(today)
    return LineReason.IMPOSSIBLE_PERIOD if is_far else month


def _operation(text: str) -> Operation | LineReason:
    return OPERATIONS.get(text.casefold(), LineReason.BAD_OPERATION)


@read_once
def _purpose_code(text: str) -> PurposeCode | LineReason:
    try:
        return PurposeCode(text)
    except ValueError:
        return LineReason.UNKNOWN_PURPOSE_CODE


def _category(text: str) -> Category | LineReason:
    try:
        return Category(text.casefold())
    except ValueError:
        return LineReason.UNKNOWN_CATEGORY


def _reference(text: str) -> str | LineReason:
    if not text:
        return LineReason.NO_REFERENCE
    return text if len(text) <= LONGEST_REFERENCE else LineReason.TOO_LONG


def _payment_reference(text: str) -> str:
    """The payment that a line names, if it names one: money is never turned away for a wrong reference."""
    named = references_in(text) if text else ()
    return named[0] if len(named) == 1 else ""


@read_once
def _return_reason(text: str) -> str:
    """The bank's words, without an IIN that stands among them: no line is rejected for them."""
    return without_iins(SPACES.sub(" ", text))[:LONGEST_RETURN_REASON]


def _amount(text: str, number: int) -> int | LineReason:
    tiyn = tiyn_in(text)
    if tiyn is None:
        return LineReason.BAD_AMOUNT
    if tiyn <= 0:
        raise FileRefused(FileReason.AMOUNT_NOT_POSITIVE, number)
    if tiyn % 100:
        return LineReason.NOT_WHOLE_TENGE
    return tiyn // 100 if tiyn // 100 <= LARGEST_AMOUNT else LineReason.BAD_AMOUNT


@read_once
def _day(text: str, today: date) -> date | LineReason:
    iso, dotted = ISO_DATE.fullmatch(text), DOTTED_DATE.fullmatch(text)
    year, month, day = iso.groups() if iso else dotted.groups()[::-1] if dotted else ("0", "0", "0")
    try:
        read = date(int(year), int(month), int(day))
    except ValueError:
        return LineReason.NO_DATE
    return read if FIRST_DAY <= read <= today else LineReason.IMPOSSIBLE_DAY


def _patronymic(text: str) -> str | LineReason:
    # Old lists write "-" for a person without one.
    return "" if text == "-" else _name(text)


def _name(text: str, longest: int = LONGEST_NAME) -> str | LineReason:
    name = text if text.isalpha() else _clean_name(text)
    return name if len(name) <= longest else LineReason.TOO_LONG


@read_once
def _clean_name(text: str) -> str:
    return without_iins(SPACES.sub(" ", text))
