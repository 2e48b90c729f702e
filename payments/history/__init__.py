"""The reads: rows turned into the plain values that the rules take, and that pages show."""

from payments.history.everyone import Insured, everyone
from payments.history.figures import figures, known_until
from payments.history.journal import journal_head, journal_of, verify_journal
from payments.history.lines import RecordedLine, RecordedReversal
from payments.history.orders import (
    RecordedPayment,
    RecordedStep,
    Unallocated,
    payment,
    payments_numbered,
    payments_of,
    unallocated,
)
from payments.history.reconciliation import (
    DayOfPartner,
    OpenCase,
    Tally,
    is_confirmed,
    open_cases,
    reconciled_days,
    seen_case,
)
from payments.history.record import Record, record
from payments.history.refundable import (
    CreditedLine,
    line_for_refund,
    lines_for_refund,
    month_facts_of,
    record_after,
    situation_of,
)
from payments.history.refunds import RecordedRefund, RecordedRefundStep, refund, refunds_in, refunds_of
from payments.history.verification import PROMISES, Broken, verify_ledger

__all__ = [
    "PROMISES",
    "Broken",
    "CreditedLine",
    "DayOfPartner",
    "Insured",
    "OpenCase",
    "Record",
    "RecordedLine",
    "RecordedPayment",
    "RecordedRefund",
    "RecordedRefundStep",
    "RecordedReversal",
    "RecordedStep",
    "Unallocated",
    "Tally",
    "everyone",
    "figures",
    "is_confirmed",
    "journal_head",
    "journal_of",
    "known_until",
    "line_for_refund",
    "lines_for_refund",
    "month_facts_of",
    "open_cases",
    "payment",
    "payments_numbered",
    "payments_of",
    "reconciled_days",
    "record",
    "record_after",
    "refund",
    "refunds_in",
    "refunds_of",
    "seen_case",
    "situation_of",
    "unallocated",
    "verify_journal",
    "verify_ledger",
]
