"""What the operator keeps: rates, working days, and up to which day the registries are loaded."""

from datetime import date, timedelta

from django.db.models import F, IntegerField, QuerySet, Subquery, Value
from django.db.models.functions import Cast

from payments import models
from payments.rules.facts import Payer
from payments.rules.rates import Rate, RateTable
from payments.rules.workdays import WorkCalendar

KNOWN_UNTIL = "known_until"


def figures() -> tuple[RateTable, WorkCalendar]:
    """The rates and the working days, in one query."""
    rates, calendar, _known = figures_and_known_until()
    return rates, calendar


def figures_and_known_until() -> tuple[RateTable, WorkCalendar, date | None]:
    """The same with the day up to which contributions are known, None if that is no day yet."""
    rates = models.Rate.objects.values_list("payer", "valid_from", "amount", "law")
    exceptions = models.WorkdayException.objects.values_list(
        Value(""), "day", Cast("is_working", IntegerField()), "note"
    )
    latest = models.RegistryFile.objects.order_by("-pk").values("pk")[:1]
    known = models.RegistryFile.objects.filter(pk=Subquery(latest), known_until__isnull=False).values_list(
        Value(KNOWN_UNTIL), F("known_until"), Value(0), Value("")
    )
    rows = list(rates.union(exceptions, known, all=True))
    payers = set(Payer)
    table = tuple(Rate(Payer(payer), day, amount, law) for payer, day, amount, law in rows if payer in payers)
    calendar = {day: bool(is_working) for payer, day, is_working, _ in rows if not payer}
    return RateTable(table), WorkCalendar(calendar), next((day for name, day, *_ in rows if name == KNOWN_UNTIL), None)


def known_until(covers: tuple[date, date] | None = None) -> date | None:
    """The last day without a missing one among the days that all registries cover, a new one among them.

    Counted from the first day that any of them covers; None while none says what it covers.
    """
    last = None
    for first_day, last_day in sorted([*_covered_days(), *([covers] if covers else [])]):
        if last is not None and first_day > last + timedelta(days=1):
            break
        last = last_day if last is None else max(last, last_day)
    return last


def _covered_days() -> QuerySet:
    files = models.RegistryFile.objects.filter(covers_from__isnull=False)
    return files.values_list("covers_from", "covers_until").distinct()
