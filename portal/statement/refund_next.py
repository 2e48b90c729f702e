"""The right month is paid now, whatever becomes of the refund: so that the status is not lost."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from payments import history
from payments.history import RecordedRefund
from payments.rules.months import Month
from payments.rules.payment_states import PaymentState
from payments.rules.refund_reasons import RefundReason
from payments.rules.refunds import RefundState
from portal import written
from portal.statement.account import Assessed
from portal.statement.panel import advised
from portal.statement.plans import to_pay
from portal.words import refund_states as words
from portal.words import tracking as payment_words

# Of these the month in which the money stands was meant, and is not paid by it.
SAME_MONTH = (RefundReason.WRONG_IIN, RefundReason.WRONG_KNP)
LEAVES_A_MONTH_OPEN = (RefundReason.WRONG_PERIOD, RefundReason.LUMP_SUM, *SAME_MONTH)


def next_step(refund: RecordedRefund, assessed: Assessed) -> dict[str, Any] | None:
    """What is still to be paid, and until when the status holds without it; None if nothing is missing."""
    if is_for_somebody_else(refund):
        leaves_open = refund.reason in LEAVES_A_MONTH_OPEN or refund.state is RefundState.RETURNED
        return pay_for_somebody_else() if leaves_open else None
    months = missing(refund, assessed)
    if not months:
        return None
    return {
        "months": words.right_months(written.months(months)),
        "status": " ".join(filter(None, status(refund, assessed))),
        "step": payment_of(months, assessed) or to_be_paid(months, assessed),
    }


def is_for_somebody_else(refund: RecordedRefund) -> bool:
    """Is the right payment for another person? A wrong IIN turns it round: what came to oneself was meant for them."""
    return refund.line.paid.is_own_record == (refund.reason is RefundReason.WRONG_IIN)


def pay_for_somebody_else() -> dict[str, Any]:
    """One says first for whom; whether their months are paid nobody else is told."""
    return {"months": words.for_somebody_else(), "step": {"months": [], "label": _("Pay for somebody else")}}


def missing(refund: RecordedRefund, assessed: Assessed) -> tuple[Month, ...]:
    """The months of one's own that the mistake has left unpaid; those of other people nobody here knows."""
    if refund.right_period:
        return assessed.now.unpaid([refund.right_period])
    if refund.state is RefundState.RETURNED or refund.reason in SAME_MONTH:
        return assessed.now.unpaid([refund.line.paid.period])
    return advised_months(assessed) if refund.reason is RefundReason.LUMP_SUM else ()


def advised_months(assessed: Assessed) -> tuple[Month, ...]:
    """Those of the plan that is advised: they were meant to be paid by the one sum."""
    plan = advised(assessed.answer)
    return tuple(map(Month.parse, to_pay(plan.months))) if plan else ()


def payment_of(months: Iterable[Month], assessed: Assessed) -> dict[str, Any] | None:
    """The payment by which the first of them is to be paid already."""
    for payment in assessed.record.payments:
        if payment.period in months and payment.state is PaymentState.ORDERED:
            return {"reference": payment.reference, "label": _("Go on to pay")}
    return None


def to_be_paid(months: tuple[Month, ...], assessed: Assessed) -> dict[str, Any]:
    """The wizard with these months filled in."""
    label = payment_words.pay_for(months)
    return {"months": [str(month) for month in months], "payer": assessed.facts.payer, "label": label}


def status(refund: RecordedRefund, assessed: Assessed) -> tuple[str, str]:
    """Not to wait for what pays for no month; and what becomes of the status if nothing is paid."""
    is_insured, until = assessed.answer.insured, assessed.answer.insured_until
    if not (refund.is_open or refund.line.paid.has_open_request):
        return "", words.without_paying(day(until), is_insured=is_insured)
    if is_insured and refund.line.paid.is_own_record:
        found = history.record_after(refund.line, refund.amount, assessed.facts.today, assessed.law.settings)
        if not found.insured_today:
            return words.not_to_wait(), words.ended_by_refund(day(until))
        until = found.then.status.run(found.then.month).insured_until
    return words.not_to_wait(), words.without_paying(day(until), is_insured=is_insured)


def day(until: date | None) -> str:
    """The last day of a status; empty where it does not end."""
    return written.day(until) if until else ""
