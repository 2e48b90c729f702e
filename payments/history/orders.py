"""Payments with what became of each, step by step."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from itertools import groupby
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum

from payments import models
from payments.rules.facts import Line, LineState, Payer
from payments.rules.months import Month
from payments.rules.payment_states import PaymentState, state_on
from payments.rules.references import number_of, reference
from payments.rules.requisites import PurposeCode

Steps = QuerySet["models.PaymentStep"]


@dataclass(frozen=True, slots=True)
class RecordedStep:
    """One state that a payment came to. `day` is that of the money, `at` the moment at which it was written.

    `reason` is why the bank sent the money back, in the bank's own words.
    """

    state: PaymentState
    day: date
    at: datetime
    by: str
    transaction: str
    reason: str = ""


@dataclass(frozen=True)
class RecordedPayment:
    """A payment as people see it on a day, with its steps in their order.

    `line` is the credited line that it came as, `credited_period` and `credited_to` the month and person for whom
    that line counts: those of the payment, unless staff assigned a line that names others. Once all of the line is
    refunded, it counts for nobody.
    """

    number: int
    basket_key: UUID
    person_id: int
    iin: str = field(repr=False)
    first_name: str = field(repr=False)
    period: Month
    amount: int
    purpose_code: PurposeCode
    payer: Payer
    valid_until: date
    ordered_by: int  # the actor
    steps: tuple[RecordedStep, ...]
    state: PaymentState
    line: str
    credited_period: Month | None
    credited_to: int | None
    is_refunded: bool = False

    @cached_property
    def reference(self) -> str:
        """What people, banks and terminals call it."""
        return reference(self.number)

    @property
    def ordered_on(self) -> date:
        """The first day of its life."""
        return self.steps[0].day

    @property
    def paid_on(self) -> date | None:
        """The day on which a partner says that it was paid."""
        return self.day_of(PaymentState.SENT)

    @property
    def credited_on(self) -> date | None:
        """The day on which it arrived."""
        return self.day_of(PaymentState.CREDITED)

    @property
    def returned_on(self) -> date | None:
        """The day on which the bank sent it back."""
        return self.day_of(PaymentState.RETURNED)

    @property
    def counts_as_ordered(self) -> bool:
        """Did its line come for this very person and month?"""
        return not self.is_refunded and (self.credited_to, self.credited_period) == (self.person_id, self.period)

    def day_of(self, state: PaymentState) -> date | None:
        """The day on which it came to a state, None if it never did."""
        return next((step.day for step in self.steps if step.state is state), None)

    def as_fact(self) -> Line | None:
        """What the rules are told of it while no line does: money on its way, or money that came back before it."""
        states = {PaymentState.SENT: LineState.SENT, PaymentState.RETURNED: LineState.RETURNED}
        if self.line or self.state not in states or self.paid_on is None:
            return None
        return Line(f"p{self.reference}", self.period, self.amount, self.payer, self.paid_on, states[self.state])


def payments_for(person: models.Person, today: date) -> tuple[RecordedPayment, ...]:
    """Every payment for one person, oldest first, in one query."""
    return _recorded(_steps().filter(payment__person=person), today)


def payments_of(actor: models.Actor, today: date) -> tuple[RecordedPayment, ...]:
    """Every payment that somebody ordered, or that is for them, newest first, in one query."""
    # Each by an index of its own: asked for together a database reads them all.
    ordered = models.Payment.objects.filter(basket__ordered_by=actor).values("pk")
    for_them = models.Payment.objects.filter(person=actor.person_id or 0).values("pk")
    return _recorded(_steps().filter(payment__in=ordered.union(for_them)), today)[::-1]


def payment(reference: str, today: date) -> RecordedPayment | None:
    """The payment with this reference, None if there is none."""
    found = _recorded(_steps().filter(payment=number_of(reference) or 0), today)
    return found[0] if found else None


def payments_numbered(numbers: Iterable[int], today: date) -> tuple[RecordedPayment, ...]:
    """The payments with these numbers, newest first, in one query."""
    return _recorded(_steps().filter(payment__in=list(numbers)), today)[::-1]


@dataclass(frozen=True, slots=True)
class Unallocated:
    """Money that a partner took for a person without a month: it waits for staff."""

    partner: str
    number: str
    amount: int
    paid_on: date


def unallocated(person: models.Person) -> tuple[Unallocated, ...]:
    """What was taken for a person, nobody knows for which month, the oldest first, in one query."""
    waiting = models.Transaction.objects.filter(
        person=person, period=None, for_payments=None, allocation=None, cancellation=None
    )
    rows = waiting.order_by("pk").values_list("partner__label", "number", "amount", "paid_on")
    return tuple(Unallocated(*row) for row in rows)


def _steps() -> Steps:
    related = ("payment__basket", "payment__person", "entered_by", "transaction", "contribution")
    reversals = models.Contribution.objects.filter(reverses=OuterRef("contribution"), kind="refund").order_by()
    refunded = Subquery(reversals.values("reverses").annotate(sum=Sum("amount")).values("sum"))
    steps = models.PaymentStep.objects.select_related(*related).order_by("payment_id", "pk")
    return steps.annotate(left=F("contribution__amount") - refunded)


def _recorded(steps: Iterable[models.PaymentStep], today: date) -> tuple[RecordedPayment, ...]:
    by_payment = groupby(steps, key=lambda step: step.payment_id)
    return tuple(_payment(list(group), today) for _, group in by_payment)


def _payment(steps: list[models.PaymentStep], today: date) -> RecordedPayment:
    row, basket, person = steps[0].payment, steps[0].payment.basket, steps[0].payment.person
    line = next((step.contribution for step in reversed(steps) if step.contribution), None)
    return RecordedPayment(
        number=row.pk,
        basket_key=basket.key,
        person_id=person.pk,
        iin=person.iin,
        first_name=person.first_name,
        period=Month.containing(row.period),
        amount=row.amount,
        purpose_code=PurposeCode(row.purpose_code),
        payer=Payer(basket.payer),
        valid_until=row.valid_until,
        ordered_by=basket.ordered_by_id,
        steps=tuple(map(_step, steps)),
        state=state_on(PaymentState(steps[-1].state), row.valid_until, today),
        line=f"c{line.pk}" if line else "",
        credited_period=Month.containing(line.period) if line else None,
        credited_to=line.person_id if line else None,
        is_refunded=any(step.left == 0 for step in steps),
    )


def _step(row: models.PaymentStep) -> RecordedStep:
    return RecordedStep(
        state=PaymentState(row.state),
        day=row.day,
        at=row.entered_at,
        by=str(row.entered_by),
        transaction=row.transaction.number if row.transaction else "",
        reason=row.reason,
    )
