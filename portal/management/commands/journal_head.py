"""`manage.py journal_head`: how long the journal is and the hash of its last entry, in one line to keep elsewhere."""

from typing import Any

from django.core.management.base import BaseCommand

from payments import history
from portal import clock


class Command(BaseCommand):
    """For a timer, every day, to a printer or another machine: whoever rewrites the journal cannot rewrite that."""

    help = "Prints the day, the number of journal entries and the hash of the last; keep it outside this machine."

    def handle(self, *args: Any, **options: Any) -> None:
        """One line."""
        count, last = history.journal_head()
        self.stdout.write(f"{clock.today()} {count} {last}")
