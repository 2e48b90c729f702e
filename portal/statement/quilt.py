"""Twelve months as a quilt of patches, with the key that counts them."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from payments.rules.assess import Answer, MonthAnswer
from payments.rules.coverage import MonthState
from payments.rules.status import YEAR, Basis
from portal import month_names, written
from portal.words import months as words


def last_year(answer: Answer) -> dict[str, Any]:
    """The current month and the eleven before it."""
    return quilt(_("Last 12 months"), answer.months[:YEAR], "last-year")


def next_year(answer: Answer) -> dict[str, Any]:
    """The twelve months after the current one."""
    return quilt(_("Next 12 months"), answer.months[YEAR:], "next-year")


def deciding(answer: Answer) -> dict[str, Any]:
    """The twelve months that matter to the person: those that were paid ahead, or the past ones with their holes."""
    if answer.basis is Basis.AHEAD:
        return quilt(_("12 months paid ahead"), answer.trace.months, "paid-ahead")
    return last_year(answer)


def has_months_ahead(answer: Answer) -> bool:
    """Is anything of the coming year covered or on its way?"""
    return any(month.state is not MonthState.FUTURE for month in answer.months[YEAR:])


def quilt(title: str, months: Sequence[MonthAnswer], name: str) -> dict[str, Any]:
    """Twelve patches, oldest first, under a title."""
    return {
        "id": name,
        "title": title,
        "range": f"{written.in_sentence(months[0].period)} {written.DASH} {written.in_sentence(months[-1].period)}",
        "patches": [patch(month, first=month is months[0]) for month in months],
        "key": key(months),
    }


def patch(month: MonthAnswer, *, first: bool) -> dict[str, str]:
    """One month: a short name, the year on the first patch and in January, the state as look and word."""
    word = words.word(month.state)
    return {
        "period": str(month.period),
        "short": month_names.short(month.period, get_language()),
        "year": str(month.period.year) if first or month.period.number == 1 else "",
        "state": words.LOOKS[month.state],
        "word": word,
        "label": f"{written.month(month.period)}: {word}",
    }


def key(months: Sequence[MonthAnswer]) -> list[dict[str, Any]]:
    """How many months there are of each state, in the order of the states."""
    counts = Counter(month.state for month in months)
    return [words.tag(state) | {"count": counts[state]} for state in MonthState if counts[state]]
