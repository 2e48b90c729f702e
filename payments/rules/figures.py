"""The dated figures of `figures.toml` as the values that the rules take."""

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from payments.rules.facts import Payer
from payments.rules.rates import Rate, RateTable

FIGURES = Path(__file__).with_name("figures.toml")


@cache
def rates() -> RateTable:
    """The contributions of those who pay for themselves, from 2020 on (Law 405-V, articles 28 and 29)."""
    return read_rates(FIGURES.read_text("utf-8"))


def workday_exceptions() -> dict[date, bool]:
    """The days that the public calendar has wrong, True if worked (Labour Code, article 85)."""
    return read_workday_exceptions(FIGURES.read_text("utf-8"))


def read_rates(text: str) -> RateTable:
    """The rates in a text like that of the file; ValueError where one is not in whole tenge."""
    figures = tomllib.loads(text, parse_float=Decimal)
    return RateTable(
        tuple(
            _rate(Payer(payer), contribution, wage)
            for payer, contribution in figures["contributions"].items()
            for wage in figures["minimum_wages"]
        )
    )


def _rate(payer: Payer, contribution: Mapping, wage: Mapping) -> Rate:
    amount = Decimal(wage["tenge"] * contribution["minimum_wages"] * contribution["percent"]) / 100
    if amount != int(amount):
        raise ValueError(f"{payer} {wage['valid_from']}: {amount} is not in whole tenge")
    return Rate(payer, wage["valid_from"], int(amount), f"{contribution['law']}; {wage['law']}")


def read_workday_exceptions(text: str) -> dict[date, bool]:
    """The exceptions in a text like that of the file; it need not have any."""
    exceptions = tomllib.loads(text).get("workday_exceptions", [])
    return {exception["day"]: exception["is_working"] for exception in exceptions}
