"""What a month costs those who pay for themselves, from which day on."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rate(models.Model):
    """One row for each payer and day on which a rate came into force, with the law that sets it."""

    class Payer(models.TextChoices):
        """The own payers of `rules.facts.Payer`: nobody else's line has to reach a rate."""

        SELF = "self", _("Self-payer")
        SOLE_TRADER = "sole_trader", _("Sole trader")

    payer = models.CharField(_("payer"), max_length=16, choices=Payer)
    valid_from = models.DateField(_("valid from"))
    amount = models.PositiveIntegerField(_("amount"))
    law = models.CharField(_("law"), max_length=300)

    class Meta:
        verbose_name = _("rate")
        verbose_name_plural = _("rates")
        constraints = [
            models.UniqueConstraint(fields=["payer", "valid_from"], name="rate_starts_once"),
            models.CheckConstraint(condition=models.Q(payer__in=["self", "sole_trader"]), name="rate_payer_known"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="rate_above_zero"),
            models.CheckConstraint(condition=~models.Q(law=""), name="rate_names_its_law"),
        ]

    def __str__(self) -> str:
        return f"{self.get_payer_display()}, {self.valid_from}"
