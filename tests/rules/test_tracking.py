"""The three working days in which a payment is credited, and when it is late."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payments.rules.findings import FindingCode, findings
from payments.rules.situation import situation
from payments.rules.tracking import Arrival, arrival, crediting_days
from payments.rules.workdays import Holiday, WorkCalendar
from tests.rules.people import CALENDAR, day, facts, law, line


def told(paid_on, calendar=CALENDAR):
    """Each crediting day with the days off before it, as `11-26` and `11-22 weekend`."""
    return [
        (f"{found.day:%m-%d}", [f"{off.day:%m-%d} {off.holiday or 'weekend'}" for off in found.days_off])
        for found in crediting_days(day(paid_on), calendar)
    ]


@pytest.mark.parametrize(
    ("paid_on", "expected"),
    [
        pytest.param("2026-11-23", [("11-24", []), ("11-25", []), ("11-26", [])], id="PAY-1"),
        pytest.param("2026-11-22", [("11-23", []), ("11-24", []), ("11-25", [])], id="PAY-2"),
        pytest.param(
            "2026-12-14",
            [("12-15", []), ("12-17", ["12-16 independence_day"]), ("12-18", [])],
            id="PAY-3",
        ),
        pytest.param(
            "2026-12-30",
            [
                ("12-31", []),
                ("01-05", ["01-01 new_year", "01-02 new_year", "01-03 weekend", "01-04 new_year"]),
                ("01-06", []),
            ],
            id="PAY-4",
        ),
        pytest.param(
            "2026-11-20",
            [("11-23", ["11-21 weekend", "11-22 weekend"]), ("11-24", []), ("11-25", [])],
            id="paid on a Friday",
        ),
        pytest.param("2026-11-21", [("11-23", ["11-22 weekend"]), ("11-24", []), ("11-25", [])], id="on a Saturday"),
        pytest.param(
            "2025-01-03",
            [("01-05", ["01-04 weekend"]), ("01-06", []), ("01-08", ["01-07 christmas"])],
            id="a Sunday that was worked, on a day off",
        ),
    ],
)
def test_the_crediting_days(paid_on, expected):
    assert told(paid_on) == expected


def test_the_days_are_numbered_and_the_last_is_the_crediting_day():
    days = crediting_days(day("2026-12-30"), CALENDAR)
    assert [found.number for found in days] == [1, 2, 3]
    assert days[-1].day == law().crediting_day(day("2026-12-30"))


def test_a_day_moved_from_the_weekend_says_so():
    off = crediting_days(day("2026-12-30"), CALENDAR)[1].days_off
    assert [one.moved for one in off] == [False, False, False, True]


def test_the_operators_exceptions_come_with_their_note():
    monday, tuesday, saturday = day("2026-11-23"), day("2026-11-24"), day("2026-11-28")
    calendar = WorkCalendar({monday: False, tuesday: False, saturday: True}, {monday: "Decree of 1 November"})
    days = crediting_days(day("2026-11-22"), calendar)
    assert [(off.holiday, off.note) for off in days[0].days_off] == [
        (Holiday.SWAPPED, "Decree of 1 November"),
        (Holiday.SWAPPED, ""),
    ]
    assert crediting_days(day("2026-11-26"), calendar)[1].day == saturday


def test_a_note_on_a_day_that_is_off_anyway_says_nothing_new():
    new_year = day("2027-01-01")
    (off,) = WorkCalendar({new_year: False}, {new_year: "as ever"}).days_off(day("2026-12-31"), day("2027-01-02"))
    assert (off.holiday, off.note) == (Holiday.NEW_YEAR, "")


@given(st.dates(day("2024-01-01"), day("2028-12-20")))
def test_every_day_after_the_payment_is_told_once(paid_on):
    days = crediting_days(paid_on, CALENDAR)
    seen = [one for found in days for one in (*(off.day for off in found.days_off), found.day)]
    assert seen == [paid_on + timedelta(number) for number in range(1, (days[-1].day - paid_on).days + 1)]


@pytest.mark.parametrize(
    ("today", "known_until", "expected"),
    [
        # Paid on Friday the 20th, due by Wednesday the 25th
        ("2026-11-20", "2026-11-19", "on_time"),
        ("2026-11-25", "2026-11-24", "on_time"),
        ("2026-11-25", None, "on_time"),
        ("2026-11-25", "2026-11-25", "late"),
        ("2026-11-26", "2026-11-24", "not_known_yet"),
        ("2026-11-26", "2026-11-25", "late"),
        ("2026-12-20", "2026-11-24", "not_known_yet"),
        ("2026-12-20", None, "not_known_yet"),
        ("2026-12-20", "2026-12-20", "late"),
        # A registry that speaks of days to come knows nothing of them
        ("2026-11-24", "2026-11-30", "on_time"),
    ],
)
def test_the_arrival(today, known_until, expected):
    found = arrival(day("2026-11-20"), day(today), known_until and day(known_until), law())
    assert found == expected


DAYS = st.dates(day("2026-11-01"), day("2027-01-20"))


@given(DAYS, DAYS, DAYS)
def test_late_is_what_the_findings_call_late(paid_on, today, known_until):
    paid_on, today = sorted((paid_on, today))
    sent = replace(line("2026-11", state="sent"), paid_on=paid_on)
    found = findings(situation(facts(sent, today=today, known_until=known_until), law()))
    is_late = arrival(paid_on, today, known_until, law()) is Arrival.LATE
    assert is_late == (FindingCode.LATE in [one.code for one in found])
