"""What a citizen has filled in of a refund request so far. A form that was made of an older draft changes nothing."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from payments import ledger
from payments.history import CreditedLine
from payments.models import ProofFile, RefundRequest
from payments.rules.months import Month
from payments.rules.refund_reasons import Claim, RefundReason
from portal.models import Account, RefundDraft
from portal.proofs import store
from portal.web.pay.drafts import Outdated, read_key, save
from portal.words import refunds as words


def of(account: Account) -> RefundDraft | None:
    """The draft of an account with its line; there is one at most."""
    return RefundDraft.objects.filter(account=account).select_related("contribution__person").first()


@transaction.atomic
def begin(account: Account, line: CreditedLine, reason: str = "") -> None:
    """Claim this line. Of what was filled in for another one, where the money is to go and the phone stay."""
    about = {
        "contribution_id": line.row,
        "left": line.paid.left,
        "reason": reason,
        "right_period": None,
        "explanation": "",
    }
    draft, created = RefundDraft.objects.get_or_create(account=account, defaults=about | {"phone": _phone(account)})
    if created:
        return
    if draft.contribution_id == line.row:
        with suppress(Outdated):  # of two presses at once one is enough
            save(draft, left=line.paid.left, reason=reason or draft.reason)
        return
    _drop_proofs(draft, account)
    _rows(draft).update(key=uuid4(), version=F("version") + 1, updated_at=timezone.now(), **about)


@transaction.atomic
def discard(account: Account, key: str) -> None:
    """Drop the draft with this key, and its files; one that was begun since stays."""
    draft = RefundDraft.objects.filter(account=account, key=read_key(key)).first()
    if draft is not None:
        _drop_proofs(draft, account)
        draft.delete()


@transaction.atomic
def send(draft: RefundDraft, account: Account, *, amount: int, left: int, consents: bool, today: date) -> RefundRequest:
    """Turn the draft into a request. It goes first: of two forms sent at once only one finds it as it was."""
    gone, _ = _rows(draft).filter(key=draft.key, version=draft.version).delete()
    if not gone:
        raise Outdated
    return ledger.request_refund(
        line=draft.contribution,
        actor=account.actor,
        key=draft.key,
        claim=claim(draft, consents=consents),
        phone=draft.phone,
        language=get_language(),
        amount=amount,
        left=left,
        today=today,
        settings=settings.LAW,
    )


def claim(draft: RefundDraft, *, consents: bool, proofs: int = 0) -> Claim:
    """The draft as the rules take it."""
    return Claim(
        reason=RefundReason(draft.reason),
        right_period=right_period(draft),
        explanation=draft.explanation,
        iik=draft.iik,
        account_is_own=bool(draft.iik),  # none is kept without its tick
        consents=consents,
        proofs=proofs,
    )


def right_period(draft: RefundDraft) -> Month | None:
    """The month that was meant, if one is named."""
    return Month.containing(draft.right_period) if draft.right_period else None


def proofs(draft: RefundDraft, account: Account) -> QuerySet[ProofFile]:
    """The files that wait to be sent with it, in the order in which they came."""
    return ledger.waiting_proofs(draft.key, account.actor).order_by("pk")


def request_of(account: Account, form: Mapping[str, str]) -> RefundRequest | None:
    """What was sent with the key of this form, if anything was."""
    key = read_key(form.get("key", ""))
    return RefundRequest.objects.filter(key=key, requested_by=account.actor).first() if key else None


def unfinished(account: Account) -> dict[str, Any] | None:
    """The notice of what was begun and left."""
    draft = of(account)
    return {"key": draft.key, "text": words.unfinished(draft.contribution.amount)} if draft else None


def _phone(account: Account) -> str:
    """The one of their last request: nobody types it twice."""
    last = RefundRequest.objects.filter(requested_by=account.actor).order_by("-pk").first()
    return last.phone if last else ""


def _drop_proofs(draft: RefundDraft, account: Account) -> None:
    for proof in proofs(draft, account):
        with suppress(ledger.Refused):  # it was sent at this very moment
            store.remove(proof, account.actor)


def _rows(draft: RefundDraft) -> QuerySet[RefundDraft]:
    return RefundDraft.objects.filter(pk=draft.pk)
