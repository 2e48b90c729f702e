"""The statement as a file: a row for each line, and no cell that a spreadsheet would take for a formula."""

import csv

import pytest

from payments import ledger
from payments.models import Actor
from payments.rules.months import Month
from portal.statement.csv_file import safe
from tests.payments.samples import entry
from tests.web.citizens import pays


def test_a_row_for_each_line_and_each_month_without_one(citizen):
    pays("2026-08", amount=3500)
    pays("2026-08", amount=750)
    response = citizen.get("/statement/statement.csv")
    assert response["Content-Disposition"] == 'attachment; filename="statement-2026-11-22.csv"'
    head, *rows = csv.reader(response.text.removeprefix("\ufeff").splitlines(), delimiter=";")
    assert len(head) == len(rows[0]) == 13
    assert len(rows) == 13
    assert sum("3,500\xa0₸" in row for row in rows) == 1


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_what_would_start_a_formula_is_text(start):
    assert safe(f"{start}1+1") == f"'{start}1+1"


def test_a_hostile_reference_is_defused(citizen):
    ledger.credit(entries=[entry(period=Month.of(2026, 8), reference="=HYPERLINK(1)")], actor=Actor.system())
    assert ";'=HYPERLINK(1);" in citizen.get("/statement/statement.csv").text
