"""An IIK: what is refused and why, and which bank it is of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payments.rules.identifiers import IikFault, bank_name, clean_iik, why_not_iik
from tests.vectors import cases

accounts = st.from_regex(r"\A[0-9]{3}[0-9A-Z]{13}\Z")


def with_check_digits(account: str) -> str:
    remainder = int("".join(str(int(character, 36)) for character in f"{account}KZ00")) % 97
    return f"KZ{98 - remainder:02}{account}"


@pytest.mark.parametrize("case", cases("iik"))
def test_the_facts(case):
    assert why_not_iik(case["text"]) == case["fault"]
    if "bank" in case:
        assert bank_name(case["text"]) == case["bank"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", IikFault.EMPTY),
        (" - ", IikFault.EMPTY),
        ("КZ84722C000012345678", IikFault.CHARACTERS),  # the first letter is Cyrillic
        ("kz84722с000012345678", IikFault.CHARACTERS),  # so is the small c
        ("KZ84722C00001234567ı", IikFault.CHARACTERS),
        ("KZ84722C00001234567٨", IikFault.CHARACTERS),
        ("KZ84722C00001234567.", IikFault.CHARACTERS),
        ("KZ84722C0000123456789", IikFault.LENGTH),
        ("DE84722C000012345678", IikFault.FORM),
        ("KZ847A2C000012345678", IikFault.FORM),
        ("84722C000012345678KZ", IikFault.FORM),
    ],
)
def test_refused(text, fault):
    assert why_not_iik(text) is fault


@pytest.mark.parametrize("text", ["kz84722c000012345678", "KZ84 722C 0000 1234 5678", "KZ84\u00a0722C-0000-1234-5678"])
def test_small_letters_and_spaces_are_no_fault(text):
    assert why_not_iik(text) is None
    assert clean_iik(text) == "KZ84722C000012345678"


def test_an_unknown_bank_is_no_fault():
    iik = with_check_digits("999C000012345678")
    assert why_not_iik(iik) is None
    assert bank_name(iik) is None


@given(accounts)
def test_computed_check_digits_are_accepted(account):
    assert why_not_iik(with_check_digits(account)) is None


@given(accounts, st.integers(0, 15), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(account, place, by):
    iik = with_check_digits(account)
    place += 4
    if iik[place].isdigit():
        changed = f"{iik[:place]}{(int(iik[place]) + by) % 10}{iik[place + 1 :]}"
        assert why_not_iik(changed) is IikFault.CHECK
