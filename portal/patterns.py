"""Parts that stand on a page dozens of times: templates that are rendered once in each language, and then filled in.

A pattern has blanks, `{{ amount }}`, and nothing that decides or repeats: what differs from row to row is given to it.
"""

from collections.abc import Iterable
from functools import cache
from html import escape

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language


class Patterns:
    """Patterns in the language of the page."""

    def __init__(self) -> None:
        self.language = get_language()

    def fill(self, template: str, values: dict[str, str]) -> SafeString:
        """A pattern with its blanks filled in; what is not markup already is escaped, as a template would do it."""
        pattern = _pattern(template, tuple(values), self.language)
        markup = {name: value if type(value) is SafeString else escape(value) for name, value in values.items()}
        return SafeString(pattern.format_map(markup))


def joined(parts: Iterable[SafeString]) -> SafeString:
    """One after the other."""
    return SafeString("".join(parts))


@cache
def _pattern(template: str, blanks: tuple[str, ...], _language: str | None) -> str:
    return render_to_string(template, {name: f"{{{name}}}" for name in blanks}).strip("\n")
