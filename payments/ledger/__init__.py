"""The verbs: the only writer of money and of what it hangs on. Each is one transaction and safe to repeat."""

from payments.ledger.acceptance import Unacceptable, accept
from payments.ledger.cancelling import Uncancellable, cancel, why_not_cancellable
from payments.ledger.cases import NoDecision, account_of, decide_case, money_said, money_told
from payments.ledger.checkouts import Unpaid, answer_checkout, at_the_acquirer, begin_checkout, unresolved
from payments.ledger.corrections import (
    Uncorrectable,
    confirm_correction,
    propose_correction,
    why_not_correctable,
    withdraw_correction,
)
from payments.ledger.credits import credit
from payments.ledger.deposits import (
    Checked,
    Deposit,
    Taken,
    Unallocatable,
    Untakeable,
    Unwanted,
    allocate,
    cancel_deposit,
    check_deposit,
    take,
)
from payments.ledger.entry import Entry, Outcome, Posting, Refused
from payments.ledger.journal import note
from payments.ledger.orders import NotOrdered, Quote, Unorderable, order, quote
from payments.ledger.partner_registries import (
    PartnerFile,
    PartnerLine,
    PostedRegistry,
    brings_by_list,
    is_told_by_list,
    post_partner_registry,
)
from payments.ledger.partners import NoKey, add_key, revoke_key
from payments.ledger.payees import check_payee, keep_payee_check
from payments.ledger.payouts import (
    NoPayout,
    PayoutReply,
    ReplyOutcome,
    ReplyPosting,
    Unanswerable,
    answer_payouts,
    approved_refunds,
    make_payout_file,
    seal_payout_file,
)
from payments.ledger.people import Names, lock_people
from payments.ledger.proofs import (
    MOST_PROOFS,
    Unkeepable,
    drop_proof,
    keep_proof,
    mark_removed,
    removable_proofs,
    view_proof,
    waiting_proofs,
)
from payments.ledger.refund_steps import Unmovable, close_returned_refunds
from payments.ledger.refunds import Unsendable, answer_refund, request_refund, withdraw_refund
from payments.ledger.returns import Unreturnable, return_payment
from payments.ledger.reversals import Irreversible, post_returns, reverse, why_not_reversible
from payments.ledger.reviews import (
    ask_applicant,
    confirm_decision,
    propose_decision,
    release_refund,
    resume_review,
    send_back,
    take_refund,
    view_refund,
)
from payments.ledger.spans import Span, SpanPosting, record_spans
from payments.ledger.suggestions import Undecidable, decide_suggestion
from payments.ledger.told_late import match_told, settle_told
from payments.ledger.understood import MENDABLE, understood

__all__ = [
    "MENDABLE",
    "MOST_PROOFS",
    "Checked",
    "Deposit",
    "Entry",
    "Irreversible",
    "Names",
    "NoDecision",
    "NoKey",
    "NoPayout",
    "NotOrdered",
    "Outcome",
    "PartnerFile",
    "PartnerLine",
    "PayoutReply",
    "PostedRegistry",
    "Posting",
    "Quote",
    "Refused",
    "ReplyOutcome",
    "ReplyPosting",
    "Span",
    "SpanPosting",
    "Taken",
    "Unacceptable",
    "Unallocatable",
    "Unanswerable",
    "Uncancellable",
    "Uncorrectable",
    "Undecidable",
    "Unkeepable",
    "Unmovable",
    "Unorderable",
    "Unpaid",
    "Unreturnable",
    "Unsendable",
    "Untakeable",
    "Unwanted",
    "accept",
    "account_of",
    "add_key",
    "allocate",
    "answer_checkout",
    "answer_payouts",
    "answer_refund",
    "approved_refunds",
    "ask_applicant",
    "at_the_acquirer",
    "begin_checkout",
    "brings_by_list",
    "cancel",
    "cancel_deposit",
    "check_deposit",
    "check_payee",
    "close_returned_refunds",
    "confirm_correction",
    "confirm_decision",
    "credit",
    "decide_case",
    "decide_suggestion",
    "drop_proof",
    "is_told_by_list",
    "keep_payee_check",
    "keep_proof",
    "lock_people",
    "make_payout_file",
    "mark_removed",
    "match_told",
    "money_said",
    "money_told",
    "note",
    "order",
    "post_partner_registry",
    "post_returns",
    "propose_correction",
    "propose_decision",
    "quote",
    "record_spans",
    "release_refund",
    "removable_proofs",
    "request_refund",
    "resume_review",
    "return_payment",
    "reverse",
    "revoke_key",
    "seal_payout_file",
    "send_back",
    "settle_told",
    "take",
    "take_refund",
    "understood",
    "unresolved",
    "view_proof",
    "view_refund",
    "waiting_proofs",
    "why_not_cancellable",
    "why_not_correctable",
    "why_not_reversible",
    "withdraw_correction",
    "withdraw_refund",
]
