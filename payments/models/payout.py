"""Approved refunds on their way to the people: files for the State Corporation, and what it answers."""

import re
from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import CheckConstraint, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from payments.models.actor import Actor
from payments.models.contribution import Contribution
from payments.models.promises import SHA256
from payments.models.refund import IIK
from payments.models.refund_decision import RefundDecision


class PayoutFile(models.Model):
    """A file for the State Corporation of all that was approved and stood in none."""

    made_on = models.DateField(_("made on"))
    made_at = models.DateTimeField(_("made at"), db_default=Now(), editable=False)
    made_by = models.ForeignKey(Actor, models.PROTECT, related_name="+", verbose_name=_("made by"))
    count = models.PositiveIntegerField(_("number of payouts"))
    total = models.BigIntegerField(_("total"))

    class Meta:
        verbose_name = _("payout file")
        verbose_name_plural = _("payout files")
        permissions = [("export_payouts", "Can make payout files")]
        constraints = [CheckConstraint(condition=Q(count__gt=0, total__gt=0), name="payout_file_pays_something")]

    def __str__(self) -> str:
        return f"#{self.pk}"


class PayoutSeal(models.Model):
    """The hash of the bytes that a payout file was written as: whoever needs it again gets the same, or nothing."""

    file = models.OneToOneField(
        PayoutFile, models.PROTECT, primary_key=True, related_name="seal", verbose_name=_("payout file")
    )
    sha256 = models.CharField(_("SHA-256"), max_length=64)

    class Meta:
        verbose_name = _("seal of a payout file")
        verbose_name_plural = _("seals of payout files")
        constraints = [CheckConstraint(condition=Q(sha256__regex=SHA256), name="payout_seal_is_a_hash")]

    def __str__(self) -> str:
        return f"#{self.pk}"


# Eight digits with zeros before them; more once there are so many.
WRITTEN = re.compile(r"P([0-9]{8}|[1-9][0-9]{8,17})")


class Payouts(models.QuerySet):
    """All payouts."""

    def numbered(self, numbers: Iterable[str]) -> Self:
        """Those with these numbers; what is no number names none."""
        written = filter(None, map(WRITTEN.fullmatch, numbers))
        return self.filter(pk__in=[int(found[1]) for found in written])


class Payout(models.Model):
    """One sum of one confirmed approval, in one file and in no second. `iik` is empty for the way it was paid.

    `insured` and `payee` are the names of the two when the file was made, last, first and patronymic: a registry may
    fill in a blank one later, and the file has to stay the same.
    """

    file = models.ForeignKey(PayoutFile, models.PROTECT, related_name="payouts", verbose_name=_("payout file"))
    decision = models.OneToOneField(RefundDecision, models.PROTECT, related_name="payout", verbose_name=_("decision"))
    amount = models.BigIntegerField(_("amount"))
    iik = models.CharField(_("IIK"), max_length=20, blank=True)
    insured = models.JSONField(_("names of the insured person"))
    payee = models.JSONField(_("names of the payee"))

    objects = Payouts.as_manager()

    class Meta:
        verbose_name = _("payout")
        verbose_name_plural = _("payouts")
        constraints = [
            CheckConstraint(condition=Q(amount__gt=0), name="payout_above_zero"),
            CheckConstraint(condition=Q(iik="") | Q(iik__regex=IIK), name="payout_to_an_iik"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """What the file and its answer call it: `P` and its row, as no number of a request or payment begins."""
        return f"P{self.pk:08}"


class PayoutAnswerFile(models.Model):
    """An answer of the State Corporation to payout files, as received."""

    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    name = models.CharField(_("name"), max_length=200)
    count = models.PositiveIntegerField(_("number of answers"))
    received_at = models.DateTimeField(_("received at"), db_default=Now(), editable=False)
    received_by = models.ForeignKey(Actor, models.PROTECT, related_name="+", verbose_name=_("received by"))

    class Meta:
        verbose_name = _("answer to payouts")
        verbose_name_plural = _("answers to payouts")
        constraints = [CheckConstraint(condition=Q(sha256__regex=SHA256), name="payout_answer_file_has_a_hash")]

    def __str__(self) -> str:
        return self.name


class PayoutAnswer(models.Model):
    """What became of one payout, once and for all: paid, or returned by the person's bank with a reason.

    A paid one is a reversal in the ledger; without one the bank had returned the payment itself in the meantime, so
    that the money went back twice: staff have to look at it.
    """

    class Outcome(models.TextChoices):
        """What the State Corporation says."""

        PAID = "paid", _("Paid")
        RETURNED = "returned", _("Returned")

    file = models.ForeignKey(
        PayoutAnswerFile, models.PROTECT, related_name="answers", verbose_name=_("answer to payouts")
    )
    payout = models.OneToOneField(Payout, models.PROTECT, related_name="answer", verbose_name=_("payout"))
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome)
    day = models.DateField(_("day"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    reversal = models.OneToOneField(
        Contribution, models.PROTECT, null=True, blank=True, related_name="payout_answer", verbose_name=_("reversal")
    )

    class Meta:
        verbose_name = _("answer to a payout")
        verbose_name_plural = _("answers to single payouts")
        constraints = [
            CheckConstraint(
                condition=Q(outcome="paid", reason="") | Q(outcome="returned", reversal=None) & ~Q(reason=""),
                name="payout_answer_paid_or_returned_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.payout.number
