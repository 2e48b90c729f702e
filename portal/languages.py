"""What is worked out once in each language, instead of for each row of each page."""

from collections.abc import Callable
from functools import cache, wraps
from typing import TypeVar

from django.utils.translation import get_language

Made = TypeVar("Made")


def once_a_language(make: Callable[[], Made]) -> Callable[[], Made]:
    """A table of words, made when it is first asked for in a language."""

    @cache
    def in_language(_language: str | None) -> Made:
        return make()

    @wraps(make)
    def made() -> Made:
        return in_language(get_language())

    return made
