"""The reference of a payment: read back as written, no other payment's, and no slip of the finger is another one."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from payments.rules.identifiers import why_not_iin, without_iins
from payments.rules.references import LAST_NUMBER, grouped_reference, number_of, reference, references_in

numbers = st.integers(1, LAST_NUMBER)
FIRST, SECOND = reference(1), reference(2)
IIN, SECOND_IIN = "560815200109", "500101100010"


def test_a_reference_is_the_same_for_ever() -> None:
    assert [reference(number) for number in (1, 2, 3, LAST_NUMBER)] == [
        "47082037511",
        "24164077983",
        "61246115445",
        "32917959674",
    ]


@pytest.mark.parametrize("number", [0, -1, LAST_NUMBER + 1])
def test_no_reference_for_what_is_no_number(number: int) -> None:
    with pytest.raises(ValueError, match="no payment has this number"):
        reference(number)


@given(numbers)
def test_read_back_as_written(number: int) -> None:
    written = reference(number)
    assert number_of(written) == number
    assert number_of(grouped_reference(written)) == number


@given(st.sets(numbers, min_size=2, max_size=50))
def test_no_two_payments_share_one(several: set[int]) -> None:
    assert len({reference(number) for number in several}) == len(several)


def test_the_first_ones_differ_from_their_neighbours_in_more_than_the_end() -> None:
    first = [reference(number) for number in range(1, 2001)]
    assert len(set(first)) == len(first)
    assert all(before[:2] != after[:2] for before, after in zip(first, first[1:], strict=False))


@given(numbers)
def test_neither_an_iin_nor_a_telephone_number_nor_short_of_a_zero(number: int) -> None:
    written = reference(number)
    assert len(written) == 11
    assert written[0] in "123456"
    assert why_not_iin(written) is not None
    assert without_iins(f"Order {written}.") == f"Order {written}."


@given(numbers)
def test_the_check_is_that_of_iso_7064(number: int) -> None:
    assert int(reference(number)) % 97 == 1
    assert 2 <= int(reference(number)[-2:]) <= 98


@given(numbers)
def test_every_wrong_digit_is_found(number: int) -> None:
    written = reference(number)
    slips = [
        f"{written[:place]}{digit}{written[place + 1 :]}"
        for place in range(11)
        for digit in "0123456789"
        if digit != written[place]
    ]
    assert len(slips) == 99
    assert [slip for slip in slips if number_of(slip) is not None] == []


@given(numbers)
def test_every_pair_of_neighbours_exchanged_is_found(number: int) -> None:
    written = reference(number)
    slips = [f"{written[:place]}{written[place + 1]}{written[place]}{written[place + 2 :]}" for place in range(10)]
    assert [slip for slip in slips if slip != written and number_of(slip) is not None] == []


@given(st.integers(10_000_000_000, 99_999_999_999))
def test_what_is_read_is_what_would_be_written(eleven: int) -> None:
    number = number_of(str(eleven))
    assert number is None or reference(number) == str(eleven)


def checked(payload: int) -> str:
    """Nine digits with the right two after them."""
    return f"{payload:09}{98 - payload * 100 % 97:02}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " - ",
        "abc",
        FIRST[:-1],
        f"{FIRST}0",
        f"0{FIRST}",
        f"+{FIRST}",
        "٤٧٠٨٢٠٣٧٥١١",
        "４７０８２０３７５１１",
        "4¹082037511",
        checked(99_999_999),
        checked(100_000_000),
        checked(699_999_971),
        checked(701_234_567),
        checked(870_123_456),
    ],
)
def test_no_reference(text: str) -> None:
    assert number_of(text) is None


def test_another_remainder_of_97_is_no_check() -> None:
    number = next(number for number in range(1, 1000) if reference(number).endswith("02"))
    assert int(f"{reference(number)[:-2]}99") % 97 == 1
    assert number_of(f"{reference(number)[:-2]}99") is None


@pytest.mark.parametrize(
    "written", ["470 820 375 11", "470-820-375-11", " 470\u00a0820\u202f375\n11 ", "470–820—375−11"]
)
def test_spaces_and_dashes_are_no_fault(written: str) -> None:
    assert number_of(written) == 1


def test_shown_in_groups() -> None:
    assert grouped_reference(FIRST) == "470 820 375 11"


@pytest.mark.parametrize("written", [FIRST, "470 820 375 11", "470\u00a0820\u202f375 11", "470-820–375−11"])
@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "№{}.",
        "Ref.:{};",
        f"{IIN} {{}} 112026",
        f"{{}} ИИН {IIN}, период 112026, {SECOND_IIN}",
        f"560815 200 109 {{}} {IIN}112026",
        f"{IIN}112026 {{}}",
        "+7 701 234 56 78, {}",
        "{}, 87012345678",
        "16.11.2026 {} 2026-11-16 4250.00",
        "4 250 {} 4 250",
        "KZ92009MEDS368609103/{}/GCVP-00038594868",
    ],
)
def test_found_in_a_text(around: str, written: str) -> None:
    assert references_in(around.format(written)) == (FIRST,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Взносы на ОСМС за ноябрь 2026 года, ИИН 560815200109, 112026",
        f"{FIRST}2",
        f"2{FIRST}",
        f"{FIRST}٢",
        f"{FIRST}1122026",
        f"1122026{FIRST}",
        "470 820 375 112",
        "2470 820 375 11",
        "470  820  375  11",
        "470.820.375.11",
        "470 820 37511",
        "47 082 037 511",
        "470820375 11",
        "470\n820\n375\n11",
        "47082037512",
        "74082037511",
        "87012345678 77012345678",
    ],
)
def test_not_found_in_a_text(text: str) -> None:
    assert references_in(text) == ()


def test_each_once_and_as_they_come() -> None:
    text = f"{SECOND}, {grouped_reference(FIRST)} {grouped_reference(SECOND)} {FIRST} {reference(3)}"
    assert references_in(text) == (SECOND, FIRST, reference(3))


words = st.sampled_from(
    [IIN, SECOND_IIN, f"{IIN}112026", "560815 200 109", "112026", "16.11.2026", "2026-11", "4250", "4 250,00"]
    + ["+7 701 234 56 78", "8(701)2345678", "KZ92009MEDS368609103", "ОСМС", "GCVP-00038594868", "122"]
)


@given(st.lists(words, max_size=5), st.lists(words, max_size=5), numbers, st.booleans())
def test_found_among_all_that_a_purpose_carries(
    before: list[str], after: list[str], number: int, grouped: bool
) -> None:
    written = grouped_reference(reference(number)) if grouped else reference(number)
    assert references_in(" ".join([*before, written, *after])) == (reference(number),)
    assert references_in(" ".join([*before, *after])) == ()


@given(numbers, st.text("0123456789", min_size=1, max_size=7), st.booleans())
def test_part_of_a_longer_number_is_none(number: int, more: str, behind: bool) -> None:
    longer = f"{reference(number)}{more}" if behind else f"{more}{reference(number)}"
    assert references_in(longer) == ()
    assert number_of(longer) is None


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    assert all(number_of(found) for found in references_in(text))


@given(numbers, numbers)
def test_two_in_a_text_are_two(one: int, other: int) -> None:
    assume(one != other)
    both = (reference(one), reference(other))
    assert references_in(" ".join(both)) == references_in(" ".join(map(grouped_reference, both))) == both
