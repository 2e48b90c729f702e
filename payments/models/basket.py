"""What was ordered in one go."""

from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from payments.models.actor import Actor
from payments.models.person import Person
from payments.models.rate import Rate


class Basket(models.Model):
    """Payments ordered together for one person. The key comes with the form: the same form twice is one basket.

    `payer` decided the rate. Which months they are and what each costs, the payments say.
    """

    key = models.UUIDField(_("key"), unique=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="baskets", verbose_name=_("person"))
    payer = models.CharField(_("payer"), max_length=16, choices=Rate.Payer)
    ordered_by = models.ForeignKey(Actor, models.PROTECT, related_name="baskets", verbose_name=_("ordered by"))
    ordered_on = models.DateField(_("ordered on"))

    class Meta:
        verbose_name = _("basket")
        verbose_name_plural = _("baskets")
        constraints = [
            CheckConstraint(condition=Q(payer__in=["self", "sole_trader"]), name="basket_payer_known"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
