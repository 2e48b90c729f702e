"""What the demo's people claim back, brought to where it stands by the ledger's own verbs, each on its day."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple
from uuid import uuid4

from django.conf import settings
from django.utils import timezone

from payments import history, ledger
from payments.models import Actor, Contribution, Payout, PayoutAnswer, RefundDecision, RefundRequest
from payments.rules.refund_reasons import Claim, claimable
from payments.rules.refunds import RefundState
from portal.demo.payouts import answer
from portal.demo.situation import LAW, Claimed, Situation, payments, this_month
from portal.payouts import export
from portal.words import refund_decisions as words

ONE_DAY = timedelta(days=1)
PHONE = "+77000000001"
Verdict = RefundDecision.Verdict


class Desk(NamedTuple):
    """Who of the staff works on the claims; the colleague has taken one and goes on with it."""

    first: Actor
    second: Actor
    payouts: Actor
    colleague: Actor


@dataclass(frozen=True, slots=True)
class Case:
    """A request that was sent, what is to become of it, and who sees to that."""

    request: RefundRequest
    claimed: Claimed
    desk: Desk


def claim_back(situations: Iterable[Situation], desk: Desk, today: date) -> None:
    """Send every claim of these people and bring each to where it stands.

    Oldest first, as their numbers show it, and because a payout file takes whatever is approved by then.
    """
    claims = [(claimed, situation) for situation in situations for claimed in situation.claims]
    for claimed, situation in sorted(claims, key=lambda claim: -claim[0].sent):
        case = Case(_send(situation, claimed, today), claimed, desk)
        for state, days in claimed.then:
            STEPS[state](case, working_days_ago(today, days))


def working_days_ago(today: date, number: int) -> date:
    """The latest working day after which so many working days have begun by today."""
    day, passed = today, 0
    while passed < number or not LAW.calendar.is_working(day):
        passed += LAW.calendar.is_working(day)
        day -= ONE_DAY
    return day


def _send(situation: Situation, claimed: Claimed, today: date) -> RefundRequest:
    day = working_days_ago(today, claimed.sent)
    line = Contribution.objects.get(
        person__iin=situation.iin,
        reference=payments(situation, today)[claimed.payment].reference,
        kind=Contribution.Kind.CREDIT,
    )
    seen = history.line_for_refund(line.pk, line.person, day)
    month = history.month_facts_of(seen, day, settings.LAW)
    return ledger.request_refund(
        line=line,
        actor=Actor.objects.get_or_create(kind=Actor.Kind.PERSON, person=line.person)[0],
        key=uuid4(),
        claim=Claim(
            reason=claimed.reason,
            right_period=None if claimed.right_month is None else this_month(situation, today) + claimed.right_month,
            explanation="",
            iik=claimed.iik,
            account_is_own=True,
            consents=True,
        ),
        phone=PHONE,
        language="kk",
        amount=claimable(claimed.reason, seen.paid, month),
        left=seen.paid.left,
        today=day,
        settings=settings.LAW,
    )


def _take(case: Case, day: date) -> None:
    stays_taken = len(case.claimed.then) == 1
    _hold(case, case.desk.colleague if stays_taken else case.desk.first, day)


def _hold(case: Case, actor: Actor, day: date) -> dict:
    """Take the request; gives what every deed asks for, whoever has taken it."""
    deed = {"request": case.request, "actor": actor, "now": timezone.now(), "today": day}
    ledger.take_refund(**deed)
    return deed


def _ask(case: Case, day: date) -> None:
    if case.claimed.has_come_to(RefundState.PAYING_OUT):
        _tell(case, PayoutAnswer.Outcome.RETURNED, day)
        return
    ledger.ask_applicant(**_hold(case, case.desk.first, day), question=case.claimed.question)


def _propose(case: Case, day: date) -> None:
    verdict = Verdict.REFUSE if case.claimed.ground else Verdict.APPROVE
    refund = history.refund(case.request.number, day, settings.REFUNDS)
    ledger.propose_decision(
        **_hold(case, case.desk.first, day),
        **words.texts(verdict, case.claimed.ground, refund),
        verdict=verdict,
        ground=case.claimed.ground or "",
    )


def _confirm(case: Case, day: date) -> None:
    ledger.confirm_decision(**_hold(case, case.desk.second, day))


def _pay_out(case: Case, day: date) -> None:
    export.make(actor=case.desk.payouts, today=day)


def _is_paid(case: Case, day: date) -> None:
    _tell(case, PayoutAnswer.Outcome.PAID, day)


def _tell(case: Case, outcome: PayoutAnswer.Outcome, day: date) -> None:
    answer(Payout.objects.filter(decision__request=case.request), outcome, day)


STEPS: dict[RefundState, Callable[[Case, date], None]] = {
    RefundState.CHECKING: _take,
    RefundState.ASKED: _ask,
    RefundState.WITH_FUND: _propose,
    RefundState.APPROVED: _confirm,
    RefundState.REFUSED: _confirm,
    RefundState.PAYING_OUT: _pay_out,
    RefundState.PAID_OUT: _is_paid,
}
