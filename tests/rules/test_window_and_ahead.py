"""The two ways to be insured by paying: twelve past months without a gap, and the twelve that follow, paid ahead."""

import pytest

from payments.rules.assess import assess
from tests.rules.people import facts, law, line, months, paid, state_paid

WINDOW = months("2025-12…2026-11")
YEAR = months("2026-12…2027-11")


def basis(*lines, today="2026-11-22", window="ending_current", **more):
    """Why the person is insured on a day."""
    return assess(facts(*lines, today=today, **more), law(window=window)).basis


def test_twelve_months_ending_with_the_current_one():
    assert basis(paid("2025-12…2026-11")) == "window"


@pytest.mark.parametrize("missing", WINDOW, ids=str)
def test_not_one_may_be_missing(missing):
    assert basis(tuple(line(m) for m in WINDOW if m != missing)) is None


@pytest.mark.parametrize(
    ("covered", "ending_current", "before_current"),
    [
        ("2025-11…2026-10", "grace", "window"),
        ("2025-12…2026-11", "window", None),
        ("2025-11…2026-11", "window", "window"),
        ("2025-12…2026-10", None, None),
    ],
)
def test_which_twelve_is_a_setting(covered, ending_current, before_current):
    found = [basis(paid(covered), window=window) for window in ("ending_current", "before_current")]
    assert found == [ending_current, before_current]


def test_the_twelve_may_be_paid_by_anyone_and_at_any_time():
    lines = paid("2026-04…2026-06", payer="employer"), paid("2026-07…2026-10", paid_on="2026-11-20")
    sixth = line("2026-11", paid_on="2026-09-01")
    assert basis(*lines, sixth, state_paid=(state_paid("2025-12", "2026-03"),)) == "window"


@pytest.mark.parametrize(
    ("today", "found"),
    [
        ("2026-11-30", None),
        ("2026-12-01", "ahead"),
        ("2027-10-31", "ahead"),
        ("2027-11-01", "window"),  # by now the same twelve months are the past ones
        ("2027-12-01", "grace"),
        ("2028-02-29", "grace"),
        ("2028-03-01", None),
    ],
)
def test_the_year_that_follows_the_payment(today, found):
    assert basis(paid("2026-12…2027-11", paid_on="2026-11-22"), today=today) == found


@pytest.mark.parametrize("missing", YEAR, ids=str)
def test_the_year_needs_all_its_months(missing):
    lines = tuple(line(m, paid_on="2026-11-22") for m in YEAR if m != missing)
    assert basis(lines, today="2026-12-05") is None


@pytest.mark.parametrize(
    ("the_last_one", "found"),
    [
        ({"paid_on": "2026-11-30"}, "ahead"),
        ({"paid_on": "2026-11-30", "credited_on": "2026-12-03"}, "ahead"),  # made in time, not credited in time
        ({"paid_on": "2026-12-01"}, None),
        ({"paid_on": "2026-12-01", "payer": "employer"}, "ahead"),  # whenever an employer paid
        ({"paid_on": "2026-12-01", "payer": "platform"}, "ahead"),
        ({"paid_on": "2026-11-30", "state": "sent"}, None),
        ({"paid_on": "2026-11-30", "credited_on": "2026-12-06"}, None),
    ],
)
def test_own_lines_are_made_by_the_end_of_the_month_before(the_last_one, found):
    eleven = paid("2026-12…2027-10", paid_on="2026-11-22")
    assert basis(eleven, line("2027-11", **the_last_one), today="2026-12-05") == found


@pytest.mark.parametrize(("from_", "to", "found"), [("2027-03", "2027-05", "ahead"), ("2027-03", "2027-04", None)])
def test_the_state_and_an_employer_help_to_fill_the_year(from_, to, found):
    own = paid("2026-12…2027-01 2027-06…2027-11", paid_on="2026-11-22")
    employer = paid("2027-02", payer="employer", paid_on="2026-12-01")
    assert basis(own, employer, today="2026-12-05", state_paid=(state_paid(from_, to),)) == found


