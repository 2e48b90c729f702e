"""What a log line may not hold: the database's own messages repeat the value that broke a promise."""

import logging
import re

TWELVE_DIGITS = re.compile(r"(?<!\d)\d{12}(?!\d)")


class WithoutIin(logging.Formatter):
    """Hide whatever has the shape of an IIN, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        """The line as always, its twelve-digit numbers hidden."""
        return TWELVE_DIGITS.sub("············", super().format(record))
