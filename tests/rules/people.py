"""People for the tables of tests, made in few words."""

from datetime import date

from payments.rules import figures
from payments.rules.facts import (
    ArrearsRate,
    Facts,
    GraceCountsFrom,
    Line,
    LineState,
    Payer,
    Settings,
    StatePaid,
    Window,
)
from payments.rules.law import Law
from payments.rules.months import Month, span
from payments.rules.workdays import WorkCalendar

TODAY = date(2026, 11, 22)
CALENDAR = WorkCalendar(figures.workday_exceptions())


def day(text):
    """A date as ISO 8601."""
    return date.fromisoformat(text)


def month(text):
    """A month as `2026-11`."""
    return Month.parse(text)


def months(text):
    """Months as `2026-01 2026-03…2026-05`."""
    found = []
    for part in text.split():
        first, _, last = part.partition("…")
        found += span(month(first), month(last or first))
    return found


def law(**answers):
    """The law of the figures, with some of its open questions answered otherwise."""
    read = {"window": Window, "arrears_rate": ArrearsRate, "grace_counts_from": GraceCountsFrom}
    settings = Settings(**{name: read.get(name, bool)(answer) for name, answer in answers.items()})
    return Law(figures.rates(), CALENDAR, settings)


def line(period, amount=4250, payer="self", paid_on=None, state="credited", credited_on=None, name=None):
    """One line; credited on the day it was made, and made in its month, unless said otherwise."""
    period = month(period) if isinstance(period, str) else period
    paid_on = day(paid_on) if paid_on else min(period.first_day, TODAY)
    credited_on = day(credited_on) if credited_on else paid_on
    return Line(
        id=name or f"{period}",
        period=period,
        amount=amount,
        payer=Payer(payer),
        paid_on=paid_on,
        state=LineState(state),
        credited_on=credited_on if state == "credited" else None,
    )


def paid(text, **as_line):
    """One line for each month of a text such as `2026-01…2026-05`."""
    return tuple(line(period, **as_line) for period in months(text))


def state_paid(first, last=None):
    """Months that the state pays for; without an end where no last is given."""
    return StatePaid(month(first), last and month(last))


def facts(*lines, today=TODAY, payer="self", **more):
    """The facts of one person, with lines and tuples of lines; known up to today unless said otherwise."""
    flat = [one for some in lines for one in (some if isinstance(some, tuple) else (some,))]
    today = day(today) if isinstance(today, str) else today
    return Facts(today=today, payer=Payer(payer), lines=tuple(flat), **{"known_until": today} | more)
