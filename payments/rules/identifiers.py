"""The numbers that name people, organisations and accounts, and what is wrong with one that was typed."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from operator import mul

SEPARATORS = re.compile(r"[\s\u2010-\u2015\u2212-]+")
FIRST_PASS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
SECOND_PASS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
LENGTH = 12
DIGITS_IN_TEXT = re.compile(r"(?<!\d)(?=(\d(?:[\s.\u2010-\u2015\u2212-]*\d){11})(?!\d))")
CENTURIES = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}
IIK_LENGTH = 20
IIK_FORM = re.compile(r"KZ[0-9]{5}[0-9A-Z]{13}")

# Characters 5 to 7 of an IIK. From one open list of banks: a code that is missing here is no fault.
BANKS = {
    "009": "State Corporation",
    "070": "Treasury",
    "125": "National Bank",
    "246": "ADCB",
    "432": "VTB",
    "435": "Shinhan",
    "551": "Freedom",
    "563": "Kazpost",
    "601": "Halyk",
    "719": "KMF",
    "722": "Kaspi",
    "724": "BNK",
    "821": "RBK",
    "832": "Citi",
    "849": "Nurbank",
    "856": "CenterCredit",
    "885": "Ziraat",
    "886": "Home Credit",
    "896": "Zaman",
    "907": "DBK",
    "913": "Bank of China",
    "914": "Bereke",
    "930": "ICBC",
    "948": "Eurasian",
    "949": "Altyn",
    "965": "Forte",
    "972": "Otbasy",
    "998": "Alatau City",
}


class IinFault(StrEnum):
    """Why a text is not an IIN, in the order of asking. LENGTH: `len(clean_iin(text))` digits were given."""

    EMPTY = "iin_empty"
    DIGITS = "iin_digits"
    LENGTH = "iin_length"
    CHECK = "iin_check"


class IinOddity(StrEnum):
    """What is unusual in an IIN and no reason to refuse it (Government decree 853 of 2013-08-26)."""

    CENTURY = "iin_century"
    BIRTH_DATE = "iin_birth_date"


class BinFault(StrEnum):
    """Why a text is not a BIN, in the order of asking. KIND: the fifth digit is no organisation's."""

    EMPTY = "bin_empty"
    DIGITS = "bin_digits"
    LENGTH = "bin_length"
    KIND = "bin_kind"
    CHECK = "bin_check"


class IikFault(StrEnum):
    """Why a text is not an IIK, in the order of asking. FORM: not KZ, five digits, thirteen of any kind."""

    EMPTY = "iik_empty"
    CHARACTERS = "iik_characters"
    LENGTH = "iik_length"
    FORM = "iik_form"
    CHECK = "iik_check"


def why_not_iin(text: str) -> IinFault | None:
    """What is wrong with a typed IIN, None if nothing: twelve digits of which the last checks the others.

    The check is the one that eight independent programs agree on; the text of the law was not at hand. It
    notices any wrong check digit, but a wrong eleventh digit in the second pass only: its weight in the first
    is 11.
    """
    number = clean_iin(text)
    if not number:
        return IinFault.EMPTY
    if not _is_digits(number):
        return IinFault.DIGITS
    if len(number) != LENGTH:
        return IinFault.LENGTH
    return None if _is_checked(number) else IinFault.CHECK


def oddities(iin: str) -> tuple[IinOddity, ...]:
    """What to warn of in a checked IIN; its digits need not be the real birth date (decree 853 of 2013)."""
    century = CENTURIES.get(iin[6])
    found = [] if century is not None else [IinOddity.CENTURY]
    if _date_in(iin, 2000 if century is None else century) is None:
        found.append(IinOddity.BIRTH_DATE)
    return tuple(found)


def born(iin: str) -> date | None:
    """The birth date in a checked IIN, None if it has none; it need not be the real one (decree 853)."""
    century = CENTURIES.get(iin[6])
    return None if century is None else _date_in(iin, century)


def _date_in(iin: str, century: int) -> date | None:
    try:
        return date(century + int(iin[:2]), int(iin[2:4]), int(iin[4:6]))
    except ValueError:
        return None


def why_not_bin(text: str) -> BinFault | None:
    """What is wrong with a typed BIN, None if nothing: the same check as an IIN's, the fifth digit 4 to 6."""
    number = clean_iin(text)
    if not number:
        return BinFault.EMPTY
    if not _is_digits(number):
        return BinFault.DIGITS
    if len(number) != LENGTH:
        return BinFault.LENGTH
    if not is_bin(number):
        return BinFault.KIND
    return None if _is_checked(number) else BinFault.CHECK


