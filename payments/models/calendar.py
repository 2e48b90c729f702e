"""The days on which the working calendar differs from the rule."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WorkdayException(models.Model):
    """A working day that is off, or a day off that is worked; the note names the decree."""

    day = models.DateField(_("day"), unique=True)
    is_working = models.BooleanField(_("is worked"))
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("exception of the working calendar")
        verbose_name_plural = _("exceptions of the working calendar")

    def __str__(self) -> str:
        return f"{self.day}"
