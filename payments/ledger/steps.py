"""The steps of payments, and the slots that they hold while nobody has paid them."""

from collections.abc import Iterable, Sequence
from datetime import date

from payments.models import Actor, OpenPayment, Payment, PaymentStep, Transaction
from payments.rules.payment_states import PaymentState


def write_steps(
    payments: Iterable[Payment],
    state: PaymentState,
    *,
    day: date,
    actor: Actor,
    transaction: Transaction | None = None,
) -> None:
    """The same step for each of some payments; which moves there are, the database knows as well."""
    PaymentStep.objects.bulk_create(
        PaymentStep(payment=payment, state=state, day=day, entered_by=actor, transaction=transaction)
        for payment in payments
    )


def close_slots(payments: Sequence[Payment]) -> None:
    """Their months may be ordered again."""
    OpenPayment.objects.filter(payment__in=payments).delete()
