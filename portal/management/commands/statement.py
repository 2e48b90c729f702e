"""`manage.py statement IIN…`: the answer out of the ledger in the shape of `assess`, with the lines as `payments`."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from payments.models import Person
from payments.rules.contract_in import BadInput, read_date
from payments.rules.contract_out import answer_as_json, line_as_json
from payments.rules.identifiers import clean_iin, why_not_iin
from portal import clock
from portal.statement.account import assessed


class Command(BaseCommand):
    """For support staff and for scripts: indented for one person, a line each for several."""

    help = "Prints the statement and the status of people by their IIN, as JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose, and as of which day."""
        parser.add_argument("iin", nargs="+", help="twelve digits; several are answered a line each")
        parser.add_argument("--today", type=day, help="answer as of this day (YYYY-MM-DD), by default today")

    def handle(self, *args: Any, iin: list[str], today: date | None, **options: Any) -> None:
        """Everybody is looked up before anything is printed."""
        people = [self.person(place, text) for place, text in enumerate(iin, start=1)]
        for person in people:
            found = assessed(person, today or clock.today())
            lines = [line_as_json(line) for line in found.record.facts.lines]
            answer = answer_as_json(found.answer) | {"payments": lines}
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1 if len(people) == 1 else None))

    def person(self, place: int, text: str) -> Person:
        """The person, found by their IIN; the complaint names the place of the argument, never the number."""
        fault = why_not_iin(text)
        if fault:
            raise CommandError(f"IIN {place}: {fault}", returncode=2)
        person = Person.objects.filter(iin=clean_iin(text)).first()
        if person is None:
            raise CommandError(f"IIN {place}: nobody is known by it", returncode=2)
        return person


def day(text: str) -> date:
    """A day on the command line; argparse turns the ValueError into its own complaint."""
    try:
        return read_date(text, "--today")
    except BadInput as fault:
        raise ValueError(str(fault)) from None
