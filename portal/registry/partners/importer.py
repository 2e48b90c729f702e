"""One registry of a partner, whole or not at all."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from django.db import transaction

from payments import ledger
from payments.models import Actor, Partner
from payments.rules.reconciliation import Standing
from portal.registry.covers import why_not_covers
from portal.registry.importer import clean_name, lock_out_other_imports, wait_as_long_as_it_takes
from portal.registry.partners.detection import READERS, Format, detect
from portal.registry.partners.fields import Totals
from portal.registry.partners.reasons import PartnerFileReason
from portal.registry.readers.received import FileRefused
from portal.registry.reading import sha256_of


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
        sha256=sha256_of(stream),
        name=clean_name(name),
        format=format,
        line_count=totals.count,
        total=totals.tiyn // 100,
    )
    with transaction.atomic():
        wait_as_long_as_it_takes()
        if ledger.brings_by_list(partner):
            lock_out_other_imports()
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
