"""Proofs whose time is over: of closed requests, of drafts that were given up, and bytes that no row knows."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from payments import ledger
from payments.models import Actor, OpenRefund, ProofFile
from portal.models import RefundDraft
from portal.proofs.store import remove_bytes

WAIT = timedelta(days=2)  # for whoever is still at it


@dataclass(frozen=True, slots=True)
class Removed:
    """How many files are gone, by why."""

    closed: int
    unsent: int
    unknown: int


def remove_due(*, today: date, now: datetime) -> Removed:
    """Remove what is due; safe to repeat, and to break off at any point."""
    return Removed(_remove_closed(today, now), _remove_unsent(now), _remove_unknown(now))


def unsent(now: datetime) -> QuerySet[ProofFile]:
    """What was uploaded and belongs to nothing that may still be sent: no open request, and no draft in use.

    A draft that nobody has touched for as long as proofs are kept is given up; its other answers may stay.
    """
    used_since = now - timedelta(days=settings.PROOFS_KEPT_DAYS)
    draft = RefundDraft.objects.filter(key=OuterRef("draft_key"), updated_at__gte=used_since)
    asked = OpenRefund.objects.filter(request__key=OuterRef("draft_key"))
    waiting = ProofFile.objects.filter(request=None, removed_at=None, uploaded_at__lt=now - WAIT)
    return waiting.exclude(Exists(draft) | Exists(asked))


def _remove_closed(today: date, now: datetime) -> int:
    due = list(ledger.removable_proofs(today - timedelta(days=settings.PROOFS_KEPT_DAYS)))
    for proof in due:
        remove_bytes(proof)
        ledger.mark_removed(proof=proof, actor=Actor.system(), now=now)
    return len(due)


def _remove_unsent(now: datetime) -> int:
    removed = 0
    for proof in unsent(now).select_related("uploaded_by"):
        try:
            ledger.drop_proof(proof=proof, actor=proof.uploaded_by)
        except ledger.Refused:  # it was sent at this very moment
            continue
        remove_bytes(proof)
        removed += 1
    return removed


def _remove_unknown(now: datetime) -> int:
    """What a fall between the bytes and the row has left, or one between the row and the bytes."""
    known = {name.hex for name in ProofFile.objects.filter(removed_at=None).values_list("name", flat=True)}
    oldest = (now - WAIT).timestamp()
    stray = [
        path for path in settings.PROOF_DIR.glob("??/*") if path.name not in known and path.stat().st_mtime < oldest
    ]
    for path in stray:
        path.unlink(missing_ok=True)
    return len(stray)
