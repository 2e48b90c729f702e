"""The rows of proof files: kept for a draft, sent with its request, and gone a while after it is closed."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from payments.ledger.entry import Refused
from payments.ledger.journal import note
from payments.models import Actor, JournalEntry, ProofFile, RefundRequest
from payments.rules.refunds import CLOSED

MOST_PROOFS = 3


class Unkeepable(StrEnum):
    """Why a file is not kept, or not let go."""

    TOO_MANY = "too_many"
    SENT = "sent"  # it went with its request


@transaction.atomic
def keep_proof(*, draft_key: UUID, actor: Actor, name: UUID, type: str, size: int, sha256: str) -> ProofFile:
    """Keep a file for what is not sent yet: three at most."""
    Actor.objects.select_for_update(no_key=True).get(pk=actor.pk)
    waiting = waiting_proofs(draft_key, actor)
    if waiting.count() >= MOST_PROOFS:
        raise Refused(Unkeepable.TOO_MANY)
    return ProofFile.objects.create(
        draft_key=draft_key, uploaded_by=actor, name=name, type=type, size=size, sha256=sha256
    )


@transaction.atomic
def drop_proof(*, proof: ProofFile, actor: Actor) -> None:
    """Let go of a file that was not sent; the one who calls removes its bytes."""
    gone, _ = ProofFile.objects.filter(pk=proof.pk, uploaded_by=actor, request=None).delete()
    if not gone:
        raise Refused(Unkeepable.SENT)


def waiting_proofs(draft_key: UUID, actor: Actor) -> QuerySet[ProofFile]:
    """What somebody has uploaded and not sent."""
    return ProofFile.objects.filter(draft_key=draft_key, uploaded_by=actor, request=None, removed_at=None)


def attach_proofs(request: RefundRequest, actor: Actor) -> None:
    """Send what waits with its request, or with an answer."""
    waiting_proofs(request.key, actor).update(request=request)


def removable_proofs(closed_before: date) -> QuerySet[ProofFile]:
    """The files of requests that were closed before a day."""
    closed = RefundRequest.objects.filter(steps__state__in=CLOSED, steps__day__lt=closed_before)
    return ProofFile.objects.filter(request__in=closed, removed_at=None)


@transaction.atomic
def mark_removed(*, proof: ProofFile, actor: Actor, now: datetime) -> None:
    """Its bytes are gone; that there was a file, and which, stays known."""
    if ProofFile.objects.filter(pk=proof.pk, removed_at=None).update(removed_at=now):
        note(JournalEntry.Event.PROOF_REMOVED, actor=actor, request=proof.request, proof=proof.pk)


@transaction.atomic
def view_proof(*, proof: ProofFile, actor: Actor) -> None:
    """Somebody of the staff opens a file."""
    note(
        JournalEntry.Event.PROOF_VIEWED,
        actor=actor,
        request=proof.request,
        person=proof.request.applicant,
        proof=proof.pk,
    )
