"""An IIN: what is refused and why, what is only odd, and how it is shown."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from payments.rules.identifiers import (
    FIRST_PASS,
    IinFault,
    IinOddity,
    born,
    check_digit,
    clean_iin,
    grouped,
    masked,
    oddities,
    why_not_iin,
)
from tests.vectors import cases

elevens = st.text("0123456789", min_size=11, max_size=11)
numbers = elevens.filter(check_digit).map(lambda eleven: f"{eleven}{check_digit(eleven)}")
other_digit = st.integers(1, 9)


def with_change(number: str, place: int, by: int) -> str:
    return f"{number[:place]}{(int(number[place]) + by) % 10}{number[place + 1 :]}"


def needs_second_pass(number: str) -> bool:
    return sum(int(digit) * weight for digit, weight in zip(number[:11], FIRST_PASS, strict=True)) % 11 == 10


@pytest.mark.parametrize("case", cases("iin"))
def test_the_facts(case):
    assert why_not_iin(case["text"]) == case["fault"]
    if "born" in case:
        assert born(case["text"]) == date.fromisoformat(case["born"])
        assert oddities(case["text"]) == ()


def test_a_number_that_fails_both_passes_has_no_check_digit():
    assert check_digit("50010110012") is None
    assert {why_not_iin(f"50010110012{digit}") for digit in range(10)} == {IinFault.CHECK}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", IinFault.EMPTY),
        (" -\u00a0", IinFault.EMPTY),
        ("abc", IinFault.DIGITS),
        ("٥٠٠١٠١١٠٠٠١٠", IinFault.DIGITS),
        ("５００１０１１０００１０", IinFault.DIGITS),
        ("50010110001²", IinFault.DIGITS),
        ("500101100010\x00", IinFault.DIGITS),
        ("+500101100010", IinFault.DIGITS),
        ("1", IinFault.LENGTH),
        ("1" * 5000, IinFault.LENGTH),
    ],
)
def test_refused(text, fault):
    assert why_not_iin(text) is fault


@pytest.mark.parametrize(
    "text",
    [
        "500101 100 010",
        "500101-100-010",
        " 500101\u00a0100\u202f010\n",
        "500101\u2013100\u2014010",
        "500101\u2011100\u2212010",
    ],
)
def test_spaces_and_dashes_are_no_fault(text):
    assert why_not_iin(text) is None
    assert clean_iin(text) == "500101100010"


@pytest.mark.parametrize(
    ("eleven", "odd", "birth"),
    [
        ("50010100001", (IinOddity.CENTURY,), None),
        ("50010190001", (IinOddity.CENTURY,), None),
        ("50133210001", (IinOddity.BIRTH_DATE,), None),
        ("00022910001", (IinOddity.BIRTH_DATE,), None),
        ("00022950001", (), date(2000, 2, 29)),
        ("50133200001", (IinOddity.CENTURY, IinOddity.BIRTH_DATE), None),
    ],
)
def test_an_odd_iin_is_accepted_with_a_warning(eleven, odd, birth):
    iin = f"{eleven}{check_digit(eleven)}"
    assert why_not_iin(iin) is None
    assert oddities(iin) == odd
    assert born(iin) == birth


def test_shown_in_groups_or_masked():
    assert grouped("500101100010") == "500101 100 010"
    assert masked("500101100010") == "5001·· ···· 10"


@given(elevens)
def test_the_computed_check_digit_is_accepted_and_no_other(eleven):
    accepted = [digit for digit in range(10) if why_not_iin(f"{eleven}{digit}") is None]
    assert accepted == ([] if check_digit(eleven) is None else [check_digit(eleven)])


@given(numbers, st.integers(0, 9), other_digit)
def test_one_wrong_digit_of_the_first_ten_is_noticed_where_one_pass_decides_both(number, place, by):
    changed = with_change(number, place, by)
    assume(not needs_second_pass(number) and not needs_second_pass(changed))
    assert why_not_iin(changed) is IinFault.CHECK


@given(numbers, other_digit)
def test_a_wrong_eleventh_digit_is_noticed_in_the_second_pass_only(number, by):
    noticed = why_not_iin(with_change(number, 10, by)) is IinFault.CHECK
    assert noticed is needs_second_pass(number)


@given(st.text())
def test_any_text_gets_an_answer(text):
    fault = why_not_iin(text)
    assert fault is None or fault in IinFault
