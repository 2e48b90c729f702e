"""Money that a partner says it took."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from payments.models.actor import Actor


class Transaction(models.Model):
    """What came in at a bank, a terminal or an acquirer, by the partner's own number: kept whatever it was for.

    Which payments it was made for, its rows in `for_payments` say; if one of them had its money before, staff see it.
    """

    partner = models.ForeignKey(Actor, models.PROTECT, related_name="transactions", verbose_name=_("partner"))
    number = models.CharField(_("number"), max_length=64)
    amount = models.PositiveIntegerField(_("amount"))
    paid_on = models.DateField(_("paid on"))
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
        ]

        indexes = [models.Index(fields=["received_at"], name="transaction_received")]

    def __str__(self) -> str:
        return self.number
