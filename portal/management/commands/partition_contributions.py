"""`manage.py partition_contributions [--partitions 16] [--print]`: keep the lines of a person together."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from payments import partitions

MOST = 100


class Command(BaseCommand):
    """Once, by the owner of the tables, while nobody has to pay: pages stay readable, what writes waits."""

    help = "Divides the table of contributions by a hash of the person, on PostgreSQL (docs/scale.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many, and whether to show it only."""
        parser.add_argument("--partitions", type=int, default=16, metavar="NUMBER", help="parts, 2 to 100")
        parser.add_argument("--print", action="store_true", help="print the statements and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse what makes no sense, then print or divide."""
        parts = options["partitions"]
        if connection.vendor != "postgresql":
            raise CommandError("Only PostgreSQL has partitions.")
        if not 2 <= parts <= MOST:
            raise CommandError(f"--partitions is {parts}: it may be 2 to {MOST}.")
        if partitions.is_divided():
            raise CommandError("The table of contributions is divided already.")
        if options["print"]:
            self.stdout.write("".join(f"{line};\n" for line in _printed(parts)), ending="")
            return
        partitions.divide(parts)
        partitions.vacuum()
        self.stdout.write(f"The table of contributions has {parts} partitions now.")


def _printed(parts: int) -> list[str]:
    return ["BEGIN", *partitions.division(parts), "COMMIT", partitions.VACUUM]
