"""A month: how it is written, read, counted and refused."""

from datetime import date

import pytest

from payments.rules.months import Month, span

NOVEMBER = Month.of(2026, 11)


@pytest.mark.parametrize(
    ("text", "order", "year", "number", "last_day"),
    [
        ("2026-11", "112026", 2026, 11, date(2026, 11, 30)),
        ("2026-12", "122026", 2026, 12, date(2026, 12, 31)),
        ("2027-01", "012027", 2027, 1, date(2027, 1, 31)),
        ("2024-02", "022024", 2024, 2, date(2024, 2, 29)),
        ("2026-02", "022026", 2026, 2, date(2026, 2, 28)),
        ("1900-01", "011900", 1900, 1, date(1900, 1, 31)),
        ("2199-12", "122199", 2199, 12, date(2199, 12, 31)),
    ],
)
def test_written_and_read(text, order, year, number, last_day):
    month = Month.of(year, number)
    assert month == Month.parse(text) == Month.parse_order(order)
    assert (str(month), month.order, month.year, month.number) == (text, order, year, number)
    assert (month.first_day, month.last_day) == (date(year, number, 1), last_day)
    assert Month.containing(month.first_day) == Month.containing(last_day) == month


@pytest.mark.parametrize(
    "text",
    [
        *("", "2026", "2026-00", "2026-13", "2026-1", "26-11", "2026-11-22", "2026/11", "202611", "112026"),
        *(" 2026-11", "2026-11\n", "+026-11", "1899-12", "2200-01", "0000-01", "٢٠٢٦-١١"),
    ],
)
def test_no_month(text):
    with pytest.raises(ValueError, match="not a month"):
        Month.parse(text)


@pytest.mark.parametrize(
    "text", ["", "002026", "132026", "12026", "1126", "202611", "11.2026", "2026-11", "112026\n", "112200", "١١٢٠٢٦"]
)
def test_no_month_of_a_payment_order(text):
    with pytest.raises(ValueError, match="not a month"):
        Month.parse_order(text)


@pytest.mark.parametrize(
    ("months", "there"),
    [(0, "2026-11"), (1, "2026-12"), (2, "2027-01"), (14, "2028-01"), (-11, "2025-12"), (-10, "2026-01")],
)
def test_counting(months, there):
    assert NOVEMBER + months == NOVEMBER - -months == Month.parse(there)
    assert str(NOVEMBER + months) == there
    assert Month.parse(there) - NOVEMBER == months


def test_months_stay_months_and_distances_are_numbers():
    assert type(NOVEMBER + 1) is type(NOVEMBER - 1) is Month
    assert type(NOVEMBER - Month.of(2026, 1)) is int


@pytest.mark.parametrize(
    ("first", "last", "spanned"),
    [
        ("2026-11", "2027-01", "2026-11 2026-12 2027-01"),
        ("2026-11", "2026-11", "2026-11"),
        ("2026-11", "2026-10", ""),
        ("2026-11", "2025-01", ""),
    ],
)
def test_span(first, last, spanned):
    assert " ".join(map(str, span(Month.parse(first), Month.parse(last)))) == spanned
