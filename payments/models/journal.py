"""The journal: who looked, decided, sent out or changed something; a chain in which every row vouches for the last."""

import json
from hashlib import sha256
from typing import Any

from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from payments.models.actor import Actor
from payments.models.person import Person
from payments.models.promises import SHA256
from payments.models.refund import RefundRequest

NOTHING = "0" * 64


class JournalEntry(models.Model):
    """One event. Never changed and never deleted; its hash covers every field and the hash before it.

    `detail` holds numbers and codes: no IIN, name, phone or account.
    """

    class Event(models.TextChoices):
        """What happened; the steps of a request are called by the state that it came to."""

        RECORD_OPENED = "record_opened", _("A person’s record was opened")
        REFUND_SENT = "refund_sent", _("A refund request was sent")
        REFUND_WITHDRAWN = "refund_withdrawn", _("The request was withdrawn")
        REFUND_TAKEN = "refund_taken", _("The request was taken")
        REFUND_RELEASED = "refund_released", _("The request was let go")
        REFUND_VIEWED = "refund_viewed", _("The page of the request was opened")
        REFUND_CHECKING = "refund_checking", _("The request is being checked")
        REFUND_ASKED = "refund_asked", _("The applicant was asked")
        REFUND_WITH_FUND = "refund_with_fund", _("A first decision was made")
        REFUND_APPROVED = "refund_approved", _("The refund was approved")
        REFUND_REFUSED = "refund_refused", _("The refund was refused")
        REFUND_PAYING_OUT = "refund_paying_out", _("The refund was put into a payout file")
        REFUND_PAID_OUT = "refund_paid_out", _("The refund was paid out")
        REFUND_RETURNED = "refund_returned", _("The bank returned the payment itself")
        PROOF_VIEWED = "proof_viewed", _("A proof file was opened")
        PROOF_REMOVED = "proof_removed", _("A proof file was removed")
        PAYOUTS_EXPORTED = "payouts_exported", _("A payout file was made")
        PAYOUTS_SEALED = "payouts_sealed", _("The hash of a payout file was kept")
        PAYOUTS_DOWNLOADED = "payouts_downloaded", _("A payout file was downloaded")
        PAYOUTS_ANSWERED = "payouts_answered", _("An answer to payouts was received")
        ROW_CHANGED = "row_changed", _("A row was changed by staff")

    number = models.PositiveBigIntegerField(_("number"), primary_key=True)
    at = models.DateTimeField(_("at"))
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="+", verbose_name=_("who"))
    event = models.CharField(_("event"), max_length=24, choices=Event)
    request = models.ForeignKey(
        RefundRequest, models.PROTECT, null=True, blank=True, related_name="journal",
        verbose_name=_("refund request"),
    )  # fmt: skip
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="journal", verbose_name=_("person")
    )
    detail = models.JSONField(_("detail"), default=dict, blank=True)
    previous = models.CharField(_("hash before it"), max_length=64)
    hash = models.CharField(_("hash"), max_length=64, unique=True)

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal")
        constraints = [
            CheckConstraint(condition=Q(number__gte=1), name="journal_counts_from_one"),
            CheckConstraint(condition=Q(hash__regex=SHA256, previous__regex=SHA256), name="journal_has_hashes"),
        ]

    def __str__(self) -> str:
        return f"#{self.number}"

    def expected_hash(self) -> str:
        """The hash that its fields ask for."""
        return sha256(json.dumps(self._content(), sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    def _content(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "at": f"{self.at.timestamp():.6f}",
            "actor": self.actor_id,
            "event": self.event,
            "request": self.request_id,
            "person": self.person_id,
            "detail": self.detail,
            "previous": self.previous,
        }


class JournalHead(models.Model):
    """How many entries there are and the hash of the last: a chain alone cannot see its tail cut off."""

    count = models.PositiveBigIntegerField(_("number of entries"), default=0)
    hash = models.CharField(_("hash of the last entry"), max_length=64, default=NOTHING)

    class Meta:
        verbose_name = _("head of the journal")
        verbose_name_plural = _("heads of the journal")
        constraints = [CheckConstraint(condition=Q(pk=1), name="journal_has_one_head")]

    def __str__(self) -> str:
        return f"{self.count} {self.hash}"
