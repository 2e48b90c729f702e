"""What staff do with a request: take it, ask about it, decide on it, two of them (Order 478, annex 2)."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models.functions import Now

from payments import history
from payments.ledger.entry import Refused
from payments.ledger.journal import note
from payments.ledger.refund_steps import Unmovable, lock_request, move, refund_state, refuse_unless_may_move
from payments.models import Actor, JournalEntry, RefundDecision, RefundHold, RefundRequest
from payments.rules.refunds import CLOSED, Mover, RefundSettings, RefundState, reply_due

HELD_FOR = timedelta(minutes=15)
Event = JournalEntry.Event
Verdict = RefundDecision.Verdict
Outcome = RefundDecision.Outcome


@transaction.atomic
def take_refund(*, request: RefundRequest, actor: Actor, now: datetime, today: date) -> RefundHold:
    """Take a request for fifteen minutes, or for fifteen more; the first who takes it begins its review."""
    request = lock_request(request)
    state = refund_state(request)
    if state in CLOSED:
        raise Refused(Unmovable.NOT_NOW)
    _refuse_own(request, actor)
    held = RefundHold.objects.filter(request=request).first()
    if held and held.held_by_id != actor.pk and held.until > now:
        raise Refused(Unmovable.HELD)
    taken = {"held_by": actor, "held_at": now, "until": now + HELD_FOR}
    hold, _ = RefundHold.objects.update_or_create(request=request, defaults=taken)
    if held is None or held.held_by_id != actor.pk or held.until <= now:
        note(Event.REFUND_TAKEN, actor=actor, request=request, person=request.contribution.person)
    if state is RefundState.SENT:
        move(request, RefundState.CHECKING, Mover.FIRST, actor=actor, day=today)
    return hold


@transaction.atomic
def release_refund(*, request: RefundRequest, actor: Actor) -> None:
    """Let go of what one has taken."""
    request = lock_request(request)
    if RefundHold.objects.filter(request=request, held_by=actor).delete()[0]:
        note(Event.REFUND_RELEASED, actor=actor, request=request, person=request.contribution.person)


@transaction.atomic
def view_refund(*, request: RefundRequest, actor: Actor) -> None:
    """Somebody of the staff looks at a request, and at the record behind it."""
    note(Event.REFUND_VIEWED, actor=actor, request=request, person=request.contribution.person)


@transaction.atomic
def ask_applicant(*, request: RefundRequest, actor: Actor, question: str, now: datetime, today: date) -> None:
    """Ask for more: the clock stands until the answer."""
    request = _held(request, actor, now)
    if not question.strip():
        raise Refused(Unmovable.NO_TEXT)
    move(request, RefundState.ASKED, Mover.FIRST, actor=actor, day=today, text=question)
    _let_go(request)


@transaction.atomic
def resume_review(
    *, request: RefundRequest, actor: Actor, now: datetime, today: date, settings: RefundSettings
) -> None:
    """Go on without an answer, once the question has waited for its whole term."""
    request = _held(request, actor, now)
    refuse_unless_may_move(request, RefundState.CHECKING, Mover.FIRST)
    asked = request.steps.order_by("-pk")[0]
    _rates, calendar = history.figures()
    if today <= reply_due(asked.day, calendar, settings):
        raise Refused(Unmovable.NOT_DUE)
    move(request, RefundState.CHECKING, Mover.FIRST, actor=actor, day=today)


@transaction.atomic
def propose_decision(
    *,
    request: RefundRequest,
    actor: Actor,
    verdict: Verdict,
    ground: str,
    text_kk: str,
    text_ru: str,
    now: datetime,
    today: date,
) -> RefundDecision:
    """The first decision: it does nothing until somebody else confirms it. A refusal cites a published ground."""
    request = _held(request, actor, now)
    if not (text_kk.strip() and text_ru.strip()):
        raise Refused(Unmovable.NO_TEXT)
    if (verdict == Verdict.REFUSE) != bool(ground):
        raise Refused(Unmovable.NO_GROUND)
    if verdict == Verdict.APPROVE:
        _refuse_if_nothing_left(request)
    refuse_unless_may_move(request, RefundState.WITH_FUND, Mover.FIRST)
    decision = RefundDecision.objects.create(
        request=request,
        verdict=verdict,
        ground=ground,
        text_kk=text_kk,
        text_ru=text_ru,
        requester_id=request.requested_by_id,
        first_by=actor,
    )
    move(request, RefundState.WITH_FUND, Mover.FIRST, actor=actor, day=today)
    _let_go(request)
    return decision


@transaction.atomic
def confirm_decision(
    *, request: RefundRequest, actor: Actor, now: datetime, today: date, decision: int | None = None
) -> RefundDecision:
    """The second decision: what the first proposed becomes what was decided.

    `decision` is the row of the one that was read: another that came since is not confirmed by it.
    """
    request = _held(request, actor, now)
    waiting = _waiting(request, actor, decision)
    is_approval = waiting.verdict == Verdict.APPROVE
    if is_approval:
        _refuse_if_nothing_left(request)
    _close(waiting, Outcome.CONFIRMED, actor)
    to = RefundState.APPROVED if is_approval else RefundState.REFUSED
    move(request, to, Mover.SECOND, actor=actor, day=today, decision=waiting)
    _let_go(request)
    return waiting


@transaction.atomic
def send_back(
    *, request: RefundRequest, actor: Actor, note: str, now: datetime, today: date, decision: int | None = None
) -> RefundDecision:
    """The second does not agree and says why: the request is checked again, and decided anew. `decision` as above."""
    request = _held(request, actor, now)
    waiting = _waiting(request, actor, decision)
    if not note.strip():
        raise Refused(Unmovable.NO_TEXT)
    _close(waiting, Outcome.SENT_BACK, actor, note=note)
    move(request, RefundState.CHECKING, Mover.SECOND, actor=actor, day=today)
    _let_go(request)
    return waiting


def _held(request: RefundRequest, actor: Actor, now: datetime) -> RefundRequest:
    """The request, locked, if this actor has taken it."""
    request = lock_request(request)
    _refuse_own(request, actor)
    held = RefundHold.objects.filter(request=request, until__gt=now).first()
    if held is None:
        raise Refused(Unmovable.NOT_HELD)
    if held.held_by_id != actor.pk:
        raise Refused(Unmovable.HELD)
    return request


def _waiting(request: RefundRequest, actor: Actor, read: int | None) -> RefundDecision:
    decision = RefundDecision.objects.filter(request=request, outcome="").first()
    if decision is None or read not in (None, decision.pk):
        raise Refused(Unmovable.NOT_NOW)
    if decision.first_by_id == actor.pk:
        raise Refused(Unmovable.SAME_PERSON)
    return decision


def _close(decision: RefundDecision, outcome: Outcome, actor: Actor, *, note: str = "") -> None:
    decision.outcome, decision.second_by, decision.second_at, decision.note = outcome, actor, Now(), note
    decision.save(update_fields=["outcome", "second_by", "second_at", "note"])
    decision.refresh_from_db()


def _let_go(request: RefundRequest) -> None:
    RefundHold.objects.filter(request=request).delete()


def _refuse_own(request: RefundRequest, actor: Actor) -> None:
    if request.requested_by_id == actor.pk:
        raise Refused(Unmovable.OWN_REQUEST)


def _refuse_if_nothing_left(request: RefundRequest) -> None:
    if request.contribution.left() < request.amount:
        raise Refused(Unmovable.NOTHING_LEFT)
