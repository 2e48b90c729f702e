"""What follows each migration: triggers and functions are made anew, and empty tables get the figures of the law."""

from typing import Any

from django.apps import AppConfig
from django.db import connections

from payments import taking, triggers
from payments.rules import figures


def make_triggers(using: str, **_signal: Any) -> None:
    """A migration that remakes a table on SQLite drops its triggers without a word."""
    triggers.make(connections[using])


def make_functions(using: str, **_signal: Any) -> None:
    """What takes money calls them by the names of this version."""
    taking.make(connections[using])


def seed_figures(app_config: AppConfig, using: str, **_signal: Any) -> None:
    """Fill the tables of rates and working days once; from then on they belong to the operator."""
    tables = connections[using].introspection.table_names()
    for name, rows in (("Rate", _rates()), ("WorkdayException", _workday_exceptions())):
        model = app_config.get_model(name)
        if model._meta.db_table in tables and not model.objects.using(using).exists():
            model.objects.using(using).bulk_create([model(**row) for row in rows])


def _rates() -> list[dict[str, Any]]:
    fields = ("payer", "valid_from", "amount", "law")
    return [{field: getattr(rate, field) for field in fields} for rate in figures.rates().rows]


def _workday_exceptions() -> list[dict[str, Any]]:
    return [{"day": day, "is_working": works} for day, works in figures.workday_exceptions().items()]
