"""What holds for everyone, whatever was paid: tried on people drawn at random."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from payments.rules.assess import assess
from payments.rules.facts import Line, LineState
from payments.rules.masks import below
from payments.rules.months import Month, span
from payments.rules.situation import situation
from tests.rules.random_facts import laws, lines, people

OFTEN = settings(max_examples=200)


@st.composite
def people_and_one_more_line(draw):
    """A person, and a line credited besides; often for a month that is paid already."""
    facts = draw(people())
    line = draw(lines(facts.today, state=LineState.CREDITED))
    known = [one.period for one in facts.lines] or [line.period]
    period = draw(st.sampled_from([line.period, *known]))
    return facts, replace(line, id="more", period=period, credited_on=line.paid_on)


@given(people_and_one_more_line(), laws)
@OFTEN
def test_one_more_payment_never_makes_anyone_less_insured(both, law):
    facts, line = both
    before = situation(facts, law).status
    after = situation(replace(facts, lines=(*facts.lines, line)), law).status
    lost = before.insured & ~after.insured & ~below(facts.month, before.origin)
    assert [before.origin + bit for bit in range(lost.bit_length()) if lost >> bit & 1] == []


@given(people(), laws, st.randoms(use_true_random=False))
@OFTEN
def test_the_order_of_the_lines_does_not_matter(facts, law, random):
    shuffled = random.sample(facts.lines, len(facts.lines))
    assert assess(replace(facts, lines=tuple(shuffled), on_date=facts.today), law) == assess(
        replace(facts, on_date=facts.today), law
    )


@given(people(), laws)
@OFTEN
def test_a_plan_once_credited_does_what_it_said(facts, law):
    now = situation(facts, law)
    for plan in assess(facts, law).plans:
        day = max(now.crediting_day, plan.insured_from or now.crediting_day)
        then = assess(credited(now, plan, day), law)
        assert plan.insured_from in (None, facts.today) or plan.insured_from >= now.crediting_day
        assert then.insured is (plan.insured_from is not None)
        assert (then.insured_until, then.open_ended) == (plan.insured_until, plan.open_ended)
        # Where the run began in a month that is over by now, its paid part may be over as well.
        still_paid = plan.paid_until and plan.paid_until >= day
        assert then.paid_until == (plan.paid_until if still_paid else None)


def credited(now, plan, day):
    """The facts of that day: the plan was paid today, and it and the months on their way have arrived."""
    arrived = [
        Line(
            f"new {price.period}", price.period, price.amount, now.facts.payer, now.facts.today, LineState.CREDITED, day
        )
        for price in plan.months
    ]
    return replace(now.facts, today=day, lines=(*(as_of(now, line, day) for line in now.facts.lines), *arrived))


def as_of(now, line, day):
    """A line on that day: arrived if its month is on its way, else as it was."""
    if not line.is_sent(now.facts.today):
        return line
    if line.payer.is_own and now.coverage.at(line.period).on_its_way:
        return replace(line, state=LineState.CREDITED, credited_on=day)
    return replace(line, state=LineState.SENT, credited_on=None)


@given(people(), laws)
@OFTEN
def test_the_shape_of_every_answer(facts, law):
    answer = assess(replace(facts, on_date=facts.today), law)
    now = Month.containing(facts.today)
    assert [month.period for month in answer.months] == list(span(now - 11, now + 12))
    assert answer.insured is (answer.basis is not None) is answer.on_date.insured
    assert {type(tenge) for tenge in sums(answer)} <= {int}
    assert all(tenge >= 0 for tenge in sums(answer))
    if not answer.insured or answer.open_ended:
        assert (answer.insured_until, answer.paid_until) == (None, None)
    else:
        assert (answer.paid_until or facts.today) <= answer.insured_until >= facts.today


def sums(answer):
    """All sums of tenge in an answer."""
    for month in answer.months:
        yield from (month.paid, 0 if month.required is None else month.required)
    for plan in answer.plans:
        yield from (plan.total, 0 if plan.year_total is None else plan.year_total)
        yield from (price.amount for price in plan.months)
    yield answer.on_date.total
