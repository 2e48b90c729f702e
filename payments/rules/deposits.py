"""Money that a partner took: which payment it makes, and when the partner may take it back."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from payments.rules.payment_states import PaymentState, may_move

# Nobody pays so much for a month: what is beyond is a slip of a machine.
LARGEST = 10_000_000  # tenge


class Effect(StrEnum):
    """What money that came in does."""

    SENDS = "sends"  # the payment that was ordered is on its way
    MAKES = "makes"  # so is a payment that nobody ordered
    STANDS_BESIDE = "stands_beside"  # the payment named has its money, or costs another sum: staff look at it
    WAITS = "waits"  # nobody said for which month, or it is out of reach: staff look at it


@dataclass(frozen=True, slots=True)
class Open:
    """A payment that money may be for: one that a reference names, or the open one of a person and month."""

    number: int
    amount: int
    state: PaymentState


def effect_of(amount: int, named: Open | None, ordered: Open | None, *, has_month: bool) -> Effect:
    """What a sum does.

    `named` is the payment of a reference, `ordered` the open one of the month that was named by IIN: only its own sum
    sends either, and another sum by IIN is a payment of its own, for that is how the bank will send it on.
    """
    if named is not None:
        fits = amount == named.amount and may_move(named.state, PaymentState.SENT)
        return Effect.SENDS if fits else Effect.STANDS_BESIDE
    if not has_month:
        return Effect.WAITS
    return Effect.SENDS if ordered is not None and ordered.amount == amount else Effect.MAKES


class Irrevocable(StrEnum):
    """Why a transaction cannot be taken back."""

    UNKNOWN = "unknown"
    ARRIVED = "arrived"  # a registry has credited it, or the bank has sent it back: a refund or nothing
    DECIDED = "decided"  # staff have said what it is for
    CONFIRMED = "confirmed"  # the partner's own registry says that it was made


def why_not_revocable(*sent: PaymentState, beside: Collection[PaymentState] = ()) -> Irrevocable | None:
    """Why a partner cannot take its money back any more, by the states of what it has sent; None if it can.

    `beside` are those of payments of its sum that it was made for and did not send: one that is credited may have
    come as this money.
    """
    has_arrived = any(state is not PaymentState.SENT for state in sent) or PaymentState.CREDITED in beside
    return Irrevocable.ARRIVED if has_arrived else None
