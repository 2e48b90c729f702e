"""The months in which the status is kept after its last basis: three, or six after sixty paid months."""

import pytest

from payments.rules.assess import assess
from tests.rules.people import facts, law, line, month, paid, state_paid


def basis(*lines, on, credited_before=None, **more):
    """Why the person is insured on a day in this month."""
    answers = {name: more.pop(name) for name in ("state_breaks_sixty", "grace_counts_from") if name in more}
    return assess(facts(*lines, today=f"{on}-15", **more), law(**answers)).basis


def months_of_grace(*lines, after, **more):
    """How many months in a row after this one are months of grace; another basis must not follow."""
    following = [basis(*lines, on=str(month(after) + away), **more) for away in range(1, 9)]
    kept = following.index(None)
    assert following == ["grace"] * kept + [None] * (8 - kept)
    return kept


@pytest.mark.parametrize(
    ("covered", "last", "kept"),
    [
        ("2025-01…2025-12", "2025-12", 3),
        ("2025-07…2026-06", "2026-06", 3),
        # Sixty months, where the month after the last is January 2026 or later.
        ("2020-12…2025-11", "2025-11", 3),
        ("2021-01…2025-12", "2025-12", 6),
        ("2021-02…2025-12", "2025-12", 3),
        ("2020-01…2025-12", "2025-12", 6),
        ("2021-02…2026-01", "2026-01", 6),
        ("2020-01…2023-05 2023-07…2026-01", "2026-01", 3),
        # Eleven months were never a basis.
        ("2025-02…2025-12", "2025-12", 0),
    ],
)
def test_months_of_grace(covered, last, kept):
    assert months_of_grace(paid(covered), after=last) == kept


@pytest.mark.parametrize("payer", ["employer", "platform", "sole_trader"])
def test_whoever_paid_the_sixty(payer):
    assert months_of_grace(paid("2021-01…2025-12", payer=payer, amount=5950), after="2025-12") == 6


@pytest.mark.parametrize("also_paid", ["2021-01…2025-12", "2021-01…2023-05 2023-07…2025-12"])
@pytest.mark.parametrize(
    ("span", "breaks", "kept"),
    [
        (("2023-06", "2023-06"), True, 3),
        (("2023-06", "2023-06"), False, 6),
        (("2021-01", "2023-06"), True, 3),
        (("2025-12", "2025-12"), True, 3),
        (("2025-12", "2025-12"), False, 6),
    ],
)
def test_one_month_of_the_state_among_the_sixty_breaks_them(span, breaks, kept, also_paid):
    person = {"state_paid": (state_paid("2023-06", "2023-06"), state_paid(*span))}
    assert months_of_grace(paid(also_paid), after="2025-12", state_breaks_sixty=breaks, **person) == kept


def test_the_state_before_the_sixty_breaks_nothing():
    person = {"state_paid": (state_paid("2019-01", "2020-12"),)}
    assert months_of_grace(paid("2021-01…2025-12"), after="2025-12", **person) == 6


@pytest.mark.parametrize(("first", "last"), [("2025-12", "2025-12"), ("2020-01", "2025-12")])
def test_one_month_of_the_state_is_a_basis_that_grace_follows(first, last):
    assert months_of_grace(after="2025-12", state_paid=(state_paid(first, last),)) == 3


@pytest.mark.parametrize(
    ("sixty", "kept"),
    [("2022-01…2026-01", 6), ("2022-03…2026-01", 3)],
)
def test_a_year_paid_ahead_counts_towards_the_sixty(sixty, kept):
    # 49 months, or 47, up to January; then the year from February, and grace after it.
    year = paid("2026-02…2027-01", paid_on="2026-01-20")
    gone = [basis(paid(sixty), year, on=f"2027-0{number}") for number in range(1, 9)]
    assert gone == ["window"] + ["grace"] * kept + [None] * (7 - kept)


@pytest.mark.parametrize(
    ("counts_from", "later", "last"),
    [
        ("last_basis", "", "2026-09"),
        ("last_basis", "2026-08", "2026-09"),
        ("last_basis", "2026-08…2026-12", "2026-09"),
        ("last_covered", "", "2026-09"),
        ("last_covered", "2026-08", "2026-11"),
        ("last_covered", "2026-08…2026-09", "2026-12"),
        ("last_covered", "2026-09 2026-12", "2027-03"),
        ("last_covered", "2026-10", "2026-09"),  # by then it was over
    ],
)
def test_a_later_month_while_an_earlier_one_is_missing(counts_from, later, last):
    lines = paid("2025-07…2026-06"), paid(later, paid_on="2026-07-01")
    months = [month("2026-07") + away for away in range(12)]
    insured = [str(m) for m in months if basis(*lines, on=str(m), grace_counts_from=counts_from)]
    assert insured == [str(m) for m in months if m <= month(last)]


def test_six_months_stay_six_where_a_covered_month_would_give_three():
    lines = paid("2021-01…2025-12"), paid("2026-02")
    assert months_of_grace(*lines, after="2025-12", grace_counts_from="last_covered") == 6


@pytest.mark.parametrize(
    ("today", "basis", "insured_until"),
    [
        ("2026-08-19", None, None),  # the one gap of June 2025 to May 2026 is paid, and not credited
        ("2026-08-20", "grace", month("2026-08").last_day),
        ("2026-09-01", None, None),
    ],
)
def test_arrears_that_close_an_old_window_give_grace_at_once(today, basis, insured_until):
    arrears = line("2026-01", paid_on="2026-08-17", credited_on="2026-08-20")
    person = facts(paid("2025-06…2025-12 2026-02…2026-05"), arrears, today=today)
    answer = assess(person, law())
    assert (answer.basis, answer.insured_until, answer.paid_until) == (basis, insured_until, None)


def test_who_never_had_a_basis_has_no_grace():
    assert basis(on="2026-11") is None
    assert basis(paid("2025-12…2026-10"), on="2026-11") is None


def test_grace_names_the_month_that_it_counts_from():
    trace = assess(facts(paid("2025-09…2026-08"), today="2026-11-22"), law()).trace
    assert str(trace.decided_by) == "2026-08"
    assert [str(one.period) for one in trace.months] == [str(month("2025-09") + away) for away in range(12)]
