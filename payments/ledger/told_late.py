"""Money that partners tell of after a registry has credited it: its payment has come, and is not on its way."""

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now

from payments.ledger.arrivals import credit_told, unclaimed
from payments.ledger.people import Names, lock_people
from payments.models import Actor, Payment, PaymentStep, Transaction
from payments.rules.payment_states import PaymentState

# Longer than any partner is late; every payment that is still on its way since then is looked at.
LOOKING_BACK = timedelta(days=60)


@transaction.atomic
def match_told(*, transactions: Collection[int], actor: Actor) -> int:
    """Credit the payments that these transactions made and whose money had come before; how many.

    What was ordered needs none of this: its line found it when it came.
    """
    ordered = PaymentStep.objects.filter(payment=OuterRef("pk"), state=PaymentState.ORDERED)
    made = Payment.objects.filter(~Exists(ordered), steps__transaction__in=transactions)
    found = dict(made.values_list("pk", "person__iin"))
    lock_people({iin: Names() for iin in found.values()})
    return credit_told(found.keys(), actor)


def settle_told(*, actor: Actor) -> int:
    """The same for all that was told of in the last days; how many were credited.

    A door calls it after a registry, so that nobody who tells of money has to wait for the search.
    """
    recent = Transaction.objects.filter(received_at__gte=Now() - LOOKING_BACK)
    first = recent.order_by("received_at").values_list("pk", flat=True).first()
    if first is None:
        return 0
    # Numbers grow with time, so this begins where the last days do.
    sent = PaymentStep.objects.filter(state=PaymentState.SENT, transaction__gte=first)
    elsewhere = PaymentStep.objects.filter(payment=OuterRef("payment")).exclude(state=PaymentState.SENT)
    place = {name: OuterRef(f"payment__{name}") for name in ("person", "period", "amount")}
    waiting = sent.filter(~Exists(elsewhere), Exists(unclaimed().filter(**place)))
    return match_told(transactions=set(waiting.values_list("transaction", flat=True)), actor=actor)
