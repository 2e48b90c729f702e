"""A BIN: what is refused and why, and how it is told from an IIN."""

import pytest

from payments.rules.identifiers import BinFault, check_digit, is_bin, why_not_bin
from payments.rules.requisites import BENEFICIARY
from tests.vectors import cases


@pytest.mark.parametrize("case", cases("bin"))
def test_the_facts(case):
    assert why_not_bin(case["text"]) == case["fault"]
    assert is_bin(case["text"])


@pytest.mark.parametrize("case", cases("iin"))
def test_an_iin_is_no_bin(case):
    assert not is_bin(case["text"])
    if case["fault"] is None:
        assert why_not_bin(case["text"]) is BinFault.KIND


@pytest.mark.parametrize(("digit", "organisation"), [("3", False), ("4", True), ("5", True), ("6", True), ("7", False)])
def test_the_fifth_digit_tells(digit, organisation):
    eleven = f"2912{digit}000001"
    number = f"{eleven}{check_digit(eleven)}"
    assert is_bin(number) is organisation
    assert why_not_bin(number) is (None if organisation else BinFault.KIND)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", BinFault.EMPTY),
        ("16044000716A", BinFault.DIGITS),
        ("١٦٠٤٤٠٠٠٧١٦١", BinFault.DIGITS),
        ("1604", BinFault.LENGTH),
        ("1604400071610", BinFault.LENGTH),
    ],
)
def test_refused(text, fault):
    assert why_not_bin(text) is fault


@pytest.mark.parametrize("text", ["", "1604"])
def test_too_short_to_tell_is_no_organisation(text):
    assert not is_bin(text)


def test_spaces_are_no_fault():
    assert why_not_bin(" 1604 4000-7161") is None


def test_the_beneficiary_has_one():
    assert why_not_bin(BENEFICIARY.bin) is None