def is_bin(number: str) -> bool:
    """Does a number of twelve digits name an organisation? Its fifth digit is 4 to 6, an IIN's is 0 to 3."""
    return number[4:5] in {"4", "5", "6"}


def clean_iin(text: str) -> str:
    """An IIN or BIN as it is stored: without spaces and dashes of any kind."""
    return text if text.isalnum() else SEPARATORS.sub("", text)


def check_digit(eleven: str) -> int | None:
    """The twelfth digit of an IIN or BIN; None if both passes give 10, as such a number is never issued."""
    for weights in (FIRST_PASS, SECOND_PASS):
        remainder = _remainder(eleven, weights)
        if remainder < 10:
            return remainder
    return None


def _remainder(digits: str, weights: Sequence[int]) -> int:
    # The code of a digit is 48 more than the digit, and the weights of either pass add up to 66, six times 11.
    return sum(map(mul, digits.encode("ascii"), weights)) % 11


def _is_checked(number: str) -> bool:
    return check_digit(number[:-1]) == int(number[-1])


def _is_digits(text: str) -> bool:
    """Arabic-Indic and other digits are digits to Python, not to a bank."""
    return text.isascii() and text.isdigit()


def grouped(iin: str) -> str:
    """An IIN as people read it aloud: 6, 3 and 3 digits."""
    return f"{iin[:6]} {iin[6:9]} {iin[9:]}"


def masked(iin: str) -> str:
    """An IIN or BIN that its owner knows again and nobody else can use: four digits and the last two."""
    return f"{iin[:4]}·· ···· {iin[-2:]}"


def without_iins(text: str) -> str:
    """A text with every IIN in it masked, also one that is set apart by spaces, dashes or dots.

    What fails the check digit or names an organisation stays: staff have to see what was wrong, and who paid.
    """
    if len(text) < LENGTH:
        return text
    kept, end = [], 0
    # A sum before an IIN may begin twelve digits as well: every place is looked at, as far as none is masked.
    for found in DIGITS_IN_TEXT.finditer(text):
        start, stop = found.span(1)
        number = "".join(str(int(character)) for character in found[1] if character.isdecimal())
        if start >= end and not is_bin(number) and _is_checked(number):
            kept += [text[end:start], masked(number)]
            end = stop
    return "".join([*kept, text[end:]])


def near_iins(text: str) -> tuple[str, ...]:
    """Every right IIN that differs from twelve digits, right or wrong, in one of them: what may have been meant."""
    number = clean_iin(text)
    if len(number) != LENGTH or not _is_digits(number):
        return ()
    return tuple(near for near in _one_digit_off(number) if _is_checked(near) and not is_bin(near))


def _one_digit_off(number: str) -> Iterator[str]:
    """Of the hundred and eight numbers that differ in one digit the few whose check may be right.

    A change moves a pass by its weight times the difference, so that none has to be added up again.
    """
    digits = [int(digit) for digit in number]
    sums = [sum(map(mul, digits, weights)) % 11 for weights in (FIRST_PASS, SECOND_PASS)]
    for place, digit in enumerate(digits[:-1]):
        for other in range(10):
            first, second = (
                (total + weights[place] * (other - digit)) % 11
                for total, weights in zip(sums, (FIRST_PASS, SECOND_PASS), strict=True)
            )
            if other != digit and digits[-1] == (first if first < 10 else second):
                yield f"{number[:place]}{other}{number[place + 1 :]}"
    yield from (f"{number[:-1]}{other}" for other in range(10) if other != digits[-1])


def why_not_iik(text: str) -> IikFault | None:
    """What is wrong with a typed IIK, None if nothing: a Kazakh IBAN with 1 left of 97 (ISO 13616)."""
    number = clean_iik(text)
    if not number:
        return IikFault.EMPTY
    if not (number.isascii() and number.isalnum()):
        return IikFault.CHARACTERS
    if len(number) != IIK_LENGTH:
        return IikFault.LENGTH
    if not IIK_FORM.fullmatch(number):
        return IikFault.FORM
    return None if _remainder_by_97(number) == 1 else IikFault.CHECK


def clean_iik(text: str) -> str:
    """An IIK as it is stored: upper case, without spaces and dashes."""
    number = SEPARATORS.sub("", text)
    # Some letters outside ASCII have an ASCII capital: they stay as they are, to be refused.
    return number.upper() if number.isascii() else number


def _remainder_by_97(iik: str) -> int:
    return int("".join(str(int(character, 36)) for character in iik[4:] + iik[:4])) % 97


def bank_name(iik: str) -> str | None:
    """The bank of a checked IIK by its code; None if the code is not known, which is worth a warning only."""
    return BANKS.get(iik[4:7])
