"""The lines of one registry on their way in: a table of their own, filled by COPY, gone with the transaction."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.db import connection

from payments.rules.months import Month

# A contribution has its number from here on: in the order of the lines, whatever the order in which they are written.
TABLES = """
    DROP TABLE IF EXISTS registry_arriving, registry_people, registry_senders, registry_placed, registry_met,
        registry_fate;
    CREATE TEMPORARY TABLE registry_arriving (
        number integer, operation text, reason smallint, iin text, sender_iin text, period date, purpose_code text,
        amount bigint, reference text, paid_on date, credited_on date, last_name text, first_name text,
        patronymic text, sender_bin text, sender_name text, payment bigint, payment_reference text,
        return_reason text, fields text, texts text, understood jsonb,
        contribution_id bigint DEFAULT nextval(pg_get_serial_sequence('payments_contribution', 'id')::regclass)
    ) ON COMMIT DROP;
    CREATE TEMPORARY TABLE registry_people (
        id bigint, iin text, last_name text, first_name text, patronymic text
    ) ON COMMIT DROP;
    CREATE TEMPORARY TABLE registry_senders (id bigint, iin text) ON COMMIT DROP;
    CREATE TEMPORARY TABLE registry_placed (
        number integer, contribution_id bigint, person_id bigint, sender_id bigint, period date, purpose_code text,
        amount bigint, reference text, paid_on date, credited_on date, sender_bin text, sender_name text,
        payment bigint, occurrence integer
    ) ON COMMIT DROP;
    CREATE TEMPORARY TABLE registry_met (number integer, id bigint, amount bigint) ON COMMIT DROP;
    CREATE TEMPORARY TABLE registry_fate (
        number integer, outcome text, reason smallint, contribution_id bigint
    ) ON COMMIT DROP
"""
# Sorting and joining a million lines is worth more memory than a page is.
MEMORY = {"work_mem": "32MB", "jit": "off"}
BUFFERED = 1 << 17
# No reader lets a control character pass. The server makes JSON of two lists in less time than it is written here.
BETWEEN = "\x1f"
# What ends a cell or a line in COPY's format, and what escapes it there.
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class Arriving(NamedTuple):
    """One line, with a fault or without: what could be read of it, None or empty where it does not say.

    `reason` is why it is rejected; `payment` is the number that `payment_reference` stands for; `fields` and `texts`
    are what was received, the names and what stood in them, each with `BETWEEN` between; `understood` is JSON.
    """

    number: int
    operation: str
    reason: int | None
    iin: str | None
    sender_iin: str
    period: Month | None
    purpose_code: str | None
    amount: int | None
    reference: str | None
    paid_on: date | None
    credited_on: date | None
    last_name: str | None
    first_name: str | None
    patronymic: str | None
    sender_bin: str
    sender_name: str | None
    payment: int | None
    payment_reference: str
    return_reason: str
    fields: str
    texts: str
    understood: str


COPY = f"COPY registry_arriving ({', '.join(Arriving._fields)}) FROM STDIN (NULL '')"


@contextmanager
def arriving() -> Iterator[Callable[[Arriving], None]]:
    """Take the lines of one registry; gives what puts in one of them."""
    with connection.cursor() as cursor:
        for name, value in MEMORY.items():
            cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
        cursor.execute(TABLES)
        with cursor.copy(COPY) as copy:
            buffer = _Buffer(copy.write)
            yield buffer.put
            buffer.flush()
        cursor.execute("ANALYZE registry_arriving")


class _Buffer:
    """Lines in COPY's format, handed over some hundred at a time: each time costs as much as a line."""

    def __init__(self, write: Callable[[str], None]) -> None:
        self.write, self.lines, self.size = write, [], 0

    def put(self, line: Arriving) -> None:
        number, *rest = line
        cells = [cell if isinstance(cell, str) else _written(cell) for cell in rest]
        text = "\t".join(cells)
        if "\\" in text or text.count("\t") != len(cells) - 1 or "\n" in text or "\r" in text:
            text = "\t".join(cell.translate(ESCAPES) for cell in cells)
        text = f"{number}\t{text}\n"
        self.lines.append(text)
        self.size += len(text)
        if self.size > BUFFERED:
            self.flush()

    def flush(self) -> None:
        self.write("".join(self.lines))
        self.lines, self.size = [], 0


@lru_cache(maxsize=1 << 14, typed=True)
def _written(cell: Month | date | int | None) -> str:
    """What is no text as text; an empty cell is NULL. A number and a month may be equal: they are told apart."""
    if cell is None:
        return ""
    return str(cell.first_day if isinstance(cell, Month) else cell)
