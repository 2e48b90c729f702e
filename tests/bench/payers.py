"""People with a history of so many months, for the benchmark and for counting calls."""

from datetime import date

from payments.rules.facts import Facts, Line, LineState, Payer
from payments.rules.months import Month, span

TODAY = date(2026, 11, 22)
QUARTER = 3


def monthly(months):
    """Who pays each month in that month."""
    return with_history(months, lambda month: month.first_day)


def quarterly(months):
    """Who pays three months on one day, the first of them."""
    return with_history(months, lambda month: (month - int(month) % QUARTER).first_day)


PAYERS = (monthly, quarterly)


def with_history(months, paid_on):
    """A self-payer of the last months up to the current one."""
    now = Month.containing(TODAY)
    lines = (
        Line(f"{month}", month, 4250, Payer.SELF, paid_on(month), LineState.CREDITED, paid_on(month))
        for month in span(now - (months - 1), now)
    )
    return Facts(today=TODAY, payer=Payer.SELF, lines=tuple(lines))
