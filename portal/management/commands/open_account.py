"""`manage.py open_account`: print a one-time code for a person whose identity somebody has seen."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from payments.models import Actor, Person
from payments.rules.identifiers import clean_iin, why_not_iin
from portal.sign_in import CODE_LIFE, issue_code


class Command(BaseCommand):
    """The IIN is read from standard input: an argument would stay in the shell's history and the list of processes."""

    help = "Asks for an IIN (or reads it from standard input) and prints the code that opens this person's account."

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, issue, print."""
        iin = self.read_iin()
        person, is_new = Person.objects.get_or_create(iin=iin)
        if is_new:
            self.stderr.write("Nothing was recorded for this IIN so far. Is it the one on the ID card?")
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
