"""`manage.py verify_journal [--head "COUNT HASH"]`: does every entry of the journal vouch for the one before it?"""

import re
import sys
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand

from payments import history

HEAD = re.compile(r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2} )?([0-9]{1,18}) ([0-9a-f]{64})")


def head(text: str) -> tuple[int, str]:
    """A count and a hash, or the whole line that `manage.py journal_head` has printed."""
    found = HEAD.fullmatch(text.strip())
    if found is None:
        raise ArgumentTypeError('A head is written as "COUNT HASH", as journal_head prints it.')
    return int(found[1]), found[2]


class Command(BaseCommand):
    """Exit with 1 and the number of the first entry that was changed, deleted, inserted or cut off."""

    help = "Verifies the chain of the journal, against a head that was printed earlier if one is given."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which head."""
        parser.add_argument("--head", type=head, metavar='"COUNT HASH"', help="what journal_head printed on some day")

    def handle(self, *args: Any, head: tuple[int, str] | None, **options: Any) -> None:
        """Say that all of it fits, or where it does not."""
        wrong = history.verify_journal(head)
        if wrong is not None:
            self.stderr.write(f"Entry {wrong} is missing or does not fit.")
            sys.exit(1)
        count, last = history.journal_head()
        self.stdout.write(f"All entries fit. Head: {count} {last}")
