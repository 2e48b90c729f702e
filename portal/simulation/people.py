"""People who never lived: right IINs of the nineteenth century, as many as anybody wants."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count

from payments.rules.identifiers import check_digit

FIRST_DAY = date(1850, 1, 1)
DAYS = 50 * 365
A_DAY = 9000  # serial numbers


def invented_iins(start: int = 0) -> Iterator[str]:
    """One after the other, the same each time; with another start others."""
    for number in count(start):
        day = FIRST_DAY + timedelta(days=number % DAYS)
        eleven = f"{day:%y%m%d}1{1000 + number // DAYS % A_DAY:04}"
        digit = check_digit(eleven)
        if digit is not None:
            yield f"{eleven}{digit}"
