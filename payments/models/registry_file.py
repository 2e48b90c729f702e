"""A registry of the State Corporation: one file, taken whole."""

from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from payments.models.actor import Actor
from payments.models.promises import SHA256


class RegistryFile(models.Model):
    """A file that was taken, whole. The same bytes are taken once.

    `known_until` is the last day without a missing one among the days covered, as it stood with this file.
    """

    class Format(models.TextChoices):
        """What a file is written in; the last one carries no money."""

        CSV = "csv", _("CSV")
        CAMT054 = "camt054", _("camt.054")
        MT102 = "mt102", _("MT-102")
        CATEGORIES = "categories", _("Categories")

    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    name = models.CharField(_("name"), max_length=255)
    format = models.CharField(_("format"), max_length=16, choices=Format)
    covers_from = models.DateField(_("covers from"), null=True, blank=True)
    covers_until = models.DateField(_("covers until"), null=True, blank=True)
    line_count = models.PositiveIntegerField(_("number of lines"))
    total = models.BigIntegerField(_("total"))
    posted_at = models.DateTimeField(_("posted at"), db_default=Now(), editable=False)
    posted_by = models.ForeignKey(Actor, models.PROTECT, related_name="+", verbose_name=_("posted by"))
    known_until = models.DateField(_("known until"), null=True, blank=True)

    class Meta:
        verbose_name = _("registry")
        verbose_name_plural = _("registries")
        constraints = [
            CheckConstraint(condition=Q(sha256__regex=SHA256), name="registry_file_sha256"),
            CheckConstraint(
                condition=Q(format__in=["csv", "camt054", "mt102", "categories"]), name="registry_file_format_known"
            ),
            CheckConstraint(
                condition=Q(covers_from__isnull=True, covers_until__isnull=True)
                # A comparison with nothing is no refusal: both days have to be asked for.
                | Q(covers_from__isnull=False, covers_until__isnull=False, covers_until__gte=F("covers_from")),
                name="registry_file_covers_days",
            ),
            CheckConstraint(condition=Q(total__gte=0), name="registry_file_total"),
        ]

    def __str__(self) -> str:
        return self.name
