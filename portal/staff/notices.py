"""What the front page of the staff door says before anything else: what waits, and what is missing."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payments import history
from payments.models import LineCorrection, RegistryLine
from payments.rules.facts import Payer
from portal import written
from portal.models import Account
from portal.words import status as status_words

OWN_PAYERS = [payer for payer in Payer if payer.is_own]
DECEMBER = 12


class Notice(NamedTuple):
    """One sentence, and where to go about it."""

    text: str
    href: str = ""
    is_warning: bool = False


def notices(account: Account, today: date) -> Iterator[Notice]:
    """What concerns this one of the staff."""
    for year in years_without_rates(today):
        text = _("The rates for %(year)d are not set. Without them nobody can be told what to pay.") % {"year": year}
        yield Notice(text, reverse("admin:payments_rate_changelist"), is_warning=True)
    if account.has_perm("payments.view_registryline"):
        yield rejected_lines()
    if account.has_perm("payments.view_linecorrection"):
        yield waiting_corrections()
    known = history.known_until()
    yield Notice(status_words.known_until(written.day(known) if known else None))


def years_without_rates(today: date) -> list[int]:
    """This year, and from December on the next, where a payer has no rate in it."""
    rates, _calendar = history.figures()
    days = [today] + ([date(today.year + 1, 1, 1)] if today.month == DECEMBER else [])
    return [day.year for day in days if any(rates.on(payer, day) is None for payer in OWN_PAYERS)]


def rejected_lines() -> Notice:
    """How many lines wait at the desk."""
    count = RegistryLine.objects.filter(outcome=RegistryLine.Outcome.REJECTED).count()
    text = ngettext("%(count)d rejected line waits.", "%(count)d rejected lines wait.", count) % {"count": count}
    return Notice(text, reverse("admin:payments_registryline_changelist") + "?outcome__exact=rejected")


def waiting_corrections() -> Notice:
    """How many corrections wait for a second person."""
    count = LineCorrection.objects.filter(confirmed_by=None).count()
    text = ngettext(
        "%(count)d correction waits for a second person.", "%(count)d corrections wait for a second person.", count
    ) % {"count": count}
    return Notice(text, reverse("admin:payments_linecorrection_changelist") + "?state=waiting")
