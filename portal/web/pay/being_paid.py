"""Which payments may be being paid at the acquirer at this moment: nobody knows of them whether money was taken."""

from collections.abc import Iterable

from payments import ledger
from payments.history import RecordedPayment
from payments.rules.payment_states import PaymentState


def being_paid(payments: Iterable[RecordedPayment]) -> frozenset[int]:
    """The numbers of those among them; only what is open can be."""
    return ledger.at_the_acquirer([payment.number for payment in payments if payment.state is PaymentState.ORDERED])
