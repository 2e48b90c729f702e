"""What two people decided of a request: one row that names who asked, who proposed and who confirmed."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from payments.models.actor import Actor
from payments.models.refund import RefundRequest
from payments.rules.refund_reasons import RefusalGround


class RefundDecision(models.Model):
    """A first decision and what the second person made of it. The three are three: the database says so.

    A refusal cites one published ground. The texts are for the applicant. What is sent back is proposed anew in a
    decision of its own, and so is whatever is decided again after a payout came back.
    """

    class Verdict(models.TextChoices):
        """What the first proposes."""

        APPROVE = "approve", _("Approve")
        REFUSE = "refuse", _("Refuse")

    class Outcome(models.TextChoices):
        """What the second makes of it; lapsed where the bank's own return came first."""

        CONFIRMED = "confirmed", _("Confirmed")
        SENT_BACK = "sent_back", _("Sent back")
        LAPSED = "lapsed", _("Lapsed")

    request = models.ForeignKey(
        RefundRequest, models.PROTECT, related_name="decisions", verbose_name=_("refund request")
    )
    verdict = models.CharField(_("verdict"), max_length=8, choices=Verdict)
    ground = models.CharField(
        _("ground"), max_length=24, blank=True, choices=[(ground.value, ground.value) for ground in RefusalGround]
    )
    text_kk = models.TextField(_("text in Kazakh"), max_length=2000)
    text_ru = models.TextField(_("text in Russian"), max_length=2000)
    requester = models.ForeignKey(Actor, models.PROTECT, related_name="+", verbose_name=_("requester"))
    first_by = models.ForeignKey(Actor, models.PROTECT, related_name="+", verbose_name=_("first decision by"))
    first_at = models.DateTimeField(_("first decision at"), db_default=Now(), editable=False)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, blank=True)
    second_by = models.ForeignKey(
        Actor, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("second decision by")
    )
    second_at = models.DateTimeField(_("second decision at"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("refund decision")
        verbose_name_plural = _("refund decisions")
        permissions = [
            ("decide_first", "Can make the first decision on refunds"),
            ("decide_second", "Can make the second decision on refunds"),
        ]
        constraints = [
            UniqueConstraint(fields=["request"], condition=Q(outcome=""), name="refund_decision_one_open"),
            CheckConstraint(condition=~Q(first_by=F("second_by")), name="refund_decision_first_is_not_second"),
            CheckConstraint(condition=~Q(first_by=F("requester")), name="refund_decision_first_did_not_ask"),
            CheckConstraint(condition=~Q(second_by=F("requester")), name="refund_decision_second_did_not_ask"),
            CheckConstraint(condition=Q(verdict__in=["approve", "refuse"]), name="refund_decision_verdict_known"),
            CheckConstraint(
                condition=Q(verdict="approve", ground="") | Q(verdict="refuse", ground__in=[*RefusalGround]),
                name="refund_decision_refuses_on_a_published_ground",
            ),
            CheckConstraint(condition=~Q(text_kk="") & ~Q(text_ru=""), name="refund_decision_says_it_in_both"),
            CheckConstraint(
                condition=Q(outcome="", second_by=None, second_at=None, note="")
                | Q(outcome__in=["confirmed", "sent_back", "lapsed"], second_by__isnull=False, second_at__isnull=False),
                name="refund_decision_second_and_when",
            ),
            CheckConstraint(condition=~Q(outcome="sent_back") | ~Q(note=""), name="refund_decision_sent_back_says_why"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
