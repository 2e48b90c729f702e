"""How the answer came about, in words: the rule, the twelve months it looked at, the settings, the rates, the data."""

from typing import Any

from django.utils.translation import gettext as _

from portal import written
from portal.statement.account import Assessed
from portal.words import law as law_words
from portal.words import months as month_words
from portal.words import status as status_words


def trace(assessed: Assessed) -> dict[str, Any]:
    """The trace of one answer, ready to print."""
    answer = assessed.answer
    found = answer.trace
    return {
        "rule": status_words.why(answer, status_words.gaps_of(answer)),
        "months": [f"{written.month(month.period)}: {month_words.word(month.state)}" for month in found.months],
        "settings": law_words.settings(found.settings),
        "rates": [law_words.rate(rate) for rate in found.rates],
        "missing_rates": status_words.missing_rates(answer.missing_rates),
        "known_until": known_until(assessed),
        "crediting_day": _("A payment made today should be credited by %(day)s.")
        % {"day": written.day(found.crediting_day)},
    }


def known_until(assessed: Assessed) -> str:
    """Up to which day contributions are known."""
    known = assessed.facts.known_until
    return status_words.known_until(written.day(known) if known else None)
