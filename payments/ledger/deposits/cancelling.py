"""Money that a partner takes back before it has arrived."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from payments.ledger.entry import Refused
from payments.ledger.people import Names, lock_people
from payments.ledger.returns import return_payment
from payments.models import Actor, Cancellation, PartnerRegistryLine, Payment, Person, Transaction
from payments.rules.deposits import Irrevocable, why_not_revocable
from payments.rules.payment_states import PaymentState


@transaction.atomic
def cancel_deposit(*, partner: Actor, number: str, day: date) -> Cancellation:
    """Take back what this number brought: each payment that it sent has come back. Twice is once; else Refused."""
    taken = Transaction.objects.filter(partner=partner, number=number).first()
    if taken is None:
        raise Refused(Irrevocable.UNKNOWN)
    people = Person.objects.filter(payments__in=taken.for_payments.all()).values_list("iin", flat=True)
    lock_people({iin: Names() for iin in people})
    taken = Transaction.objects.select_for_update(no_key=True).get(pk=taken.pk)
    known = Cancellation.objects.filter(transaction=taken).first()
    if known is not None:
        return known
    if hasattr(taken, "allocation"):
        raise Refused(Irrevocable.DECIDED)
    if PartnerRegistryLine.objects.counting().filter(registry__partner__actor=partner, number=number).exists():
        raise Refused(Irrevocable.CONFIRMED)
    sent = list(Payment.objects.filter(steps__transaction=taken).select_related("person").with_state())
    beside = taken.for_payments.filter(amount=taken.amount).exclude(steps__transaction=taken).with_state()
    reason = why_not_revocable(*_states(sent), beside=_states(beside))
    if reason is not None:
        raise Refused(reason)
    for payment in sent:
        return_payment(payment=payment, day=day, reason="", actor=partner)
    return Cancellation.objects.create(transaction=taken, day=day)


def _states(payments: Iterable[Payment]) -> list[PaymentState]:
    return [PaymentState(payment.state) for payment in payments]
