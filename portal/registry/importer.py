"""One registry file into the ledger, whole or not at all."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from itertools import islice
from pathlib import PurePath
from typing import BinaryIO

from django.conf import settings
from django.db import connection, transaction

from payments import history, ledger
from payments.ledger import bulk
from payments.models import Actor, RegistryFile, RegistryLine
from payments.rules.identifiers import without_iins
from portal.registry.comparing import compare_contributions
from portal.registry.covers import why_not_covers
from portal.registry.loading import load, post_loaded
from portal.registry.posting import keep_rejected, lock_their_people, post_contributions, post_spans
from portal.registry.readers.detection import LARGEST_FILE, Format
from portal.registry.readers.received import FileRefused, Operation
from portal.registry.reading import BATCH, Lines, Progress, Source, opened
from portal.registry.report import Report

LIMITS = ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout")

Days = tuple[date, date]
Batches = Iterator[list[RegistryLine]]


def import_file(
    stream: BinaryIO,
    *,
    name: str,
    actor: Actor,
    today: date,
    covers: Days | None = None,
    dry_run: bool = False,
    largest: int = LARGEST_FILE,
    progress: Progress = lambda done, total: None,
) -> Report:
    """Take a file: whole lines into the ledger, the others to staff. A dry run keeps nothing of it.

    1. The same bytes are taken once; a second time changes nothing, and the report says so. The stream, which must be
       seekable, is read through: what refuses it (FileRefused) does so here, or takes back what was begun.
    2. In one transaction, with no other import beside it, the lines are posted, returns last: a return finds its
       payment wherever in the file that stands. A registry that does not credit is compared and posts nothing.
    3. What was told of after its money had come is credited, and requests for money that the bank has returned itself
       are closed; a file sent again makes up for what failed here.

    `covers` are the first and last day that the file covers, by default what it says of itself.
    """
    source = opened(stream, today, largest)
    covers = None if source.format is Format.CATEGORIES else covers  # they say nothing of money, so cover no day of it
    _refuse_days(covers, today)
    taken = _taken(source)
    if taken is None and not _goes_in_bulk(source):
        for _line in source.read_through(progress):
            pass
    report = _report(taken, taken.posted_at) if taken else _take(source, name, actor, covers, dry_run, progress)
    if not dry_run:
        _settle_told(actor)
        _close_returned_refunds(actor, today)
    return report


def clean_name(name: str) -> str:
    """The name of a file as it is kept and shown: without its folder, control characters and IINs."""
    return without_iins("".join(filter(str.isprintable, PurePath(name).name)))[:255]


def _refuse_days(covers: Days | None, today: date) -> None:
    reason = covers and why_not_covers(*covers, today)
    if reason:
        raise FileRefused(reason)


def _taken(source: Source) -> RegistryFile | None:
    return RegistryFile.objects.filter(sha256=source.sha256).first()


def _credits(source: Source) -> bool:
    """Is what it says posted? Categories say nothing of money, and some registries only tell again what others do."""
    return source.format in settings.CREDITING_REGISTRIES


def _goes_in_bulk(source: Source) -> bool:
    return connection.vendor == "postgresql" and _credits(source)


def _take(source: Source, name: str, actor: Actor, said: Days | None, dry_run: bool, progress: Progress) -> Report:
    with transaction.atomic():
        wait_as_long_as_it_takes()
        lock_out_other_imports()
        taken = _taken(source)
        report = _report(taken, taken.posted_at) if taken else _take_new(source, name, actor, said, progress)
        transaction.set_rollback(dry_run)
    return report


def _take_new(source: Source, name: str, actor: Actor, said: Days | None, progress: Progress) -> Report:
    in_bulk = _goes_in_bulk(source)
    odd = load(source, progress) if in_bulk else 0
    file = _new_file(source, name, actor, _covers(source, said))
    report = _report(file)
    if in_bulk:
        report.odd = odd
        post_loaded(source, file, actor, report)
        progress(report.lines, report.lines)
    else:
        for batch in _post(source, file, actor):
            RegistryLine.objects.bulk_create(batch)
            report.count(batch)
            progress(report.posted + report.known + report.rejected_count, report.lines)
    return report


def _covers(source: Source, said: Days | None) -> Days | None:
    covers = said or source.control.covers
    _refuse_days(covers, source.today)
    return covers


def wait_as_long_as_it_takes() -> None:
    """An import may take minutes, and so may the wait for one; the limits of the web are not for it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for limit in LIMITS:
                cursor.execute("SELECT set_config(%s, '0', true)", [limit])


def lock_out_other_imports() -> None:
    """Two at once would each miss the other's days in `known_until`. SQLite has one writer anyway.

    By a number and not the table: the role that serves the portal has no right to lock that against others. A partner's
    list that brings money holds its people as an import does, and takes the same lock.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock('payments_registryfile'::regclass::bigint)")


def _settle_told(actor: Actor) -> None:
    with transaction.atomic():
        wait_as_long_as_it_takes()
        lock_out_other_imports()
        ledger.settle_told(actor=actor)


def _close_returned_refunds(actor: Actor, today: date) -> None:
    with transaction.atomic():
        wait_as_long_as_it_takes()
        lock_out_other_imports()  # the next import may hold the same people
        ledger.close_returned_refunds(actor=actor, today=today)


def _new_file(source: Source, name: str, actor: Actor, covers: Days | None) -> RegistryFile:
    covers_from, covers_until = covers or (None, None)
    return RegistryFile.objects.create(
        sha256=source.sha256,
        name=clean_name(name),
        format=source.format,
        covers_from=covers_from,
        covers_until=covers_until,
        line_count=source.control.count,
        total=source.control.tiyn // 100,
        posted_by=actor,
        known_until=history.known_until(
            covers if _credits(source) else None, formats=(*settings.CREDITING_REGISTRIES,)
        ),
    )


def _report(file: RegistryFile, taken_before: datetime | None = None) -> Report:
    covers = (file.covers_from, file.covers_until) if file.covers_from else None
    report = Report(file.name, Format(file.format), file.line_count, file.total, covers, file.known_until)
    report.taken_before = taken_before
    return report


def _post(source: Source, file: RegistryFile, actor: Actor) -> Batches:
    """What is to be kept of each line, by batches: first of what comes in, then of what goes back."""
    if not _credits(source):
        post = post_spans if source.format is Format.CATEGORIES else compare_contributions
        yield from _batches(source.lines(), partial(post, file=file), file)
        return
    named: dict[int, str] = {}
    for operation in (Operation.CREDIT, Operation.RETURN) if source.has_returns else (Operation.CREDIT,):
        post = partial(post_contributions, operation=operation, file=file, actor=actor, alike=Counter(), named=named)
        # A line whose operation cannot be read is kept with the credits.
        wanted = (line for line in source.lines() if (line.operation or Operation.CREDIT) is operation)
        yield from _batches(wanted, post, file)
        if operation is Operation.CREDIT:
            bulk.settle_file(file, named, actor)


def _batches(lines: Lines, post: Callable[..., list[RegistryLine]], file: RegistryFile) -> Batches:
    while batch := list(islice(lines, BATCH)):
        lock_their_people(batch)
        posted = post([line for line in batch if not line.reasons])
        rejected = keep_rejected([line for line in batch if line.reasons], file=file)
        yield [*posted, *rejected]
