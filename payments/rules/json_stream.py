"""Objects out of a text that holds one JSON object, or one a line, or both (rules.md 5)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn


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
    at, line = 0, 1
    while at < len(text):
        end_of_line = after_line(text, at)
        if text[at:end_of_line].strip():
            found, end_of_line = read_at(decoder, text, at, line)
            yield found
        line += text.count("\n", at, end_of_line)
        at = end_of_line


def read_at(decoder: json.JSONDecoder, text: str, at: int, line: int) -> tuple[Found, int]:
    """What starts on this line, and where the line on which it ends is over."""
    first_line = text[at : after_line(text, at)]
    start = at + len(first_line) - len(first_line.lstrip())
    try:
        value, end = decoder.raw_decode(text, start)
        if text[end : after_line(text, end)].strip():
            raise NotJson("expected nothing more on the line")
    except (ValueError, RecursionError) as fault:
        return Found(line, fault=describe(fault)), after_line(text, at)
    return Found(line, value, is_one_line="\n" not in text[start:end]), after_line(text, end)


def after_line(text: str, at: int) -> int:
    """Where the line that holds `at` is over, its end included."""
    return text.find("\n", at) + 1 or len(text)


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
