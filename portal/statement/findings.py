"""The mistakes that a record shows, each with its one next step."""

from typing import Any

from django.utils.translation import gettext as _

from payments.history import Record
from payments.rules.assess import Answer
from payments.rules.findings import Finding, FindingCode, Todo
from payments.rules.payment_states import PaymentState
from portal.statement.refund_doors import claim, request_about
from portal.words import findings as words
from portal.words import tracking as payment_words

TO_PAY = (Todo.PAY_AGAIN, Todo.PAY_THE_REST, Todo.PAY_ONE_MORE)


def findings(answer: Answer, record: Record | None = None) -> list[dict[str, Any]]:
    """The mistakes about which something can still be done; with a record, how it is done here."""
    return [ready(finding, record) for finding in answer.findings if finding.todo is not Todo.NOTHING]


def ready(finding: Finding, record: Record | None = None) -> dict[str, Any]:
    """One finding as a page shows it."""
    return {
        "title": words.title(finding),
        "text": words.claimed(finding) if record and request_about(finding, record) else words.text(finding),
        "is_to_pay": finding.todo in TO_PAY,
        "step": next_step(finding, record) if record else None,
    }


def next_step(finding: Finding, record: Record) -> dict[str, Any] | None:
    """What to do about it: look at a payment (`reference`), pay for `months`, claim back (`href`), or see a `month`."""
    concerned = reference_of(finding, record)
    if concerned:
        is_late = finding.code is FindingCode.LATE
        return {"reference": concerned, "label": _("See what to do now") if is_late else _("See the payment")}
    if finding.todo in TO_PAY:
        label = payment_words.pay_for(finding.periods)
        return {"months": [str(month) for month in finding.periods], "payer": record.facts.payer, "label": label}
    return claim(finding, record) or {"month": finding.periods[0], "label": _("See the payment")}


def reference_of(finding: Finding, record: Record) -> str | None:
    """The payment to look at: the one that is late, or the one by which the month is to be paid already."""
    for payment in record.payments:
        is_late = finding.code is FindingCode.LATE and f"p{payment.reference}" in finding.payments
        is_ordered = finding.todo in TO_PAY and payment.period in finding.periods
        if is_late or (is_ordered and payment.state is PaymentState.ORDERED):
            return payment.reference
    return None
