"""The state of one month, what was paid for it, and what it requires."""

import pytest

from payments.rules.assess import assess
from tests.rules.people import facts, law, line, month, state_paid

PAST, NOW, NEXT = "2026-10", "2026-11", "2026-12"


def answered(person, period, **answers):
    """State and sum of one month."""
    found = next(one for one in assess(person, law(**answers)).months if one.period == month(period))
    return found.state, found.paid


@pytest.mark.parametrize(
    ("period", "lines", "state", "paid"),
    [
        (PAST, [], "gap", 0),
        (NOW, [], "current", 0),
        (NEXT, [], "future", 0),
        (PAST, [{}], "paid", 4250),
        (NOW, [{}], "paid", 4250),
        (NEXT, [{}], "ahead", 4250),
        (PAST, [{"amount": 4249}], "partly_paid", 4249),
        (NOW, [{"amount": 4249}], "partly_paid", 4249),
        (NEXT, [{"amount": 4249}], "partly_paid", 4249),
        (PAST, [{"amount": 51000}], "paid", 51000),
        # A sole trader's line has to reach a sole trader's rate, whoever pays from now on.
        (PAST, [{"payer": "sole_trader", "amount": 5949}], "partly_paid", 5949),
        (PAST, [{"payer": "sole_trader", "amount": 5950}], "paid", 5950),
        (PAST, [{"payer": "sole_trader", "amount": 1700}, {"amount": 2550}], "paid", 4250),
        # Employers and platforms cover a month with any sum.
        (PAST, [{"payer": "employer", "amount": 1}], "covered_by_employer", 1),
        (NEXT, [{"payer": "platform", "amount": 1}], "covered_by_employer", 1),
        (PAST, [{}, {"payer": "employer", "amount": 900}], "covered_by_employer", 5150),
        # Parts add up.
        (PAST, [{"amount": 4000}, {"amount": 250}], "paid", 4250),
        (PAST, [{"amount": 4000, "paid_on": "2026-10-01"}, {"amount": 250, "paid_on": "2026-11-20"}], "paid", 4250),
        (PAST, [{"amount": 4000}, {"amount": 249}], "partly_paid", 4249),
        # Money that has not arrived covers nothing.
        (PAST, [{"state": "sent"}], "on_its_way", 0),
        (NOW, [{"state": "sent"}], "on_its_way", 0),
        (NEXT, [{"state": "sent"}], "on_its_way", 0),
        (PAST, [{"state": "sent", "amount": 4249}], "gap", 0),
        (NOW, [{"state": "sent", "amount": 4249}], "current", 0),
        (PAST, [{"amount": 4000}, {"amount": 250, "state": "sent"}], "on_its_way", 4000),
        (PAST, [{"amount": 4000}, {"amount": 249, "state": "sent"}], "partly_paid", 4000),
        (PAST, [{}, {"state": "sent"}], "paid", 4250),
        (PAST, [{"state": "sent", "payer": "employer"}], "gap", 0),
        (PAST, [{"paid_on": "2026-11-20", "credited_on": "2026-11-22"}], "paid", 4250),
        (PAST, [{"paid_on": "2026-11-20", "credited_on": "2026-11-23"}], "on_its_way", 0),
        (PAST, [{"payer": "employer", "credited_on": "2026-11-23"}], "gap", 0),
        # Money that went back reopens its month.
        (PAST, [{"state": "returned"}], "gap", 0),
        (NOW, [{"state": "refunded"}], "current", 0),
        (NEXT, [{"state": "returned"}], "future", 0),
        (PAST, [{"state": "returned"}, {}], "paid", 4250),
        (PAST, [{"state": "returned"}, {"amount": 250}], "partly_paid", 250),
        (PAST, [{"state": "returned", "payer": "employer"}], "gap", 0),
    ],
)
def test_state(period, lines, state, paid):
    assert answered(facts(*(line(period, **one) for one in lines)), period) == (state, paid)


@pytest.mark.parametrize("period", [PAST, NOW, NEXT])
@pytest.mark.parametrize("lines", [[], [{}], [{"payer": "employer"}], [{"state": "sent"}], [{"amount": 1}]])
def test_the_state_goes_first(period, lines):
    person = facts(*(line(period, **one) for one in lines), state_paid=(state_paid("2026-10", "2026-12"),))
    assert answered(person, period)[0] == "covered_by_state"


@pytest.mark.parametrize(
    ("span", "period", "state"),
    [
        (("2026-10", "2026-10"), "2026-09", "gap"),
        (("2026-10", "2026-10"), "2026-10", "covered_by_state"),
        (("2026-10", "2026-10"), "2026-11", "current"),
        (("2026-10",), "2026-09", "gap"),
        (("2026-10",), "2027-11", "covered_by_state"),
    ],
)
def test_a_state_paid_span_holds_from_its_first_to_its_last_month(span, period, state):
    assert answered(facts(state_paid=(state_paid(*span),)), period)[0] == state


@pytest.mark.parametrize(
    ("period", "amount", "paid_on", "today", "arrears_rate", "state"),
    [
        # Ahead: the rate of the day of payment, and no top-up later.
        ("2024-01", 3500, "2023-12-31", "2024-01-15", "own_year", "paid"),
        ("2024-01", 3499, "2023-12-31", "2024-01-15", "own_year", "partly_paid"),
        ("2024-01", 3500, "2023-12-31", "2024-01-15", "payment_date", "paid"),
        ("2024-01", 3500, "2024-01-01", "2024-01-15", "own_year", "partly_paid"),
        ("2024-01", 4250, "2024-01-01", "2024-01-15", "own_year", "paid"),
        # Arrears: the rate of the month's own year, unless the setting says otherwise.
        ("2023-12", 3500, "2024-01-01", "2024-01-15", "own_year", "paid"),
        ("2023-12", 3500, "2024-01-01", "2024-01-15", "payment_date", "partly_paid"),
        ("2023-12", 4250, "2024-01-01", "2024-01-15", "payment_date", "paid"),
    ],
)
def test_a_line_is_judged_by_its_own_day(period, amount, paid_on, today, arrears_rate, state):
    person = facts(line(period, amount=amount, paid_on=paid_on), today=today)
    assert answered(person, period, arrears_rate=arrears_rate)[0] == state


@pytest.mark.parametrize(
    ("first", "second", "state"),
    [
        (3500, 1, "paid"),  # enough on its day stays enough
        (3499, 1, "partly_paid"),  # what completes a month has to reach the rate of its own day
        (3499, 750, "partly_paid"),
        (3499, 751, "paid"),
    ],
)
def test_a_month_paid_in_parts_while_the_rate_rises(first, second, state):
    early, late = line("2024-01", first, paid_on="2023-12-31"), line("2024-01", second, paid_on="2024-01-05")
    assert answered(facts(early, late, today="2024-01-15"), "2024-01") == (state, first + second)


@pytest.mark.parametrize(("payer", "required"), [("self", 4250), ("sole_trader", 5950)])
def test_a_month_requires_what_a_new_payment_would_have_to_reach(payer, required):
    person = facts(line(PAST, payer="sole_trader", amount=5950), line(NOW, payer="employer"), payer=payer)
    assert {one.required for one in assess(person, law()).months} == {required}


def test_a_year_back_costs_what_it_cost_then():
    required = [one.required for one in assess(facts(today="2024-02-10"), law()).months]
    assert required == [3500] * 10 + [4250] * 14
