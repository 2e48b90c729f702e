"""`manage.py verify_ledger`: does everything hold that is promised of money? Meant to run each night."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from payments import history


class Command(BaseCommand):
    """Exit with 1 and a line for each promise that is broken."""

    help = "Verifies the invariants of the ledger, the payments, the refunds and the journal."

    def handle(self, *args: Any, **options: Any) -> None:
        """Look at one moment of everything, however long that takes."""
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                    cursor.execute("SET LOCAL statement_timeout = 0")
            broken = list(history.verify_ledger())
        for one in broken:
            rows = f", first rows {', '.join(map(str, one.rows))}" if one.rows else ""
            self.stderr.write(f"Broken: {one.promise} ({one.count}{rows})")
        if broken:
            sys.exit(1)
        self.stdout.write(f"All {len(history.PROMISES) + 2} promises hold.")
