"""How the answer came about, in words: the rule, the twelve months it looked at, the settings, the rates, the data."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from payments.rules.assess import Trace
from portal import written
from portal.patterns import Patterns, joined
from portal.statement.account import Assessed
from portal.words import law as law_words
from portal.words import months as month_words
from portal.words import status as status_words


def trace(assessed: Assessed) -> dict[str, SafeString]:
    """The trace of one answer, twice: a page has it on the screen and for paper, each with marks of its own."""
    fill, told = Patterns().fill, sentences(assessed)
    items = {
        name: joined(fill("web/rows/_item.html", {"text": text}) for text in texts)
        for name, texts in lists(assessed.answer.trace).items()
    }
    return {
        f"on_{place}": fill("web/rows/_trace.html", told | items | {"prefix": f"{place}-"})
        for place in ("screen", "paper")
    }


def sentences(assessed: Assessed) -> dict[str, str]:
    """The rule, and what the answer rests on."""
    answer = assessed.answer
    return {
        "rule": status_words.why(answer, status_words.gaps_of(answer)),
        "missing_rates": status_words.missing_rates(answer.missing_rates),
        "known_until": known_until(assessed),
        "crediting_day": _("A payment made today should be credited by %(day)s.")
        % {"day": written.day(answer.trace.crediting_day)},
    }


def lists(found: Trace) -> dict[str, list[str]]:
    """The months that were looked at, the settings and the rates."""
    return {
        "months": [f"{written.month(month.period)}: {month_words.word(month.state)}" for month in found.months],
        "settings": law_words.settings(found.settings),
        "rates": [law_words.rate(rate) for rate in found.rates],
    }


def known_until(assessed: Assessed) -> str:
    """Up to which day contributions are known."""
    known = assessed.facts.known_until
    return status_words.known_until(written.day(known) if known else None)
