"""Sums, months and days as the language of the page writes them."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language

from payments.models import Person
from payments.rules.months import Month
from payments.rules.requisites import PaymentOrder
from portal import month_names

DASH = "–"
MOST_NAMED = 3
KEPT = 4096  # of a page's sums, months and days most were written before


class Pen:
    """Writes in the language of the page, which it asks for once: for tables, where each row would ask ten times."""

    def __init__(self) -> None:
        self.language = get_language()

    def tenge(self, amount: int) -> str:
        """A sum, as `tenge` writes it."""
        return _tenge(amount, self.language)

    def month(self, value: Month) -> str:
        """A month by itself."""
        return _month(value, self.language)

    def short_day(self, value: date) -> str:
        """A day in a table."""
        return _short_day(value, self.language)


def tenge(amount: int) -> str:
    """A sum of whole tenge: 12 750 ₸, in English 12,750 ₸, never broken over two lines."""
    return _tenge(amount, get_language())


@lru_cache(KEPT)
def _tenge(amount: int, _language: str | None) -> str:
    return f"{number_format(amount, use_l10n=True, force_grouping=True)}{month_names.NBSP}₸"


def month(value: Month) -> str:
    """A month by itself: Қараша 2026, ноябрь 2026, November 2026."""
    return _month(value, get_language())


@lru_cache(KEPT)
def _month(value: Month, language: str) -> str:
    return month_names.label(value, language)


def in_sentence(value: Month, case: str = "nominative") -> str:
    """A month inside a sentence, in the case asked for: 2026 ж. қараша, with "from" 2026 ж. қарашадан."""
    return month_names.in_sentence(value, get_language(), case)


def months(values: tuple[Month, ...]) -> str:
    """Some months one after the other; of more than three each run is written from its first to its last."""
    if len(values) <= MOST_NAMED:
        return ", ".join(map(in_sentence, values))
    return ", ".join(f" {DASH} ".join(map(in_sentence, dict.fromkeys((run[0], run[-1])))) for run in _runs(values))


def _runs(values: tuple[Month, ...]) -> Iterator[list[Month]]:
    for _first, run in groupby(enumerate(values), key=lambda one: one[1] - one[0]):
        yield [value for _at, value in run]


def day(value: date) -> str:
    """A day: 2026 ж. 25 қараша, 25 ноября 2026 г., 25 November 2026."""
    return month_names.day_in_sentence(value, get_language())


def short_day(value: date) -> str:
    """A day in a table: 25.11.2026."""
    return _short_day(value, get_language())


@lru_cache(KEPT)
def _short_day(value: date, _language: str | None) -> str:
    return date_format(value, "SHORT_DATE_FORMAT")


def moment(value: datetime) -> str:
    """A day with its time, in Almaty: 2026 ж. 22 қараша, 09:40."""
    return date_format(timezone.localtime(value), "DATETIME_FORMAT")


def full_name(whose: Person | PaymentOrder) -> str:
    """The surname in capitals, then the names, as a form has them; empty parts are left out."""
    return " ".join(filter(None, [whose.last_name.upper(), whose.first_name, whose.patronymic]))
