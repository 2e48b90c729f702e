"""Log lines hold nobody's IIN, wherever in the line it came from."""

import logging
import sys

import pytest

from portal.logs import WithoutIin

IIN = "850101100019"


def line(message: str, *values: object, **more: object) -> str:
    """The line as it would be written."""
    record = logging.LogRecord("portal", logging.ERROR, "here.py", 1, message, values, more.get("exc_info"))
    return WithoutIin("{message}", style="{").format(record)


@pytest.mark.parametrize("written", ["Key (iin)=({}) already exists", "/x?{}", "{}", "a{}b"])
def test_an_iin_is_hidden(written: str) -> None:
    assert IIN not in line(written.format(IIN))
    assert IIN not in line(written.replace("{}", "%s"), IIN)


def test_an_iin_in_a_traceback_is_hidden() -> None:
    try:
        int(f"x{IIN}")
    except ValueError:
        shown = line("failed", exc_info=sys.exc_info())
    assert "ValueError" in shown
    assert IIN not in shown


@pytest.mark.parametrize("number", ["12750", "2026-11-22", "1234567890123"])
def test_other_numbers_stay(number: str) -> None:
    assert number in line(f"posted {number}")
