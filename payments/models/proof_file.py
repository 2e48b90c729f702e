"""A file that proves something about a request; its bytes lie outside the database and outside the web."""

from uuid import uuid4

from django.db import models
from django.db.models import CheckConstraint, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from payments.models.actor import Actor
from payments.models.promises import SHA256
from payments.models.refund import RefundRequest

LARGEST = 5 * 1024 * 1024


class ProofFile(models.Model):
    """One file, cleaned. `name` is a random name on the disk: what the applicant called it is not kept.

    Until its request is sent it belongs to the `draft_key` of a draft; `removed_at` says that only this row is left.
    """

    class Type(models.TextChoices):
        """What its content is, whatever it was called."""

        PDF = "pdf", _("PDF")
        JPEG = "jpeg", _("JPEG")
        PNG = "png", _("PNG")

    name = models.UUIDField(_("name"), unique=True, default=uuid4, editable=False)
    draft_key = models.UUIDField(_("key of the draft"), db_index=True)
    request = models.ForeignKey(
        RefundRequest, models.PROTECT, null=True, blank=True, related_name="proofs", verbose_name=_("refund request")
    )
    type = models.CharField(_("type"), max_length=4, choices=Type)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    uploaded_at = models.DateTimeField(_("uploaded at"), db_default=Now(), editable=False)
    uploaded_by = models.ForeignKey(Actor, models.PROTECT, related_name="+", verbose_name=_("uploaded by"))
    removed_at = models.DateTimeField(_("removed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("proof file")
        verbose_name_plural = _("proof files")
        constraints = [
            CheckConstraint(condition=Q(type__in=["pdf", "jpeg", "png"]), name="proof_file_type_known"),
            CheckConstraint(condition=Q(size__gt=0, size__lte=LARGEST), name="proof_file_not_too_large"),
            CheckConstraint(condition=Q(sha256__regex=SHA256), name="proof_file_has_a_hash"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
