"""What can be done with a request: by whom, in which state, and by which verb of the ledger."""

from datetime import date, datetime
from typing import Any

from django.conf import settings

from payments import history, ledger
from payments.history import RecordedRefund
from payments.models import RefundDecision, RefundRequest
from payments.rules.refunds import Mover, RefundState, may_move
from portal.models import Account
from portal.staff.refunds.terms import overdue_answer
from portal.words.refund_decisions import Act

Verdict = RefundDecision.Verdict
FIRST, SECOND = "payments.decide_first", "payments.decide_second"
PERMISSIONS = {Mover.FIRST: FIRST, Mover.SECOND: SECOND}

# Each as a move of the one table in `payments.rules.refunds`, which says when it may be made; a confirmed refusal
# comes to another state than an approval, from the same one and by the same mover.
MOVES = {
    Act.APPROVE: (Mover.FIRST, RefundState.WITH_FUND),
    Act.REFUSE: (Mover.FIRST, RefundState.WITH_FUND),
    Act.ASK: (Mover.FIRST, RefundState.ASKED),
    Act.RESUME: (Mover.FIRST, RefundState.CHECKING),
    Act.CONFIRM: (Mover.SECOND, RefundState.APPROVED),
    Act.SEND_BACK: (Mover.SECOND, RefundState.CHECKING),
}
VERDICTS = {Act.APPROVE: Verdict.APPROVE, Act.REFUSE: Verdict.REFUSE}


def may(account: Account, wanted: str) -> bool:
    """Has this one of the staff the right to do what is asked for? Of what there is none of, anybody may be told."""
    if wanted not in [*Act]:
        return account.has_perm(FIRST) or account.has_perm(SECOND)
    mover, _to = MOVES[Act(wanted)]
    return account.has_perm(PERMISSIONS[mover])


def acts(account: Account, refund: RecordedRefund, today: date) -> list[Act]:
    """What this one of the staff may do with a request once they have taken it, which begins its review."""
    state = RefundState.CHECKING if refund.state is RefundState.SENT else refund.state
    allowed = (
        act for act, (mover, to) in MOVES.items() if may_move(state, to, mover) and account.has_perm(PERMISSIONS[mover])
    )
    _rates, calendar = history.figures()
    may_resume = overdue_answer(refund.asked_on, today, calendar) is not None
    return [act for act in allowed if act is not Act.RESUME or may_resume]


def why_not(account: Account, refund: RecordedRefund) -> ledger.Unmovable | None:
    """What keeps this one from deciding on a request, whatever they may do with others."""
    if refund.requested_by == account.actor_id:
        return ledger.Unmovable.OWN_REQUEST
    is_theirs = refund.decision is not None and refund.decision.first_by_id == account.actor_id
    return ledger.Unmovable.SAME_PERSON if is_theirs and refund.state is RefundState.WITH_FUND else None


def verdict_of(act: Act, refund: RecordedRefund) -> Verdict | None:
    """What is decided by an act, be it first or second; None if nothing."""
    return Verdict(refund.decision.verdict) if act is Act.CONFIRM else VERDICTS.get(act)


def perform(
    act: Act, request: RefundRequest, account: Account, given: dict[str, Any], today: date, now: datetime
) -> None:
    """Ask the ledger for it; `given` is what its form holds, and the ground where it is a decision."""
    verbs = {
        Act.APPROVE: ledger.propose_decision,
        Act.REFUSE: ledger.propose_decision,
        Act.ASK: ledger.ask_applicant,
        Act.RESUME: ledger.resume_review,
        Act.CONFIRM: ledger.confirm_decision,
        Act.SEND_BACK: ledger.send_back,
    }
    verdict = {"verdict": VERDICTS[act]} if act in VERDICTS else {}
    terms = {"settings": settings.REFUNDS} if act is Act.RESUME else {}
    verbs[act](request=request, actor=account.actor, now=now, today=today, **verdict, **terms, **given)
