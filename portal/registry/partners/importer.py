"""One registry of a partner, whole or not at all."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from django.db import connection, transaction

from payments import ledger
from payments.models import Actor, Partner
from payments.rules.reconciliation import Standing
from portal.registry.covers import why_not_covers
from portal.registry.importer import LIMITS, clean_name
from portal.registry.partners.detection import READERS, Format, detect
from portal.registry.partners.fields import Totals
from portal.registry.partners.reasons import PartnerFileReason
from portal.registry.readers.received import FileRefused


@dataclass(frozen=True, slots=True)
class PartnerReport:
    """What became of a registry, or would: how many numbers stand how.

    `taken_before` is when the same bytes were posted: then nothing has changed now.
    """

    partner: Partner
    day: date
    name: str
    format: Format
    lines: int
    total: int
    counts: Counter[Standing]
    taken_before: datetime | None


def import_partner_registry(
    stream: BinaryIO, *, name: str, partner: Partner, day: date, actor: Actor, today: date, dry_run: bool = False
) -> PartnerReport:
    """Hold a registry against what came in on its day, or FileRefused. A dry run keeps nothing.

    The stream, which must be seekable, is read through first: what refuses it does so there. Then it is read again,
    and posted in one transaction.
    """
    format = detect(stream)
    if ledger.is_told_by_list(partner) and not partner.is_on:
        raise FileRefused(PartnerFileReason.PARTNER_IS_OFF)
    reason = why_not_covers(day, day, today)
    if reason:
        raise FileRefused(reason)
    totals = _survey(stream, format, day)
    file = ledger.PartnerFile(
        partner=partner,
        day=day,
        sha256=_sha256(stream),
        name=clean_name(name),
        format=format,
        line_count=totals.count,
        total=totals.tiyn // 100,
    )
    with transaction.atomic():
        _wait_as_long_as_it_takes()
        if ledger.brings_by_list(partner):
            _lock_out_imports()
        stream.seek(0)
        lines = READERS[format](stream, Totals(), day)
        posted = ledger.post_partner_registry(file=file, lines=lines, actor=actor, today=today)
        transaction.set_rollback(dry_run)
    taken_before = posted.registry.posted_at if posted.is_known else None
    return PartnerReport(partner, day, file.name, format, file.line_count, file.total, posted.counts, taken_before)


def _survey(stream: BinaryIO, format: Format, day: date) -> Totals:
    stream.seek(0)
    totals = Totals()
    for _line in READERS[format](stream, totals, day):
        pass
    if not totals.is_whole:
        raise FileRefused(PartnerFileReason.NO_TOTAL)
    return totals


def _sha256(stream: BinaryIO) -> str:
    stream.seek(0)
    return hashlib.file_digest(stream, "sha256").hexdigest()


def _wait_as_long_as_it_takes() -> None:
    """The limits of the web are not for a whole registry."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for limit in LIMITS:
                cursor.execute("SELECT set_config(%s, '0', true)", [limit])


def _lock_out_imports() -> None:
    """A list that brings money holds its people, batch by batch, as an import of the State Corporation's does."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock('payments_registryfile'::regclass::bigint)")
