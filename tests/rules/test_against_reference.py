"""The law as it is computed, against the law read a second time, month by month and day by day."""

import pytest
from hypothesis import given, settings

from payments.rules.assess import assess
from tests.rules.random_facts import laws, people
from tests.rules.reference import Reference


def compare(facts, law):
    """Everything that says whether, why and until when; every month; every plan; the advice."""
    answer, reference = assess(facts, law), Reference(facts, law)
    dates = (answer.paid_until, answer.insured_until, answer.open_ended)
    assert (answer.insured, answer.basis) == (reference.basis is not None, reference.basis)
    assert dates == (reference.paid_until, reference.insured_until, reference.open_ended)
    assert [(m.period, m.state, m.paid, m.required) for m in answer.months] == reference.months()
    assert [flat(plan) for plan in answer.plans] == reference.plans()
    assert answer.advice == reference.advice()


def flat(plan):
    """A plan as the reference writes it."""
    sums = tuple((price.period, price.amount) for price in plan.months)
    effect = (plan.insured_from, plan.paid_until, plan.insured_until, plan.open_ended)
    return (plan.plan, sums, plan.payments, plan.total, *effect, plan.year_total)


@given(people(), laws)
@settings(max_examples=250)
def test_agrees(facts, law):
    compare(facts, law)


@pytest.mark.slow
@given(people(), laws)
@settings(max_examples=8_000)
def test_agrees_with_very_many(facts, law):
    compare(facts, law)
