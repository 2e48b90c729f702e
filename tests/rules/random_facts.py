"""Random people around a day: what hypothesis draws for the rules to be tried on."""

from datetime import timedelta

from hypothesis import strategies as st

from payments.rules import figures
from payments.rules.facts import (
    ArrearsRate,
    Facts,
    Goal,
    Line,
    LineState,
    NextMonths,
    Payer,
    Settings,
    StatePaid,
    Window,
)
from payments.rules.law import Law
from payments.rules.months import Month, span
from tests.rules.people import CALENDAR, day

# Month ends, the days around them, a leap day, and the January for which there is no rate.
TODAYS = tuple(
    map(day, "2023-12-29 2024-02-29 2025-12-31 2026-01-01 2026-02-27 2026-11-22 2026-11-26 2026-11-30".split())
) + tuple(map(day, "2026-12-30 2027-01-01 2027-01-15".split()))
AMOUNTS = (1000, 2125, 3250, 3500, 4250, 5950, 8500, 51000)

settings = st.builds(
    Settings,
    window=st.sampled_from(Window),
    arrears_rate=st.sampled_from(ArrearsRate),
    state_breaks_sixty=st.booleans(),
)
laws = st.builds(Law, st.just(figures.rates()), st.just(CALENDAR), settings | st.just(Settings()))


@st.composite
def lines(draw, today, first=-80, last=30, state=None):
    """One line for a month from `first` to `last` months away."""
    paid_on = today - timedelta(days=draw(st.sampled_from((0, 1, 5, 20, 40, 90, 370, 800))))
    state = state or draw(st.sampled_from((*[LineState.CREDITED] * 4, *LineState)))
    return Line(
        id="",
        period=Month.containing(today) + draw(st.integers(first, last)),
        amount=draw(st.sampled_from(AMOUNTS)),
        payer=draw(st.sampled_from((Payer.SELF, Payer.SELF, *Payer))),
        paid_on=paid_on,
        state=state,
        credited_on=paid_on + timedelta(days=draw(st.integers(0, 6))) if state is LineState.CREDITED else None,
    )


@st.composite
def stretches(draw, today):
    """A line for every month of a stretch, one of them perhaps left out: what makes a basis now and then."""
    now = Month.containing(today)
    first = now + draw(st.sampled_from((-75, -66, -63, -20, -14, -11, 0, 1, 2)))
    months = span(first, first + draw(st.sampled_from((0, 5, 10, 11, 12, 59, 60, 64, 70))))
    left_out = draw(st.none() | st.sampled_from(months))
    at_once = first >= now - 1 or draw(st.booleans())
    one = draw(lines(today))
    paid = [one.paid_on if at_once else min(one.paid_on, month.last_day) for month in months]
    own_amount = 5950 if one.payer is Payer.SOLE_TRADER else 4250
    return [
        Line("", month, own_amount, one.payer, paid_on, one.state, one.credited_on)
        for month, paid_on in zip(months, paid, strict=True)
        if month != left_out
    ]


@st.composite
def state_spans(draw, today):
    """Months that the state pays for, with or without an end."""
    first = Month.containing(today) + draw(st.integers(-70, 16))
    return StatePaid(first, draw(st.none() | st.integers(0, 30).map(lambda length: first + length)))


@st.composite
def people(draw, todays=TODAYS):
    """Facts of one person."""
    today = draw(st.sampled_from(todays))
    paid = [line for stretch in draw(st.lists(stretches(today), max_size=3)) for line in stretch]
    paid += draw(st.lists(lines(today), max_size=5))
    return Facts(
        today=today,
        payer=draw(st.sampled_from((Payer.SELF, Payer.SELF, Payer.SOLE_TRADER))),
        lines=tuple(numbered(paid)),
        state_paid=tuple(draw(st.lists(state_spans(today), max_size=2) | st.just([]))),
        goal=draw(st.sampled_from(Goal)),
        next_months=draw(st.sampled_from((NextMonths.SELF, *NextMonths))),
    )


def numbered(paid):
    """Each line with an id of its own."""
    for number, line in enumerate(paid, start=1):
        yield Line(f"p{number}", line.period, line.amount, line.payer, line.paid_on, line.state, line.credited_on)
