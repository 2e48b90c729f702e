"""Payments that wait and lines that arrive, for the tests of matching: in few words, or drawn at random."""

from datetime import date, timedelta

from hypothesis import strategies as st

from payments.rules.matching import PRIORITY, Arrived, Waiting
from payments.rules.months import Month
from payments.rules.payment_states import PaymentState
from tests.rules.people import day, month

AIGUL, BOLAT, DANA = 1, 2, 3
NOVEMBER = month("2026-11")


def payment(
    number: int = 1,
    *,
    person: int = AIGUL,
    period: Month = NOVEMBER,
    amount: int = 4250,
    first: str = "2026-11-10",
    last: str = "2026-11-13",
    state: str = "ordered",
) -> Waiting:
    """A payment of 4250 for Aigul and November, ordered on the 10th and valid for three days."""
    return Waiting(number, person, period, amount, day(first), day(last), PaymentState(state))


def line(
    id: int = 100,
    *,
    number: int | None = None,
    person: int = AIGUL,
    period: Month = NOVEMBER,
    amount: int = 4250,
    paid_on: str = "2026-11-11",
    credited_on: str = "2026-11-16",
    near: tuple[int, ...] = (),
) -> Arrived:
    """A line that is the money of such a payment, without a reference."""
    return Arrived(id, person, period, amount, day(paid_on), day(credited_on), number, near)


days = st.integers(0, 6).map(lambda after: date(2026, 11, 9) + timedelta(after))
people = st.sampled_from([AIGUL, BOLAT])
periods = st.sampled_from([NOVEMBER - 12, NOVEMBER - 1, NOVEMBER])
amounts = st.sampled_from([4000, 4250])


@st.composite
def payments_waiting(draw: st.DrawFn) -> list[Waiting]:
    """Payments so alike that they compete for lines."""
    firsts = draw(st.lists(days, max_size=6))
    return [
        Waiting(
            number=number,
            person=draw(people),
            period=draw(periods),
            amount=draw(amounts),
            first_day=first,
            last_day=first + timedelta(draw(st.integers(0, 3))),
            state=draw(st.sampled_from(list(PRIORITY))),
        )
        for number, first in enumerate(firsts, start=1)
    ]


@st.composite
def lines_arrived(draw: st.DrawFn) -> list[Arrived]:
    """Lines so alike that they compete for payments; some name one."""
    return [
        Arrived(
            id=id,
            person=person,
            period=draw(periods),
            amount=draw(amounts),
            paid_on=paid_on,
            credited_on=paid_on + timedelta(draw(st.integers(0, 2))),
            number=draw(st.none() | st.integers(1, 7)),
            near_people=draw(st.sampled_from([(), (DANA,), (DANA, BOLAT if person == AIGUL else AIGUL)])),
        )
        for id, (person, paid_on) in enumerate(draw(st.lists(st.tuples(people, days), max_size=8)), start=100)
    ]


def named(one: Arrived, other: Waiting) -> bool:
    """Does the line name the payment, and rightly?"""
    return agree(one, other) and one.amount == other.amount and one.number == other.number


def alike(one: Arrived, other: Waiting) -> bool:
    """Can the line, without a reference, be the payment's money?"""
    return (
        agree(one, other)
        and one.number is None
        and one.amount == other.amount
        and other.first_day <= one.paid_on <= other.last_day
    )


def agree(one: Arrived, other: Waiting) -> bool:
    """Are they of one person and one period?"""
    return (one.person, one.period) == (other.person, other.period)
