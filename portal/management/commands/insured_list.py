"""`manage.py insured_list --day DAY`: the Fund's daily list, everybody with their status, as CSV."""

import csv
import os
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import mkstemp
from typing import Any, TextIO

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from payments import history
from payments.history import Insured
from payments.rules.contract_in import BadInput, read_date

COLUMNS = ("iin", "insured", "basis", "insured_until")


class Command(BaseCommand):
    """A row a person, as they go by: of a whole country no more is held at once than of a village."""

    help = "Writes who is insured on a day, why and until when: everybody, as CSV."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which day, and where to."""
        parser.add_argument("--day", type=day, required=True, help="the day of the list (YYYY-MM-DD)")
        parser.add_argument("--out", type=Path, help="a file, for its owner alone; by default standard output")

    def handle(self, *args: Any, day: date, out: Path | None, **options: Any) -> None:
        """The file is there once it is whole; what is said of it names nobody."""
        everybody = history.everyone(day, settings.LAW)
        if out is None:
            write(everybody, self.stdout)
            return
        with whole(out) as file:
            people, insured = write(everybody, file)
        self.stdout.write(f"{day}: {people} people, {insured} of them insured.")


def write(everybody: Iterator[Insured], file: TextIO) -> tuple[int, int]:
    """Head and rows; gives how many people they are, and how many of them insured."""
    rows, people, insured = csv.writer(file, lineterminator="\n"), 0, 0
    rows.writerow(COLUMNS)
    for one in everybody:
        rows.writerow(row(one))
        people += 1
        insured += one.standing.insured
    return people, insured


def row(one: Insured) -> tuple[str, str, str, str]:
    """One person; who is insured without an end has no last day."""
    is_insured, basis, run = one.standing
    until = run.insured_until.isoformat() if run.insured_until else ""
    return one.iin, "yes" if is_insured else "no", basis or "", until


@contextmanager
def whole(path: Path) -> Iterator[TextIO]:
    """A file that nobody else can read, and that takes its name when all of it is written."""
    try:
        descriptor, part = mkstemp(dir=path.parent, prefix=f".{path.name}.")  # for its owner alone
    except OSError as problem:
        raise CommandError(f"{path}: {problem.strerror}") from None
    try:
        with open(descriptor, "w", encoding="utf-8", newline="") as file:
            yield file
        os.replace(part, path)
    finally:
        Path(part).unlink(missing_ok=True)


def day(text: str) -> date:
    """A day on the command line; argparse turns the ValueError into its own complaint."""
    try:
        return read_date(text, "--day")
    except BadInput as fault:
        raise ValueError(str(fault)) from None
