"""`manage.py import_registry FILE…`: registries into the ledger, each whole or not at all."""

import sys
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import override

from payments.models import Actor
from portal import clock, written
from portal.registry.covers import why_not_covers
from portal.registry.importer import clean_name, import_file
from portal.registry.readers.received import FileRefused
from portal.registry.report import Report
from portal.words import registry as words

BAR = 40


@override("en")
def days(text: str) -> tuple[date, date]:
    """`2026-11-14..2026-11-16`, or one day."""
    first, dots, last = text.partition("..")
    try:
        covers = date.fromisoformat(first), date.fromisoformat(last if dots else first)
    except ValueError:
        raise ArgumentTypeError("Days are written as 2026-11-14..2026-11-16.") from None
    reason = why_not_covers(*covers, clock.today())
    if reason:
        raise ArgumentTypeError(words.file_reason(reason))
    return covers


class Command(BaseCommand):
    """Import each file by itself; exit with 1 if one of them was refused. It speaks English, as all commands do."""

    help = "Imports registries (docs/registries.md), each of them whole or not at all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to import, and how."""
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument(
            "--covers",
            type=days,
            metavar="FROM..TO",
            help="the days that the files cover; a Monday's registry covers Saturday to Monday",
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")

    @override("en")
    def handle(self, *args: Any, files: list[str], covers: tuple | None, dry_run: bool, **options: Any) -> None:
        """Import all, whatever becomes of one of them."""
        taken = [self.take(Path(name), covers, dry_run) for name in files]
        if not all(taken):
            sys.exit(1)

    def take(self, path: Path, covers: tuple[date, date] | None, dry_run: bool) -> bool:
        """Was the file taken? Says what became of it, or in one line why nothing did."""
        bar = ProgressBar(sys.stderr)
        try:
            with opened(path) as stream:
                report = import_file(
                    stream,
                    name=path.name,
                    actor=Actor.system(),
                    today=clock.today(),
                    covers=covers,
                    dry_run=dry_run,
                    progress=bar.show,
                )
        except FileNotFoundError:
            return self.complain(path, "There is no such file.")
        except OSError as fault:
            return self.complain(path, f"The file cannot be read: {fault.strerror or fault}.")
        except FileRefused as refused:
            return self.complain(path, words.refusal(refused))
        finally:
            bar.clear()
        self.stdout.write("\n".join(summary(report, dry_run)))
        return True

    def complain(self, path: Path, why: str) -> bool:
        """One line for a file that was not taken; a name may hold anything, so it is shown as it would be kept."""
        self.stderr.write(f"{clean_name(path.name)}: {why}")
        return False


def opened(path: Path) -> BinaryIO:
    """The file, looked for among the registries too; nothing else is opened, for a pipe would be waited for."""
    if path.parent == Path() and not path.exists():
        path = settings.REGISTRY_DIR / path
    if path.exists() and not path.is_file():
        raise OSError("it is a folder or a device")
    return path.open("rb")


def summary(report: Report, dry_run: bool) -> list[str]:
    """What became of a file, in a few lines; the rejected ones are told by number, never by name or IIN."""
    size = f"{report.name}: {report.format}, {report.lines} lines, {written.tenge(report.total)}."
    said = [size, words.outcome(report)]
    if report.taken_before:
        return said
    said += [f"Line {number}: {words.line_reason(reason)}" for number, reason in sorted(report.rejected)]
    if report.rejected_count > len(report.rejected):
        said.append("More lines were rejected; the first of them are listed here.")
    if report.known_until:
        said.append(f"Contributions are known up to {written.day(report.known_until)}.")
    if dry_run:
        said.append("This was a trial. Nothing was kept.")
    return said


class ProgressBar:
    """How far an import is, on a terminal; elsewhere nothing."""

    def __init__(self, stream: TextIO) -> None:
        self.stream, self.is_shown = stream, stream.isatty()

    def show(self, done: int, total: int | None) -> None:
        """Draw it anew; without a total the file is only being read through."""
        if not self.is_shown:
            return
        filled = BAR * done // total if total else 0
        of = f" / {total}" if total else ""
        self.stream.write(f"\r\x1b[K[{'█' * filled}{'·' * (BAR - filled)}] {done}{of}")
        self.stream.flush()

    def clear(self) -> None:
        """Leave no trace of it."""
        if self.is_shown:
            self.stream.write("\r\x1b[K")
            self.stream.flush()
