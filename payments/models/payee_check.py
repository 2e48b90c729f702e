"""Who asked whether all is in order to pay for somebody else: a first name with an IIN, or months."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from payments.models.actor import Actor
from payments.models.person import Person


class PayeeCheck(models.Model):
    """One question and its one answer: is all in order? Never changed and never deleted; the person sees it."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="payee_checks", verbose_name=_("person"))
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="+", verbose_name=_("who asked"))
    in_order = models.BooleanField(_("in order"))
    asked_at = models.DateTimeField(_("asked at"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("check of a payee")
        verbose_name_plural = _("checks of payees")

    def __str__(self) -> str:
        return f"#{self.pk}"
