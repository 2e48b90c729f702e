"""A registry of a partner beside what came in: how each number stands, and what is done about it."""

from datetime import date, timedelta

import pytest

from payments.rules.reconciliation import Money, NextStep, Standing, age, next_step, standing
from payments.rules.workdays import WorkCalendar

SUNDAY = date(2026, 11, 22)
NEW_YEARS_EVE = date(2026, 12, 31)
ONE_DAY = timedelta(days=1)
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
SAID = Money(4250, SUNDAY)


@pytest.mark.parametrize(
    ("ours", "is_counted", "expected"),
    [
        (SAID, False, Standing.MATCHED),
        (None, False, Standing.ONLY_THEIRS),
        (Money(4251, SUNDAY), False, Standing.SUM_DIFFERS),
        (Money(4250, SUNDAY - 2 * ONE_DAY), False, Standing.DATE_DIFFERS),
        (Money(4250, SUNDAY + 2 * ONE_DAY), False, Standing.DATE_DIFFERS),
        (SAID, True, Standing.TWICE),
        # What never came in is only theirs however often they say it, and a wrong sum is wrong first.
        (None, True, Standing.ONLY_THEIRS),
        (Money(4251, SUNDAY), True, Standing.SUM_DIFFERS),
        (Money(4251, SUNDAY - 2 * ONE_DAY), False, Standing.SUM_DIFFERS),
        (Money(4250, SUNDAY - 2 * ONE_DAY), True, Standing.TWICE),
    ],
)
def test_how_a_number_stands(ours: Money | None, is_counted: bool, expected: Standing) -> None:
    assert standing(ours, SAID, is_counted=is_counted) is expected


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_midnight_is_no_difference(days: int) -> None:
    """A payment of 31 December, 23:59:59, may reach us in January, and the other way round."""
    ours = Money(4250, NEW_YEARS_EVE + days * ONE_DAY)
    assert standing(ours, Money(4250, NEW_YEARS_EVE)) is Standing.MATCHED


@pytest.mark.parametrize(
    ("ours", "theirs", "is_another"),
    [
        ((1, NOVEMBER), (1, NOVEMBER), False),
        ((1, NOVEMBER), (2, NOVEMBER), True),
        ((1, NOVEMBER), (1, OCTOBER), True),
        # Who names nobody or no month says nothing of them.
        ((1, None), (1, OCTOBER), False),
        ((1, NOVEMBER), (None, None), False),
        ((None, None), (2, OCTOBER), False),
        ((1, None), (2, OCTOBER), True),
    ],
)
@pytest.mark.parametrize("is_counted", [False, True])
def test_another_person_or_month_is_a_difference(ours: tuple, theirs: tuple, is_another: bool, is_counted) -> None:
    """It goes before a second time, and before the day."""
    far = SUNDAY - 2 * ONE_DAY
    found = standing(Money(4250, far, *ours), Money(4250, SUNDAY, *theirs), is_counted=is_counted)
    assert (found is Standing.ACCOUNT_DIFFERS) is is_another


def test_every_difference_is_a_case_with_a_next_step() -> None:
    for one in Standing:
        assert one.is_case is (one is not Standing.MATCHED)
        if one.is_case:
            assert next_step(one, 0) is next_step(one, 3) is not NextStep.WRITE
            assert next_step(one, 4) is NextStep.WRITE


@pytest.mark.parametrize(
    ("today", "days"),
    [
        (SUNDAY, 0),
        (date(2026, 11, 23), 1),
        (date(2026, 11, 27), 5),
        (date(2026, 11, 29), 5),  # a weekend makes nothing older
        (date(2026, 12, 17), 18),  # 16 December is Independence Day
    ],
)
def test_age_is_counted_in_working_days(today: date, days: int) -> None:
    assert age(SUNDAY, today, WorkCalendar()) == days
