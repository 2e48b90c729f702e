"""The figures of the law as they stand in their file."""

import re
import tomllib
from datetime import date

import pytest

from payments.rules import figures
from payments.rules.facts import Payer
from tests.vectors import cases

FILE = tomllib.loads(figures.FIGURES.read_text("utf-8"))
OWN_PAYERS = [payer for payer in Payer if payer.is_own]


@pytest.mark.parametrize("case", cases("contributions"))
@pytest.mark.parametrize("payer", OWN_PAYERS)
def test_a_year_has_its_contribution_from_the_first_day_to_the_last(case, payer):
    for day in (date(case["year"], 1, 1), date(case["year"], 12, 31)):
        assert figures.rates().on(payer, day).amount == case[payer]


def test_no_year_more_than_the_facts_know():
    years = {rate.valid_from.year for rate in figures.rates().rows}
    assert years == {case.values[0]["year"] for case in cases("contributions")}


def test_each_rate_names_its_law():
    rate = figures.rates().on(Payer.SOLE_TRADER, date(2026, 1, 1))
    assert rate.law == "№ 405-V Заң, 28 және 29-баптар; 2026–2028 жылдарға арналған республикалық бюджет туралы Заң"


@pytest.mark.parametrize(
    "entry", [*FILE["contributions"].values(), *FILE["minimum_wages"], *FILE.get("workday_exceptions", [])]
)
def test_each_figure_has_its_source(entry):
    assert entry["source"]


def test_the_public_calendar_is_right_so_far():
    assert figures.workday_exceptions() == {}


def test_an_exception_is_read():
    text = '[[workday_exceptions]]\nday = 2027-05-08\nis_working = true\nsource = "a decree"\n'
    assert figures.read_workday_exceptions(text) == {date(2027, 5, 8): True}


def test_a_rate_in_parts_of_a_tenge_is_refused():
    text = re.sub(r"tenge = 85000", "tenge = 85001", figures.FIGURES.read_text("utf-8"))
    with pytest.raises(ValueError, match="whole tenge"):
        figures.read_rates(text)
