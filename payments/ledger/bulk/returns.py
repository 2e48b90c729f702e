"""The returns of a registry, handed to their verb some at a time: they are few, and each has a story of its own."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from payments.ledger.entry import Entry
from payments.ledger.people import Names
from payments.rules.months import Month
from payments.rules.requisites import PurposeCode

BATCH = 1000
RETURNS = """
    SELECT number, iin, period, COALESCE(purpose_code, ''), amount, reference, paid_on, credited_on, occurrence,
        COALESCE(sender_bin, ''), COALESCE(sender_name, ''), COALESCE(sender_iin, ''),
        COALESCE(payment_reference, ''), COALESCE(return_reason, ''),
        COALESCE(last_name, ''), COALESCE(first_name, ''), COALESCE(patronymic, '')
    FROM (
        SELECT *, row_number() OVER (PARTITION BY iin, period, reference, purpose_code ORDER BY number) AS occurrence
        FROM registry_arriving WHERE operation = 'return' AND reason IS NULL
    ) AS returns
    WHERE number > %s ORDER BY number LIMIT %s
"""

# The columns behind the purpose code, as an entry calls them.
FIELDS = (
    "amount",
    "reference",
    "paid_on",
    "credited_on",
    "occurrence",
    "sender_bin",
    "sender_name",
    "sender_iin",
    "payment_reference",
    "return_reason",
)


class Fate(NamedTuple):
    """What became of a line that was posted by itself."""

    number: int
    outcome: str
    reason: int | None
    contribution: int | None


def return_entries() -> Iterator[list[tuple[int, Entry]]]:
    """The returns without a fault in the order of their lines, each with the number of its line."""
    last = 0
    while rows := _after(last):
        last = rows[-1][0]
        yield [(number, _entry(*rest)) for number, *rest in rows]


def keep_fates(fates: Sequence[Fate]) -> None:
    """Remember what became of some returns until the lines are kept."""
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO registry_fate VALUES (%s, %s, %s, %s)", fates)


def _after(number: int) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(RETURNS, [number, BATCH])
        return cursor.fetchall()


def _entry(iin: str, period: date, code: str, *rest: Any) -> Entry:
    *plain, last_name, first_name, patronymic = rest
    return Entry(
        iin,
        Month.containing(period),
        PurposeCode(code) if code else code,  # a return need not say what was paid
        **dict(zip(FIELDS, plain, strict=True)),
        names=Names(last_name, first_name, patronymic),
    )
