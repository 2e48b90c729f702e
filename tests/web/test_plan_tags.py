"""What a plan says for itself against the others is true of it, on every day and for everybody of the demo."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import translation

from payments.rules.assess import answer
from payments.rules.facts import Goal
from payments.rules.situation import Situation, situation
from portal.demo.situation import LAW
from portal.demo.situations import SITUATIONS
from portal.statement import comparison
from portal.words import goals
from tests.people import facts_of

FIRST, DAYS = date(2026, 6, 1), range(0, 213, 19)
CASES = [(one, FIRST + timedelta(days=day)) for one in SITUATIONS for day in DAYS]


@pytest.fixture(autouse=True)
def _in_english():
    """The sentences below are the source."""
    with translation.override("en"):
        yield


def now_of(one, today: date, goal: Goal = Goal.LEAST_TODAY) -> Situation:
    """Where somebody of the demo stands on a day, with a goal."""
    return situation(replace(facts_of(one, today), goal=goal), LAW)


def true_of(plan, others, today: date) -> dict[str, bool]:
    """Each thing that a plan may say, and whether it is so."""
    totals = [other.year_total or 0 for other in others]
    return {
        goals.least_today(): all(plan.total < other.total for other in others),
        goals.least_year(max(totals) - (plan.year_total or 0)): plan.year_total < max(totals)
        and plan.year_total <= min(totals),
        goals.this_month(): today < plan.insured_from <= date(today.year, today.month, 28) + timedelta(days=3)
        and plan.insured_from.month == today.month,
        goals.sooner(): any(plan.insured_from < other.insured_from for other in others),
        goals.longer(): any(plan.lasts_until > other.lasts_until for other in others),
        goals.outdone(): any(
            (other.total, other.lasts_until > plan.lasts_until) == (plan.total, True) for other in others
        ),
        goals.no_more(): any(is_as_good_for_less(other, plan) for other in others),
    }


def is_as_good_for_less(plan, other) -> bool:
    """Does it cost less today and no more over a year, begin as soon and last as long?"""
    return (
        plan.total < other.total
        and plan.year_total <= other.year_total
        and plan.insured_from <= other.insured_from
        and plan.lasts_until >= other.lasts_until
    )


def test_every_tag_is_true():
    seen = set()
    for one, today in CASES:
        plans = answer(now_of(one, today)).plans
        for plan in plans:
            others = [other for other in plans if other is not plan]
            tag = comparison.tag(plan, plans, today)
            assert bool(tag) == bool(others), (one.name, today, plan)
            assert not tag or true_of(plan, others, today)[tag], (one.name, today, tag)
            seen.add(tag)
    assert {goals.least_today(), goals.this_month(), goals.no_more()} <= seen
    assert goals.least_year(12750) in seen


@pytest.mark.parametrize("goal", Goal)
def test_every_reason_is_true(goal):
    seen = set()
    for one, today in CASES:
        found = answer(now_of(one, today, goal))
        for plan in found.plans:
            if plan.plan == found.advice:
                others = [other for other in found.plans if other is not plan]
                reason = goals.reason(goal, plan, others)
                assert holds(reason, plan, others), (one.name, today, reason)
                seen.add(reason)
    assert seen


def holds(reason: str, plan, others) -> bool:
    """Is the sentence so?"""
    totals, years = [other.total for other in others], [other.year_total for other in others]
    ties = [other for other in others if other.total == plan.total]
    sooner = [other for other in others if other.insured_from < plan.insured_from]
    as_soon = [other for other in others if other.insured_from == plan.insured_from]
    return {
        "It is the only way that is open to you now.": not others,
        "It costs least today.": plan.total < min(totals, default=0),
        "No other way costs less today.": plan.total <= min(totals, default=0),
        "No other way costs less today, and with this one the status lasts longest.": plan.total
        <= min(totals, default=0)
        and all(other.lasts_until < plan.lasts_until for other in ties),
        "It costs least over a year.": plan.year_total < min(years, default=0),
        "No other way costs less over a year.": plan.year_total <= min(years, default=0),
        "No other way gives the status sooner for less.": not sooner
        and all(other.total >= plan.total for other in as_soon),
    }[reason]


def test_a_reason_claims_no_more_than_is_so_where_two_ways_are_equal():
    plan = answer(now_of(SITUATIONS[0], FIRST)).plans[0]
    twin = replace(plan, plan="year_ahead")
    assert goals.reason(Goal.LEAST_TODAY, plan, [twin]) == "No other way costs less today."
    assert goals.reason(Goal.LEAST_YEAR, plan, [twin]) == "No other way costs less over a year."
