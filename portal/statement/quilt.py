"""Twelve months as a quilt of patches, with the key that counts them."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from payments.rules.assess import Answer, MonthAnswer
from payments.rules.coverage import MonthState
from payments.rules.months import Month
from payments.rules.status import YEAR, Basis
from portal import month_names, written
from portal.patterns import Patterns, joined
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
    """Twelve patches, oldest first, under a title: those that lead to their months, and the same without links."""
    return {
        "id": name,
        "title": title,
        "range": f"{written.in_sentence(months[0].period)} {written.DASH} {written.in_sentence(months[-1].period)}",
        "linked": patches(months, linked=True),
        "plain": patches(months, linked=False),
        "key": key(months),
    }


def patches(months: Sequence[MonthAnswer], *, linked: bool) -> SafeString:
    """A patch for each month."""
    language = get_language()
    first = months[0].period
    return joined([patch(month.period, month.state, month.period == first, linked, language) for month in months])


@lru_cache(written.KEPT)
def patch(month: Month, state: MonthState, first: bool, linked: bool, language: str) -> SafeString:
    """One month: a short name, the year on the first patch and in January, the state as look and word."""
    word = words.word(state)
    shown = {
        "period": month,
        "short": month_names.short(month, language),
        "year": str(month.year) if first or month.number == 1 else "",
        "state": words.LOOKS[state],
        "word": word,
        "label": f"{written.month(month)}: {word}",
    }
    return render_to_string("web/_patch.html", {"patch": shown, "linked": linked})


def key(months: Sequence[MonthAnswer]) -> SafeString:
    """How many months there are of each state, in the order of the states."""
    fill, counts = Patterns().fill, Counter(month.state for month in months)
    tags = ((words.tag(state), counts[state]) for state in MonthState if counts[state])
    return joined(fill("web/rows/_key.html", tag | {"count": str(count)}) for tag, count in tags)
