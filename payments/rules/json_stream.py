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
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        taken = 1
        if lines[at].strip():
            found, taken = read_at(lines, at)
            yield found
        at += taken


def read_at(lines: list[str], at: int) -> tuple[Found, int]:
    """What starts on this line, and how many lines it takes."""
    first = lines[at].strip()
    found = decoded(first, at + 1, is_one_line=True)
    if not found.fault or not first.startswith("{") or opened(first) <= 0:
        return found, 1
    for end in (end_of_object(lines, at), next_start(lines, at)):
        whole = "\n".join(lines[at:end]).strip()
        found = decoded(whole, at + 1, is_one_line="\n" not in whole)
        if not found.fault:
            break
    return found, end - at


def end_of_object(lines: list[str], at: int) -> int:
    """Where an object that opens here may end: before the next line that can only be another's first."""
    end = at + 1
    while end < len(lines) and (not lines[end].startswith("{") or lines[end - 1].rstrip().endswith(("[", ","))):
        end += 1
    return end


def next_start(lines: list[str], at: int) -> int:
    """The next line that begins with a brace: there reading goes on after an object that was broken."""
    return next((end for end in range(at + 1, len(lines)) if lines[end].startswith("{")), len(lines))


def opened(line: str) -> int:
    """How many brackets and braces a line leaves open, more or less: those in texts are counted too."""
    return sum(line.count(mark) for mark in "{[") - sum(line.count(mark) for mark in "}]")


def decoded(text: str, line: int, *, is_one_line: bool) -> Found:
    """The value of a text that is all JSON, or why it is not."""
    try:
        return Found(line, DECODER.decode(text), is_one_line)
    except NotJson as fault:
        return Found(line, is_one_line=is_one_line, fault=str(fault))
    except (ValueError, RecursionError):
        # Nothing of the input is repeated: it may hold personal data.
        return Found(line, is_one_line=is_one_line, fault="not a JSON object")


def without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object none of whose fields is given twice."""
    value = dict(pairs)
    if len(value) < len(pairs):
        raise NotJson("a field is given twice")
    return value


def refuse_constant(name: str) -> NoReturn:
    """NaN and Infinity are not JSON."""
    raise NotJson(f"{name} is not JSON")


DECODER = json.JSONDecoder(object_pairs_hook=without_doubles, parse_constant=refuse_constant)
