"""The coming months as a calendar file: by the letter of RFC 5545, in the reader's language, about nobody."""

from datetime import date

import pytest
from django.utils import translation

from payments.rules.months import Month, span
from portal.statement.calendar_file import calendar_file, escaped, folded
from tests.payments.samples import registry
from tests.web.citizens import employer_pays, pays, state_pays

NOVEMBER = Month.of(2026, 11)
AS_OF = date(2026, 11, 20)


def lines_of(text: str) -> list[str]:
    """The lines as a calendar reads them, unfolded."""
    assert text.endswith("\r\n")
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def values(text: str, name: str) -> list[str]:
    """Every value of one property of the events."""
    return [line.partition(":")[2] for line in lines_of(text) if line.partition(":")[0] == name]


def made(language: str = "en") -> str:
    """A file of three months."""
    with translation.override(language):
        return calendar_file(span(NOVEMBER, NOVEMBER + 2), as_of=AS_OF, page="https://jarna.example/plan/")


def test_one_whole_day_for_each_month_in_the_month_after_it():
    assert values(made(), "DTSTART;VALUE=DATE") == ["20261225", "20270125", "20270225"]
    assert values(made(), "DTEND;VALUE=DATE") == ["20261226", "20270126", "20270226"]


def test_every_event_has_what_the_standard_asks_for():
    lines = lines_of(made())
    assert lines[:4] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Jarna//MSHI//EN", "CALSCALE:GREGORIAN"]
    assert lines[-1] == "END:VCALENDAR"
    for mark in ("BEGIN:VEVENT", "END:VEVENT", "BEGIN:VALARM", "END:VALARM", "ACTION:DISPLAY", "TRIGGER:-P2DT15H"):
        assert lines.count(mark) == 3
    assert values(made(), "DTSTAMP") == ["20261120T000000Z"] * 3


def test_the_same_data_make_the_same_file_and_each_month_keeps_its_name():
    assert made() == made()
    names = values(made(), "UID")
    assert names == ["contribution-2026-11@jarna", "contribution-2026-12@jarna", "contribution-2027-01@jarna"]
    assert values(made("kk"), "UID") == names


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_no_line_is_too_long_and_none_ends_alone(language):
    text = made(language)
    assert text.count("\n") == text.count("\r") == text.count("\r\n")
    for line in text.split("\r\n"):
        assert len(line.encode()) <= 75


@pytest.mark.parametrize(
    ("language", "month"), [("kk", "2026 ж. қараша"), ("ru", "ноябрь 2026 г."), ("en", "November 2026")]
)
def test_in_the_readers_language(language, month):
    assert month in values(made(language), "SUMMARY")[0].replace("\xa0", " ")


@pytest.mark.parametrize(
    "text", ["", "a" * 75, "a" * 76, "ә" * 200, "a" + "ә" * 37, "x" * 74 + "ә", "₸" * 100, "a" * 75 + "b" * 74 + "c"]
)
def test_folding_loses_nothing_and_cuts_no_letter(text):
    parts = list(folded(text))
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == text
    assert all(part.startswith(" ") for part in parts[1:])
    assert all(len(part.encode()) <= 75 for part in parts)


@pytest.mark.parametrize(
    ("text", "value"), [("a, b; c", r"a\, b\; c"), ("a\\b", r"a\\b"), ("a\nb", r"a\nb"), ("a: b", "a: b")]
)
def test_what_would_part_a_value_is_marked(text, value):
    assert escaped(text) == value


def test_it_has_the_unpaid_months_and_nothing_of_the_person(citizen):
    pays("2026-11", "2026-12")
    registry(known_until=AS_OF)
    answer = citizen.get("/payments/months.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="months.ics"'
    assert "no-store" in answer["Cache-Control"]
    assert values(answer.text, "UID") == [f"contribution-{month}@jarna" for month in span(NOVEMBER + 2, NOVEMBER + 12)]
    assert values(answer.text, "DTSTAMP")[0] == "20261120T000000Z"
    for word in ("500101", "Айгүл", "Сағындықова"):
        assert word not in answer.text


@pytest.mark.parametrize("who_pays", [lambda: employer_pays("2026-09"), lambda: state_pays("2026-11")])
def test_whoever_is_paid_for_has_none(citizen, who_pays):
    who_pays()
    assert citizen.get("/payments/months.ics").status_code == 404


def test_without_a_registry_it_is_as_of_today(citizen):
    assert values(citizen.get("/payments/months.ics").text, "DTSTAMP")[0] == "20261122T000000Z"
