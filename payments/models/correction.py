"""What staff decided about a rejected line."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from payments.models.actor import Actor
from payments.models.person import Person
from payments.models.promises import first_of_month
from payments.models.registry_line import RegistryLine


class LineCorrection(models.Model):
    """What is laid in for something missing or unreadable, by which document, who asked and who confirmed.

    While nobody has confirmed it, it is open, and there is no other for its line.
    """

    class Action(models.TextChoices):
        """Post the line with what was laid in, or leave it out for good."""

        MEND = "mend", _("Mend")
        DISCARD = "discard", _("Discard")

    line = models.ForeignKey(RegistryLine, models.PROTECT, related_name="corrections", verbose_name=_("registry line"))
    action = models.CharField(_("action"), max_length=8, choices=Action)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    period = models.DateField(_("period"), null=True, blank=True)
    purpose_code = models.CharField(_("purpose code"), max_length=3, blank=True)
    document = models.TextField(_("document"))
    requested_by = models.ForeignKey(Actor, models.PROTECT, related_name="+", verbose_name=_("requested by"))
    requested_at = models.DateTimeField(_("requested at"), db_default=Now(), editable=False)
    confirmed_by = models.ForeignKey(
        Actor, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("confirmed by")
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("correction of a line")
        verbose_name_plural = _("corrections of lines")
        constraints = [
            UniqueConstraint(fields=["line"], condition=Q(confirmed_by=None), name="line_correction_one_open"),
            CheckConstraint(condition=~Q(document=""), name="line_correction_cites_a_document"),
            CheckConstraint(condition=~Q(requested_by=F("confirmed_by")), name="line_correction_two_people"),
            CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="line_correction_confirmed_by_and_at",
            ),
            CheckConstraint(
                condition=Q(action="mend") & (Q(person__isnull=False) | Q(period__isnull=False) | ~Q(purpose_code=""))
                | Q(action="discard", person=None, period=None, purpose_code=""),
                name="line_correction_mends_something",
            ),
            CheckConstraint(condition=first_of_month("period"), name="line_correction_period_is_a_month"),
            CheckConstraint(
                condition=Q(purpose_code__in=["", "121", "122", "123"]), name="line_correction_purpose_code_known"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
