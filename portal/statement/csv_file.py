"""The statement as rows of a CSV file that a spreadsheet cannot mistake for formulas."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from portal.statement.account import Assessed
from portal.statement.rows import all_years
from portal.words import months as month_words

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_rows(assessed: Assessed) -> Iterator[list[str]]:
    """A head, then a row for each line and for what went back of it, or for a month without one, newest month first."""
    yield [
        _("Period"), _("State"), _("Required"), _("Sum"), _("Who paid"), _("IIN or BIN"),
        _("Purpose code"), _("Paid on"), _("Credited on"), _("Reference"), _("State of the payment"),
        _("Left after a refund"), _("Refund request"),
    ]  # fmt: skip
    for table in all_years(assessed):
        for month in table["months"]:
            start = [month["period"], month_words.tag(month["state"])["word"], month["required"]]
            for line in month["lines"]:
                yield [safe(cell) for cell in [*start, *line_cells(line)]]
                for reversal in line["reversals"]:
                    yield [safe(cell) for cell in [*start, *reversal_cells(line, reversal)]]
            if not month["lines"]:
                yield [safe(cell) for cell in [*start, *[""] * 10]]


def line_cells(line: dict[str, Any]) -> list[str]:
    """The cells of one line."""
    names = ("amount", "payer", "sender", "code", "paid_on", "credited_on", "reference", "state", "left")
    return [*(line[name] for name in names), ""]


def reversal_cells(line: dict[str, Any], reversal: dict[str, str]) -> list[str]:
    """The cells of what went back of a line, below it: its sum has a minus before it."""
    names = (reversal["amount"], "", "", reversal["code"], "", reversal["day"])
    return [*names, line["reference"], reversal["word"], "", reversal["grouped"]]


def safe(cell: str) -> str:
    """A cell that a spreadsheet takes for text whatever it starts with."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
