"""What the law leaves open: each question has one default, and either answer changes what it should."""

import pytest

from payments.rules.assess import assess
from payments.rules.contract_out import answer_as_json
from payments.rules.facts import Settings
from tests.rules.people import facts, law, line, paid, state_paid

SIXTY = paid("2021-01…2025-12")
ONE_STATE_MONTH = {"state_paid": (state_paid("2023-06", "2023-06"),)}
DEFAULTS = {
    "window": "ending_current",
    "arrears_rate": "own_year",
    "state_breaks_sixty": True,
    "grace_counts_from": "last_basis",
}

# setting, its answer, a person, and why they are insured: by the default and by this answer
QUESTIONS = [
    ("window", "before_current", facts(paid("2025-12…2026-11")), "window", None),
    ("window", "before_current", facts(paid("2025-11…2026-10")), "grace", "window"),
    (
        *("arrears_rate", "payment_date"),
        facts(paid("2023-03…2024-02", amount=3500, paid_on="2024-02-10"), today="2024-02-15"),
        *(None, None),
    ),
    (
        *("arrears_rate", "payment_date"),
        facts(
            line("2024-01"),
            line("2024-02"),
            paid("2023-03…2023-12", amount=3500, paid_on="2024-02-10"),
            today="2024-02-15",
        ),
        *("window", None),
    ),
    ("state_breaks_sixty", False, facts(SIXTY, today="2026-06-15", **ONE_STATE_MONTH), None, "grace"),
    ("state_breaks_sixty", False, facts(SIXTY, today="2026-03-15", **ONE_STATE_MONTH), "grace", "grace"),
    ("grace_counts_from", "last_covered", facts(paid("2025-07…2026-06 2026-08")), None, "grace"),
    ("grace_counts_from", "last_covered", facts(paid("2025-07…2026-06")), None, None),
]


def as_json(person, **answers):
    """The answer as a program reads it."""
    return answer_as_json(assess(person, law(**answers)))


def test_defaults():
    assert law().settings == Settings()
    assert as_json(facts())["trace"]["settings"] == DEFAULTS


@pytest.mark.parametrize(("name", "answer", "person", "by_default", "by_answer"), QUESTIONS)
def test_the_answer_changes_the_basis(name, answer, person, by_default, by_answer):
    assert as_json(person)["basis"] == by_default
    assert as_json(person, **{name: DEFAULTS[name]})["basis"] == by_default
    assert as_json(person, **{name: answer})["basis"] == by_answer


def test_every_setting_is_asked_about():
    assert {question[0] for question in QUESTIONS} == set(DEFAULTS)


@pytest.mark.parametrize(("name", "answer", "person"), [question[:3] for question in QUESTIONS])
def test_the_trace_says_which_answers_were_used(name, answer, person):
    assert as_json(person, **{name: answer})["trace"]["settings"] == {**DEFAULTS, name: answer}
