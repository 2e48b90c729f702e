"""A question about a refund request, as the one who is asked sees it."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.conf import settings

from payments import history
from payments.history import RecordedRefund
from payments.ledger import MOST_PROOFS
from payments.models import ProofFile
from payments.rules.refunds import reply_due
from portal import written
from portal.statement.refund_account import way_of_the_money
from portal.statement.refund_preview import files
from portal.words import refund_states as words
from portal.words.refund_states import Note
from portal.words.tracking import return_reason


def question(refund: RecordedRefund, today: date, waiting: Collection[ProofFile]) -> dict[str, Any]:
    """What is asked, by when, what the terms do meanwhile, and what is attached so far."""
    _rates, calendar = history.figures()
    due = reply_due(refund.asked_on, calendar, settings.REFUNDS)
    return {
        "number": refund.number,
        "month": written.month(refund.line.paid.period),
        "amount": written.tenge(refund.amount),
        "question": return_reason(refund.question) if refund.is_payout_returned else refund.question,
        "is_payout_returned": refund.is_payout_returned,
        "account": way_of_the_money(refund.iik),
        "clock": words.note(Note.CLOCK_STANDS),
        "reply_by": "" if refund.is_payout_returned else words.note(Note.REPLY_BY, day=written.day(due)),
        "files": files(waiting),
        "has_room": len(waiting) < MOST_PROOFS,
    }
