"""What the operator keeps: rates, working days, and up to which day the registries are loaded."""

from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache

from django.db import connection
from django.db.models import QuerySet

from payments import models
from payments.rules.facts import Payer
from payments.rules.rates import Rate, RateTable
from payments.rules.workdays import WorkCalendar

KNOWN_UNTIL = "known_until"

# What the columns are the first branch says for all.
FIGURES = """
    SELECT payer, valid_from, amount, law FROM payments_rate
    UNION ALL
    SELECT '', day, CAST(is_working AS integer), note FROM payments_workdayexception
    UNION ALL
    SELECT 'known_until', known_until, 0, '' FROM payments_registryfile
    WHERE id = (SELECT MAX(id) FROM payments_registryfile) AND known_until IS NOT NULL
"""


def figures() -> tuple[RateTable, WorkCalendar]:
    """The rates and the working days, in one query."""
    rates, calendar, _known = figures_and_known_until()
    return rates, calendar


def figures_and_known_until() -> tuple[RateTable, WorkCalendar, date | None]:
    """The same with the day up to which contributions are known, None if that is no day yet."""
    with connection.cursor() as cursor:
        cursor.execute(FIGURES)
        rows = cursor.fetchall()
    table, calendar = _tables(tuple(row for row in rows if row[0] != KNOWN_UNTIL))
    return table, calendar, next((day for name, day, *_ in rows if name == KNOWN_UNTIL), None)


@lru_cache(2)
def _tables(rows: tuple[tuple, ...]) -> tuple[RateTable, WorkCalendar]:
    """The rows as the rules take them: the same ones make the same tables, and they seldom change."""
    rates = tuple(Rate(Payer(payer), day, amount, law) for payer, day, amount, law in rows if payer)
    exceptions = {day: bool(is_working) for payer, day, is_working, _note in rows if not payer}
    return RateTable(rates), WorkCalendar(exceptions)


def known_until(covers: tuple[date, date] | None = None, formats: Collection[str] | None = None) -> date | None:
    """The last day without a missing one among the days that all registries cover, a new one among them.

    Counted from the first day that any of them covers; None while none says what it covers. `formats` are those whose
    registries credit money, if not all do: what is only compared makes no day known.
    """
    last = None
    for first_day, last_day in sorted([*_covered_days(formats), *([covers] if covers else [])]):
        if last is not None and first_day > last + timedelta(days=1):
            break
        last = last_day if last is None else max(last, last_day)
    return last


def _covered_days(formats: Collection[str] | None) -> QuerySet:
    files = models.RegistryFile.objects.filter(covers_from__isnull=False)
    if formats is not None:
        files = files.filter(format__in=formats)
    return files.values_list("covers_from", "covers_until").distinct()
