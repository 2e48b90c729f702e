"""The working days of Kazakhstan's five-day week, in which the terms of crediting and refunding run."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

import holidays

DAY = timedelta(days=1)


class Holiday(StrEnum):
    """The public holidays (Law 267-II of 2001-12-13), and the days off that the Government swaps for worked ones."""

    NEW_YEAR = "new_year"
    CHRISTMAS = "christmas"
    WOMENS_DAY = "womens_day"
    NAURYZ = "nauryz"
    CONSTITUTION_DAY = "constitution_day"
    UNITY_DAY = "unity_day"
    DEFENDERS_DAY = "defenders_day"
    VICTORY_DAY = "victory_day"
    KURBAN_AIT = "kurban_ait"
    CAPITAL_DAY = "capital_day"
    REPUBLIC_DAY = "republic_day"
    INDEPENDENCE_DAY = "independence_day"
    SWAPPED = "swapped"
    OTHER = "other"


# What the public calendar calls them in English.
HOLIDAYS = {
    "New Year's Day": Holiday.NEW_YEAR,
    "Orthodox Christmas": Holiday.CHRISTMAS,
    "International Women's Day": Holiday.WOMENS_DAY,
    "Nowruz Holiday": Holiday.NAURYZ,
    "Constitution Day": Holiday.CONSTITUTION_DAY,
    "Kazakhstan's People Solidarity Holiday": Holiday.UNITY_DAY,
    "Defender of the Fatherland Day": Holiday.DEFENDERS_DAY,
    "Victory Day": Holiday.VICTORY_DAY,
    "Eid al-Adha": Holiday.KURBAN_AIT,
    "Capital Day": Holiday.CAPITAL_DAY,
    "Republic Day": Holiday.REPUBLIC_DAY,
    "Independence Day": Holiday.INDEPENDENCE_DAY,
    "Day off": Holiday.SWAPPED,
}


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day that no term counts, and why: a holiday, or no more than a weekend where there is none.

    `moved` tells the rest day of a holiday that fell on a weekend from the holiday itself; `note` is the operator's on
    a day off that the public calendar does not have.
    """

    day: date
    holiday: Holiday | None = None
    moved: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Weekdays less public holidays, with the days that the Government swapped (Labour Code, article 85).

    `exceptions` has the last word on a day, True if it is worked; `notes` may say why. The swaps of a year and the day
    of Kurban Ait are settled late, so the calendar of a coming year is an estimate.
    """

    exceptions: Mapping[date, bool] = field(default_factory=dict)
    notes: Mapping[date, str] = field(default_factory=dict)

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

    def days_off(self, after: date, before: date) -> tuple[DayOff, ...]:
        """Every day off between two days, neither of them counted, each with its reason."""
        between = (after + DAY * number for number in range(1, (before - after).days))
        return tuple(self._day_off(day) for day in between if not self.is_working(day))

    def _day_off(self, day: date) -> DayOff:
        known = _days_off(day.year).get(day)
        return known or DayOff(day, Holiday.SWAPPED, note=self.notes.get(day, ""))


@cache
def _days_off(year: int) -> dict[date, DayOff]:
    """A year at once, so that asking for a day costs one look into a table."""
    calendar = holidays.country_holidays("KZ", years=year, language="en_US")
    first, length = date(year, 1, 1), date(year, 12, 31).timetuple().tm_yday
    days = (first + DAY * number for number in range(length))
    return {day: _named(day, calendar.get_list(day)) for day in days if not calendar.is_working_day(day)}


def _named(day: date, names: list[str]) -> DayOff:
    """The first name that the public calendar has for a day, without what stands behind it in brackets."""
    if not names:
        return DayOff(day)
    name, _, bracket = names[0].partition(" (")
    return DayOff(day, HOLIDAYS.get(name, Holiday.OTHER), moved=bracket.startswith("observed"))
