"""The steps of payments, and the slots that they hold while nobody has paid them."""

from collections.abc import Iterable, Sequence
from datetime import date

from payments.models import Actor, Contribution, OpenPayment, Payment, PaymentStep, Transaction
from payments.rules.payment_states import PaymentState


def state_of(payment: Payment) -> PaymentState:
    """The state of its latest step."""
    return PaymentState(payment.steps.order_by("-pk").values_list("state", flat=True)[0])


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


def write_credited(pairs: Sequence[tuple[Payment, Contribution]], actor: Actor) -> None:
    """Each payment has come as its line, and waits no longer."""
    PaymentStep.objects.bulk_create(
        PaymentStep(
            payment=payment,
            state=PaymentState.CREDITED,
            day=line.credited_on,
            entered_by=actor,
            contribution=line,
        )
        for payment, line in pairs
    )
    close_slots([payment for payment, _ in pairs])


def close_slots(payments: Sequence[Payment]) -> None:
    """Their months may be ordered again."""
    OpenPayment.objects.filter(payment__in=payments).delete()
