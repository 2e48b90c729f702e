"""`manage.py import_registry FILE…`: registries into the ledger, each whole or not at all."""

import sys
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from payments.models import Actor
from portal import clock, written
from portal.registry.importer import import_file
from portal.registry.readers.received import FileRefused
from portal.registry.report import Report
from portal.words import registry

BAR = 40


def days(text: str) -> tuple[date, date]:
    """`2026-11-14..2026-11-16`, or one day."""
    first, _dots, last = text.partition("..")
    try:
        covers = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError:
        raise ArgumentTypeError(_("Days are written as 2026-11-14..2026-11-16.")) from None
    if covers[0] > covers[1] or covers[1] > clock.today():
        raise ArgumentTypeError(_("The days must follow one another and may not be later than today."))
    return covers


class Command(BaseCommand):
    """Import each file by itself; exit with 1 if one of them was refused."""

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

    def handle(
        self, *args: Any, files: list[str], covers: tuple | None, dry_run: bool, **options: Any
    ) -> None:
        """Import all, whatever becomes of one of them."""
        taken = [self.take(Path(name), covers, dry_run) for name in files]
        if not all(taken):
            sys.exit(1)

    def take(self, path: Path, covers: tuple[date, date] | None, dry_run: bool) -> bool:
        """Was the file taken? Says what became of it, or in one line why nothing did."""
        if path.parent == Path() and not path.exists():
            path = settings.REGISTRY_DIR / path
        bar = ProgressBar(sys.stderr)
        try:
            with path.open("rb") as stream:
                report = import_file(
                    stream,
                    name=path.name,
                    actor=Actor.system(),
                    covers=covers,
                    dry_run=dry_run,
                    progress=bar.show,
                )
        except OSError as fault:
            self.stderr.write(f"{path.name}: {fault.strerror or fault}")
            return False
        except FileRefused as refused:
            self.stderr.write(f"{path.name}: {refusal(refused)}")
            return False
        finally:
            bar.clear()
        self.stdout.write("\n".join(summary(report, dry_run)))
        return True


def refusal(refused: FileRefused) -> str:
    """Why a file was refused, and where."""
    where = _("(line %(line)d)") % {"line": refused.line} if refused.line else ""
    return " ".join(filter(None, [registry.file_reason(refused.reason), refused.detail, where]))


def summary(report: Report, dry_run: bool) -> list[str]:
    """What became of a file, in a few lines; the rejected ones are told by number, never by name or IIN."""
    size = _("%(name)s: %(format)s, %(lines)d lines, %(total)s.") % {
        "name": report.name,
        "format": report.format,
        "lines": report.lines,
        "total": written.tenge(report.total),
    }
    if report.taken_before:
        return [size, _("The same file was imported before. Nothing has changed.")]
    counts = _("Posted: %(posted)d. Known before: %(known)d. Rejected: %(rejected)d.") % {
        "posted": report.posted,
        "known": report.known,
        "rejected": report.rejected_count,
    }
    said = [size, counts]
    said += [
        _("Line %(line)d: %(reason)s") % {"line": number, "reason": registry.line_reason(reason)}
        for number, reason in sorted(report.rejected)
    ]
    if report.rejected_count > len(report.rejected):
        said.append(_("More lines were rejected; the first of them are listed here."))
    if report.known_until:
        said.append(_("Contributions are known up to %(day)s.") % {"day": report.known_until})
    if dry_run:
        said.append(_("This was a trial. Nothing was kept."))
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
