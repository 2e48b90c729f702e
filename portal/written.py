"""Sums, months and days as the language of the page writes them."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language

from payments.models import Person
from payments.rules.months import Month
from payments.rules.requisites import PaymentOrder
from portal import month_names

DASH = "–"


def tenge(amount: int) -> str:
    """A sum of whole tenge: 12 750 ₸, in English 12,750 ₸, never broken over two lines."""
    return f"{number_format(amount, use_l10n=True, force_grouping=True)}{month_names.NBSP}₸"


def month(value: Month) -> str:
    """A month by itself: Қараша 2026, ноябрь 2026, November 2026."""
    return month_names.label(value, get_language())


def in_sentence(value: Month, case: str = "nominative") -> str:
    """A month inside a sentence, in the case asked for: 2026 ж. қараша, with "from" 2026 ж. қарашадан."""
    return month_names.in_sentence(value, get_language(), case)


def months(values: tuple[Month, ...]) -> str:
    """Some months one after the other: the first three, or from the first to the last where they are a run."""
    if len(values) > 3 and values[-1] - values[0] == len(values) - 1:
        return f"{in_sentence(values[0])} {DASH} {in_sentence(values[-1])}"
    return ", ".join(map(in_sentence, values))


def day(value: date) -> str:
    """A day: 2026 ж. 25 қараша, 25 ноября 2026 г., 25 November 2026."""
    return month_names.day_in_sentence(value, get_language())


def short_day(value: date) -> str:
    """A day in a table: 25.11.2026."""
    return date_format(value, "SHORT_DATE_FORMAT")


def moment(value: datetime) -> str:
    """A day with its time, in Almaty: 2026 ж. 22 қараша, 09:40."""
    return date_format(timezone.localtime(value), "DATETIME_FORMAT")


def full_name(whose: Person | PaymentOrder) -> str:
    """The surname in capitals, then the names, as a form has them; empty parts are left out."""
    return " ".join(filter(None, [whose.last_name.upper(), whose.first_name, whose.patronymic]))
