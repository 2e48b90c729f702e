"""Everyone at once stands as each does alone: the short way through the rules against `assess`."""

from datetime import date
from itertools import count, product

import pytest

from payments.rules import figures
from payments.rules.assess import assess
from payments.rules.facts import ArrearsRate, Facts, GraceCountsFrom, Line, LineState, Payer, Settings, Window
from payments.rules.law import Law
from payments.rules.months import Month
from payments.rules.standing import Paid, judge
from payments.rules.status import Basis
from tests.rules.crowd import Somebody, crowd
from tests.rules.people import CALENDAR

DAYS = (date(2026, 11, 22), date(2026, 1, 1), date(2024, 2, 29), date(2027, 1, 15))
READINGS = [Settings(*one) for one in product(Window, ArrearsRate, (True, False), GraceCountsFrom)]


def facts_of(somebody: Somebody, today: date) -> Facts:
    """What `assess` is told."""
    names = map(str, count(1))
    lines = tuple(
        Line(
            next(names), one.period, one.amount - one.gone or one.amount, one.payer, one.paid_on,
            LineState.CREDITED if one.gone < one.amount else LineState.REFUNDED, one.credited_on,
        )
        for one in somebody.sums
        if one.paid_on <= today
    )  # fmt: skip
    return Facts(today, Payer.SELF, lines, somebody.state_paid)


def arrived(facts: Facts) -> list[Paid]:
    """What the short way is told: the money that had arrived by the day."""
    credited = (line for line in facts.lines if line.is_credited(facts.today))
    return [Paid(line.period, line.payer, line.amount, line.paid_on) for line in credited]


def compare(today: date, reading: Settings, people: int, seed: int) -> set[Basis | None]:
    """One judge for all of them, as it is used: nothing of one may stick to another."""
    law = Law(figures.rates(), CALENDAR, reading)
    standing, seen = judge(law, Month.containing(today)), set()
    for somebody in crowd(people, today, seed):
        facts = facts_of(somebody, today)
        answer = assess(facts, law)
        insured, basis, run = standing(arrived(facts), facts.state_paid)
        assert (insured, basis) == (answer.insured, answer.basis)
        until = (answer.paid_until, answer.insured_until, answer.open_ended)
        assert (run.paid_until, run.insured_until, run.open_ended) == until
        seen.add(basis)
    return seen


@pytest.mark.parametrize("today", DAYS)
def test_everyone_at_once_as_each_alone(today: date) -> None:
    seen = {basis for seed, reading in enumerate(READINGS) for basis in compare(today, reading, 20, seed)}
    assert seen == {None, *Basis}


@pytest.mark.slow
@pytest.mark.parametrize("today", DAYS)
def test_very_many(today: date) -> None:
    for seed, reading in enumerate(READINGS, start=100):
        compare(today, reading, 1_600, seed)


def test_a_judge_goes_by_the_law_it_was_given() -> None:
    law, month = Law(figures.rates(), CALENDAR), Month.containing(DAYS[0])
    before = Law(figures.rates(), CALENDAR, Settings(window=Window.BEFORE_CURRENT))
    year = [Paid(month - number, Payer.SELF, 4250, (month - number).first_day) for number in range(12)]
    assert [judge(each, month)(year, ()).basis for each in (law, before)] == [Basis.WINDOW, None]


def test_of_a_month_paid_twice_the_first_time_counts() -> None:
    """In whatever order the two come: what was ahead of its month stays so."""
    month, year_ahead = Month.of(2025, 12), [Month.of(2025, 12) + number for number in range(12)]
    early = [Paid(one, Payer.SELF, 4250, date(2025, 11, 20)) for one in year_ahead]
    late = [Paid(one, Payer.SELF, 4250, date(2025, 12, 10)) for one in year_ahead]
    for paid in (early + late, late + early):
        assert judge(Law(figures.rates(), CALENDAR), month)(paid, ()).basis is Basis.AHEAD
