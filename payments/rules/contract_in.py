"""The `assess` contract on its way in: facts read from JSON values (rules.md 5)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any

from payments.rules.facts import Facts, Goal, Line, LineState, NextMonths, Payer, StatePaid
from payments.rules.months import Month

WRITTEN_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
NAME = re.compile(r"[a-z_]{1,30}", re.ASCII)
FIRST_YEAR, LAST_YEAR = 2000, 2150
LARGEST_AMOUNT = 10**12
REQUIRED: Any = object()


class BadInput(ValueError):
    """A value that the contract does not allow; says which field and what was expected of it."""

    def __init__(self, field: str, expected: str) -> None:
        super().__init__(f"{field}: {expected}")
        self.field = field


class Fields:
    """The fields of one JSON object, each read once by name; `where` says whose they are in a complaint."""

    def __init__(self, value: Any, where: str = "") -> None:
        if not isinstance(value, Mapping):
            raise BadInput(where or "input", "expected an object")
        self.value, self.where, self.asked = value, where, set[str]()

    def name(self, field: str) -> str:
        """The field as a complaint names it: `payments[2].amount`."""
        return f"{self.where}.{field}" if self.where else field

    def read(self, field: str, reader: Callable[[Any, str], Any], default: Any = REQUIRED) -> Any:
        """One field through its reader; null and absent are the same, and refused where there is no default."""
        self.asked.add(field)
        value = self.value.get(field)
        if value is not None:
            return reader(value, self.name(field))
        if default is REQUIRED:
            raise BadInput(self.name(field), "missing")
        return default

    def finish(self) -> None:
        """Refuse what nobody asked for: a misspelt field would change the answer without a word."""
        for field in sorted(set(self.value) - self.asked):
            # What is no name at all may be anything, somebody's IIN included, and is not repeated.
            raise BadInput(self.name(field if NAME.fullmatch(field) else "?"), "unknown field")


def read_facts(value: Any) -> Facts:
    """The facts of one person; BadInput names the first field that is wrong."""
    fields = Fields(value)
    today = fields.read("today", read_date)
    facts = Facts(
        today=today,
        payer=fields.read("payer", choice(Payer.SELF, Payer.SOLE_TRADER)),
        lines=fields.read("payments", list_of(lambda item, where: read_line(item, where, today))),
        state_paid=fields.read("state_paid", list_of(read_state_paid), ()),
        goal=fields.read("goal", choice(*Goal), Goal.LEAST_TODAY),
        next_months=fields.read("next_months", choice(*NextMonths), NextMonths.SELF),
        # Whoever asks without a registry speaks of today.
        known_until=fields.read("known_until", read_date, None) or today,
        on_date=fields.read("on_date", read_date, None),
    )
    fields.finish()
    return with_ids(facts)


def read_line(value: Any, where: str, today: date) -> Line:
    """One payment."""
    fields = Fields(value, where)
    line = Line(
        id=fields.read("id", read_text, ""),
        period=fields.read("period", read_month),
        amount=fields.read("amount", read_amount),
        payer=fields.read("payer", choice(*Payer)),
        paid_on=fields.read("paid_on", read_date),
        state=fields.read("state", choice(*LineState)),
        credited_on=fields.read("credited_on", read_date, None),
    )
    fields.finish()
    if line.paid_on > today:
        raise BadInput(fields.name("paid_on"), "later than today")
    if line.state is LineState.CREDITED and line.credited_on is None:
        raise BadInput(fields.name("credited_on"), "missing")
    return line


def with_ids(facts: Facts) -> Facts:
    """Findings name lines by id: one that came without is known by its place."""
    lines = tuple(line if line.id else replace(line, id=str(place)) for place, line in enumerate(facts.lines, start=1))
    return replace(facts, lines=lines)


def read_state_paid(value: Any, where: str) -> StatePaid:
    """A span of state-paid months; `to` is null while it is open."""
    fields = Fields(value, where)
    span = StatePaid(fields.read("from", read_month), fields.read("to", read_month, None))
    fields.finish()
    if span.last is not None and span.last < span.first:
        raise BadInput(fields.name("to"), "earlier than from")
    return span


def read_date(value: Any, where: str) -> date:
    """An ISO 8601 date as `2026-11-22`."""
    try:
        if isinstance(value, str) and WRITTEN_DATE.fullmatch(value):
            day = date.fromisoformat(value)
            if FIRST_YEAR <= day.year <= LAST_YEAR:
                return day
    except ValueError:
        pass
    raise BadInput(where, f"expected a date like 2026-11-22, of a year from {FIRST_YEAR} to {LAST_YEAR}")


def read_month(value: Any, where: str) -> Month:
    """A period as `2026-11`."""
    try:
        return Month.parse(value)
    except (ValueError, TypeError):
        raise BadInput(where, "expected a period like 2026-11") from None


def read_amount(value: Any, where: str) -> int:
    """Whole tenge above zero; no fraction is rounded and `true` is not one."""
    if type(value) is not int or not 0 < value <= LARGEST_AMOUNT:
        raise BadInput(where, f"expected a whole number above 0, at most {LARGEST_AMOUNT}")
    return value


def read_text(value: Any, where: str) -> str:
    """A text that says something and can be printed."""
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise BadInput(where, "expected a text")
    return value


def choice(*choices: StrEnum) -> Callable[[Any, str], Any]:
    """A reader of one of some words."""
    by_word = {word.value: word for word in choices}

    def read(value: Any, where: str) -> StrEnum:
        if not isinstance(value, str) or value not in by_word:
            raise BadInput(where, f"expected one of {', '.join(by_word)}")
        return by_word[value]

    return read


def list_of(reader: Callable[[Any, str], Any]) -> Callable[[Any, str], tuple]:
    """A reader of a list, each of whose items goes through `reader`."""

    def read(value: Any, where: str) -> tuple:
        if not isinstance(value, list):
            raise BadInput(where, "expected a list")
        return tuple(reader(item, f"{where}[{place}]") for place, item in enumerate(value))

    return read
