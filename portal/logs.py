"""What a log line may not hold: an IIN, whether somebody typed it into an address or a database repeats it."""

import logging
import re
from urllib.parse import unquote

QUERY = re.compile(r"\?\S*")
ESCAPED = re.compile(r"(?:%[0-9A-Fa-f]{2})+|\\x[0-9a-f]{2}|\\u[0-9a-f]{4}")
# Any number so long, also one that is set apart: a mistyped IIN is one digit away from somebody's.
LONG_NUMBER = re.compile(r"\d(?:[\s.\u2010-\u2015\u2212-]*\d){11,}")


class WithoutIin(logging.Formatter):
    """Hide whatever has the shape of an IIN, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        """The line as always, its long numbers hidden, however they were escaped."""
        return LONG_NUMBER.sub("············", ESCAPED.sub(_unescaped, super().format(record)))


def _unescaped(escaped: re.Match[str]) -> str:
    """What was escaped; in the place of a line break, a space."""
    code = escaped[0]
    text = unquote(code) if code.startswith("%") else chr(int(code[2:], 16))
    return "".join(character if character.isprintable() else " " for character in text)


class WithoutQuery(logging.Filter):
    """For lines of access: what stands behind the question mark of an address is whatever somebody typed."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every line, shortened."""
        record.msg, record.args = QUERY.sub("", record.getMessage()), ()
        return True
