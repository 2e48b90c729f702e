"""The number of a refund request: nine digits, of which the last two find every slip of the finger."""

from payments.rules.identifiers import SEPARATORS

LENGTH = 9
# It begins with 1 to 9 and so has no zero to lose in a spreadsheet.
FIRST = 10 ** (LENGTH - 3)
LAST = 9 * FIRST - 1


def refund_number(number: int) -> str:
    """The number that people call a request by, of its row's: checked as ISO 7064 MOD 97-10 has it.

    Nine digits are no reference of a payment (eleven), no IIN (twelve), no telephone. ValueError outside 1 to `LAST`.
    """
    if not 1 <= number <= LAST:
        raise ValueError("no request has this number")
    payload = FIRST + number
    return f"{payload}{98 - payload * 100 % 97:02}"


def row_of(text: str) -> int | None:
    """The row that a typed number names, None if it is none; spaces and dashes are no fault."""
    digits = SEPARATORS.sub("", text)
    if len(digits) != LENGTH or not (digits.isascii() and digits.isdigit()):
        return None
    number = int(digits[:-2]) - FIRST
    return number if number > 0 and refund_number(number) == digits else None


def grouped_number(digits: str) -> str:
    """A number as people read it aloud: three times three digits."""
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}"
