"""Money that partners take for a payment or a month, each of their numbers once for ever, and what they take back."""

from payments.ledger.deposits.allocation import Unallocatable, allocate
from payments.ledger.deposits.cancelling import cancel_deposit
from payments.ledger.deposits.checking import Checked, Unwanted, check_deposit
from payments.ledger.deposits.found import Deposit
from payments.ledger.deposits.taking import Taken, Untakeable, take

__all__ = [
    "Checked",
    "Deposit",
    "Taken",
    "Unallocatable",
    "Untakeable",
    "Unwanted",
    "allocate",
    "cancel_deposit",
    "check_deposit",
    "take",
]
