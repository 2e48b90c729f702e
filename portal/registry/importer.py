"""One registry file into the ledger, whole or not at all."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import islice
from pathlib import PurePath
from typing import BinaryIO

from django.db import connection, transaction

from payments import history, ledger
from payments.models import Actor, RegistryFile, RegistryLine
from payments.rules.identifiers import without_iins
from portal.registry.covers import why_not_covers
from portal.registry.posting import keep_rejected, post_contributions, post_spans
from portal.registry.readers.detection import LARGEST_FILE, READERS, Format, detect_file
from portal.registry.readers.received import ControlTotals, FileRefused, Operation, ReceivedLine, ReceivedSpan
from portal.registry.report import Report

BATCH = 1000
CHUNK = 1 << 20
LIMITS = ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout")

# Called now and then with how many lines are done, and of how many; None while the file is only read through.
Progress = Callable[[int, int | None], None]
Lines = Iterator[ReceivedLine | ReceivedSpan]
Batches = Iterator[list[RegistryLine]]


@dataclass(slots=True)
class Survey:
    """What a file is, once it has been read to its end and nothing in it refuses it."""

    format: Format
    sha256: str
    today: date
    control: ControlTotals = field(default_factory=ControlTotals)
    has_returns: bool = False


def import_file(
    stream: BinaryIO,
    *,
    name: str,
    actor: Actor,
    today: date,
    covers: tuple[date, date] | None = None,
    dry_run: bool = False,
    largest: int = LARGEST_FILE,
    progress: Progress = lambda done, total: None,
) -> Report:
    """Take a file: whole lines into the ledger, the others to staff. A dry run keeps nothing of it.

    1. The stream, which must be seekable, is read through: what refuses it (FileRefused) does so here.
    2. The same bytes are taken once; a second time changes nothing, and the report says so.
    3. In one transaction, with no other import beside it, the lines are read again and posted, returns last:
       a return finds its payment wherever in the file that stands.
    4. Requests for money that the bank has returned itself are closed; a file sent again makes up for what failed here.

    `covers` are the first and last day that the file covers, by default what it says of itself.
    """
    survey = _survey(stream, today, largest, progress)
    covers = _covers(survey, covers)
    with transaction.atomic():
        _wait_as_long_as_it_takes()
        _lock_out_other_imports()
        taken = RegistryFile.objects.filter(sha256=survey.sha256).first()
        file = taken or _new_file(survey, name, actor, covers)
        report = _report(file, taken)
        for batch in () if taken else _post(stream, survey, file, actor):
            RegistryLine.objects.bulk_create(batch)
            report.count(batch)
            progress(report.posted + report.known + report.rejected_count, report.lines)
        transaction.set_rollback(dry_run)
    if not dry_run:
        _close_returned_refunds(actor, today)
    return report


def clean_name(name: str) -> str:
    """The name of a file as it is kept and shown: without its folder, control characters and IINs."""
    return without_iins("".join(filter(str.isprintable, PurePath(name).name)))[:255]


def _survey(stream: BinaryIO, today: date, largest: int, progress: Progress) -> Survey:
    survey = Survey(detect_file(stream, largest), _sha256(stream), today)
    for number, line in enumerate(_read(stream, survey, survey.control), start=1):
        survey.has_returns |= isinstance(line, ReceivedLine) and line.operation is Operation.RETURN
        if number % BATCH == 0:
            progress(number, None)
    return survey


def _covers(survey: Survey, said: tuple[date, date] | None) -> tuple[date, date] | None:
    if survey.format is Format.CATEGORIES:  # they say nothing of money, so they cover no day of it
        return None
    covers = said or survey.control.covers
    reason = covers and why_not_covers(*covers, survey.today)
    if reason:
        raise FileRefused(reason)
    return covers


def _sha256(stream: BinaryIO) -> str:
    digest = hashlib.sha256()
    stream.seek(0)
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _read(stream: BinaryIO, survey: Survey, control: ControlTotals | None = None) -> Lines:
    stream.seek(0)
    return READERS[survey.format](stream, control or ControlTotals(), survey.today)


def _wait_as_long_as_it_takes() -> None:
    """An import may take minutes, and so may the wait for one; the limits of the web are not for it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for limit in LIMITS:
                cursor.execute("SELECT set_config(%s, '0', true)", [limit])


def _lock_out_other_imports() -> None:
    """Two at once would each miss the other's days in `known_until`. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE payments_registryfile IN SHARE ROW EXCLUSIVE MODE")


def _close_returned_refunds(actor: Actor, today: date) -> None:
    with transaction.atomic():
        _wait_as_long_as_it_takes()  # the next import may hold the same people
        ledger.close_returned_refunds(actor=actor, today=today)


def _new_file(survey: Survey, name: str, actor: Actor, covers: tuple[date, date] | None) -> RegistryFile:
    covers_from, covers_until = covers or (None, None)
    return RegistryFile.objects.create(
        sha256=survey.sha256,
        name=clean_name(name),
        format=survey.format,
        covers_from=covers_from,
        covers_until=covers_until,
        line_count=survey.control.count,
        total=survey.control.tiyn // 100,
        posted_by=actor,
        known_until=history.known_until(covers),
    )


def _report(file: RegistryFile, taken: RegistryFile | None) -> Report:
    covers = (file.covers_from, file.covers_until) if file.covers_from else None
    report = Report(file.name, Format(file.format), file.line_count, file.total, covers, file.known_until)
    report.taken_before = taken.posted_at if taken else None
    return report


def _post(stream: BinaryIO, survey: Survey, file: RegistryFile, actor: Actor) -> Batches:
    """What is to be kept of each line, by batches: first of what comes in, then of what goes back."""
    if survey.format is Format.CATEGORIES:
        yield from _batches(_read(stream, survey), partial(post_spans, file=file), file)
        return
    for operation in (Operation.CREDIT, Operation.RETURN) if survey.has_returns else (Operation.CREDIT,):
        post = partial(post_contributions, operation=operation, file=file, actor=actor, alike=Counter())
        lines = _read(stream, survey)
        # A line whose operation cannot be read is kept with the credits.
        wanted = (line for line in lines if (line.operation or Operation.CREDIT) is operation)
        yield from _batches(wanted, post, file)


def _batches(lines: Lines, post: Callable[..., list[RegistryLine]], file: RegistryFile) -> Batches:
    while batch := list(islice(lines, BATCH)):
        posted = post([line for line in batch if not line.reasons])
        rejected = keep_rejected([line for line in batch if line.reasons], file=file)
        yield [*posted, *rejected]
