"""`manage.py import_payout_answers FILE…`: the State Corporation's answers to payouts, each whole or not at all."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import override

from payments.models import Actor
from portal import clock
from portal.management.commands.import_registry import opened
from portal.payouts.answers import AnswersRefused, take_answers
from portal.registry.importer import clean_name
from portal.registry.readers.received import FileRefused
from portal.words import payouts as words
from portal.words import registry as registry_words


class Command(BaseCommand):
    """Take each file by itself; exit with 1 if one of them was refused. It speaks English, as all commands do."""

    help = "Imports answers to payout files (docs/payouts.md), each of them whole or not at all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to import."""
        parser.add_argument("files", nargs="+", metavar="FILE")

    @override("en")
    def handle(self, *args: Any, files: list[str], **options: Any) -> None:
        """Import all, whatever becomes of one of them."""
        taken = [self.take(Path(name)) for name in files]
        if not all(taken):
            sys.exit(1)

    def take(self, path: Path) -> bool:
        """Was the file taken? Says what became of it, or why nothing did."""
        try:
            with opened(path) as stream:
                report = take_answers(stream, name=path.name, actor=Actor.system(), today=clock.today())
        except FileNotFoundError:
            return self.complain(path, "There is no such file.")
        except OSError as fault:
            return self.complain(path, f"The file cannot be read: {fault.strerror or fault}.")
        except FileRefused as refused:
            return self.complain(path, registry_words.refusal(refused))
        except AnswersRefused as refused:
            return self.complain(path, *words.refusal(refused))
        said = [words.outcome(report), words.conflicts(report)]
        self.stdout.write(f"{report.file.name}: {' '.join(filter(None, said))}")
        return True

    def complain(self, path: Path, *why: str) -> bool:
        """A line for each fault of a file that was not taken; its name may hold anything, so it is cleaned."""
        for one in why:
            self.stderr.write(f"{clean_name(path.name)}: {one}")
        return False
