"""`manage.py ask_acquirer`: ask about every payment by card whose end is not known; for a timer, every few minutes."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand

from payments import ledger
from payments.models import Checkout
from portal import clock
from portal.acquiring import freedom_pay
from portal.acquiring.checkouts import ask_again


class Command(BaseCommand):
    """What the acquirer's own call did not bring, because it was lost or we were away, is asked for."""

    help = "Asks the acquirer what became of every checkout that is neither paid nor failed."

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, count, print."""
        if not freedom_pay.is_set_up():
            self.stdout.write("No acquirer is set up.")
            return
        today = clock.today()
        answers = [ask_again(checkout, today=today) for checkout in ledger.unresolved(Checkout.objects.all())]
        outcomes = Counter(answer.outcome if answer else "asked within the last minute" for answer in answers)
        said = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
        self.stdout.write(f"{len(answers)} unresolved: {said}." if said else "Nothing is unresolved.")
