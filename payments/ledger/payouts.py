"""Approved refunds are put into a file for the State Corporation, once each, and its answer closes or reopens them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import transaction
from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from payments.ledger.entry import Refused
from payments.ledger.journal import note
from payments.ledger.people import Names, lock_people
from payments.ledger.refund_steps import move
from payments.ledger.reversals import Kind, reverse
from payments.models import (
    Actor,
    Contribution,
    JournalEntry,
    Payout,
    PayoutAnswer,
    PayoutAnswerFile,
    PayoutFile,
    PayoutSeal,
    Person,
    RefundDecision,
    RefundRequest,
    RefundStep,
)
from payments.rules.refunds import Mover, RefundState

Event = JournalEntry.Event
Outcome = PayoutAnswer.Outcome


class NoPayout(StrEnum):
    """Why no file was made."""

    NOTHING = "nothing"  # no approved request waits
    CHANGED = "changed"  # what waits is no longer what was shown


class Unanswerable(StrEnum):
    """Why an answer as a whole is refused: then nothing of it is kept."""

    UNKNOWN_PAYOUT = "unknown_payout"
    OTHER_SUM = "other_sum"
    TWICE = "twice"  # one payout in two lines
    OTHERWISE = "otherwise"  # it was answered before, and differently


class ReplyOutcome(StrEnum):
    """What became of one line of an answer."""

    POSTED = "posted"
    KNOWN = "known"
    CONFLICT = "conflict"  # paid out although the bank had returned the payment: staff have to look at it


@dataclass(frozen=True, slots=True)
class PayoutReply:
    """One line of an answer, as a door has read it."""

    number: str
    amount: int
    outcome: Outcome
    day: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReplyPosting:
    """A line and what became of it."""

    reply: PayoutReply
    outcome: ReplyOutcome


@transaction.atomic
def make_payout_file(*, actor: Actor, today: date, shown: Sequence[RefundRequest] | None = None) -> PayoutFile:
    """Put every approved request into one file; each is in one file and in no second.

    Refused where none waits, or where it would not be those that were `shown` (None takes whatever waits).
    """
    seen = set(_payable())
    lock_people({decision.request.contribution.person.iin: Names() for decision in seen})
    # Once more behind the locks: somebody else may have made a file meanwhile, or a bank returned a payment.
    decisions = [decision for decision in _payable() if decision in seen]
    _refuse_unless(decisions, shown)
    total = sum(decision.request.amount for decision in decisions)
    file = PayoutFile.objects.create(made_on=today, made_by=actor, count=len(decisions), total=total)
    for decision in decisions:
        payout = _payout(file, decision)
        move(decision.request, RefundState.PAYING_OUT, Mover.EXPORTER, actor=actor, day=today, payout=payout)
    note(Event.PAYOUTS_EXPORTED, actor=actor, file=file.pk, count=file.count, total=total)
    return file


def _refuse_unless(decisions: Sequence[RefundDecision], shown: Sequence[RefundRequest] | None) -> None:
    if not decisions:
        raise Refused(NoPayout.NOTHING)
    if shown is not None and {decision.request_id for decision in decisions} != {request.pk for request in shown}:
        raise Refused(NoPayout.CHANGED)


def _payout(file: PayoutFile, decision: RefundDecision) -> Payout:
    request = decision.request
    return Payout.objects.create(
        file=file,
        decision=decision,
        amount=request.amount,
        iik=_iik(request),
        insured=_names(request.contribution.person),
        payee=_names(request.applicant),
    )


def _names(person: Person) -> list[str]:
    return [getattr(person, name) for name in Names._fields]


@transaction.atomic
def seal_payout_file(*, file: PayoutFile, sha256: str, actor: Actor) -> PayoutSeal:
    """Keep the hash of what a file was written as; the journal has it too."""
    note(Event.PAYOUTS_SEALED, actor=actor, file=file.pk, sha256=sha256)
    return PayoutSeal.objects.create(file=file, sha256=sha256)


def approved_refunds() -> tuple[RefundRequest, ...]:
    """The requests that the next file would pay out, oldest approval first."""
    return tuple(decision.request for decision in _payable())


def _payable() -> QuerySet[RefundDecision]:
    """Confirmed approvals that stand in no file, of requests that are approved now and whose line still has the sum."""
    latest = RefundStep.objects.filter(request=OuterRef("request")).order_by("-pk").values("state")[:1]
    # In a query of its own: rows are grouped by a key, and that of a divided ledger is not the id (docs/scale.md).
    reversals = Contribution.objects.filter(reverses=OuterRef("request__contribution")).values("reverses")
    taken_back = Subquery(reversals.annotate(sum=Sum("amount")).values("sum"))
    found = RefundDecision.objects.annotate(state=Subquery(latest), reversed=Coalesce(taken_back, 0)).filter(
        verdict=RefundDecision.Verdict.APPROVE,
        outcome=RefundDecision.Outcome.CONFIRMED,
        payout=None,
        state=RefundState.APPROVED,
        request__contribution__amount__gte=F("request__amount") + F("reversed"),
    )
    return found.select_related("request__contribution__person", "request__applicant").order_by("second_at", "pk")


def _iik(request: RefundRequest) -> str:
    return request.accounts.order_by("-pk").values_list("iik", flat=True)[0]


@transaction.atomic
def answer_payouts(
    *, name: str, sha256: str, replies: Sequence[PayoutReply], actor: Actor, today: date
) -> tuple[PayoutAnswerFile, list[ReplyPosting]]:
    """Post what the State Corporation answered: all of it, or Refused with an Unanswerable. Known bytes change nothing.

    Paid is a reversal in the ledger and the end of the request. Returned by the person's bank, it asks for another
    account, and is decided anew.
    """
    payouts = _payouts(replies)
    lock_people({payout.decision.request.contribution.person.iin: Names() for payout in payouts.values()})
    known = PayoutAnswerFile.objects.filter(sha256=sha256).first()
    file = known or PayoutAnswerFile.objects.create(sha256=sha256, name=name, count=len(replies), received_by=actor)
    postings = [_post(reply, payouts[reply.number], file, actor, today) for reply in replies]
    if known is None:
        note(Event.PAYOUTS_ANSWERED, actor=actor, file=file.pk, count=file.count)
    return file, postings


def _payouts(replies: Iterable[PayoutReply]) -> dict[str, Payout]:
    """The payout of each line by its number; refused where one line is wrong."""
    numbers = [reply.number for reply in replies]
    if len(set(numbers)) < len(numbers):
        raise Refused(Unanswerable.TWICE)
    related = "decision__request__contribution__person"
    found = {payout.number: payout for payout in Payout.objects.numbered(numbers).select_related(related)}
    for reply in replies:
        if reply.number not in found:
            raise Refused(Unanswerable.UNKNOWN_PAYOUT)
        if found[reply.number].amount != reply.amount:
            raise Refused(Unanswerable.OTHER_SUM)
    return found


def _post(reply: PayoutReply, payout: Payout, file: PayoutAnswerFile, actor: Actor, today: date) -> ReplyPosting:
    before = PayoutAnswer.objects.filter(payout=payout).first()
    if before is not None:
        if (before.outcome, before.day) != (reply.outcome, reply.day):
            raise Refused(Unanswerable.OTHERWISE)
        return ReplyPosting(reply, ReplyOutcome.KNOWN)
    request = payout.decision.request
    line = request.contribution
    has_left = line.left() >= payout.amount
    reversal = _refunded(line, reply, payout, actor) if has_left and reply.outcome == Outcome.PAID else None
    PayoutAnswer.objects.create(
        file=file, payout=payout, outcome=reply.outcome, day=reply.day, reason=reply.reason, reversal=reversal
    )
    to = _state_after(reply, has_left=has_left)
    move(request, to, Mover.REGISTRY, actor=actor, day=today, payout=payout, text=reply.reason)
    is_conflict = reply.outcome == Outcome.PAID and reversal is None
    return ReplyPosting(reply, ReplyOutcome.CONFLICT if is_conflict else ReplyOutcome.POSTED)


def _refunded(line: Contribution, reply: PayoutReply, payout: Payout, actor: Actor) -> Contribution:
    return reverse(
        line=line, kind=Kind.REFUND, reference=payout.number, amount=payout.amount, credited_on=reply.day, actor=actor
    )


def _state_after(reply: PayoutReply, *, has_left: bool) -> RefundState:
    """Nothing is left where the bank has returned the payment itself in the meantime."""
    if not has_left:
        return RefundState.RETURNED
    return RefundState.PAID_OUT if reply.outcome == Outcome.PAID else RefundState.ASKED
