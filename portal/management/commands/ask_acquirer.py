"""`manage.py ask_acquirer`: ask about every payment by card whose end is not known; for a timer, every few minutes."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db import OperationalError, connection
from django.utils import timezone

from payments import ledger
from payments.models import Checkout
from portal import clock
from portal.acquiring import freedom_pay
from portal.acquiring.checkouts import ask_again

ASKED_FOR_DAYS = 3  # a page is open for an hour: what the acquirer has not said by then, it has to be asked by people


class Command(BaseCommand):
    """What the acquirer's own call did not bring, because it was lost or we were away, is asked for."""

    help = "Asks the acquirer what became of every checkout of the last days that is neither paid nor failed."

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, count, print."""
        if not freedom_pay.is_set_up():
            self.stdout.write("No acquirer is set up.")
            return
        unresolved = ledger.unresolved(Checkout.objects.order_by("pk"))
        since, today = timezone.now() - timedelta(days=ASKED_FOR_DAYS), clock.today()
        said = Counter(asked(checkout, today) for checkout in list(unresolved.filter(begun_at__gte=since)))
        counts = ", ".join(f"{count} {what}" for what, count in sorted(said.items()))
        self.stdout.write(f"{said.total()} unresolved: {counts}." if said else "Nothing is unresolved.")
        older = [f"{checkout}" for checkout in unresolved.filter(begun_at__lt=since)]
        if older:
            named = ", ".join(older)
            self.stdout.write(f"{len(older)} older than {ASKED_FOR_DAYS} days, not asked about any more: {named}.")


def asked(checkout: Checkout, today: date) -> str:
    """What was said of one; trouble with its rows keeps nobody from asking about the others."""
    try:
        answer = ask_again(checkout, today=today)
    except OperationalError:
        connection.close_if_unusable_or_obsolete()
        return "kept by the database"
    return answer.outcome if answer else "begun or asked about within the last minute"
