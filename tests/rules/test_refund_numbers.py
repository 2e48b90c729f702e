"""The number of a refund request: read back as written, and no slip of the finger is another request."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payments.rules.identifiers import why_not_iin, without_iins
from payments.rules.references import number_of, reference, references_in
from payments.rules.refund_numbers import LAST, grouped_number, refund_number, row_of

rows = st.integers(1, LAST)
FIRST = refund_number(1)


def test_a_number_is_the_same_for_ever():
    assert [refund_number(row) for row in (1, 2, 1000, LAST)] == ["100000114", "100000211", "100100024", "999999967"]


@pytest.mark.parametrize("row", [0, -1, LAST + 1])
def test_no_number_for_what_is_no_row(row):
    with pytest.raises(ValueError, match="no request has this number"):
        refund_number(row)


@given(rows)
def test_read_back_as_written(row):
    assert row_of(refund_number(row)) == row
    assert row_of(grouped_number(refund_number(row))) == row


@given(rows)
def test_nine_digits_that_are_nothing_else(row):
    """No reference of a payment (11), no IIN (12) and none with its month (18), and no zero to lose."""
    written = refund_number(row)
    assert len(written) == 9
    assert written[0] != "0"
    assert number_of(written) is None
    assert references_in(written) == ()
    assert why_not_iin(written) is not None
    assert without_iins(f"Request {written}.") == f"Request {written}."


@given(rows)
def test_the_reference_of_a_payment_is_no_number_of_a_request(number):
    assert row_of(reference(number)) is None


@given(rows)
def test_the_check_is_that_of_iso_7064(row):
    assert int(refund_number(row)) % 97 == 1
    assert 2 <= int(refund_number(row)[-2:]) <= 98


@given(rows)
def test_every_wrong_digit_is_found(row):
    written = refund_number(row)
    slips = [
        f"{written[:place]}{digit}{written[place + 1 :]}"
        for place in range(9)
        for digit in "0123456789"
        if digit != written[place]
    ]
    assert len(slips) == 81
    assert [slip for slip in slips if row_of(slip) is not None] == []


@given(rows)
def test_every_pair_of_neighbours_exchanged_is_found(row):
    written = refund_number(row)
    slips = [f"{written[:place]}{written[place + 1]}{written[place]}{written[place + 2 :]}" for place in range(8)]
    assert [slip for slip in slips if slip != written and row_of(slip) is not None] == []


@given(st.integers(0, 999_999_999))
def test_what_is_read_is_what_would_be_written(nine):
    row = row_of(f"{nine:09}")
    assert row is None or refund_number(row) == f"{nine:09}"


def checked(payload):
    """Seven digits with the right two after them."""
    return f"{payload:07}{98 - payload * 100 % 97:02}"


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
        "١٠٠٠٠٠١١٤",
        "１０００００１１４",
        "¹00000114",
        checked(0),
        checked(1),
        checked(999_999),
        checked(1_000_000),
    ],
)
def test_no_number(text):
    assert row_of(text) is None


def test_another_remainder_of_97_is_no_check():
    row = next(row for row in range(1, 1000) if refund_number(row).endswith("02"))
    assert int(f"{refund_number(row)[:-2]}99") % 97 == 1
    assert row_of(f"{refund_number(row)[:-2]}99") is None


@pytest.mark.parametrize("written", ["100 000 114", "100-000-114", " 100\u00a0000\u202f114\n", "100–000−114"])
def test_spaces_and_dashes_are_no_fault(written):
    assert row_of(written) == 1


def test_read_aloud_in_groups():
    assert grouped_number(FIRST) == "100 000 114"
