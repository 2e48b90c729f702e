"""The working days of Kazakhstan's five-day week, in which the terms of crediting and refunding run."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

import holidays

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Weekdays less public holidays, with the days that the Government swapped (Labour Code, article 85).

    `exceptions` has the last word on a day, True if it is worked. The swaps of a year and the day of Kurban
    Ait are settled late, so the calendar of a coming year is an estimate.
    """

    exceptions: Mapping[date, bool] = field(default_factory=dict)

    def is_working(self, day: date) -> bool:
        """Is this a working day? A Saturday worked by the Government's swap is one (article 85)."""
        worked = self.exceptions.get(day)
        return day not in _days_off(day.year) if worked is None else worked

    def after(self, day: date, days: int) -> date:
        """The day on which a term of so many working days ends; the day it starts from never counts.

        Three to credit, fifteen to refund (Order 478), counted as the Fund's branches explain it.
        """
        if days < 1:
            raise ValueError("a term has at least one working day")
        for _ in range(days):
            day = self.next(day)
        return day

    def next(self, day: date) -> date:
        """The first working day after this one."""
        day += DAY
        while not self.is_working(day):
            day += DAY
        return day


@cache
def _days_off(year: int) -> frozenset[date]:
    """A year at once, so that asking for a day costs one look into a set."""
    calendar = holidays.country_holidays("KZ", years=year)
    first, length = date(year, 1, 1), date(year, 12, 31).timetuple().tm_yday
    days = (first + DAY * number for number in range(length))
    return frozenset(day for day in days if not calendar.is_working_day(day))
