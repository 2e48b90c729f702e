"""The mistakes that a statement shows by itself: for each code a table, near misses among it."""

import pytest

from payments.rules.assess import assess
from payments.rules.findings import FindingCode
from tests.rules.people import day, facts, law, line, months, paid, state_paid

PERIOD = "2026-09"
YEAR = months("2026-12…2027-11")
EMPLOYER = {"payer": "employer", "amount": 1}
TRADER = {"payer": "sole_trader", "amount": 5950}


def found(*lines, code=None, **more):
    """The findings, of one code where it is given: code, months, lines and what to do."""
    return [
        (one.code, " ".join(map(str, one.periods)), " ".join(one.payments), one.todo)
        for one in assess(facts(*lines, **more), law()).findings
        if code in (None, one.code)
    ]


def of_one_month(lines, **more):
    """The findings about the lines of one month, which are called 1, 2 and so on: code, lines and what to do."""
    named = [line(**{"period": PERIOD, **one}, name=f"{number}") for number, one in enumerate(lines, start=1)]
    return [(code, payments, todo) for code, _, payments, todo in found(*named, **more)]


@pytest.mark.parametrize(
    ("lines", "findings"),
    [
        ([{}], []),
        ([TRADER], []),
        ([EMPLOYER], []),
        ([EMPLOYER, EMPLOYER], []),
        ([{"payer": "employer", "amount": 51000}], []),
        # lump_sum: twice the rate or more in one line, counted once
        ([{"amount": 8500}], [("lump_sum", "1", "refund")]),
        ([{"amount": 51000}], [("lump_sum", "1", "refund")]),
        ([{"period": "2026-12", "amount": 51000}], [("lump_sum", "1", "refund")]),
        ([{"period": "2023-05", "amount": 7000}], [("lump_sum", "1", "refund")]),
        ([{"period": "2023-05", "amount": 6999}], [("overpaid", "1", "refund")]),
        ([{**TRADER, "amount": 11900}], [("lump_sum", "1", "refund")]),
        ([{**TRADER, "amount": 8500}], [("overpaid", "1", "refund")]),
        ([{"amount": 51000, "state": "returned"}], [("returned", "1", "pay_again")]),
        ([{"amount": 51000, "state": "refunded"}], []),
        # overpaid: above the rate, below twice, or in parts none of which is enough
        ([{"amount": 4251}], [("overpaid", "1", "refund")]),
        ([{"amount": 8499}], [("overpaid", "1", "refund")]),
        ([{"amount": 4000}, {"amount": 250}], []),
        ([{"amount": 4000}, {"amount": 251}], [("overpaid", "2 1", "refund")]),
        ([{"amount": 4250}, {"amount": 4249}], [("overpaid", "2 1", "refund")]),
        ([{"amount": 4000}, {"amount": 4000}, {"amount": 4000}], [("overpaid", "1 2 3", "refund")]),
        # partly_paid: short, and what to do depends on who else paid
        ([{"amount": 4249}], [("partly_paid", "1", "pay_the_rest")]),
        ([{"amount": 1}, {"amount": 2}], [("partly_paid", "1 2", "pay_the_rest")]),
        ([{**TRADER, "amount": 5949}], [("partly_paid", "1", "pay_the_rest")]),
        (
            [{"amount": 4000}, {"amount": 250, "state": "sent"}],
            [("partly_paid", "1", "nothing"), ("late", "2", "ask_the_bank")],
        ),
        ([{"period": "2019-12", "amount": 1}], []),  # no rate to be short of
        ([{**TRADER, "amount": 4250}, EMPLOYER], [("partly_paid", "1", "nothing")]),
        # paid_twice: two lines, each of them enough
        ([{}, {}], [("paid_twice", "1 2", "refund")]),
        ([{}, {}, {}], [("paid_twice", "1 2 3", "refund")]),
        ([{}, TRADER], [("paid_twice", "1 2", "refund")]),
        ([{}, {"paid_on": "2026-11-02"}], [("paid_twice", "1 2", "refund")]),
        ([{}, {"state": "returned"}], [("returned", "2", "nothing")]),
        ([{}, {"state": "refunded"}], []),
        ([{"amount": 8500}, {}], [("lump_sum", "1", "refund"), ("paid_twice", "2 1", "refund")]),
        # employer_also_paid: never for a sole trader, who owes both
        ([{}, EMPLOYER], [("employer_also_paid", "1", "refund")]),
        ([{}, {"payer": "platform", "amount": 1}], [("employer_also_paid", "1", "refund")]),
        ([{"amount": 1}, EMPLOYER], [("partly_paid", "1", "nothing"), ("employer_also_paid", "1", "refund")]),
        ([{}, {**EMPLOYER, "state": "sent"}], []),
        ([{}, {**EMPLOYER, "state": "returned"}], []),
        ([TRADER, EMPLOYER], []),
    ],
)
def test_what_the_lines_of_a_month_show(lines, findings):
    assert of_one_month(lines) == findings


@pytest.mark.parametrize(
    ("lines", "findings"),
    [
        ([], []),
        ([{}], [("state_also_paid", "1", "refund")]),
        ([{"amount": 1}], [("partly_paid", "1", "nothing"), ("state_also_paid", "1", "refund")]),
        ([{}, EMPLOYER], [("employer_also_paid", "1", "refund"), ("state_also_paid", "1", "refund")]),
        ([EMPLOYER], []),
        ([TRADER], []),
        ([{"period": "2026-08"}], []),
        ([{"period": "2026-10"}], []),
    ],
)
def test_state_also_paid(lines, findings):
    assert of_one_month(lines, state_paid=(state_paid(PERIOD, PERIOD),)) == findings


