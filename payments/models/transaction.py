"""Money that a partner says it took."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from payments.models.actor import Actor
from payments.models.person import Person
from payments.models.promises import first_of_month


class Transaction(models.Model):
    """What came in at a bank, a terminal or an acquirer, by the partner's own number: kept whatever it was for.

    Which payments it was made for, its rows in `for_payments` say; if one of them had its money before, staff see it.
    `person` and `period` are what the partner named by IIN; with a person and no payment it waits for staff.
    """

    partner = models.ForeignKey(Actor, models.PROTECT, related_name="transactions", verbose_name=_("partner"))
    number = models.CharField(_("number"), max_length=64)
    amount = models.PositiveIntegerField(_("amount"))
    paid_on = models.DateField(_("paid on"))
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person"), db_index=False
    )
    period = models.DateField(_("period"), null=True, blank=True)
    received_at = models.DateTimeField(_("received at"), db_default=Now(), editable=False)
    for_payments = models.ManyToManyField(
        "Payment", related_name="transactions", blank=True, verbose_name=_("payments")
    )

    class Meta:
        verbose_name = _("transaction")
        verbose_name_plural = _("transactions")
        constraints = [
            UniqueConstraint(fields=["partner", "number"], name="transaction_number_once_a_partner"),
            CheckConstraint(condition=~Q(number=""), name="transaction_has_a_number"),
            CheckConstraint(condition=Q(amount__gt=0), name="transaction_above_zero"),
            CheckConstraint(
                condition=Q(period=None) | Q(person__isnull=False) & first_of_month("period"),
                name="transaction_period_of_a_person",
            ),
        ]
        indexes = [
            models.Index(fields=["received_at"], name="transaction_received"),
            models.Index(fields=["partner", "paid_on"], name="transaction_day_of_a_partner"),
            # Few: whoever paid without saying for which month is told so.
            models.Index(
                fields=["person"],
                condition=Q(person__isnull=False, period__isnull=True),
                name="transaction_without_a_month",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Cancellation(models.Model):
    """The partner took a transaction back before its money had arrived: what it had sent has come back."""

    transaction = models.OneToOneField(
        Transaction, models.PROTECT, primary_key=True, related_name="cancellation", verbose_name=_("transaction")
    )
    day = models.DateField(_("day"))
    cancelled_at = models.DateTimeField(_("cancelled at"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("cancellation")
        verbose_name_plural = _("cancellations")

    def __str__(self) -> str:
        return self.transaction.number


class Allocation(models.Model):
    """What staff said of a transaction that needed a look: the payment that it is for, or that nothing follows.

    Without a payment the money is settled elsewhere: `reason` says how.
    """

    transaction = models.OneToOneField(
        Transaction, models.PROTECT, primary_key=True, related_name="allocation", verbose_name=_("transaction")
    )
    payment = models.ForeignKey(
        "Payment", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("payment")
    )
    reason = models.TextField(_("reason"), max_length=1000)
    decided_by = models.ForeignKey(Actor, models.PROTECT, related_name="+", verbose_name=_("decided by"))
    decided_at = models.DateTimeField(_("decided at"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("allocation")
        verbose_name_plural = _("allocations")
        constraints = [CheckConstraint(condition=~Q(reason=""), name="allocation_has_a_reason")]

    def __str__(self) -> str:
        return self.transaction.number
