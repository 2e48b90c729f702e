"""A record takes three queries, however long the history, and one more if anything was ever ordered for the person."""

from datetime import date

import pytest

from payments import history, ledger
from payments.models import Actor, CategorySpan
from payments.rules.months import Month
from tests.payments.samples import BOLAT, credited, entry, person, registry, reversed_line

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("months", [0, 1, 80])
def test_as_many_queries(months: int, django_assert_num_queries) -> None:
    periods = [Month.of(2020, 1) + number for number in range(months)]
    ledger.credit(entries=[entry(period=period, sender_iin=BOLAT) for period in periods], actor=Actor.system())
    for period in periods[::2]:
        reversed_line(credited(period=period, occurrence=2))
        CategorySpan.objects.create(person=person(), category="state_paid", first_month=period.first_day)
    registry()
    somebody = person()
    with django_assert_num_queries(3):
        record = history.record(somebody, date(2026, 11, 22))
    assert len(record.lines) == months + len(periods[::2])
