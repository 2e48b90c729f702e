"""A person, known by their IIN."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from payments.models.promises import TWELVE_DIGITS, HasCheckDigit


class Person(models.Model):
    """The only table that holds an IIN of anybody. No birth date: nothing here is decided by it."""

    iin = models.CharField(_("IIN"), max_length=12, unique=True)
    last_name = models.CharField(_("surname"), max_length=140, blank=True)
    first_name = models.CharField(_("first name"), max_length=140, blank=True)
    patronymic = models.CharField(_("patronymic"), max_length=140, blank=True)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(condition=models.Q(iin__regex=TWELVE_DIGITS), name="person_iin_has_twelve_digits"),
            models.CheckConstraint(condition=HasCheckDigit("iin"), name="person_iin_is_checked"),
        ]

    def __str__(self) -> str:
        # Neither IIN nor name: this text ends up in page titles and logs.
        return f"#{self.pk}"
