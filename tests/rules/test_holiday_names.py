"""Every day off has its name, so that a citizen can see why a day does not count."""

from datetime import date

import pytest
from django.utils import translation

from payments.rules.workdays import HOLIDAYS, DayOff, Holiday
from portal.words import holidays
from tests.rules.people import CALENDAR, day

YEARS = range(2024, 2029)
DAY = date(2027, 1, 4)


def days_off(year):
    """Every day off of a year."""
    return CALENDAR.days_off(date(year - 1, 12, 31), date(year + 1, 1, 1))


@pytest.mark.parametrize("year", YEARS)
def test_every_weekday_off_has_a_name(year):
    off = [one for one in days_off(year) if one.day.weekday() < 5]
    assert len(off) >= 12
    assert [one for one in off if one.holiday in (None, Holiday.OTHER)] == []
    assert len(holidays.days_off(off)) == len(off)


@pytest.mark.parametrize("year", YEARS)
def test_no_weekend_is_called_a_day_moved_from_one(year):
    weekend = [one for one in days_off(year) if one.day.weekday() >= 5]
    assert not any(one.moved for one in weekend)
    assert None in {one.holiday for one in weekend}


def test_every_holiday_of_the_law_falls_on_some_day():
    found = {one.holiday for year in YEARS for one in days_off(year)}
    assert found == {*HOLIDAYS.values(), None}


@pytest.mark.parametrize(
    ("text", "holiday"),
    [
        ("2026-12-16", "independence_day"),
        ("2026-03-21", "nauryz"),
        ("2026-03-25", "nauryz"),
        ("2026-05-27", "kurban_ait"),
        ("2027-03-15", "constitution_day"),
        ("2024-05-08", "swapped"),
        ("2026-11-22", None),
    ],
)
def test_a_day(text, holiday):
    before = day(text).replace(day=day(text).day - 1)
    (off,) = CALENDAR.days_off(before, day(text).replace(day=day(text).day + 1))
    assert off.holiday == holiday


def test_every_code_has_a_name_of_its_own():
    names = [holidays.name(code) for code in Holiday]
    assert len(set(names)) == len(Holiday)


@pytest.mark.parametrize(
    ("off", "sentences"),
    [
        (DayOff(DAY), []),
        (DayOff(DAY, Holiday.NAURYZ), ["4 January 2027 is not a working day: Nauryz."]),
        (
            DayOff(DAY, Holiday.NEW_YEAR, moved=True),
            ["4 January 2027 is not a working day: New Year, a day off moved from the weekend."],
        ),
        (DayOff(DAY, Holiday.SWAPPED), ["4 January 2027 is not a working day: a day off moved by the Government."]),
        (
            DayOff(DAY, Holiday.SWAPPED, note="decree 7"),
            ["4 January 2027 is not a working day: the Government moved a day off (decree 7)."],
        ),
    ],
)
def test_what_is_said_of_a_day_off(off, sentences):
    with translation.override("en"):
        assert [one.replace("\xa0", " ") for one in holidays.days_off([off])] == sentences
