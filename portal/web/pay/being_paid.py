"""Which payments may be being paid at the acquirer at this moment: nobody knows of them whether money was taken."""

from collections.abc import Iterable

from payments import ledger
from payments.history import RecordedPayment
from payments.models import Checkout, Payment
from payments.rules.payment_states import PaymentState


def being_paid(payments: Iterable[RecordedPayment]) -> frozenset[int]:
    """The numbers of those among them; without an open payment nothing is looked up."""
    ordered = [payment.number for payment in payments if payment.state is PaymentState.ORDERED]
    if not ordered:
        return frozenset()
    begun = ledger.unresolved(Checkout.objects.filter(payments__in=ordered))
    return frozenset(Payment.objects.filter(pk__in=ordered, checkouts__in=begun).values_list("pk", flat=True))
