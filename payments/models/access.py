"""Who looked at whose record, when and why."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from payments.models.actor import Actor
from payments.models.person import Person


class Access(models.Model):
    """One opening of a person's record, for a while. Never changed and never deleted; the person sees it."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="accesses", verbose_name=_("person"))
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="accesses", verbose_name=_("who looked"))
    reason = models.CharField(_("reason"), max_length=300)
    opened_at = models.DateTimeField(_("opened at"))
    until = models.DateTimeField(_("until"))

    class Meta:
        verbose_name = _("access")
        verbose_name_plural = _("accesses")
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="access_has_a_reason"),
            models.CheckConstraint(condition=models.Q(until__gt=models.F("opened_at")), name="access_ends"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
