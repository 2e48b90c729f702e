"""A credited line that nearly fits a payment: a question for staff, never a match."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from payments.models.actor import Actor
from payments.models.contribution import Contribution
from payments.models.payment import Payment
from payments.rules.matching import NearMissKind


class Suggestion(models.Model):
    """One line beside one payment, why they are held together, and what staff decided; open until then.

    To assign says that the line is the payment's money, though it counts where the line says. To discard needs
    a reason as well: that they have nothing to do with each other.
    """

    class Decision(models.TextChoices):
        """What staff can say."""

        ASSIGN = "assign", _("Assign")
        DISCARD = "discard", _("Discard")

    contribution = models.ForeignKey(
        Contribution, models.PROTECT, related_name="suggestions", verbose_name=_("contribution")
    )
    payment = models.ForeignKey(Payment, models.PROTECT, related_name="suggestions", verbose_name=_("payment"))
    kind = models.CharField(_("kind"), max_length=16, choices=[(kind.value, kind.value) for kind in NearMissKind])
    found_at = models.DateTimeField(_("found at"), db_default=Now(), editable=False)
    decision = models.CharField(_("decision"), max_length=8, choices=Decision, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    decided_by = models.ForeignKey(
        Actor, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        constraints = [
            UniqueConstraint(fields=["contribution", "payment"], name="suggestion_once"),
            CheckConstraint(condition=Q(kind__in=[*NearMissKind]), name="suggestion_kind_known"),
            CheckConstraint(
                condition=Q(decision="", reason="", decided_by=None, decided_at=None)
                | Q(decision__in=["assign", "discard"], decided_by__isnull=False, decided_at__isnull=False)
                & ~Q(reason=""),
                name="suggestion_decided_by_somebody_for_a_reason",
            ),
        ]

        indexes = [models.Index(fields=["found_at"], condition=Q(decision=""), name="suggestion_open")]

    def __str__(self) -> str:
        return f"#{self.pk}"
