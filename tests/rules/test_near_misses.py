"""What a credited line may have been meant for, which staff are asked about and which is never a match."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from payments.rules.matching import Arrived, NearMiss, NearMissKind, Waiting, match, near_misses
from tests.rules.waiting_and_arrived import (
    AIGUL,
    BOLAT,
    DANA,
    NOVEMBER,
    alike,
    line,
    lines_arrived,
    named,
    payment,
    payments_waiting,
)

OFTEN = settings(max_examples=300)
PERSON, PERIOD, AMOUNT = NearMissKind


@pytest.mark.parametrize(
    ("arrived", "kind"),
    [
        # Without a reference: one thing differs, and the days agree.
        (line(period=NOVEMBER - 1), PERIOD),
        (line(period=NOVEMBER + 1), PERIOD),
        (line(period=NOVEMBER - 12), PERIOD),
        (line(period=NOVEMBER + 12), PERIOD),
        (line(period=NOVEMBER - 2), None),
        (line(period=NOVEMBER + 11), None),
        (line(period=NOVEMBER + 24), None),
        (line(period=NOVEMBER - 1, paid_on="2026-11-09"), None),
        (line(period=NOVEMBER - 1, paid_on="2026-11-14"), None),
        (line(period=NOVEMBER - 1, amount=4000), None),
        (line(amount=4000), AMOUNT),
        (line(amount=51000, paid_on="2026-11-13"), AMOUNT),
        (line(amount=4000, paid_on="2026-11-14"), None),
        (line(person=BOLAT), None),
        (line(person=BOLAT, near=(DANA,)), None),
        (line(person=BOLAT, near=(DANA, AIGUL)), PERSON),
        (line(person=BOLAT, near=(AIGUL,), amount=4000), None),
        (line(person=BOLAT, near=(AIGUL,), period=NOVEMBER - 1), None),
        (line(person=BOLAT, near=(AIGUL,), paid_on="2026-11-14"), None),
        # With one: whatever differs, whenever it was paid; the person comes first.
        (line(number=1, person=BOLAT), PERSON),
        (line(number=1, person=BOLAT, paid_on="2027-02-01"), PERSON),
        (line(number=1, person=BOLAT, period=NOVEMBER - 1, amount=4000), PERSON),
        (line(number=1, period=NOVEMBER - 1), PERIOD),
        (line(number=1, period=NOVEMBER - 7, amount=4000, paid_on="2027-02-01"), PERIOD),
        (line(number=1, amount=1), AMOUNT),
        (line(number=2, amount=4000), None),
        (line(number=2, period=NOVEMBER - 1), None),
        (line(number=2, person=BOLAT, near=(AIGUL,)), None),
    ],
)
def test_what_is_near_a_payment(arrived: Arrived, kind: NearMissKind | None) -> None:
    assert match([arrived], [payment()]) == {}
    assert near_misses([arrived], [payment()], {}) == (() if kind is None else (NearMiss(100, 1, kind),))


def test_another_sum_under_the_right_reference_is_a_suggestion() -> None:
    arrived, waiting = [line(number=1, amount=4000)], [payment()]
    matched = match(arrived, waiting)
    assert (matched, near_misses(arrived, waiting, matched)) == ({}, (NearMiss(100, 1, AMOUNT),))


def test_what_is_matched_is_near_nothing() -> None:
    arrived = [line(100), line(101, amount=4000), line(102, period=NOVEMBER + 1), line(103, number=1, person=BOLAT)]
    waiting = [payment(1), payment(2, period=NOVEMBER + 2)]
    assert near_misses(arrived, waiting, match(arrived, waiting)) == (NearMiss(102, 2, PERIOD),)


def test_a_line_near_several_payments_names_each() -> None:
    waiting = [payment(1, period=NOVEMBER - 1), payment(2, period=NOVEMBER + 1), payment(3, amount=4000)]
    found = near_misses([line()], waiting, {})
    assert {(miss.number, miss.kind) for miss in found} == {(1, PERIOD), (2, PERIOD), (3, AMOUNT)}


@given(lines_arrived(), payments_waiting())
@OFTEN
def test_a_suggestion_is_never_a_match(arrived: list[Arrived], waiting: list[Waiting]) -> None:
    matched = match(arrived, waiting)
    lines, payments = {one.id: one for one in arrived}, {one.number: one for one in waiting}
    misses = near_misses(arrived, waiting, matched)
    assert len({(miss.line, miss.number) for miss in misses}) == len(misses)
    for miss in misses:
        one, other = lines[miss.line], payments[miss.number]
        assert miss.line not in matched
        assert miss.number not in matched.values()
        assert one.number in (None, other.number)
        assert not named(one, other)
        assert not alike(one, other)
        assert {
            PERSON: one.person != other.person,
            PERIOD: one.period != other.period,
            AMOUNT: one.amount != other.amount,
        }[miss.kind]


@given(lines_arrived(), payments_waiting())
@OFTEN
def test_what_would_be_matched_but_for_one_thing_is_suggested(arrived: list[Arrived], waiting: list[Waiting]) -> None:
    matched = match(arrived, waiting)
    found = {(miss.line, miss.number) for miss in near_misses(arrived, waiting, matched)}
    left_over = [one for one in waiting if one.number not in matched.values()]
    for one in arrived:
        if one.id not in matched and one.number is None:
            assert {number for id, number in found if id == one.id} == {
                other.number for other in left_over if alike_but_for_one_thing(one, other)
            }


def alike_but_for_one_thing(one: Arrived, other: Waiting) -> bool:
    return (
        alike(replace(one, amount=other.amount), other)
        or (alike(replace(one, period=other.period), other) and abs(one.period - other.period) in (1, 12))
        or (alike(replace(one, person=other.person), other) and other.person in one.near_people)
    )
