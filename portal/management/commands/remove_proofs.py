"""`manage.py remove_proofs`: remove the proof files whose time is over; for a timer, once a day."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from portal import clock
from portal.proofs.removal import remove_due


class Command(BaseCommand):
    """It prints counts only: whose files they were is nobody's business by now."""

    help = "Removes the proof files of requests closed long ago, of drafts that were given up, and left-over bytes."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove, count, print."""
        removed = remove_due(today=clock.today(), now=timezone.now())
        self.stdout.write(
            f"Removed: {removed.closed} of closed requests, {removed.unsent} never sent, "
            f"{removed.unknown} known to no row."
        )
