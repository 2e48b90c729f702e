"""Working days and the terms that are counted in them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payments.rules.figures import workday_exceptions
from payments.rules.workdays import WorkCalendar
from tests.vectors import cases

CALENDAR = WorkCalendar(workday_exceptions())
SATURDAY = date(2026, 11, 28)
MONDAY = date(2026, 11, 30)

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
terms = st.integers(1, 40)
calendars = st.dictionaries(days, st.booleans(), max_size=20).map(WorkCalendar)


@pytest.mark.parametrize("case", cases("terms"))
def test_a_term_ends_on(case):
    assert CALENDAR.after(date.fromisoformat(case["from"]), case["days"]) == date.fromisoformat(case["to"])


@pytest.mark.parametrize("case", cases("calendar"))
def test_a_year(case):
    first = date(case["year"], 1, 1)
    year = [day for day in (first + timedelta(n) for n in range(366)) if day.year == case["year"]]
    off = {f"{day:%m-%d}" for day in year if day.weekday() < 5 and not CALENDAR.is_working(day)}
    worked = [f"{day:%m-%d}" for day in year if day.weekday() >= 5 and CALENDAR.is_working(day)]
    assert off == set(case["off"]) | set(case["swapped_off"])
    assert worked == case["swapped_worked"]


def test_the_constitution_day_that_moved():
    assert CALENDAR.is_working(date(2026, 8, 31))
    assert not CALENDAR.is_working(date(2027, 3, 15))


def test_an_exception_has_the_last_word():
    swapped = WorkCalendar({SATURDAY: True, MONDAY: False})
    assert (swapped.is_working(SATURDAY), CALENDAR.is_working(SATURDAY)) == (True, False)
    assert (swapped.is_working(MONDAY), CALENDAR.is_working(MONDAY)) == (False, True)
    assert swapped.after(SATURDAY - timedelta(1), 2) == MONDAY + timedelta(1)


@pytest.mark.parametrize("term", [0, -1])
def test_a_term_has_at_least_one_day(term):
    with pytest.raises(ValueError, match="at least one"):
        CALENDAR.after(MONDAY, term)


@given(calendars, days, terms)
def test_a_term_ends_on_a_working_day_with_all_its_days(calendar, day, term):
    end = calendar.after(day, term)
    between = (day + timedelta(n) for n in range(1, (end - day).days + 1))
    assert calendar.is_working(end)
    assert sum(map(calendar.is_working, between)) == term


@given(calendars, days, days, terms)
def test_who_starts_later_does_not_end_earlier(calendar, one_day, other_day, term):
    first, second = sorted((one_day, other_day))
    assert calendar.after(first, term) <= calendar.after(second, term)


@given(calendars, days, terms)
def test_a_longer_term_ends_later(calendar, day, term):
    assert calendar.after(day, term) < calendar.after(day, term + 1)
    assert calendar.after(day, term + 1) == calendar.next(calendar.after(day, term))
