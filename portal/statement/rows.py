"""Every month by itself, with all of its lines: the rows of the screen, of the paper and of the CSV file."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from payments.history import RecordedLine, RecordedReversal
from payments.rules.coverage import MonthState, month_state
from payments.rules.facts import LineState
from payments.rules.identifiers import masked
from payments.rules.months import Month, span
from payments.rules.refund_numbers import grouped_number
from portal.statement.account import Assessed
from portal.statement.panel import fact
from portal.words import lines as line_words
from portal.words import months as month_words
from portal.written import Pen

FIRST_MONTH = Month.of(2020, 1)
DUE_DAY = 25
MINUS = "−"
SAYS_ENOUGH = (MonthState.FUTURE, MonthState.ON_ITS_WAY)
NOTHING_REQUIRED = (MonthState.COVERED_BY_STATE, MonthState.COVERED_BY_EMPLOYER)


def years(assessed: Assessed) -> list[int]:
    """The years that a statement has, newest first: from 2020, or the first payment, to the last month with one."""
    return list(range(last_month(assessed).year, earliest_month(assessed).year - 1, -1))


def last_month(assessed: Assessed) -> Month:
    """The current month, or the last one for which a line is known."""
    return max([assessed.month, *(line.period for line in assessed.record.lines)])


def earliest_month(assessed: Assessed) -> Month:
    """The month with which statements begin, or an earlier one for which money came all the same."""
    return min([FIRST_MONTH, *(line.period for line in assessed.record.lines)])


def first_known_month(assessed: Assessed) -> Month:
    """The first month of which anything is known, and the first of the last twelve at the latest."""
    by_state = [max(FIRST_MONTH, paid.first) for paid in assessed.facts.state_paid]
    return min([assessed.month - 11, *(line.period for line in assessed.record.lines), *by_state])


def year_rows(assessed: Assessed, year: int) -> list[dict[str, Any]]:
    """The months of one year, newest first; none before anything is known of the person."""
    first = max(Month.of(year, 1), first_known_month(assessed))
    return month_rows(assessed, span(first, min(Month.of(year, 12), last_month(assessed))))


def all_years(assessed: Assessed) -> list[dict[str, Any]]:
    """Every year with all its months, newest first; years of which nothing is known are left out."""
    known = month_rows(assessed, span(first_known_month(assessed), last_month(assessed)))
    by_year = groupby(known, key=lambda row: row["year"])
    return [{"year": year, "months": list(months)} for year, months in by_year]


def month_rows(assessed: Assessed, months: Iterable[Month]) -> list[dict[str, Any]]:
    """Some months, newest first, each with its lines."""
    lines = defaultdict(list)
    for line in assessed.record.lines:
        lines[line.period].append(line)
    pen = Pen()
    return [month_row(assessed, month, lines[month], pen) for month in reversed(tuple(months))]


def month_in_full(assessed: Assessed, month: Month) -> dict[str, Any]:
    """One month by itself: with what its state and each of its lines mean."""
    [row] = month_rows(assessed, [month])
    lines = [line for line in assessed.record.lines if line.period == month]
    in_full = [shown | line_in_full(shown, line) for shown, line in zip(row["lines"], lines, strict=True)]
    state = row["state"]
    return row | {"tag": month_words.tag(state), "meaning": month_words.meaning(state), "lines": in_full}


def month_row(assessed: Assessed, month: Month, lines: list[RecordedLine], pen: Pen) -> dict[str, Any]:
    """One month: its state, what it requires, and each line by itself."""
    state = month_state(assessed.now.coverage.at(month), month, assessed.month)
    listed = [line_row(assessed, line, pen) for line in lines]
    return {
        "period": str(month),
        "year": month.year,
        "label": pen.month(month),
        "state": state,
        "required": "" if state in NOTHING_REQUIRED else required(assessed, month, pen),
        "lines": listed,
        "height": len(listed) + sum(len(line["reversals"]) for line in listed),
        "remark": remark(month, state, pen, has_lines=bool(lines)),
    }


def required(assessed: Assessed, month: Month, pen: Pen) -> str:
    """What an own payment made today would have to reach."""
    rate = assessed.now.rate(month)
    return pen.tenge(rate.amount) if rate else _("rate not set")


def remark(month: Month, state: MonthState, pen: Pen, *, has_lines: bool) -> str:
    """What stands in place of a date where nothing came."""
    if state is MonthState.CURRENT:
        return _("pay by %(day)s") % {"day": pen.short_day(due_day(month))}
    if state is MonthState.COVERED_BY_STATE and not has_lines:
        return _("nothing has to be paid")
    return "" if has_lines or state in SAYS_ENOUGH else _("nothing came")


def due_day(month: Month) -> date:
    """The last day on which a month is paid in time: in the month after it."""
    return (month + 1).first_day + timedelta(days=DUE_DAY - 1)


def line_row(assessed: Assessed, line: RecordedLine, pen: Pen) -> dict[str, Any]:
    """One line with every field that the registry gave, IIN and BIN masked."""
    rate = assessed.law.rate(line.period, line.payer, line.paid_on) if line.payer.is_own else None
    return {
        "id": line.id,
        "amount": pen.tenge(line.amount),
        "left": pen.tenge(line.left) if 0 < line.left < line.amount else "",
        "required": pen.tenge(rate.amount) if rate else "",
        "payer": line_words.payer(line.payer),
        "sender": line.sender or (masked(line.sender_bin) if line.sender_bin else ""),
        "code": str(line.purpose_code),
        "paid_on": pen.short_day(line.paid_on),
        "credited_on": pen.short_day(line.credited_on),
        "reference": line.reference,
        "state": "" if line.state is LineState.CREDITED else line_words.state(line.state),
        "claimed": claimed_in(line),
        "reversals": [reversal_row(reversal, line.purpose_code, pen) for reversal in line.reversals],
    }


def claimed_in(line: RecordedLine) -> str:
    """That the person has asked for the money of a line, and with which request; empty if they have not."""
    return line_words.claimed(grouped_number(line.open_request)) if line.open_request else ""


def reversal_row(reversal: RecordedReversal, code: str, pen: Pen) -> dict[str, Any]:
    """What went back of a line, when, and by which request."""
    return {
        "amount": f"{MINUS}{pen.tenge(reversal.amount)}",
        "day": pen.short_day(reversal.day),
        "word": line_words.reversal(reversal.kind),
        "request": reversal.request,
        "grouped": grouped_number(reversal.request) if reversal.request else "",
        "code": code,
    }


def line_in_full(row: dict[str, Any], line: RecordedLine) -> dict[str, Any]:
    """What the page of one month says of a line besides."""
    return {
        "meaning": line_words.state_meaning(line.state),
        "facts": line_facts(row, line_words.purpose(line.purpose_code)),
    }


def line_facts(row: dict[str, Any], purpose: str) -> list[dict[str, Any]]:
    """The line as labels and values, for the page of one month."""
    values = [
        (_("Required"), row["required"]),
        (_("Left after a refund"), row["left"]),
        (_("Who paid"), f"{row['payer']} {row['sender']}"),
        (_("Purpose code"), f"{row['code']} ({purpose})"),
        (_("Paid on"), row["paid_on"]),
        (_("Credited on"), row["credited_on"]),
        (_("Reference"), row["reference"]),
    ]
    return [fact(label, value) for label, value in values if value.strip()]
