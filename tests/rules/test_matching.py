"""Which payment a credited line is the money of, and which it never takes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payments.rules.matching import PRIORITY, Arrived, Waiting, match, near_misses
from payments.rules.payment_states import MOVES, PaymentState
from tests.rules.test_cost_is_linear import AT_MOST, calls
from tests.rules.waiting_and_arrived import (
    BOLAT,
    NOVEMBER,
    alike,
    line,
    lines_arrived,
    named,
    payment,
    payments_waiting,
)

OFTEN = settings(max_examples=300)


@pytest.mark.parametrize(
    ("arrived", "matched"),
    [
        (line(), True),
        (line(paid_on="2026-11-10"), True),
        (line(paid_on="2026-11-13"), True),
        (line(paid_on="2026-11-09"), False),
        (line(paid_on="2026-11-14"), False),
        (line(person=BOLAT), False),
        (line(period=NOVEMBER - 1), False),
        (line(amount=4251), False),
        (line(number=1), True),
        (line(number=1, amount=4000), False),
        (line(number=1, paid_on="2027-02-01"), True),
        (line(number=1, person=BOLAT), False),
        (line(number=1, period=NOVEMBER + 1), False),
        (line(number=2), False),
    ],
)
def test_what_a_payment_takes(arrived: Arrived, matched: bool) -> None:
    assert match([arrived], [payment()]) == ({100: 1} if matched else {})


def test_a_reference_wins_over_an_earlier_line_without() -> None:
    arrived = [line(100, paid_on="2026-11-10"), line(101, number=1, paid_on="2026-11-12")]
    assert match(arrived, [payment()]) == {101: 1}


def test_a_reference_wins_over_the_payment_that_is_asked_first() -> None:
    assert match([line(number=2)], [payment(1, state="sent"), payment(2, state="cancelled")]) == {100: 2}


def test_a_second_line_with_one_reference_takes_no_other_payment() -> None:
    arrived = [line(100, number=1), line(101, number=1)]
    assert match(arrived, [payment(1), payment(2)]) == {100: 1}


def test_of_two_lines_the_one_paid_first_is_taken_then_credited_first_then_entered_first() -> None:
    late = line(100, paid_on="2026-11-12")
    slow = line(101, credited_on="2026-11-17")
    again = line(103)
    assert match([late, slow, again, line(102)], [payment()]) == {102: 1}
    assert match([late, slow], [payment()]) == {101: 1}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (payment(2, state="sent"), payment(1)),
        (payment(2), payment(1, state="expired")),
        (payment(2), payment(1, state="cancelled")),
        (payment(2, state="sent", first="2026-11-11"), payment(1, state="cancelled")),
        (payment(2, first="2026-11-09"), payment(1)),
        (payment(2, state="cancelled", first="2026-11-09"), payment(1, state="expired")),
        (payment(1, state="cancelled"), payment(2, state="expired")),
        (payment(1), payment(2)),
    ],
)
def test_which_payment_is_asked_first(first: Waiting, second: Waiting) -> None:
    assert match([line()], [second, first]) == {100: first.number}
    assert match([line(100), line(101)], [second, first]) == {100: first.number, 101: second.number}


def test_a_payment_waits_exactly_while_it_may_be_credited_yet() -> None:
    assert set(PRIORITY) == {state for state, moves in MOVES.items() if PaymentState.CREDITED in moves}


@pytest.mark.parametrize("state", ["credited", "returned"])
def test_no_line_is_to_come_for_what_has_arrived(state: str) -> None:
    with pytest.raises(ValueError, match="no line is to come"):
        payment(state=state)


@given(lines_arrived(), payments_waiting())
@OFTEN
def test_no_line_for_two_payments_and_no_payment_for_two_lines(arrived: list[Arrived], waiting: list[Waiting]) -> None:
    matched = match(arrived, waiting)
    assert set(matched) <= {one.id for one in arrived}
    assert set(matched.values()) <= {one.number for one in waiting}
    assert len(set(matched.values())) == len(matched)


@given(lines_arrived(), payments_waiting(), st.randoms(use_true_random=False))
@OFTEN
def test_the_order_does_not_matter(arrived: list[Arrived], waiting: list[Waiting], random) -> None:
    lines, payments = random.sample(arrived, len(arrived)), random.sample(waiting, len(waiting))
    matched = match(arrived, waiting)
    assert match(lines, payments) == matched
    assert near_misses(lines, payments, matched) == near_misses(arrived, waiting, matched)


@given(lines_arrived(), payments_waiting())
@OFTEN
def test_what_is_matched_agrees(arrived: list[Arrived], waiting: list[Waiting]) -> None:
    lines, payments = {one.id: one for one in arrived}, {one.number: one for one in waiting}
    for id, number in match(arrived, waiting).items():
        assert named(lines[id], payments[number]) or alike(lines[id], payments[number])


@given(lines_arrived(), payments_waiting())
@OFTEN
def test_the_reference_wins(arrived: list[Arrived], waiting: list[Waiting]) -> None:
    matched = {number: id for id, number in match(arrived, waiting).items()}
    for one in waiting:
        naming = [line.id for line in arrived if named(line, one)]
        assert not naming or matched[one.number] in naming


@given(lines_arrived(), payments_waiting())
@OFTEN
def test_no_line_and_payment_would_both_rather_have_each_other(arrived: list[Arrived], waiting: list[Waiting]) -> None:
    matched = match(arrived, waiting)
    payments = {one.number: one for one in waiting}
    lines = {number: one for one in arrived if (number := matched.get(one.id))}
    for one in arrived:
        for other in waiting:
            if alike(one, other):
                rather_the_payment = one.id not in matched or rank(other) < rank(payments[matched[one.id]])
                taker = lines.get(other.number)
                rather_the_line = taker is None or (taker.number is None and paid(one) < paid(taker))
                assert not (rather_the_payment and rather_the_line)


def rank(one: Waiting) -> tuple:
    asked = {"sent": 1, "ordered": 2, "expired": 3, "cancelled": 3}[one.state]
    return asked, one.first_day, one.number


def paid(one: Arrived) -> tuple:
    return one.paid_on, one.credited_on, one.id


def batch(size: int) -> tuple[list[Arrived], list[Waiting]]:
    """Lines and payments of as many people, each line a little wrong or right."""
    lines = [
        line(id, person=id, number=id if id % 3 else None, amount=4250 + id % 2, period=NOVEMBER + id % 5)
        for id in range(size)
    ]
    return lines, [payment(number, person=number) for number in range(size)]


def test_twice_the_lines_are_hardly_more_than_twice_the_work() -> None:
    def work(size: int):
        lines, payments = batch(size)
        return lambda: near_misses(lines, payments, match(lines, payments))

    assert calls(work(1000)) <= AT_MOST * calls(work(500))
