"""The reads: rows turned into the plain values that the rules take, and that pages show."""

from payments.history.figures import figures, known_until
from payments.history.orders import (
    RecordedPayment,
    RecordedStep,
    payment,
    payments_numbered,
    payments_of,
)
from payments.history.record import Record, RecordedLine, record, recorded_lines

__all__ = [
    "Record",
    "RecordedLine",
    "RecordedPayment",
    "RecordedStep",
    "figures",
    "known_until",
    "payment",
    "payments_numbered",
    "payments_of",
    "record",
    "recorded_lines",
]
