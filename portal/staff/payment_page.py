"""One payment as ready values: the timeline that its people see, and every row behind it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from payments import history
from payments.models import Checkout, CheckoutAnswer, Payment, PaymentStep, Suggestion, Transaction
from payments.rules.payment_states import PaymentState
from portal import written
from portal.staff import links
from portal.staff.tables import heads, table
from portal.statement.account import assessed
from portal.statement.payment import reason_of_return
from portal.statement.timeline import timeline
from portal.statement.tracking import meaning, track
from portal.words import suggestions as suggestion_words
from portal.words import tracking as words

STEP_FIELDS = ("state", "day", "entered_at", "entered_by", "transaction", "contribution", "reason")
TRANSACTION_FIELDS = ("number", "partner", "amount", "paid_on", "received_at")
CHECKOUT_FIELDS, ANSWER_FIELDS = ("begun_at", "amount"), ("said_at", "outcome", "number")


def payment_page(row: Payment, today: date) -> dict[str, Any]:
    """What stands below the fields of a payment."""
    payment = history.payment(row.reference, today)
    now, orderer = assessed(row.person, today), row.basket.ordered_by
    tracked, reason = track(payment, now, orderer), reason_of_return(payment)
    return {
        "tag": words.tag(tracked.stage),
        "meaning": meaning(tracked),
        "reason": words.return_reason(reason) if reason else "",
        "timeline": timeline(payment, tracked.stage, now, orderer),
        "tables": [
            table(_("Steps"), heads(PaymentStep, STEP_FIELDS), steps(row)),
            table(_("Transactions"), heads(Transaction, TRANSACTION_FIELDS), transactions(row)),
            table(_("Tries to pay by card"), [*heads(Checkout, CHECKOUT_FIELDS), *heads(CheckoutAnswer, ANSWER_FIELDS)],
                  checkouts(row)),
            suggested(row.suggestions.select_related("contribution").order_by("pk")),
        ],
    }  # fmt: skip


def steps(row: Payment) -> Iterator[list[str]]:
    """What became of it."""
    for step in row.steps.select_related("entered_by__person", "transaction", "contribution").order_by("pk"):
        yield [
            words.STEPS[PaymentState(step.state)],
            written.short_day(step.day),
            written.moment(step.entered_at),
            links.actor(step.entered_by),
            links.transaction(step.transaction),
            links.line(step.contribution),
            step.reason,
        ]


def transactions(row: Payment) -> Iterator[list[str]]:
    """What partners took for it."""
    for one in row.transactions.select_related("partner").order_by("pk"):
        yield [
            links.transaction(one),
            str(one.partner),
            written.tenge(one.amount),
            written.short_day(one.paid_on),
            written.moment(one.received_at),
        ]


def checkouts(row: Payment) -> Iterator[list[str]]:
    """Each try with each answer of the acquirer; one without any stands by itself."""
    for checkout in row.checkouts.prefetch_related("answers").order_by("pk"):
        begun = [written.moment(checkout.begun_at), written.tenge(checkout.amount)]
        answers = sorted(checkout.answers.all(), key=lambda answer: answer.pk)
        for answer in answers:
            yield [*begun, written.moment(answer.said_at), answer.get_outcome_display(), answer.number]
        if not answers:
            yield [*begun, written.DASH, written.DASH, written.DASH]


def suggested(found: Any) -> dict[str, Any]:
    """The near misses of a payment, with what staff said of each."""
    head = [_("Suggestion"), *heads(Suggestion, ("kind", "contribution", "decision", "reason"))]
    rows = (
        [
            links.suggestion(one),
            suggestion_words.kind(one.kind),
            links.line(one.contribution),
            suggestion_words.decision(one.decision),
            one.reason,
        ]
        for one in found
    )
    return table(_("Suggestions"), head, rows)
