"""The verbs: the only writer of money and of what it hangs on. Each is one transaction and safe to repeat."""

from payments.ledger.corrections import (
    Uncorrectable,
    confirm_correction,
    propose_correction,
    why_not_correctable,
    withdraw_correction,
)
from payments.ledger.credits import credit
from payments.ledger.entry import Entry, Outcome, Posting, Refused
from payments.ledger.people import Names, lock_people
from payments.ledger.reversals import Irreversible, post_returns, reverse, why_not_reversible
from payments.ledger.spans import Span, SpanPosting, record_spans
from payments.ledger.understood import MENDABLE, understood

__all__ = [
    "MENDABLE",
    "Entry",
    "Irreversible",
    "Names",
    "Outcome",
    "Posting",
    "Refused",
    "Span",
    "SpanPosting",
    "Uncorrectable",
    "confirm_correction",
    "credit",
    "lock_people",
    "post_returns",
    "propose_correction",
    "record_spans",
    "reverse",
    "understood",
    "why_not_correctable",
    "why_not_reversible",
    "withdraw_correction",
]
