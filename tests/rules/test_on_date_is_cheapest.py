"""On a date: of all sets of months that a person could pay today, is it the cheapest that is named?"""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payments.rules.assess import assess
from payments.rules.facts import Facts, Line, LineState, Payer, Settings, StatePaid, Window
from payments.rules.months import Month, span
from tests.rules.people import law
from tests.rules.random_facts import TODAYS, lines, numbered
from tests.rules.reference import Reference, as_known

# Every subset is tried while the months to choose from are few; of many, the subsets of up to three.
FEW, SMALL = 7, 3
LAW = law()


@st.composite
def nearly_covered(draw):
    """A person with few uncovered months, partly paid or on their way some of them, who asks about a day."""
    today = draw(st.sampled_from(TODAYS))
    now = Month.containing(today)
    near = span(now - 11, now + 12)
    open_months = draw(st.sets(st.sampled_from(near), max_size=FEW - 3))
    first = now - draw(st.sampled_from((11, 20, 58, 64, 75)))
    last = now + draw(st.sampled_from((-4, -1, 0, 2, 11, 12)))
    by_employer = [month for month in span(first, last) if month not in open_months]
    paid = [Line("", m, 900, Payer.EMPLOYER, today, LineState.CREDITED, today) for m in by_employer]
    paid += draw(st.lists(lines(today, first=-11, last=12), max_size=4))
    state_from = now + draw(st.integers(-66, 16))
    spans = (StatePaid(state_from, state_from + draw(st.integers(0, 3))),)
    return Facts(
        today=today,
        payer=draw(st.sampled_from((Payer.SELF, Payer.SOLE_TRADER))),
        lines=tuple(numbered(paid)),
        state_paid=draw(st.sampled_from(((), (), spans))),
        on_date=today + timedelta(days=draw(st.sampled_from((*range(-60, 200, 7), *range(2, 6), 380, 470)))),
    )


def compare(facts, law):
    """Insured, the cheapest total, that the set named does it, and the first day where none does."""
    answer, reference, day = assess(facts, law).on_date, Reference(facts, law), facts.on_date
    known = as_known(facts, law, min(day, facts.today))
    assert answer.insured == (known.basis(Month.containing(day)) is not None)
    if answer.insured:
        assert (answer.months, answer.total, answer.possible_from) == ((), 0, None)
        return
    if not can_be(reference, day):
        assert (answer.months, answer.possible_from) == ((), first_possible(reference, day))
        return
    cheapest = cheapest_total(reference, day)
    assert cheapest is None or answer.total <= cheapest
    chosen = [price.period for price in answer.months]
    assert [price.amount for price in answer.months] == [reference.price(month) for month in chosen]
    assert reference.with_paid(chosen).basis(Month.containing(day))


def cheapest_total(reference, day):
    """Over the subsets of the months that are neither covered nor on their way."""
    months = reference.to_pay(reference.past + reference.year)
    return reference.cheapest_for(day, months, largest=len(months) if len(months) <= FEW else SMALL)


def can_be(reference, day):
    """Does paying all that can be paid make the day insured, or, where only part of it is right, some of it?"""
    months = [m for m in reference.to_pay(reference.past + reference.year) if reference.price(m) is not None]
    everything = reference.with_paid(months).basis(Month.containing(day)) is not None
    return day >= reference.crediting_day and (everything or cheapest_total(reference, day) is not None)


def first_possible(reference, day):
    """Day after day until one is insured, or can be."""
    day, can = max(day, reference.facts.today), {}
    for _ in range(600):
        month = Month.containing(day)
        if month not in can:
            can[month] = can_be(reference, month.last_day)
        if reference.now.basis(month) or (day >= reference.crediting_day and can[month]):
            return day
        day += timedelta(days=1)
    return None


laws = st.builds(Settings, window=st.sampled_from((Window.ENDING_CURRENT, *Window)), state_breaks_sixty=st.booleans())


@given(nearly_covered(), laws)
@settings(max_examples=60)
def test_no_set_is_cheaper(facts, answers):
    compare(facts, replace(LAW, settings=answers))


@pytest.mark.slow
@given(nearly_covered(), laws)
@settings(max_examples=2_000)
def test_no_set_is_cheaper_for_very_many(facts, answers):
    compare(facts, replace(LAW, settings=answers))
