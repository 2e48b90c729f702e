"""The life of a payment: its states, and the one table of moves between them."""

from datetime import date
from enum import StrEnum


class PaymentState(StrEnum):
    """Where a payment stands."""

    ORDERED = "ordered"
    SENT = "sent"
    CREDITED = "credited"
    RETURNED = "returned"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


# Money that came in is never refused: a payment that expired or was cancelled can still be paid. A registry may be
# loaded before the bank has said a word, so that `credited` need not wait for `sent`. The bank returns money once,
# and the month is paid again by a payment of its own.
MOVES: dict[PaymentState, tuple[PaymentState, ...]] = {
    PaymentState.ORDERED: (
        PaymentState.SENT,
        PaymentState.CREDITED,
        PaymentState.EXPIRED,
        PaymentState.CANCELLED,
    ),
    PaymentState.SENT: (PaymentState.CREDITED, PaymentState.RETURNED),
    PaymentState.CREDITED: (PaymentState.RETURNED,),
    PaymentState.RETURNED: (),
    PaymentState.EXPIRED: (PaymentState.SENT, PaymentState.CREDITED),
    PaymentState.CANCELLED: (PaymentState.SENT, PaymentState.CREDITED),
}


# A person orders; where a bank or a terminal takes money for an IIN and a month, nobody did.
FIRST = (PaymentState.ORDERED, PaymentState.SENT)


def may_move(state: PaymentState, to: PaymentState) -> bool:
    """Is this one of the moves of the table?"""
    return to in MOVES[state]


def state_on(state: PaymentState, valid_until: date, today: date) -> PaymentState:
    """The state seen on a day: what is ordered and past its last day is expired, whether or not a row says so yet."""
    if state is PaymentState.ORDERED and today > valid_until:
        return PaymentState.EXPIRED
    return state
