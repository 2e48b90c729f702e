"""Who did it."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from payments.models.person import Person


class Actor(models.Model):
    """A person, somebody of the staff, a partner or the system: whoever writes money is one of them."""

    class Kind(models.TextChoices):
        """What sort of actor; only a person has a row among the people."""

        PERSON = "person", _("Person")
        STAFF = "staff", _("Staff")
        PARTNER = "partner", _("Partner")
        SYSTEM = "system", _("System")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    person = models.OneToOneField(
        Person, models.PROTECT, null=True, blank=True, related_name="actor", verbose_name=_("person")
    )
    label = models.CharField(_("label"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("actor")
        verbose_name_plural = _("actors")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="person", person__isnull=False)
                | models.Q(kind__in=["staff", "partner", "system"], person__isnull=True),
                name="actor_is_a_person_or_has_none",
            ),
            models.UniqueConstraint(fields=["kind"], condition=models.Q(kind="system"), name="actor_one_system"),
            models.UniqueConstraint(fields=["label"], condition=models.Q(kind="partner"), name="actor_partner_once"),
        ]

    def __str__(self) -> str:
        return self.label or self.get_kind_display()

    @classmethod
    def system(cls) -> Self:
        """The one row for what nobody asked for: a timer, a command."""
        return cls.objects.get_or_create(kind=cls.Kind.SYSTEM)[0]

    @classmethod
    def partner(cls, label: str) -> Self:
        """The row of a bank, an acquirer or a network, known by its name."""
        return cls.objects.get_or_create(kind=cls.Kind.PARTNER, label=label)[0]
