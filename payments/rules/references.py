"""The reference of a payment: eleven digits to type at a terminal, which find every slip of the finger.

Nine digits that follow from the payment's number, two that check them (ISO 7064 MOD 97-10). It is no secret, but of
two references nobody can tell which is older or how many lie between. It begins with 1 to 6: it has no zero to lose
in a spreadsheet, and is no telephone number, as those begin with 7 or 8.
"""

import re

from payments.rules.identifiers import SEPARATORS

FIRST = 100_000_000
# The largest prime that keeps the first digit below 7. Whatever is multiplied by less than a prime and divided by it
# leaves each remainder once, so that no two numbers share a reference; the factor sets neighbours far apart.
PRIME = 599_999_971
FACTOR = 370_820_375
INVERSE = pow(FACTOR, -1, PRIME)
LAST_NUMBER = PRIME - 1

LENGTH = 11
_BETWEEN = r"[ \u00a0\u202f\u2010-\u2015\u2212-]"
# `\d` is a digit of any script: a bank's digits next to others of whatever kind are no reference.
WRITTEN = re.compile(rf"(?<!\d)(?:[0-9]{{11}}|(?:[0-9]{{3}}{_BETWEEN}){{3}}[0-9]{{2}})(?!\d)")


def reference(number: int) -> str:
    """The reference of the payment with this number, for ever the same; ValueError outside 1 to `LAST_NUMBER`."""
    if not 1 <= number <= LAST_NUMBER:
        raise ValueError("no payment has this number")
    payload = FIRST + number * FACTOR % PRIME
    return f"{payload}{98 - payload * 100 % 97:02}"


def number_of(text: str) -> int | None:
    """The number of the payment that a typed reference names, None if it is none; spaces and dashes are no fault."""
    digits = SEPARATORS.sub("", text)
    if len(digits) != LENGTH or not (digits.isascii() and digits.isdigit()):
        return None
    number = (int(digits[:-2]) - FIRST) * INVERSE % PRIME
    # What is too small, too large or wrongly checked is written otherwise.
    return number if number and reference(number) == digits else None


def references_in(text: str) -> tuple[str, ...]:
    """The different references in a text as they come, each written in a row or in groups."""
    written = (SEPARATORS.sub("", found) for found in WRITTEN.findall(text))
    return tuple(dict.fromkeys(digits for digits in written if number_of(digits) is not None))


def grouped_reference(digits: str) -> str:
    """A reference as people read it aloud: 3, 3, 3 and 2 digits."""
    return f"{digits[:3]} {digits[3:6]} {digits[6:9]} {digits[9:]}"
