"""The operator's tables of rates and working days: filled from the figures once, and read in one query."""

from datetime import date

import pytest
from django.apps import apps

from payments import history
from payments.after_migrate import seed_figures
from payments.models import Rate, WorkdayException
from payments.rules import figures
from payments.rules.facts import Payer

pytestmark = pytest.mark.django_db


def test_the_tables_start_with_the_figures() -> None:
    table, calendar = history.figures()
    assert set(table.rows) == set(figures.rates().rows)
    assert calendar.exceptions == figures.workday_exceptions()


def test_what_the_operator_writes_counts(django_assert_num_queries) -> None:
    Rate.objects.create(payer="self", valid_from=date(2027, 1, 1), amount=4500, law="Law on the budget")
    WorkdayException.objects.create(day=date(2027, 5, 8), is_working=True)
    WorkdayException.objects.create(day=date(2027, 5, 10), is_working=False, note="Decree")
    with django_assert_num_queries(1):
        table, calendar = history.figures()
    assert table.on(Payer.SELF, date(2027, 3, 1)).amount == 4500
    assert table.on(Payer.SOLE_TRADER, date(2027, 3, 1)) is None
    assert calendar.exceptions == {date(2027, 5, 8): True, date(2027, 5, 10): False}


def test_a_table_that_has_rows_is_left_alone() -> None:
    Rate.objects.exclude(payer="self").delete()
    rows = list(Rate.objects.values())
    seed_figures(apps.get_app_config("payments"), "default")
    assert list(Rate.objects.values()) == rows
