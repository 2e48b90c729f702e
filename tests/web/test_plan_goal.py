"""Another goal: the page marks the plan for it and says in one sentence what that changes in the advice."""

import re

import pytest

from payments.rules.months import Month, span
from portal.demo.situations import NEVER_INSURED, THREE_GAPS
from tests.web.citizens import TODAY
from tests.web.planning import COMING, of_demo, say, ticked

ADVISED = re.compile(r'class="option is-advised" aria-labelledby="(\w+)"')
YEAR = "least_year"
PAID_TO_AUGUST = span(Month.of(2025, 12), Month.of(2026, 8))


@pytest.mark.parametrize(
    ("paid", "goal", "advised", "sentence"),
    [
        (PAID_TO_AUGUST, "least_today", "close_gaps", "The Fund itself advises to pay as little as possible today."),
        (PAID_TO_AUGUST, YEAR, "year_ahead", "today it costs 38,250 ₸ more, over a year 12,750 ₸ less."),
        (PAID_TO_AUGUST, "soonest", "close_gaps", "With this goal the advice stays the same."),
        ([], YEAR, "year_ahead", "With this goal the advice stays the same."),
        (
            [],
            "soonest",
            "close_gaps",
            "With this goal another way is advised: the status begins on 25 November 2026 instead of 1 December 2026, "
            "and today it costs the same.",
        ),
        (
            [*span(Month.of(2026, 1), Month.of(2026, 8)), *COMING[:10]],
            "soonest",
            "now_and_year_ahead",
            "the status begins on 25 November 2026 instead of 1 December 2026, and today it costs 4,250 ₸ more.",
        ),
        (
            COMING,
            "soonest",
            "now_and_year_ahead",
            "With this goal a payment is advised: the status begins on 25 November 2026.",
        ),
    ],
)
def test_what_it_changes(anybody, paid, goal, advised, sentence):
    page = anybody.post("/plan/", ticked(paid) | {"goal": goal})
    say(page, sentence)
    assert ADVISED.findall(page.text) == [advised]


@pytest.mark.parametrize("situation", [THREE_GAPS, NEVER_INSURED], ids=lambda one: one.name)
def test_one_s_own_record_under_another_goal(client, db, settings, situation):
    reader = of_demo(client, settings, situation, TODAY)
    form = reader.get("/plan/").context["form"]
    filled = {name: form[name].value() for name in form.fields if form[name].value()}
    page = reader.post("/plan/", filled | {"goal": "least_year", "show": "goal"}, headers={"HX-Request": "true"})
    assert ADVISED.findall(page.text) == ["year_ahead"]
    assert '<p class="goal-change" tabindex="-1" data-focus>' in page.text
    assert page.text.count(" data-focus") == 1
