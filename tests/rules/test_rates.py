"""What a month costs, for a payment made on which day."""

from datetime import date

import pytest

from payments.rules import figures
from payments.rules.facts import ArrearsRate, Payer, Settings
from payments.rules.law import Law
from payments.rules.months import Month
from payments.rules.rates import Rate, RateTable
from payments.rules.workdays import WorkCalendar
from tests.vectors import cases

JANUARY = Rate(Payer.SELF, date(2026, 1, 1), 4250, "the budget")
APRIL = Rate(Payer.SELF, date(2026, 4, 1), 4500, "the budget as changed")
TRADER = Rate(Payer.SOLE_TRADER, date(2026, 1, 1), 5950, "the budget")
TABLE = RateTable((APRIL, TRADER, JANUARY))
CALENDAR = WorkCalendar()


@pytest.mark.parametrize("case", cases("rates"))
def test_the_facts(case):
    law = Law(figures.rates(), CALENDAR, Settings(arrears_rate=ArrearsRate(case.get("arrears_rate", "own_year"))))
    paid_on = date.fromisoformat(case["paid_on"])
    rate = law.rate(Month.parse(case["month"]), Payer(case["payer"]), paid_on)
    assert (rate and rate.amount) == case["amount"]


@pytest.mark.parametrize(
    ("payer", "day", "rate"),
    [
        (Payer.SELF, date(2026, 1, 1), JANUARY),
        (Payer.SELF, date(2026, 3, 31), JANUARY),
        (Payer.SELF, date(2026, 4, 1), APRIL),
        (Payer.SELF, date(2026, 12, 31), APRIL),
        (Payer.SOLE_TRADER, date(2026, 12, 31), TRADER),
        (Payer.SELF, date(2027, 1, 1), None),
        (Payer.SELF, date(2025, 12, 31), None),
        (Payer.EMPLOYER, date(2026, 6, 1), None),
    ],
)
def test_the_latest_row_of_the_same_year_holds(payer, day, rate):
    assert TABLE.on(payer, day) is rate


def test_a_row_holds_from_its_own_day_only():
    assert RateTable((APRIL,)).on(Payer.SELF, date(2026, 3, 31)) is None


@pytest.mark.parametrize("arrears_rate", ArrearsRate)
@pytest.mark.parametrize(
    ("month", "paid_on", "own_year", "payment_date"),
    [
        (Month.of(2026, 4), date(2026, 3, 31), JANUARY, JANUARY),  # ahead: no top-up
        (Month.of(2026, 3), date(2026, 3, 31), JANUARY, JANUARY),
        (Month.of(2026, 3), date(2026, 4, 1), JANUARY, APRIL),
        (Month.of(2026, 4), date(2026, 4, 1), APRIL, APRIL),
        (Month.of(2025, 12), date(2026, 4, 1), None, APRIL),
        (Month.of(2026, 12), date(2027, 1, 1), APRIL, None),
        (Month.of(2027, 1), date(2026, 12, 31), APRIL, APRIL),
    ],
)
def test_ahead_by_the_day_of_payment_and_arrears_by_setting(month, paid_on, own_year, payment_date, arrears_rate):
    rate = Law(TABLE, CALENDAR, Settings(arrears_rate=arrears_rate)).rate(month, Payer.SELF, paid_on)
    assert rate is (own_year if arrears_rate is ArrearsRate.OWN_YEAR else payment_date)
