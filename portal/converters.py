"""What an address may carry as a value: an impossible month is a 404 before any view."""

from payments.rules import refund_numbers
from payments.rules.months import Month
from payments.rules.references import number_of


class MonthConverter:
    """A month as in `/statement/2026-11/`."""

    regex = "20[0-9]{2}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> Month:
        """The month itself."""
        return Month.parse(value)

    def to_url(self, value: Month) -> str:
        """The month as an address has it."""
        return str(value)


class YearConverter:
    """A year as in `/statement/2025/`."""

    regex = "20[0-9]{2}"

    def to_python(self, value: str) -> int:
        """The number of the year."""
        return int(value)

    def to_url(self, value: int) -> str:
        """The year as an address has it."""
        return str(value)


class ReferenceConverter:
    """The reference of a payment, as in `/payments/41234567890/`: its check digits agree, or nothing is there."""

    regex = "[1-6][0-9]{10}"

    def to_python(self, value: str) -> str:
        """The reference itself."""
        if number_of(value) is None:
            raise ValueError("its check digits do not agree")
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


class RefundConverter:
    """The number of a refund request, as in `/refunds/000001295/`: its check digits agree, or nothing is there."""

    regex = "[0-9]{9}"

    def to_python(self, value: str) -> str:
        """The number itself."""
        if refund_numbers.row_of(value) is None:
            raise ValueError("its check digits do not agree")
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value
