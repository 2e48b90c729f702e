"""Log lines hold nobody's IIN, wherever in the line it came from and however it is written."""

import io
import logging
import sys

import pytest

from portal.logs import WithoutIin

IIN = "870314100014"
MISTYPED = "870314100015"


def line(message: str, *values: object, **more: object) -> str:
    """The line as it would be written."""
    record = logging.LogRecord("portal", logging.ERROR, "here.py", 1, message, values, more.get("exc_info"))
    return WithoutIin("{message}", style="{").format(record)


def access_line(request: str) -> str:
    """The line that the server of the demo writes of a request."""
    server = logging.getLogger("django.server")
    [handler] = [handler for handler in server.handlers if isinstance(handler.formatter, WithoutIin)]
    written = io.StringIO()
    stream = handler.setStream(written)
    server.info('"%s" %s %s', request, "200", "512")
    handler.setStream(stream)
    return written.getvalue()


def digits(text: str) -> str:
    """What is left of a line without everything that is no digit."""
    return "".join(character for character in text if character.isdigit())


@pytest.mark.parametrize("number", [IIN, MISTYPED])
@pytest.mark.parametrize("written", ["Key (iin)=({}) already exists", "/x?{}", "{}", "a{}b", "5 {} 4250", "2026-{}"])
def test_an_iin_is_hidden(written: str, number: str) -> None:
    assert number not in digits(line(written.format(number)))
    assert number not in digits(line(written.replace("{}", "%s"), number))


@pytest.mark.parametrize(
    "between", [" ", "-", ".", "–", "\u00a0", " - ", "%20", "%C2%A0", "%e2%80%93", "\\xa0", "\\u2013"]
)
def test_so_is_one_that_is_set_apart(between: str) -> None:
    for groups in (("870314", "100014"), ("870314", "100", "014")):
        assert IIN not in digits(line(f"Not Found: /{between.join(groups)}/"))


@pytest.mark.parametrize(
    "path", ["/%20870314100014", "/x%2F870314100014%20", "/%38%37%30314100014", "/%0a870314100014"]
)
def test_so_is_one_in_a_path_that_a_browser_has_encoded(path: str) -> None:
    shown = line(f'"GET {path} HTTP/1.1" 404 512')
    assert IIN not in digits(shown)
    assert shown.endswith('HTTP/1.1" 404 512')


def test_nothing_that_was_typed_begins_a_line_of_its_own() -> None:
    assert len(line("Not Found: /%0D%0A2026-11-22 INFO Sign-in: account 1").splitlines()) == 1


@pytest.mark.parametrize("query", ["q=%20870314100014", "q=870314-100014", "q=8703%2020141%2000014", "a&b=%2520x"])
def test_a_line_of_access_leaves_the_query_out(query: str) -> None:
    assert '"GET /sign-in/ HTTP/1.1" 200 512' in access_line(f"GET /sign-in/?{query} HTTP/1.1")


def test_an_iin_in_a_traceback_is_hidden() -> None:
    try:
        int(f"x{IIN}")
    except ValueError:
        shown = line("failed", exc_info=sys.exc_info())
    assert "ValueError" in shown
    assert IIN not in shown


@pytest.mark.parametrize("number", ["12750", "2026-11-22", "2026-11-22 13:52:01,123", "127.0.0.1", "100%", "50%25"])
def test_other_numbers_stay(number: str) -> None:
    assert number.replace("%25", "%") in line(f"posted {number}")
