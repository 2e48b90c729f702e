"""Paying a basket on the page of an acquirer."""

from django.db import models
from django.db.models import CheckConstraint, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from payments.models.actor import Actor
from payments.models.basket import Basket
from payments.models.payment import Payment


class Checkout(models.Model):
    """One try: one sum for the payments of a basket that were open then. What became of it, the answers say.

    It is written before the acquirer is asked, so that nothing can be paid of which nothing is known here.
    """

    key = models.UUIDField(_("key"), unique=True)
    basket = models.ForeignKey(Basket, models.PROTECT, related_name="checkouts", verbose_name=_("basket"))
    payments = models.ManyToManyField(Payment, related_name="checkouts", verbose_name=_("payments"))
    amount = models.PositiveIntegerField(_("amount"))
    begun_at = models.DateTimeField(_("begun at"), db_default=Now(), db_index=True, editable=False)
    begun_by = models.ForeignKey(Actor, models.PROTECT, related_name="+", verbose_name=_("begun by"))

    class Meta:
        verbose_name = _("checkout")
        verbose_name_plural = _("checkouts")
        constraints = [CheckConstraint(condition=Q(amount__gt=0), name="checkout_above_zero")]

    def __str__(self) -> str:
        return f"#{self.pk}"


class CheckoutAnswer(models.Model):
    """What the acquirer said of a checkout, each time that it was asked or spoke by itself. The latest one holds."""

    class Outcome(models.TextChoices):
        """`unknown` is silence or something unreadable: the money may have been taken."""

        OPENED = "opened", _("Opened")
        PAID = "paid", _("Paid")
        FAILED = "failed", _("Not paid")
        REFUSED = "refused", _("Refused")  # it speaks of another sum or currency: nothing follows from it
        UNKNOWN = "unknown", _("Unknown")

    checkout = models.ForeignKey(Checkout, models.PROTECT, related_name="answers", verbose_name=_("checkout"))
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome)
    number = models.CharField(_("acquirer’s number"), max_length=64, blank=True, db_index=True)
    page = models.URLField(_("page"), max_length=500, blank=True)
    said_at = models.DateTimeField(_("said at"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("answer of the acquirer")
        verbose_name_plural = _("answers of the acquirer")
        constraints = [
            CheckConstraint(
                condition=Q(outcome__in=["opened", "paid", "failed", "refused", "unknown"]),
                name="checkout_answer_outcome_known",
            ),
            CheckConstraint(condition=~Q(outcome="opened") | ~Q(page=""), name="checkout_answer_opened_has_a_page"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
