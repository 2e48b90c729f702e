"""Credited money, and what was taken back of it."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from payments.models.actor import Actor
from payments.models.person import Person
from payments.models.promises import BIN, first_of_month
from payments.rules.bounds import FIRST_DAY, FIRST_PERIOD, LAST_PERIOD
from payments.rules.requisites import PurposeCode

# In this order its index also finds the lines of a person, and of a month of theirs. On PostgreSQL it holds what a
# statement shows of them as well (migration 0010), so that no row is fetched.
IDENTITY = ("person", "period", "kind", "reference", "purpose_code", "occurrence")


class Contribution(models.Model):
    """One sum for one person and month: never changed and never deleted (`triggers`), only reversed.

    `occurrence` tells apart lines of one file that are alike in all else of their identity.
    """

    class Kind(models.TextChoices):
        """A bank returns a whole line, the Fund refunds all of it or a part."""

        CREDIT = "credit", _("Credit")
        RETURN = "return", _("Return")
        REFUND = "refund", _("Refund")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="contributions", verbose_name=_("person"), db_index=False
    )
    period = models.DateField(_("period"))
    purpose_code = models.CharField(
        _("purpose code"), max_length=3, choices=[(code.value, code.value) for code in PurposeCode]
    )
    amount = models.BigIntegerField(_("amount"))
    reference = models.CharField(_("reference"), max_length=64)
    occurrence = models.PositiveIntegerField(_("occurrence"), default=1)
    paid_on = models.DateField(_("paid on"))
    credited_on = models.DateField(_("credited on"))
    sender_bin = models.CharField(_("sender's BIN"), max_length=12, blank=True)
    sender_name = models.CharField(_("sender's name"), max_length=140, blank=True)
    sender = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="sent", verbose_name=_("sender"), db_index=False
    )
    reverses = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="reversals", verbose_name=_("reverses"),
        db_index=False,
    )  # fmt: skip
    entered_at = models.DateTimeField(_("entered at"), db_default=Now(), editable=False)
    entered_by = models.ForeignKey(
        Actor, models.PROTECT, related_name="+", verbose_name=_("entered by"), db_index=False
    )

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        constraints = [
            UniqueConstraint(fields=IDENTITY, name="contribution_identity"),
            UniqueConstraint(fields=["reverses"], condition=Q(kind="return"), name="contribution_returned_once"),
            CheckConstraint(
                condition=Q(kind="credit", reverses__isnull=True)
                | Q(kind__in=["return", "refund"], reverses__isnull=False),
                name="contribution_reversal_names_its_line",
            ),
            CheckConstraint(condition=first_of_month("period"), name="contribution_period_is_a_month"),
            # What the rules cannot count with would break this person's pages, and no row is ever deleted. Which
            # days are still to come no constraint can say: the doors refuse them.
            CheckConstraint(
                condition=Q(period__range=(FIRST_PERIOD.first_day, LAST_PERIOD.first_day)),
                name="contribution_period_of_the_insurance",
            ),
            CheckConstraint(condition=Q(paid_on__gte=FIRST_DAY), name="contribution_paid_under_the_insurance"),
            CheckConstraint(condition=Q(credited_on__gte=F("paid_on")), name="contribution_paid_before_credited"),
            CheckConstraint(
                condition=Q(purpose_code__in=["121", "122", "123"]), name="contribution_purpose_code_known"
            ),
            CheckConstraint(condition=Q(amount__gt=0), name="contribution_above_zero"),
            CheckConstraint(condition=~Q(reference=""), name="contribution_has_a_reference"),
            CheckConstraint(condition=Q(occurrence__gte=1), name="contribution_occurrence_from_one"),
            CheckConstraint(
                condition=Q(sender_bin="", sender_name="") | Q(sender_bin__regex=BIN, sender__isnull=True),
                name="contribution_sent_by_person_or_organisation",
            ),
        ]

        # Few lines are in either, so an import hardly writes them: whoever paid for others finds what can be claimed
        # back, a line finds what was taken back of it.
        indexes = [
            models.Index(fields=["sender"], condition=Q(sender__isnull=False), name="contribution_sent_by"),
            models.Index(fields=["reverses"], condition=Q(reverses__isnull=False), name="contribution_taken_back"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} #{self.pk}"

    @property
    def identity(self) -> tuple[Any, ...]:
        """What makes it the same money, whichever file names it."""
        return (self.person_id, self.period, self.kind, self.reference, self.purpose_code, self.occurrence)

    def alike(self) -> models.QuerySet["Contribution"]:
        """The rows of the same identity: one at most."""
        return Contribution.objects.filter(**dict(zip(IDENTITY, self.identity, strict=True)))

    def left(self) -> int:
        """What was credited, less what was taken back."""
        return self.amount - (self.reversals.aggregate(taken_back=models.Sum("amount"))["taken_back"] or 0)

    def reversal(self, kind: str, *, reference: str, amount: int, day: date, actor: Actor) -> "Contribution":
        """The row that takes this line back, not yet written: nobody has asked whether so much is left of it."""
        return Contribution(
            kind=kind,
            person_id=self.person_id,
            period=self.period,
            purpose_code=self.purpose_code,
            amount=amount,
            reference=reference,
            occurrence=self.occurrence,
            paid_on=day,
            credited_on=day,
            reverses=self,
            entered_by=actor,
        )
