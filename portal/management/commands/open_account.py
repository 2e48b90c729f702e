"""`manage.py open_account`: print a one-time code for a person whose identity somebody has seen."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from payments import ledger
from payments.models import Actor, Person
from payments.rules.identifiers import clean_iin, why_not_iin
from portal.sign_in import CODE_LIFE, issue_code


class Command(BaseCommand):
    """The IIN is read from standard input: an argument would stay in the shell's history and the list of processes."""

    help = "Asks for an IIN (or reads it from standard input) and prints the code that opens this person's account."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether a record may be begun."""
        parser.add_argument("--new", action="store_true", help="also if nothing is recorded for this IIN yet")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, issue, print."""
        iin = self.read_iin()
        if not (options["new"] or Person.objects.filter(iin=iin).exists()):
            raise CommandError("Nothing is recorded for this IIN. If it is the one on the ID card, add --new.")
        with transaction.atomic():
            person = ledger.lock_people({iin: ledger.Names()})[iin]
            code = issue_code(person=person, made_by=Actor.system())
        until = timezone.localtime() + CODE_LIFE
        self.stdout.write(f"{code}\nOpens the account once, until {until:%Y-%m-%d %H:%M}. Earlier codes are void.")

    def read_iin(self) -> str:
        """The IIN, asked for if somebody sits there."""
        if sys.stdin.isatty():
            self.stderr.write("IIN: ", ending="")
        typed = sys.stdin.readline()
        if fault := why_not_iin(typed):
            raise CommandError(f"This is no IIN ({fault}).")
        return clean_iin(typed)
