"""One calendar month, the unit in which this insurance counts: a period."""

import re
from calendar import monthrange
from datetime import date
from typing import Any

WRITTEN = re.compile(r"([0-9]{4})-([0-9]{2})", re.ASCII)
ORDERED = re.compile(r"([0-9]{2})([0-9]{4})", re.ASCII)


class Month(int):
    """A month as the number of months since January of the year 0, so that months sort, add and hash like integers.

    People read `November 2026`, programs `2026-11` (ISO 8601), a payment order carries `112026`.
    """

    __slots__ = ()

    @classmethod
    def of(cls, year: int, number: int) -> "Month":
        """The month `number` (1 to 12) of a year; ValueError for any other number or a year outside 1900 to 2199."""
        if not (1900 <= year <= 2199 and 1 <= number <= 12):
            raise ValueError("not a month")
        return cls(year * 12 + number - 1)

    @classmethod
    def containing(cls, day: date) -> "Month":
        """The month that a day falls in."""
        return cls(day.year * 12 + day.month - 1)

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Read `2026-11`; ValueError for anything else."""
        return cls._read(WRITTEN, text, year=1, number=2)

    @classmethod
    def parse_order(cls, text: str) -> "Month":
        """Read `112026`, the MMYYYY of a payment order (Order 478 as changed by Order 20 of 2025-03-12)."""
        return cls._read(ORDERED, text, year=2, number=1)

    @classmethod
    def _read(cls, pattern: re.Pattern[str], text: str, *, year: int, number: int) -> "Month":
        found = pattern.fullmatch(text)
        if found is None:
            raise ValueError("not a month")
        return cls.of(int(found[year]), int(found[number]))

    @property
    def year(self) -> int:
        """The calendar year."""
        return int(self) // 12

    @property
    def number(self) -> int:
        """1 for January to 12 for December."""
        return int(self) % 12 + 1

    @property
    def first_day(self) -> date:
        """The day on which the month begins."""
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """The day on which the month ends."""
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    @property
    def order(self) -> str:
        """The period as a payment order carries it: MMYYYY."""
        return f"{self.number:02}{self.year:04}"

    def __add__(self, months: int) -> "Month":
        return Month(int(self) + months)

    def __sub__(self, other: int) -> Any:
        """A month less a number is a month; a month less a month is the number of months between them."""
        difference = int(self) - int(other)
        return difference if isinstance(other, Month) else Month(difference)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    def __repr__(self) -> str:
        return f"Month({self})"


def span(first: Month, last: Month) -> tuple[Month, ...]:
    """Every month from the first to the last, both included; empty if the last comes before the first."""
    return tuple(map(Month, range(first, int(last) + 1)))
