"""A request for money back: what was asked, every step of it, and where the money is to go."""

from typing import Self

from django.db import models
from django.db.models import CheckConstraint, F, OuterRef, Q, Subquery, UniqueConstraint
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from payments.models.actor import Actor
from payments.models.contribution import Contribution
from payments.models.person import Person
from payments.models.promises import first_of_month
from payments.rules.refund_numbers import refund_number, row_of
from payments.rules.refund_reasons import RefundReason
from payments.rules.refunds import CLOSED, Mover, RefundState

PHONE = r"\A\+77[0-9]{9}\Z"
IIK = r"\AKZ[0-9]{5}[0-9A-Z]{13}\Z"
LANGUAGES = ("kk", "ru", "en")


class RefundRequests(models.QuerySet):
    """All requests."""

    def with_state(self) -> Self:
        """Each with `state`, the state of its latest step."""
        latest = RefundStep.objects.filter(request=OuterRef("pk")).order_by("-pk")
        return self.annotate(state=Subquery(latest.values("state")[:1]))

    def of_number(self, text: str) -> Self:
        """The one with this number, or none."""
        return self.filter(pk=row_of(text) or 0)


class RefundRequest(models.Model):
    """One claim for one line, as it was sent: never changed; what becomes of it are its steps.

    `left` is what was left of the line when the applicant saw it, `right_period` the month that was meant. It is
    answered in the language in which it was sent.
    """

    key = models.UUIDField(_("key"), unique=True)
    applicant = models.ForeignKey(Person, models.PROTECT, related_name="refund_requests", verbose_name=_("applicant"))
    requested_by = models.ForeignKey(
        Actor, models.PROTECT, related_name="+", verbose_name=_("requested by"), db_index=False
    )
    contribution = models.ForeignKey(
        Contribution, models.PROTECT, related_name="refund_requests", verbose_name=_("contribution")
    )
    reason = models.CharField(_("reason"), max_length=24, choices=[(code.value, code.value) for code in RefundReason])
    right_period = models.DateField(_("right period"), null=True, blank=True)
    explanation = models.TextField(_("explanation"), max_length=1000, blank=True)
    amount = models.BigIntegerField(_("amount"))
    left = models.BigIntegerField(_("left of the line"))
    phone = models.CharField(_("phone"), max_length=12)
    language = models.CharField(_("language"), max_length=2, choices=[(code, code) for code in LANGUAGES])
    sent_on = models.DateField(_("sent on"))

    objects = RefundRequests.as_manager()

    class Meta:
        verbose_name = _("refund request")
        verbose_name_plural = _("refund requests")
        constraints = [
            CheckConstraint(condition=Q(amount__gt=0, amount__lte=F("left")), name="refund_not_above_what_is_left"),
            CheckConstraint(condition=Q(reason__in=[*RefundReason]), name="refund_reason_known"),
            CheckConstraint(condition=first_of_month("right_period"), name="refund_right_period_is_a_month"),
            CheckConstraint(
                condition=Q(right_period__isnull=False) | ~Q(reason=RefundReason.WRONG_PERIOD),
                name="refund_of_a_wrong_month_names_the_right_one",
            ),
            CheckConstraint(condition=Q(phone__regex=PHONE), name="refund_phone_of_kazakhstan"),
            CheckConstraint(condition=Q(language__in=LANGUAGES), name="refund_language_known"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """What people call it, on the phone and on paper."""
        return refund_number(self.pk)


class RefundStep(models.Model):
    """A state that a request came to: when, by whom and as what. The table of moves is kept by a trigger.

    `text` is what was asked, answered, or said by the bank. What is decided names its decision, what is paid out its
    payout and, once paid, the reversal in the ledger.
    """

    request = models.ForeignKey(RefundRequest, models.PROTECT, related_name="steps", verbose_name=_("refund request"))
    state = models.CharField(_("state"), max_length=16, choices=[(state.value, state.value) for state in RefundState])
    mover = models.CharField(_("moved as"), max_length=16, choices=[(mover.value, mover.value) for mover in Mover])
    day = models.DateField(_("day"))
    entered_at = models.DateTimeField(_("entered at"), db_default=Now(), editable=False)
    entered_by = models.ForeignKey(
        Actor, models.PROTECT, related_name="+", verbose_name=_("entered by"), db_index=False
    )
    text = models.TextField(_("text"), max_length=2000, blank=True)
    decision = models.OneToOneField(
        "payments.RefundDecision", models.PROTECT, null=True, blank=True, related_name="step",
        verbose_name=_("decision"),
    )  # fmt: skip
    payout = models.ForeignKey(
        "payments.Payout", models.PROTECT, null=True, blank=True, related_name="steps", verbose_name=_("payout")
    )

    class Meta:
        verbose_name = _("step of a refund request")
        verbose_name_plural = _("steps of refund requests")
        constraints = [
            CheckConstraint(condition=Q(state__in=[*RefundState]) & ~Q(state="draft"), name="refund_step_state_known"),
            CheckConstraint(condition=Q(mover__in=[*Mover]), name="refund_step_mover_known"),
            # Whoever drives it, a request ends once, is sent once and is paid out once.
            UniqueConstraint(fields=["request"], condition=Q(state__in=sorted(CLOSED)), name="refund_ends_once"),
            UniqueConstraint(fields=["request"], condition=Q(state="sent"), name="refund_sent_once"),
            UniqueConstraint(fields=["payout", "state"], name="refund_step_of_a_payout_once"),
            CheckConstraint(
                condition=Q(state__in=["approved", "refused"], decision__isnull=False)
                | ~Q(state__in=["approved", "refused"]) & Q(decision=None),
                name="refund_step_decided_by_a_decision",
            ),
            CheckConstraint(
                condition=Q(state__in=["paying_out", "paid_out"], payout__isnull=False)
                | ~Q(state__in=["paying_out", "paid_out"]),
                name="refund_step_paid_by_a_payout",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class RefundAccount(models.Model):
    """An account that the applicant named for the money; empty for the way it was paid. The latest counts."""

    request = models.ForeignKey(
        RefundRequest, models.PROTECT, related_name="accounts", verbose_name=_("refund request")
    )
    iik = models.CharField(_("IIK"), max_length=20, blank=True)
    given_at = models.DateTimeField(_("given at"), db_default=Now(), editable=False)
    given_by = models.ForeignKey(Actor, models.PROTECT, related_name="+", verbose_name=_("given by"), db_index=False)

    class Meta:
        verbose_name = _("account for a refund")
        verbose_name_plural = _("accounts for refunds")
        constraints = [CheckConstraint(condition=Q(iik="") | Q(iik__regex=IIK), name="refund_account_is_an_iik")]

    def __str__(self) -> str:
        return f"#{self.pk}"


class OpenRefund(models.Model):
    """The slot that a request holds on its line until it is closed: one open request for a line."""

    request = models.OneToOneField(
        RefundRequest, models.PROTECT, primary_key=True, related_name="slot", verbose_name=_("refund request")
    )
    contribution = models.OneToOneField(
        Contribution, models.PROTECT, related_name="open_refund", verbose_name=_("contribution")
    )

    class Meta:
        verbose_name = _("open refund")
        verbose_name_plural = _("open refunds")

    def __str__(self) -> str:
        return self.request.number


class RefundHold(models.Model):
    """Who of the staff works on a request, and until when nobody else is to: gone once it is decided or let go."""

    request = models.OneToOneField(
        RefundRequest, models.PROTECT, primary_key=True, related_name="hold", verbose_name=_("refund request")
    )
    held_by = models.ForeignKey(Actor, models.PROTECT, related_name="holds", verbose_name=_("taken by"))
    held_at = models.DateTimeField(_("taken at"))
    until = models.DateTimeField(_("until"))

    class Meta:
        verbose_name = _("hold of a refund request")
        verbose_name_plural = _("holds of refund requests")
        constraints = [CheckConstraint(condition=Q(until__gt=F("held_at")), name="refund_hold_ends")]

    def __str__(self) -> str:
        return self.request.number
