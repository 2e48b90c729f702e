"""What the front page of the staff door says before anything else: what waits, and what is missing."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payments import history
from payments.models import LineCorrection, RegistryLine, Suggestion, Transaction
from payments.rules.facts import Payer
from portal import written
from portal.models import Account
from portal.staff.checkouts import REFUSED, UNRESOLVED, payments_tried
from portal.staff.payout_answers import paid_twice
from portal.staff.payouts import waiting_payouts
from portal.staff.reconciliation_days import missing_registries, waiting_cases
from portal.staff.refunds.waiting import how_many
from portal.staff.transactions import NEEDS_A_LOOK, needing_a_look
from portal.words import payouts as payout_words
from portal.words import reconciliation as reconciliation_words
from portal.words import status as status_words
from portal.words.refund_review import Show

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
    if account.has_perm("payments.view_refundrequest"):
        yield from waiting_refunds(today)
    yield from about_payouts(account)
    if account.has_perm("payments.view_registryline"):
        yield rejected_lines()
    if account.has_perm("payments.view_linecorrection"):
        yield waiting_corrections()
    if account.has_perm("payments.view_suggestion"):
        yield waiting_suggestions()
    if account.has_perm("payments.view_transaction"):
        yield transactions_to_look_at()
    if account.has_perm("payments.view_reconciliationcase"):
        yield from about_registries_of_partners(today)
    if account.has_perm("payments.view_payment"):
        yield from payments_by_card()
    known = history.known_until(formats=settings.CREDITING_REGISTRIES)
    yield Notice(status_words.known_until(written.day(known) if known else None))


def years_without_rates(today: date) -> list[int]:
    """This year, and from December on the next, where a payer has no rate in it."""
    rates, _calendar = history.figures()
    days = [today] + ([date(today.year + 1, 1, 1)] if today.month == DECEMBER else [])
    return [day.year for day in days if any(rates.on(payer, day) is None for payer in OWN_PAYERS)]


def about_payouts(account: Account) -> Iterator[Notice]:
    """What waits for a payout file, and what went back twice."""
    if account.has_perm("payments.export_payouts"):
        yield Notice(payout_words.waiting(waiting_payouts()), reverse("admin:payments_payoutfile_changelist"))
    count = paid_twice() if account.has_perm("payments.view_payoutanswerfile") else 0
    if count:
        address = reverse("admin:payments_payoutanswerfile_changelist")
        yield Notice(payout_words.paid_twice(count), address, is_warning=True)


def waiting_refunds(today: date) -> Iterator[Notice]:
    """How many requests nobody has taken, and how many have to be moved on soon."""
    address = reverse("admin:payments_refundrequest_changelist")
    counts = how_many(today, timezone.now())
    text = ngettext("%(count)d refund request is free.", "%(count)d refund requests are free.", counts[Show.FREE])
    yield Notice(text % {"count": counts[Show.FREE]}, f"{address}?show={Show.FREE}")
    if counts[Show.DUE]:
        text = ngettext(
            "%(count)d refund request is overdue or due within two working days.",
            "%(count)d refund requests are overdue or due within two working days.",
            counts[Show.DUE],
        )
        yield Notice(text % {"count": counts[Show.DUE]}, f"{address}?show={Show.DUE}", is_warning=True)


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


def waiting_suggestions() -> Notice:
    """How many near misses wait for a decision."""
    count = Suggestion.objects.filter(decision="").count()
    text = ngettext(
        "%(count)d line that nearly fits a payment waits.", "%(count)d lines that nearly fit a payment wait.", count
    ) % {"count": count}
    return Notice(text, reverse("admin:payments_suggestion_changelist") + "?decision=waits")


def transactions_to_look_at() -> Notice:
    """How much money of the last days came for a payment that had been paid before, or for none."""
    count = needing_a_look(Transaction.objects.all()).count()
    text = ngettext(
        "%(count)d transaction needs looking at.",
        "%(count)d transactions need looking at.",
        count,
    ) % {"count": count}
    return Notice(text, reverse("admin:payments_transaction_changelist") + f"?brought={NEEDS_A_LOOK}")


def about_registries_of_partners(today: date) -> Iterator[Notice]:
    """Differences that wait, and registries of the last days that have not come; none of either is not said."""
    address = reverse("admin:payments_reconciliationcase_changelist")
    waiting, missing = waiting_cases(), missing_registries(today)
    if waiting:
        yield Notice(reconciliation_words.waiting(waiting), address, is_warning=True)
    if missing:
        yield Notice(reconciliation_words.missing(missing), address, is_warning=True)


def payments_by_card() -> Iterator[Notice]:
    """What the acquirer of the last days' payments by card left open; nothing of it is usual, so none is not said."""
    address = reverse("admin:payments_payment_changelist")
    refused = payments_tried(REFUSED).count()
    if refused:
        text = ngettext(
            "For %(count)d payment the acquirer speaks of another sum or currency.",
            "For %(count)d payments the acquirer speaks of another sum or currency.",
            refused,
        ) % {"count": refused}
        yield Notice(text, f"{address}?checkout={REFUSED}", is_warning=True)
    unresolved = payments_tried(UNRESOLVED).count()
    if unresolved:
        text = ngettext(
            "Of %(count)d payment by card nobody has known for more than a day whether it is paid.",
            "Of %(count)d payments by card nobody has known for more than a day whether they are paid.",
            unresolved,
        ) % {"count": unresolved}
        yield Notice(text, f"{address}?checkout={UNRESOLVED}", is_warning=True)
