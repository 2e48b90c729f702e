"""Up to which day the ledger is known: the last one without a missing day among those covered."""

from datetime import date, timedelta

import pytest

from payments import history
from tests.payments.samples import person, registry

pytestmark = pytest.mark.django_db


def day(number: int) -> date:
    """A day counted from the last of July 2026."""
    return date(2026, 7, 31) + timedelta(days=number)


@pytest.mark.parametrize(
    ("covered", "last"),
    [
        ([], None),
        ([(1, 5)], 5),
        ([(1, 5), (6, 10)], 10),
        ([(6, 10), (1, 5)], 10),
        ([(1, 5), (7, 10)], 5),
        ([(1, 5), (7, 10), (6, 6)], 10),
        ([(1, 10), (2, 3)], 10),
        ([(1, 40)], 40),
    ],
)
def test_the_last_day_without_a_missing_one(covered: list[tuple[int, int]], last: int | None) -> None:
    registry(99)
    for number, (first_day, last_day) in enumerate(covered):
        registry(number, covers_from=day(first_day), covers_until=day(last_day))
    assert history.known_until() == (last and day(last))


def test_a_new_registry_is_counted_before_it_is_written() -> None:
    registry(covers_from=day(1), covers_until=day(5))
    assert history.known_until((day(6), day(9))) == day(9)


def test_a_record_says_what_the_newest_registry_said() -> None:
    registry(1, known_until=day(5))
    registry(2, known_until=day(3))
    record = history.record(person(), date(2026, 11, 22))
    assert record.known_until == record.facts.known_until == day(3)
