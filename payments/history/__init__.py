"""The reads: rows turned into the plain values that the rules take, and that pages show."""

from payments.history.figures import figures, known_until
from payments.history.journal import journal_head, journal_of, verify_journal
from payments.history.orders import (
    RecordedPayment,
    RecordedStep,
    payment,
    payments_numbered,
    payments_of,
)
from payments.history.record import Record, RecordedLine, RecordedReversal, record, recorded_lines
from payments.history.refundable import (
    CreditedLine,
    line_for_refund,
    lines_for_refund,
    month_facts_of,
    record_after,
    situation_of,
)
from payments.history.refunds import RecordedRefund, RecordedRefundStep, refund, refunds_in, refunds_of

__all__ = [
    "CreditedLine",
    "Record",
    "RecordedLine",
    "RecordedPayment",
    "RecordedRefund",
    "RecordedRefundStep",
    "RecordedReversal",
    "RecordedStep",
    "figures",
    "journal_head",
    "journal_of",
    "known_until",
    "line_for_refund",
    "lines_for_refund",
    "month_facts_of",
    "payment",
    "payments_numbered",
    "payments_of",
    "record",
    "record_after",
    "recorded_lines",
    "refund",
    "refunds_in",
    "refunds_of",
    "situation_of",
    "verify_journal",
]
