"""One payment: its state in a sentence, its timeline, what to do next, and what to do if it does not arrive."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from payments.history import RecordedPayment
from payments.ledger import Uncancellable
from payments.models import Actor
from payments.rules.findings import FindingCode
from payments.rules.payment_states import PaymentState
from payments.rules.references import grouped_reference
from payments.rules.refund_reasons import RefundReason
from portal import written
from portal.statement import ladder
from portal.statement.account import Assessed
from portal.statement.findings import ready
from portal.statement.panel import fact
from portal.statement.refund_doors import Door
from portal.statement.timeline import timeline
from portal.statement.tracking import (
    CREDITED_WRONGLY,
    TRAVELLING,
    Tracked,
    is_open_month,
    meaning,
    next_payment,
    renewal,
    tag,
    whom,
)
from portal.words import ladder as ladder_words
from portal.words import tracking as words
from portal.words.tracking import Stage

OVER = (Stage.EXPIRED, Stage.CANCELLED)
RENEWABLE = (Stage.RETURNED, *OVER, *CREDITED_WRONGLY)
PAID = (PaymentState.SENT, PaymentState.CREDITED)
SAID_BY_THE_PAGE = (FindingCode.LATE, FindingCode.RETURNED)


def one_payment(
    one: Tracked, assessed: Assessed, actor: Actor, blocked: Uncancellable | None, door: Door
) -> dict[str, Any]:
    """All that its page shows; `blocked` is what keeps it from being cancelled, `door` the way to a refund."""
    payment, is_ordered = one.payment, one.stage is Stage.ORDERED
    found = findings(one, assessed)
    return {
        "reference": payment.reference,
        "month": written.month(payment.period),
        "tag": tag(one),
        "meaning": meaning(one),
        "remarks": list(remarks(one, assessed)),
        "facts": facts(one),
        "basket": payment.basket_key if is_ordered else None,
        "way_on": words.see_the_money() if one.is_being_paid else _("Go on to pay"),
        "renewal": renewal(one) if is_to_renew(one, assessed) else None,
        "renewed_by": renewed_by(one, assessed),
        "timeline": timeline(payment, one.stage, assessed, actor, is_being_paid=one.is_being_paid),
        "next": next_payment(assessed) if one.is_mine and payment.state in PAID else None,
        "findings": found,
        "help": ways_out(one, assessed, door),
        "door": door if one.stage is Stage.CREDITED and not found else {},
        "can_cancel": is_ordered and blocked is None,
    }


def facts(one: Tracked) -> list[dict[str, Any]]:
    """What it is."""
    return [
        fact(_("For whom"), whom(one)),
        fact(_("Sum"), written.tenge(one.payment.amount)),
        fact(_("Reference"), grouped_reference(one.payment.reference)),
    ]


def remarks(one: Tracked, assessed: Assessed) -> Iterator[str]:
    """What has to be said besides."""
    if one.stage is Stage.NOT_KNOWN_YET:
        known, again = assessed.facts.known_until, assessed.law.calendar.next(assessed.facts.today)
        yield words.no_newer_data(written.day(known) if known else "", written.day(again))
    if one.stage is Stage.RETURNED:
        reason = reason_of_return(one.payment)
        yield words.return_reason(reason) if reason else words.why_returned()
    if is_to_renew(one, assessed):
        yield words.month_is_open(one.stage, written.in_sentence(one.payment.period))
    elif one.stage in RENEWABLE and not is_open_month(one, assessed):
        yield words.nothing_to_renew()


def reason_of_return(payment: RecordedPayment) -> str:
    """Why the bank sent the money back, empty if it did not say."""
    return next((step.reason for step in payment.steps if step.state is PaymentState.RETURNED), "")


def is_to_renew(one: Tracked, assessed: Assessed) -> bool:
    """Is a new payment wanted for its month, and none ordered yet?"""
    return one.stage in RENEWABLE and is_open_month(one, assessed) and renewed_by(one, assessed) is None


def renewed_by(one: Tracked, assessed: Assessed) -> str | None:
    """The reference of the payment by which its month is to be paid now."""
    if not one.is_mine or one.stage not in RENEWABLE:
        return None
    ordered = [payment for payment in assessed.record.payments if payment.state is PaymentState.ORDERED]
    return next((payment.reference for payment in ordered if payment.period == one.payment.period), None)


def findings(one: Tracked, assessed: Assessed) -> list[dict[str, Any]]:
    """The mistakes that concern this payment, other than those that the page speaks of anyway."""
    names = {f"p{one.payment.reference}", one.payment.line}
    concerned = [found for found in assessed.answer.findings if names & set(found.payments)] if one.is_mine else []
    return [ready(found, assessed.record) for found in concerned if found.code not in SAID_BY_THE_PAGE]


def reason_of(stage: Stage) -> RefundReason | None:
    """Why its money would be claimed back, where that is known."""
    reasons = {
        Stage.CREDITED_ELSEWHERE: RefundReason.WRONG_PERIOD,
        Stage.CREDITED_TO_ANOTHER: RefundReason.WRONG_IIN,
    }
    return reasons.get(stage)


def ways_out(one: Tracked, assessed: Assessed, door: Door) -> dict[str, Any] | None:
    """The ladder: open once the time is over, and at hand for whoever has paid what is not shown as paid."""
    if one.stage in CREDITED_WRONGLY:
        return {"title": _("To claim the sum back"), "is_open": True, "rungs": ladder.refund(one.payment, door)}
    if one.stage in TRAVELLING:
        is_late = one.stage is Stage.LATE
        title = _("What to do now") if is_late else _("What to do if it does not arrive")
        return {"title": title, "is_open": is_late, "rungs": ladder.rungs(one.payment)}
    if one.stage is Stage.ORDERED or one.stage in OVER:
        text = ladder.not_shown(one.payment, assessed)
        return {"title": ladder_words.paid_and_not_shown(), "text": text, "rungs": ladder.rungs(one.payment)}
    return None
