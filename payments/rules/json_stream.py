"""Objects out of a text that holds one JSON object, or one a line, or both (rules.md 5)."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

BLANK = re.compile(r"[ \t\r\n]*")
REST_OF_LINE = re.compile(r"[ \t\r]*(?:\n|\Z)")
LINE = re.compile(r"[^\n]*")


class NotJson(ValueError):
    """A text that is not JSON, or JSON that says two things at once."""


@dataclass(frozen=True, slots=True)
class Found:
    """One object with the number of its first line; `fault` is set where there is none to read instead."""

    line: int
    value: Any = None
    is_one_line: bool = True
    fault: str = ""


def objects(text: str) -> Iterator[Found]:
    """Every object in order; a line that does not hold one is a fault, and reading goes on with the next line."""
    decoder = json.JSONDecoder(object_pairs_hook=without_doubles, parse_constant=refuse_constant)
    at = BLANK.match(text).end()
    while at < len(text):
        line = text.count("\n", 0, at) + 1
        try:
            value, end = decoder.raw_decode(text, at)
            rest = REST_OF_LINE.match(text, end)
            if rest is None:
                raise NotJson("expected nothing more on the line")
        except (ValueError, RecursionError) as fault:
            yield Found(line, fault=describe(fault))
            at = LINE.match(text, at).end()
        else:
            yield Found(line, value, is_one_line="\n" not in text[at:end])
            at = end
        at = BLANK.match(text, at).end()


def without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object none of whose fields is given twice."""
    value = dict(pairs)
    if len(value) < len(pairs):
        raise NotJson("a field is given twice")
    return value


def refuse_constant(name: str) -> NoReturn:
    """NaN and Infinity are not JSON."""
    raise NotJson(f"{name} is not JSON")


def describe(fault: Exception) -> str:
    """What is wrong, on one line and without the input, which may hold personal data."""
    return str(fault) if isinstance(fault, NotJson) else "not a JSON object"
