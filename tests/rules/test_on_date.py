"""On a date: is the person insured on that day, and if not, which months, paid today, change that at the least cost."""

import pytest

from payments.rules.assess import assess
from tests.rules.people import day, facts, law, line, months, paid, state_paid

# Sunday 22 November 2026: paid today, credited on Wednesday 25.
THREE_GAPS = paid("2025-12…2026-08")
GRACE = paid("2025-09…2026-08")
NEXT_YEAR = "2026-12…2027-11"
YEAR_SENT = paid(NEXT_YEAR, paid_on="2026-11-20", state="sent")


def on_date(*lines, on, **more):
    """Insured, the months to pay and the day from which it is possible."""
    answer = assess(facts(*lines, on_date=day(on), **more), law()).on_date
    assert answer.day == day(on)
    assert answer.total == sum(price.amount for price in answer.months)
    return answer.insured, [price.period for price in answer.months], answer.possible_from and str(answer.possible_from)


def test_nobody_asked():
    assert assess(facts(), law()).on_date is None


@pytest.mark.parametrize(
    ("on", "insured", "chosen", "possible_from"),
    [
        ("2026-08-15", False, "", "2026-11-25"),  # the past cannot be mended
        ("2026-11-22", False, "", "2026-11-25"),
        ("2026-11-24", False, "", "2026-11-25"),
        ("2026-11-25", False, "2026-09…2026-11", None),  # the crediting day itself
        ("2026-11-30", False, "2026-09…2026-11", None),
        # Grace after the window of November reaches February.
        ("2026-12-01", False, "2026-09…2026-11", None),
        ("2027-02-28", False, "2026-09…2026-11", None),
        ("2027-03-01", False, "2026-09…2026-12", None),
        ("2027-06-15", False, "2026-09…2027-03", None),
        ("2027-11-30", False, NEXT_YEAR, None),  # twelve months either way: the year ahead lasts longer
        ("2028-02-29", False, NEXT_YEAR, None),
        ("2028-03-01", False, "", None),
        ("2031-05-05", False, "", None),
    ],
)
def test_three_gaps(on, insured, chosen, possible_from):
    assert on_date(THREE_GAPS, on=on) == (insured, months(chosen), possible_from)


@pytest.mark.parametrize(
    ("on", "insured", "chosen"),
    [
        ("2026-11-22", True, ""),
        ("2026-11-30", True, ""),
        ("2026-12-01", False, "2026-09"),  # the window closed in September, and grace reaches December
        ("2026-12-31", False, "2026-09"),
        ("2027-01-01", False, "2026-09…2026-10"),
    ],
)
def test_grace_makes_it_cheaper(on, insured, chosen):
    assert on_date(GRACE, on=on) == (insured, months(chosen), None)


@pytest.mark.parametrize(
    ("on", "insured", "chosen", "possible_from"),
    [
        ("2026-11-24", False, "", "2026-11-25"),
        ("2026-11-25", False, "2026-11", None),  # with the year, this month is all that is missing
        ("2026-11-30", False, "2026-11", None),
        ("2026-12-01", False, "", None),  # what is on its way is enough; nothing more to pay
        ("2028-02-29", False, "", None),
    ],
)
def test_the_year_ahead_on_its_way(on, insured, chosen, possible_from):
    assert on_date(YEAR_SENT, on=on) == (insured, months(chosen), possible_from)


def test_the_year_ahead_credited():
    year = paid(NEXT_YEAR, paid_on="2026-11-20")
    assert on_date(year, on="2026-11-30") == (False, months("2026-11"), None)
    assert on_date(year, on="2026-12-01") == (True, [], None)


@pytest.mark.parametrize(("on", "possible_from"), [("2026-11-30", "2026-12-03"), ("2026-12-02", "2026-12-03")])
def test_at_the_end_of_a_month_it_is_possible_in_the_next(on, possible_from):
    assert on_date(today="2026-11-30", on=on) == (False, [], possible_from)


def test_possible_without_paying_where_a_basis_is_to_come():
    december = {"state_paid": (state_paid("2026-12", "2026-12"),)}
    assert on_date(on="2026-11-30", today="2026-11-30", **december) == (False, [], "2026-12-01")
    assert on_date(on="2026-12-01", today="2026-11-30", **december) == (True, [], None)


@pytest.mark.parametrize(
    ("on", "insured"),
    [
        ("2026-08-31", False),
        ("2026-09-09", False),
        ("2026-09-10", True),  # the last of the twelve was credited on this day
        ("2026-09-30", True),
        ("2026-10-01", True),
        ("2026-11-21", True),
    ],
)
def test_a_past_day_as_it_was_known_then(on, insured):
    late = line("2026-08", paid_on="2026-09-07", credited_on="2026-09-10")
    assert on_date(paid("2025-09…2026-07"), late, on=on)[0] is insured


def test_a_returned_line_counts_on_no_past_day():
    sent_back = line("2026-08", paid_on="2026-09-07", state="returned")
    assert on_date(paid("2025-09…2026-07"), sent_back, on="2026-09-30")[0] is False


@pytest.mark.parametrize(
    ("on", "insured"), [("2020-01-15", True), ("2025-06-30", True), ("2025-09-30", True), ("2025-10-01", False)]
)
def test_a_past_day_in_a_state_paid_span(on, insured):
    assert on_date(on=on, state_paid=(state_paid("2019-09", "2025-06"),))[0] is insured


@pytest.mark.parametrize(
    ("on", "answer"),
    [
        ("2028-04-30", (False, [], "2028-05-01")),
        ("2028-05-01", (True, [], None)),
        ("2040-01-01", (True, [], None)),
        ("2150-12-31", (True, [], None)),
    ],
)
def test_a_far_day_in_a_span_without_an_end(on, answer):
    assert on_date(on=on, state_paid=(state_paid("2028-05"),)) == answer


@pytest.mark.parametrize(("last", "on"), [("2031-08", "2031-11-30"), ("2027-06", "2027-09-30")])
def test_grace_after_a_span_that_ends_on_a_far_day(last, on):
    spans = {"state_paid": (state_paid("2026-01", last),)}
    assert on_date(on=on, **spans) == (True, [], None)


def test_of_equals_the_one_that_lasts_longer():
    # Twelve gaps or the year ahead: 51 000 either way.
    assert on_date(on="2026-12-15") == (False, months(NEXT_YEAR), None)
    assert on_date(on="2026-11-25") == (False, months("2025-12…2026-11"), None)


def test_a_month_paid_in_part_costs_the_rest():
    lines = paid("2025-12…2026-09"), line("2026-10", 4000), line("2026-11", 4200)
    answer = assess(facts(*lines, on_date=day("2026-11-25")), law()).on_date
    assert [(str(price.period), price.amount) for price in answer.months] == [("2026-10", 250), ("2026-11", 50)]
    assert answer.total == 300
