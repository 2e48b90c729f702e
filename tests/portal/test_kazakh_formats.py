"""Dates and numbers as people in Kazakhstan write them, in each language."""

from datetime import date, datetime

import pytest
from django.template.defaultfilters import date as written
from django.utils.formats import get_format, localize, number_format
from django.utils.translation import override

from portal import month_names
from portal.month_names import NBSP

LANGUAGES = ("kk", "ru", "en")
DAY = date(2026, 11, 25)
MOMENT = datetime(2026, 11, 25, 9, 40)


@pytest.mark.parametrize(
    ("pattern", "kk", "ru", "en"),
    [
        ("DATE_FORMAT", "2026 ж. 25 қараша", "25 ноября 2026 г.", "25 November 2026"),
        ("SHORT_DATE_FORMAT", "25.11.2026", "25.11.2026", "25 Nov 2026"),
        ("MONTH_DAY_FORMAT", "25 қараша", "25 ноября", "25 November"),
        ("YEAR_MONTH_FORMAT", "2026 ж. қараша", "Ноябрь 2026 г.", "November 2026"),
    ],
)
def test_a_day(pattern, kk, ru, en):
    for language, expected in zip(LANGUAGES, (kk, ru, en), strict=True):
        with override(language):
            assert written(DAY, pattern) == expected.replace(" ", NBSP)


@pytest.mark.parametrize(
    ("language", "expected", "short"),
    [
        ("kk", "2026 ж. 25 қараша, 09:40", "25.11.2026 09:40"),
        ("ru", "25 ноября 2026 г., 09:40", "25.11.2026 09:40"),
        ("en", "25 November 2026, 09:40", "25 Nov 2026 09:40"),
    ],
)
def test_a_moment(language, expected, short):
    with override(language):
        assert written(MOMENT, "DATETIME_FORMAT").replace(NBSP, " ") == expected
        assert written(MOMENT, "SHORT_DATETIME_FORMAT").replace(NBSP, " ") == short
        assert written(MOMENT, "TIME_FORMAT") == "09:40"


@pytest.mark.parametrize("number", range(1, 13))
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_date_stays_on_one_line_and_is_as_a_sentence_has_it(language, number):
    day = date(2026, number, 25)
    with override(language):
        assert localize(day) == written(day) == month_names.day_in_sentence(day, language)
        assert " " not in written(day)


@pytest.mark.parametrize("number", range(1, 13))
def test_a_kazakh_month_is_in_lower_case_short_and_long(number):
    day = date(2026, number, 1)
    with override("kk"):
        assert written(day, "F") == written(day, "E") == month_names.KAZAKH[number - 1][0]
        assert written(day, "b") == written(day, "N") == month_names.KAZAKH[number - 1][-1]


def test_kazakh_weekdays():
    monday_to_sunday = [date(2026, 11, day) for day in range(23, 30)]
    with override("kk"):
        assert [written(day, "l") for day in monday_to_sunday] == [
            "дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі", "жексенбі",
        ]  # fmt: skip
        assert [written(day, "D") for day in monday_to_sunday] == ["дс", "сс", "ср", "бс", "жм", "сб", "жс"]


@pytest.mark.parametrize(
    ("language", "expected"), [("kk", "1 234 567,5"), ("ru", "1 234 567,5"), ("en", "1,234,567.5")]
)
def test_a_number(language, expected):
    with override(language):
        assert number_format(1234567.5, force_grouping=True) == expected.replace(" ", NBSP)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_typed_is_read_and_the_week_begins_on_monday(language):
    with override(language):
        assert get_format("FIRST_DAY_OF_WEEK") == 1
        inputs = get_format("DATE_INPUT_FORMATS")
        assert inputs[0] == "%d.%m.%Y"
        assert "%Y-%m-%d" in inputs
        assert "%m/%d/%Y" not in inputs  # the month first: it would be misread in silence
        assert "%d.%m.%Y %H:%M" in get_format("DATETIME_INPUT_FORMATS")
