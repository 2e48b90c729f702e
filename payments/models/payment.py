"""One month of one person set out to be paid, and where its money is."""

from typing import Self

from django.db import models
from django.db.models import CheckConstraint, OuterRef, Q, Subquery, UniqueConstraint
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from payments.models.actor import Actor
from payments.models.basket import Basket
from payments.models.contribution import Contribution
from payments.models.person import Person
from payments.models.promises import first_of_month
from payments.models.transaction import Transaction
from payments.rules.ordering import FIRST_PAYABLE
from payments.rules.payment_states import PaymentState
from payments.rules.references import number_of, reference
from payments.rules.requisites import PurposeCode


class Payments(models.QuerySet):
    """All payments."""

    def with_state(self) -> Self:
        """Each with `state`, the state of its latest step."""
        latest = PaymentStep.objects.filter(payment=OuterRef("pk")).order_by("-pk")
        return self.annotate(state=Subquery(latest.values("state")[:1]))

    def of_reference(self, text: str) -> Self:
        """The one with this reference, or none."""
        return self.filter(pk=number_of(text) or 0)


class Payment(models.Model):
    """One person, one month, one sum. Never changed; what becomes of it are its steps.

    It can be made until its last day, `valid_until`: what it brings depends on the month, what it costs on the year.
    """

    basket = models.ForeignKey(Basket, models.PROTECT, related_name="payments", verbose_name=_("basket"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="payments", verbose_name=_("person"))
    period = models.DateField(_("period"))
    purpose_code = models.CharField(
        _("purpose code"),
        max_length=3,
        choices=[(code.value, code.value) for code in PurposeCode],
        default=PurposeCode.CONTRIBUTION,
    )
    amount = models.PositiveIntegerField(_("amount"))
    # The payer's word, without which a month that the employer covers is not ordered.
    employer_has_not_paid = models.BooleanField(_("the employer has not paid"), default=False)
    valid_until = models.DateField(_("valid until"))

    objects = Payments.as_manager()

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        constraints = [
            UniqueConstraint(fields=["basket", "period"], name="payment_month_once_in_a_basket"),
            CheckConstraint(condition=first_of_month("period"), name="payment_period_is_a_month"),
            CheckConstraint(condition=Q(period__gte=FIRST_PAYABLE.first_day), name="payment_not_before_2020"),
            CheckConstraint(condition=Q(purpose_code=PurposeCode.CONTRIBUTION), name="payment_is_a_contribution"),
            CheckConstraint(condition=Q(amount__gt=0), name="payment_above_zero"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """What people, banks and terminals call it: no secret, nobody's IIN, unique for ever."""
        return reference(self.pk)


class PaymentStep(models.Model):
    """A state that a payment came to: when and by whom. Each state once; which may follow which, a trigger knows.

    A `sent` one names the transaction that says so, a `credited` one the line that it came as; a `returned` one
    the line that the bank took back, where it had been credited, and the bank's reason, where it gave one. Staff may
    say that money came back as well: only what a registry says takes back a line that comes later.
    """

    payment = models.ForeignKey(
        Payment, models.PROTECT, related_name="steps", verbose_name=_("payment"), db_index=False
    )
    state = models.CharField(_("state"), max_length=16, choices=[(state.value, state.value) for state in PaymentState])
    day = models.DateField(_("day"))
    entered_at = models.DateTimeField(_("entered at"), db_default=Now(), editable=False)
    entered_by = models.ForeignKey(
        Actor, models.PROTECT, related_name="+", verbose_name=_("entered by"), db_index=False
    )
    transaction = models.ForeignKey(
        Transaction, models.PROTECT, null=True, blank=True, related_name="steps", verbose_name=_("transaction")
    )
    contribution = models.ForeignKey(
        Contribution, models.PROTECT, null=True, blank=True, related_name="payment_steps",
        verbose_name=_("contribution"),
    )  # fmt: skip
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    by_registry = models.BooleanField(_("a registry says so"), default=False)

    class Meta:
        verbose_name = _("step of a payment")
        verbose_name_plural = _("steps of payments")
        constraints = [
            UniqueConstraint(fields=["payment", "state"], name="payment_step_once"),
            # One line is one payment: never two.
            UniqueConstraint(fields=["contribution", "state"], name="payment_step_line_once"),
            CheckConstraint(condition=Q(state__in=[*PaymentState]), name="payment_step_state_known"),
            CheckConstraint(
                condition=Q(state="sent", transaction__isnull=False) | ~Q(state="sent") & Q(transaction=None),
                name="payment_step_sent_by_a_transaction",
            ),
            CheckConstraint(
                condition=Q(state="credited", contribution__isnull=False)
                | Q(state="returned")
                | ~Q(state__in=["credited", "returned"]) & Q(contribution=None),
                name="payment_step_credited_by_a_line",
            ),
            CheckConstraint(condition=Q(reason="") | Q(state="returned"), name="payment_step_reason_of_a_return"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class OpenPayment(models.Model):
    """The slot that a payment holds while it is ordered and nobody has paid it: one for a person and month."""

    payment = models.OneToOneField(
        Payment, models.PROTECT, primary_key=True, related_name="slot", verbose_name=_("payment")
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"), db_index=False)
    period = models.DateField(_("period"))

    class Meta:
        verbose_name = _("open payment")
        verbose_name_plural = _("open payments")
        constraints = [UniqueConstraint(fields=["person", "period"], name="open_payment_one_a_month")]

    def __str__(self) -> str:
        return self.payment.reference
