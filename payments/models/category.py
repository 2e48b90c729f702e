"""In which months a person belongs to a category that changes who pays, or how much."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from payments.models.person import Person
from payments.models.promises import first_of_month


class Category(models.TextChoices):
    """The state pays for the first; the second pays for themselves, at a rate of their own."""

    STATE_PAID = "state_paid", _("Paid for by the state")
    SOLE_TRADER = "sole_trader", _("Sole trader")


class CategorySpan(models.Model):
    """Months from the first to the last, both included; open while there is no last month."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="category_spans", verbose_name=_("person"), db_index=False
    )
    category = models.CharField(_("category"), max_length=16, choices=Category)
    first_month = models.DateField(_("first month"))
    last_month = models.DateField(_("last month"), null=True, blank=True)

    class Meta:
        verbose_name = _("category span")
        verbose_name_plural = _("category spans")
        constraints = [
            models.UniqueConstraint(fields=["person", "category", "first_month"], name="category_span_starts_once"),
            models.CheckConstraint(
                condition=models.Q(category__in=["state_paid", "sole_trader"]), name="category_span_category_known"
            ),
            models.CheckConstraint(condition=first_of_month("first_month"), name="category_span_first_is_a_month"),
            models.CheckConstraint(condition=first_of_month("last_month"), name="category_span_last_is_a_month"),
            models.CheckConstraint(
                condition=models.Q(last_month__gte=models.F("first_month")), name="category_span_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
