"""IINs that somebody who slipped in one digit may have meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payments.rules.identifiers import check_digit, is_bin, near_iins, why_not_iin

twelves = st.text("0123456789", min_size=12, max_size=12)
iins = (
    st.text("0123456789", min_size=11, max_size=11)
    .filter(lambda eleven: check_digit(eleven) is not None and not is_bin(eleven))
    .map(lambda eleven: f"{eleven}{check_digit(eleven)}")
)


def digits_off(one: str, other: str) -> int:
    return sum(left != right for left, right in zip(one, other, strict=True))


@given(iins, st.integers(0, 11), st.integers(1, 9))
def test_the_right_one_is_near_every_slip(iin: str, place: int, by: int) -> None:
    slip = f"{iin[:place]}{(int(iin[place]) + by) % 10}{iin[place + 1 :]}"
    assert iin in near_iins(slip)


@given(twelves)
def test_each_is_right_a_persons_and_one_digit_off(text: str) -> None:
    near = near_iins(text)
    assert [iin for iin in near if why_not_iin(iin) or is_bin(iin) or digits_off(iin, text) != 1] == []
    assert len(set(near)) == len(near)


@given(iins)
def test_of_two_iins_each_is_near_the_other_or_neither(iin: str) -> None:
    near = near_iins(iin)
    assert iin not in near
    assert all(iin in near_iins(other) for other in near)


def test_a_wrong_check_digit_has_the_right_one_near() -> None:
    assert "500101100010" in near_iins("500101100011")


def test_the_eleventh_digit_which_the_first_pass_does_not_weigh() -> None:
    last_two = {iin[10:] for iin in near_iins("500101100010") if iin.startswith("5001011000")}
    assert last_two == {f"{digit}0" for digit in "023456789"}


def test_an_organisation_is_not_near() -> None:
    assert digits_off("160410007161", "160440007161") == 1
    assert "160440007161" not in near_iins("160410007161")


def test_spaces_and_dashes_are_no_fault() -> None:
    assert near_iins("500101 100-011") == near_iins("500101100011")


@pytest.mark.parametrize("text", ["", "50010110001", "5001011000101", "50010110001O", "٥٠٠١٠١١٠٠٠١٠"])
def test_none_without_twelve_digits(text: str) -> None:
    assert near_iins(text) == ()