def test_a_needless_top_up_of_a_month_paid_at_the_old_rate():
    early, late = line("2024-01", 3500, paid_on="2023-12-31"), line("2024-01", 750, paid_on="2024-01-05", name="top-up")
    assert found(early, late, today="2024-01-15") == [("overpaid", "2024-01", "2024-01 top-up", "refund")]


@pytest.mark.parametrize("missing", YEAR, ids=str)
def test_one_short_names_the_month(missing):
    lines = tuple(line(m) for m in YEAR if m != missing)
    assert found(lines) == [("one_short", str(missing), "", "pay_one_more")]


@pytest.mark.parametrize(
    ("lines", "more", "todo"),
    [
        ((paid("2026-12…2027-11"),), {}, None),
        ((paid("2026-12…2027-09"),), {}, None),
        ((paid("2026-12…2027-10"),), {}, "pay_one_more"),
        ((paid("2025-12…2026-11"), paid("2026-12…2027-10")), {}, "pay_one_more"),
        ((paid("2026-12…2027-05", **EMPLOYER),), {"state_paid": (state_paid("2027-06", "2027-10"),)}, "pay_one_more"),
        ((paid("2026-12…2027-10"), line("2027-11", amount=4249)), {}, "pay_one_more"),
        ((paid("2026-12…2027-10"), line("2027-11", state="sent")), {}, "nothing"),
        ((paid("2026-12…2027-09"), paid("2027-10…2027-11", state="sent")), {}, None),
        # In the first month of a year paid ahead the next year is one short, and nothing is lost.
        ((paid("2026-11…2027-10", paid_on="2026-10-05"),), {}, "nothing"),
    ],
)
def test_one_short(lines, more, todo):
    assert [one[3] for one in found(*lines, code="one_short", **more)] == [todo] * (todo is not None)


@pytest.mark.parametrize(
    ("as_line", "findings"),
    [
        ({"period": "2027-11"}, []),
        ({"period": "2027-12"}, [("too_far", "1", "refund")]),
        ({"period": "2035-01"}, [("too_far", "1", "refund")]),
        ({"period": "2027-12", **TRADER}, [("too_far", "1", "refund")]),
        ({"period": "2027-12", "amount": 1}, [("partly_paid", "1", "pay_the_rest"), ("too_far", "1", "refund")]),
        ({"period": "2027-12", "amount": 51000}, [("lump_sum", "1", "refund"), ("too_far", "1", "refund")]),
        ({"period": "2027-12", **EMPLOYER}, []),
        ({"period": "2027-12", "state": "sent"}, []),
        ({"period": "2027-12", "state": "refunded"}, []),
    ],
)
def test_too_far(as_line, findings):
    assert of_one_month([as_line]) == findings


@pytest.mark.parametrize(
    ("as_line", "beside", "todo"),
    [
        ({}, [], ["pay_again"]),
        ({}, [{"state": "sent", "paid_on": "2026-11-20"}], ["nothing"]),
        ({}, [{}], ["nothing"]),
        ({}, [EMPLOYER], ["nothing"]),
        ({}, [{"amount": 1}], ["pay_again"]),
        ({"period": "2027-03"}, [], ["pay_again"]),
        (TRADER, [], ["pay_again"]),
        (EMPLOYER, [], []),
        ({"state": "refunded"}, [], []),
    ],
)
def test_returned(as_line, beside, todo):
    lines = [line(**{"period": PERIOD, "state": "returned", **as_line}), *(line(PERIOD, **one) for one in beside)]
    assert [one[3] for one in found(*lines, code="returned")] == todo


@pytest.mark.parametrize(
    ("today", "known_until", "late"),
    [
        # Made on Tuesday 17 November, due on Friday 20.
        ("2026-11-22", "2026-11-19", False),
        ("2026-11-22", "2026-11-20", True),
        ("2026-11-22", None, False),  # no registry says up to when it was loaded
        ("2026-11-19", "2026-11-30", False),  # nothing is known of days to come
        ("2026-11-30", "2026-11-19", False),  # not known yet
    ],
)
def test_late(today, known_until, late):
    sent = line(PERIOD, paid_on="2026-11-17", state="sent")
    findings = found(sent, today=today, known_until=known_until and day(known_until))
    assert findings == [("late", PERIOD, PERIOD, "ask_the_bank")] * late


@pytest.mark.parametrize(
    ("as_line", "late"),
    [
        ({"state": "sent"}, True),
        ({"state": "sent", **TRADER}, True),
        ({"credited_on": "2026-11-23"}, True),
        ({"credited_on": "2026-11-22"}, False),
        ({"state": "returned"}, False),
        ({"state": "refunded"}, False),
        ({"state": "sent", **EMPLOYER}, False),
    ],
)
def test_only_own_lines_that_have_not_arrived_are_late(as_line, late):
    assert bool(found(line(PERIOD, paid_on="2026-11-17", **as_line), code="late")) is late


def test_the_order_is_that_of_the_table_then_of_the_months():
    lines = [
        line("2026-10", state="returned"),
        line("2027-12"),
        line("2026-09", 51000),
        line("2026-08", 1),
        line("2026-07", 8500),
        line("2026-06", state="sent"),
    ]
    ordered = "lump_sum 2026-07|lump_sum 2026-09|partly_paid 2026-08|too_far 2027-12|returned 2026-10|late 2026-06"
    assert "|".join(f"{code} {period}" for code, period, *_ in found(*lines)) == ordered


def test_every_code_has_its_place_in_the_table():
    assert " ".join(FindingCode) == (
        "lump_sum overpaid partly_paid paid_twice employer_also_paid state_also_paid"
        " one_short too_far wrong_year returned late"
    )


def test_a_blameless_history_shows_nothing():
    assert found(paid("2025-01…2026-11"), paid("2026-12…2027-11", paid_on="2026-11-22")) == []
