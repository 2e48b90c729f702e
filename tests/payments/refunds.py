"""Requests for money back that the tests of this room send, decide, pay out and answer."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from payments import history, ledger
from payments.history import RecordedRefund
from payments.ledger import PayoutReply, Refused, ReplyPosting
from payments.models import (
    Actor,
    Contribution,
    JournalEntry,
    Payout,
    PayoutFile,
    ProofFile,
    RefundAccount,
    RefundDecision,
    RefundHold,
    RefundRequest,
)
from payments.rules.facts import Settings
from payments.rules.refund_reasons import Claim, RefundReason
from payments.rules.refunds import RefundSettings, RefundState
from tests.payments.orders import payer
from tests.payments.samples import AUGUST, credited, reversed_line, staff

TODAY = date(2026, 11, 23)  # a Monday
NOW = datetime(2026, 11, 23, 5, tzinfo=UTC)
IIK = "KZ758560000000000001"
PHONE = "+77015550101"
TERMS = RefundSettings()


def first() -> Actor:
    """Who checks for the State Corporation."""
    return staff("first")


def second() -> Actor:
    """Who decides for the Fund."""
    return staff("second")


def requested(
    line: Contribution | None = None, *, by: Actor | None = None, key: UUID | None = None, **changes
) -> RefundRequest:
    """A request for the whole of a line that was paid for a wrong month, unless said otherwise."""
    line = line or credited()
    claimed = {
        "reason": RefundReason.WRONG_PERIOD,
        "right_period": AUGUST + 1,
        "explanation": "",
        "iik": IIK,
        "account_is_own": True,
        "consents": True,
    }
    said = {name: changes.pop(name, usual) for name, usual in claimed.items()}
    usual = {
        "claim": Claim(**said),
        "phone": PHONE,
        "language": "kk",
        "amount": line.left(),
        "left": line.left(),
        "today": TODAY,
        "settings": Settings(),
    }
    return ledger.request_refund(line=line, actor=by or payer(line.person.iin), key=key or uuid4(), **usual | changes)


def taken(request: RefundRequest | None = None, by: Actor | None = None, *, now: datetime = NOW) -> RefundRequest:
    """A request that somebody of the staff, the first unless said otherwise, works on."""
    request = request or requested()
    ledger.take_refund(request=request, actor=by or first(), now=now, today=TODAY)
    return request


def proposed(
    request: RefundRequest | None = None, verdict: str = "approve", ground: str = "", by: Actor | None = None, **changes
) -> RefundRequest:
    """A request with its first decision."""
    request = taken(request, by)
    texts = {"text_kk": "Қайтарылады.", "text_ru": "Будет возвращено."}
    usual = {"verdict": verdict, "ground": ground, "now": NOW, "today": TODAY} | texts
    ledger.propose_decision(request=request, actor=by or first(), **usual | changes)
    return request


def confirmed(request: RefundRequest | None = None, by: Actor | None = None) -> RefundRequest:
    """A request with both decisions: approved unless it was proposed otherwise."""
    request = taken(request or proposed(), by or second())
    ledger.confirm_decision(request=request, actor=by or second(), now=NOW, today=TODAY)
    return request


def approved(request: RefundRequest | None = None) -> RefundRequest:
    """A request that two have approved."""
    return confirmed(proposed(request))


def refused(request: RefundRequest | None = None) -> RefundRequest:
    """A request that two have refused."""
    return confirmed(proposed(request, "refuse", "no_grounds"))


def asked(request: RefundRequest | None = None, question: str = "Which month?", *, today: date = TODAY):
    """A request with a question to its applicant."""
    request = taken(request)
    ledger.ask_applicant(request=request, actor=first(), question=question, now=NOW, today=today)
    return request


def in_a_file(request: RefundRequest | None = None) -> RefundRequest:
    """An approved request on its way to the State Corporation, with whatever else is approved."""
    request = approved(request)
    exported()
    return request


def exported() -> PayoutFile:
    """A file of all that is approved."""
    return ledger.make_payout_file(actor=staff("exporter"), today=TODAY)


def reply(payout: Payout, outcome: str = "paid", **changes) -> PayoutReply:
    """One line of an answer: paid, or returned because the account was closed."""
    usual = {"number": payout.number, "amount": payout.amount, "outcome": outcome, "day": TODAY}
    return PayoutReply(**usual | {"reason": "" if outcome == "paid" else "The account is closed"} | changes)


def answered(*replies: PayoutReply, number: int = 1) -> list[ReplyPosting]:
    """An answer of the State Corporation; the same number is the same bytes."""
    said = {"name": f"{number}.csv", "sha256": f"{number:064}", "replies": replies}
    return ledger.answer_payouts(**said, actor=staff("exporter"), today=TODAY)[1]


def payout_of(request: RefundRequest) -> Payout:
    """Its latest payout."""
    return Payout.objects.filter(decision__request=request).latest("pk")


def paid_out(request: RefundRequest | None = None) -> RefundRequest:
    """A request whose money has gone back."""
    request = in_a_file(request)
    answered(reply(payout_of(request)), number=request.pk)
    return request


def returned_by_the_bank(line: Contribution) -> int:
    """The bank returns the payment itself; how many requests that closes."""
    reversed_line(line)
    return ledger.close_returned_refunds(actor=Actor.system(), today=TODAY)


def decision_of(request: RefundRequest) -> RefundDecision:
    """Its latest decision."""
    return request.decisions.latest("pk")


def proof(key: UUID, by: Actor | None = None, **changes) -> ProofFile:
    """A file that somebody has uploaded for what is not sent yet."""
    usual = {"name": uuid4(), "type": "pdf", "size": 1000, "sha256": "a" * 64}
    return ledger.keep_proof(draft_key=key, actor=by or payer(), **usual | changes)


def recorded(request: RefundRequest, today: date = TODAY) -> RecordedRefund:
    """A request as history tells of it."""
    found = history.refund(request.number, today, TERMS)
    assert found is not None
    return found


def state(request: RefundRequest) -> RefundState:
    """Where a request stands."""
    return recorded(request).state


def states(request: RefundRequest) -> list[str]:
    """Where it has been, from the first."""
    return [step.state.value for step in recorded(request).steps]


def draft() -> RefundRequest:
    """A row that was never sent."""
    by = payer()
    request = RefundRequest.objects.create(
        key=uuid4(),
        applicant=by.person,
        requested_by=by,
        contribution=credited(),
        reason="duplicate",
        amount=4250,
        left=4250,
        phone=PHONE,
        language="ru",
        sent_on=TODAY,
    )
    RefundAccount.objects.create(request=request, iik=IIK, given_by=by)
    return request


def withdrawn() -> RefundRequest:
    """A request that was taken back."""
    request = requested()
    ledger.withdraw_refund(request=request, actor=payer(), today=TODAY)
    return request


def returned() -> RefundRequest:
    """A request that the bank has made needless."""
    request = requested()
    returned_by_the_bank(request.contribution)
    return request


WAYS: dict[RefundState, Callable[[], RefundRequest]] = {
    RefundState.DRAFT: draft,
    RefundState.SENT: requested,
    RefundState.CHECKING: taken,
    RefundState.ASKED: asked,
    RefundState.WITH_FUND: proposed,
    RefundState.APPROVED: approved,
    RefundState.REFUSED: refused,
    RefundState.PAYING_OUT: in_a_file,
    RefundState.PAID_OUT: paid_out,
    RefundState.WITHDRAWN: withdrawn,
    RefundState.RETURNED: returned,
}


def why_not(verb: Callable, request: RefundRequest, **details) -> str:
    """Why a step is refused; it leaves nothing behind."""
    before = states(request), JournalEntry.objects.count(), list(RefundHold.objects.values())
    with pytest.raises(Refused) as found:
        verb(request=request, **details)
    assert (states(request), JournalEntry.objects.count(), list(RefundHold.objects.values())) == before
    return found.value.reason
