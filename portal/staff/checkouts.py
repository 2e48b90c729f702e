"""Payments by card that somebody has to look at: the acquirer spoke of another sum, or never said how it ended."""

from datetime import timedelta

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy

from payments import ledger
from payments.models import Checkout, CheckoutAnswer, Payment
from portal.staff.transactions import LOOKING_BACK
from portal.words import transactions as words

REFUSED, UNRESOLVED = "refused", "unresolved"
# By then its page has long closed, and the acquirer has been asked many times.
LONG = timedelta(days=1)


def payments_tried(what: str) -> QuerySet[Payment]:
    """The payments of such checkouts of the last days."""
    recent = Checkout.objects.filter(begun_at__gte=timezone.now() - LOOKING_BACK)
    if what == REFUSED:
        answers = CheckoutAnswer.objects.filter(outcome=CheckoutAnswer.Outcome.REFUSED)
        found = recent.filter(pk__in=answers.values("checkout"))
    else:
        found = ledger.unresolved(recent.filter(begun_at__lt=timezone.now() - LONG))
    tried = Checkout.payments.through.objects.filter(checkout__in=found.values("pk"))
    return Payment.objects.filter(pk__in=tried.values("payment"))


class ByCheckout(admin.SimpleListFilter):
    """The payments whose tries by card somebody has to look at."""

    title = gettext_lazy("payment by card")
    parameter_name = "checkout"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """What can be wrong with a try."""
        return [(REFUSED, words.acquirer_refused()), (UNRESOLVED, words.acquirer_silent())]

    def queryset(self, request: HttpRequest, payments: QuerySet) -> QuerySet | None:
        """Whoever types something else gets all."""
        if self.value() not in (REFUSED, UNRESOLVED):
            return None
        return payments.filter(pk__in=payments_tried(self.value()).values("pk"))