@pytest.mark.parametrize(
    "current", [{}, {"paid_on": "2026-11-22"}, {"paid_on": "2026-08-01"}, {"payer": "employer", "amount": 1}]
)
def test_who_pays_the_current_month_as_well_is_insured_at_once(current):
    year = paid("2026-12…2027-11", paid_on="2026-11-22")
    assert basis(year) is None
    assert basis(year, line("2026-11", **current)) == "ahead"


@pytest.mark.parametrize("current", [{"amount": 4249}, {"state": "sent"}, {"state": "returned"}])
def test_the_current_month_itself_has_to_be_covered(current):
    assert basis(paid("2026-12…2027-11", paid_on="2026-11-22"), line("2026-11", **current)) is None


@pytest.mark.parametrize(("today", "found"), [("2026-11-24", None), ("2026-11-25", "ahead")])
def test_from_the_day_on_which_the_last_needed_payment_is_credited(today, found):
    year = paid("2026-12…2027-10", paid_on="2026-11-20")
    last = line("2027-11", paid_on="2026-11-20", credited_on="2026-11-25")
    assert basis(line("2026-11"), year, last, today=today) == found


def test_a_year_begun_month_by_month_is_no_year_ahead():
    each_in_its_month = paid("2026-06…2026-11")
    the_rest = paid("2026-12…2027-05", paid_on="2026-11-22")
    assert basis(each_in_its_month, the_rest) is None


@pytest.mark.parametrize(
    "later",
    [
        {"period": "2027-03"},
        {"period": "2027-03", "amount": 1},
        {"period": "2027-03", "state": "returned"},
        {"period": "2028-03"},
    ],
)
def test_later_lines_do_no_harm(later):
    year = paid("2026-12…2027-11", paid_on="2026-11-22")
    assert basis(year, line(**later, paid_on="2026-12-02"), today="2026-12-05") == "ahead"


@pytest.mark.parametrize(
    ("later", "found"),
    [
        ("2027-11", None),  # the year from December was not whole when November ended
        ("2027-11…2027-12", "ahead"),  # but the year from January is when December ends, and December is paid
    ],
)
def test_later_lines_do_not_help_the_earlier_year(later, found):
    eleven = paid("2026-12…2027-10", paid_on="2026-11-22")
    assert basis(eleven, paid(later, paid_on="2026-12-02"), today="2026-12-05") == found


@pytest.mark.parametrize(
    ("completed_on", "found"), [("2026-11-22", "ahead"), ("2026-11-30", "ahead"), ("2026-12-01", None)]
)
def test_a_month_paid_in_parts_counts_by_the_day_that_completes_it(completed_on, found):
    eleven = paid("2026-12…2027-10", paid_on="2026-11-22")
    part, rest = line("2027-11", 4000, paid_on="2026-11-20"), line("2027-11", 250, paid_on=completed_on)
    assert basis(eleven, part, rest, today="2026-12-05") == found


@pytest.mark.parametrize(
    ("year", "made", "found"),
    [("2024-01…2024-12", "2023-12-31", "ahead"), ("2024-02…2025-01", "2024-01-01", None)],
)
def test_a_year_at_the_old_rate(year, made, found):
    assert basis(paid(year, amount=3500, paid_on=made), today="2024-02-15") == found


@pytest.mark.parametrize(
    ("lines", "spans", "found"),
    [
        ((paid("2025-12…2026-11"), paid("2026-12…2027-11", paid_on="2026-11-22")), (state_paid("2026-11"),), "state"),
        ((paid("2025-12…2026-11"), paid("2026-12…2027-11", paid_on="2026-11-22")), (), "window"),
        ((paid("2025-10…2026-09"), line("2026-11"), paid("2026-12…2027-11", paid_on="2026-11-22")), (), "ahead"),
        ((paid("2025-10…2026-09"), paid("2026-12…2027-11", paid_on="2026-11-22")), (), "grace"),
    ],
)
def test_the_first_basis_that_holds_is_named(lines, spans, found):
    assert basis(*lines, state_paid=spans) == found


def test_the_trace_shows_the_year_that_was_paid():
    person = facts(line("2026-11"), paid("2026-12…2027-11", paid_on="2026-11-22"))
    assert [one.period for one in assess(person, law()).trace.months] == YEAR
