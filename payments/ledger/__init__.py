"""The verbs: the only writer of money and of what it hangs on. Each is one transaction and safe to repeat."""

from payments.ledger.acceptance import Unacceptable, accept
from payments.ledger.cancelling import Uncancellable, cancel, why_not_cancellable
from payments.ledger.checkouts import Unpaid, answer_checkout, at_the_acquirer, begin_checkout, unresolved
from payments.ledger.corrections import (
    Uncorrectable,
    confirm_correction,
    propose_correction,
    why_not_correctable,
    withdraw_correction,
)
from payments.ledger.credits import credit
from payments.ledger.entry import Entry, Outcome, Posting, Refused
from payments.ledger.orders import NotOrdered, Quote, Unorderable, order, quote
from payments.ledger.payees import check_payee, keep_payee_check
from payments.ledger.people import Names, lock_people
from payments.ledger.returns import Unreturnable, return_payment
from payments.ledger.reversals import Irreversible, post_returns, reverse, why_not_reversible
from payments.ledger.spans import Span, SpanPosting, record_spans
from payments.ledger.suggestions import Undecidable, decide_suggestion
from payments.ledger.understood import MENDABLE, understood

__all__ = [
    "MENDABLE",
    "Entry",
    "Irreversible",
    "Names",
    "NotOrdered",
    "Outcome",
    "Posting",
    "Quote",
    "Refused",
    "Span",
    "SpanPosting",
    "Unacceptable",
    "Uncancellable",
    "Uncorrectable",
    "Undecidable",
    "Unorderable",
    "Unpaid",
    "Unreturnable",
    "accept",
    "answer_checkout",
    "at_the_acquirer",
    "begin_checkout",
    "cancel",
    "check_payee",
    "confirm_correction",
    "credit",
    "decide_suggestion",
    "keep_payee_check",
    "lock_people",
    "order",
    "post_returns",
    "propose_correction",
    "quote",
    "record_spans",
    "return_payment",
    "reverse",
    "understood",
    "unresolved",
    "why_not_cancellable",
    "why_not_correctable",
    "why_not_reversible",
    "withdraw_correction",
]
