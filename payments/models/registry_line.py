"""A line of a registry, and what became of it."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from payments.models.contribution import Contribution
from payments.models.person import Person
from payments.models.registry_file import RegistryFile


class RegistryLine(models.Model):
    """A line as received. A rejected one waits for staff; nothing is lost and nothing guessed.

    `received` holds the fields as they came, `understood` what could be read of a rejected line. Neither has
    a valid IIN: those stand in `person` and `sender`. What the number in `reason` means, the door says.
    """

    class Outcome(models.TextChoices):
        """What became of a line; the last two were rejected first."""

        POSTED = "posted", _("Posted")
        KNOWN = "known", _("Known before")
        REJECTED = "rejected", _("Rejected")
        MENDED = "mended", _("Mended")
        DISCARDED = "discarded", _("Discarded")

    file = models.ForeignKey(
        RegistryFile, models.PROTECT, related_name="lines", verbose_name=_("registry"), db_index=False
    )
    number = models.PositiveIntegerField(_("line"))
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person"), db_index=False
    )
    sender = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sender"), db_index=False
    )
    received = models.JSONField(_("as received"))
    understood = models.JSONField(_("as understood"), default=dict, blank=True)
    outcome = models.CharField(_("outcome"), max_length=16, choices=Outcome)
    reason = models.PositiveSmallIntegerField(_("reason"), null=True, blank=True)
    contribution = models.ForeignKey(
        Contribution, models.PROTECT, null=True, blank=True, related_name="received_as",
        verbose_name=_("contribution"),
    )  # fmt: skip

    class Meta:
        verbose_name = _("registry line")
        verbose_name_plural = _("registry lines")
        constraints = [
            UniqueConstraint(fields=["file", "number"], name="registry_line_number"),
            CheckConstraint(
                condition=Q(outcome__in=["posted", "known"], reason__isnull=True)
                | Q(outcome__in=["rejected", "mended", "discarded"], reason__isnull=False),
                name="registry_line_rejected_for_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["file", "number"], condition=Q(outcome="rejected"), name="registry_line_rejected")
        ]

    def __str__(self) -> str:
        return f"{self.file_id}/{self.number}"
