"""`manage.py import_partner_registry FILE --partner LOGIN --day DAY`: a partner's registry, whole or not at all."""

import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from payments.models import Actor, Partner
from portal import clock, written
from portal.management.commands.import_registry import opened
from portal.registry.importer import clean_name
from portal.registry.partners.importer import PartnerReport, import_partner_registry
from portal.registry.readers.received import FileRefused
from portal.words import partner_registries as words


class Command(BaseCommand):
    """Take one file; exit with 1 if it was refused. It speaks English, as all commands do."""

    help = "Imports a partner's registry of one day (docs/partner-registries.md), whole or not at all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file, whose, and of which day."""
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--partner", required=True, metavar="LOGIN", help="the login of the partner")
        parser.add_argument("--day", required=True, type=date.fromisoformat, metavar="YYYY-MM-DD")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")

    @override("en")
    def handle(self, *args: Any, file: str, partner: str, day: date, dry_run: bool, **options: Any) -> None:
        """Import it, and say what became of it."""
        found = Partner.objects.select_related("actor").filter(login=partner).first()
        if found is None:
            raise CommandError(f"No partner has the login {partner}.")
        report = self.take(Path(file), found, day, dry_run)
        if report is None:
            sys.exit(1)
        size = f"{report.name}: {report.format}, {report.lines} lines, {written.tenge(report.total)}."
        trial = "This was a trial. Nothing was kept." if dry_run else ""
        self.stdout.write("\n".join(filter(None, [size, words.outcome(report), trial])))

    def take(self, path: Path, partner: Partner, day: date, dry_run: bool) -> PartnerReport | None:
        """The report, or one line that says why nothing was taken."""
        taken_for = {"partner": partner, "day": day, "actor": Actor.system(), "today": clock.today()}
        try:
            with opened(path) as stream:
                return import_partner_registry(stream, name=path.name, dry_run=dry_run, **taken_for)
        except FileNotFoundError:
            why = "There is no such file."
        except OSError as fault:
            why = f"The file cannot be read: {fault.strerror or fault}."
        except FileRefused as refused:
            why = words.refusal(refused)
        self.stderr.write(f"{clean_name(path.name)}: {why}")
        return None
