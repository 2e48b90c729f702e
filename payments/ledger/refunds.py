"""What an applicant does: send a request, take it back, answer a question about it."""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from payments import history
from payments.ledger.entry import Refused
from payments.ledger.people import Names, lock_people
from payments.ledger.proofs import attach_proofs, waiting_proofs
from payments.ledger.refund_steps import Unmovable, lock_request, move, refuse_unless_may_move
from payments.models import Actor, Contribution, OpenRefund, RefundAccount, RefundRequest
from payments.rules.facts import Settings
from payments.rules.identifiers import clean_iik, why_not_iik
from payments.rules.refund_reasons import Claim, Obstacle, claimable, obstacles
from payments.rules.refunds import Mover, NotRefundable, RefundState, why_not_refundable
from payments.rules.requisites import may_be_own


class Unsendable(StrEnum):
    """What keeps a request from being sent, beside the law and what the form lacks."""

    STALE = "stale"  # what is left of the line, or what can be claimed of it, has changed since it was shown
    OTHER_REQUEST = "other_request"  # the key of the form was used for another line, or by somebody else


@transaction.atomic
def request_refund(
    *,
    line: Contribution,
    actor: Actor,
    key: UUID,
    claim: Claim,
    phone: str,
    language: str,
    amount: int,
    left: int,
    today: date,
    settings: Settings,
) -> RefundRequest:
    """Send a request for a line; the same key for the same line is the same request.

    `left` and `amount` are what the applicant was shown; the proofs of the claim are counted here. Refused with a
    NotRefundable, an Obstacle or an Unsendable.
    """
    lock_people({line.person.iin: Names()})
    made = RefundRequest.objects.filter(key=key).first()
    if made is not None:
        return _the_same(made, line, actor)
    claim = replace(claim, iik=clean_iik(claim.iik), proofs=waiting_proofs(key, actor).count())
    _refuse_if_it_would_be(claim, line, actor, shown=(left, amount), today=today, settings=settings)
    request = RefundRequest.objects.create(
        key=key,
        applicant=actor.person,
        requested_by=actor,
        contribution=line,
        reason=claim.reason,
        right_period=claim.right_period.first_day if claim.right_period else None,
        explanation=claim.explanation,
        amount=amount,
        left=left,
        phone=phone,
        language=language,
        sent_on=today,
    )
    OpenRefund.objects.create(request=request, contribution=line)
    RefundAccount.objects.create(request=request, iik=claim.iik, given_by=actor)
    attach_proofs(request, actor)
    move(request, RefundState.SENT, Mover.APPLICANT, actor=actor, day=today)
    return request


def _the_same(made: RefundRequest, line: Contribution, actor: Actor) -> RefundRequest:
    if (made.contribution_id, made.requested_by_id) != (line.pk, actor.pk):
        raise Refused(Unsendable.OTHER_REQUEST)
    return made


def _refuse_if_it_would_be(
    claim: Claim, line: Contribution, actor: Actor, *, shown: tuple[int, int], today: date, settings: Settings
) -> None:
    """Ask every rule that the pages asked, of the record as it is now."""
    found = history.line_for_refund(line.pk, actor.person, today)
    blocked = why_not_refundable(found.paid, today) if found else NotRefundable.SOMEBODY_ELSES
    if blocked:
        raise Refused(blocked)
    month = history.month_facts_of(found, today, settings)
    if shown != (found.paid.left, claimable(claim.reason, found.paid, month)):
        raise Refused(Unsendable.STALE)
    for obstacle in obstacles(claim, found.paid, month):
        raise Refused(obstacle)


@transaction.atomic
def withdraw_refund(*, request: RefundRequest, actor: Actor, today: date) -> None:
    """Take a request back, as long as its review has not begun; withdrawn before, it stays so."""
    request = lock_request(request)
    if request.steps.filter(state=RefundState.WITHDRAWN).exists():
        return
    _refuse_unless_theirs(request, actor)
    move(request, RefundState.WITHDRAWN, Mover.APPLICANT, actor=actor, day=today)


@transaction.atomic
def answer_refund(*, request: RefundRequest, actor: Actor, text: str, iik: str | None, today: date) -> None:
    """Answer the open question: by words, by another account (None keeps the one there is), by files sent meanwhile."""
    request = lock_request(request)
    _refuse_unless_theirs(request, actor)
    refuse_unless_may_move(request, RefundState.CHECKING, Mover.APPLICANT)
    if not text.strip() and iik is None and not waiting_proofs(request.key, actor).exists():
        raise Refused(Unmovable.NO_TEXT)
    if iik and why_not_iik(iik):
        raise Refused(Obstacle.WRONG_ACCOUNT)
    if iik and not may_be_own(iik):
        raise Refused(Obstacle.NOT_OWN_ACCOUNT)
    if iik is not None:
        RefundAccount.objects.create(request=request, iik=clean_iik(iik), given_by=actor)
    attach_proofs(request, actor)
    move(request, RefundState.CHECKING, Mover.APPLICANT, actor=actor, day=today, text=text)


def _refuse_unless_theirs(request: RefundRequest, actor: Actor) -> None:
    if request.requested_by_id != actor.pk:
        raise Refused(Unmovable.NOT_NOW)
