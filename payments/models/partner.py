"""Who brings money: banks, networks of terminals, the post."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from payments.models.actor import Actor
from payments.models.promises import SHA256


class Partner(models.Model):
    """One that calls the bank's door or sends daily registries. Its name is its actor's label; nobody is deleted.

    `addresses` are the networks it calls from, one a line, as 192.0.2.0/24; with none it cannot call. A partner that
    is switched off is refused from its next call on, and what it has brought stays.
    """

    class Kind(models.TextChoices):
        """What sort of partner."""

        BANK = "bank", _("Bank")
        TERMINALS = "terminals", _("Network of terminals")
        POST = "post", _("Post office")

    class Dialect(models.TextChoices):
        """How it speaks to the bank's door; empty if it never calls."""

        OSMP = "osmp", "OSMP"
        KASPI = "kaspi", "Kaspi"
        KASSA24 = "kassa24", "Kassa24"

    actor = models.OneToOneField(Actor, models.PROTECT, related_name="brings", verbose_name=_("name"))
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    dialect = models.CharField(_("dialect"), max_length=8, choices=Dialect, blank=True)
    login = models.SlugField(_("login"), max_length=32, unique=True)
    addresses = models.TextField(_("addresses"), blank=True)
    calls_a_minute = models.PositiveIntegerField(_("calls a minute"), default=600)
    is_on = models.BooleanField(_("switched on"), default=True)

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [
            CheckConstraint(condition=Q(kind__in=["bank", "terminals", "post"]), name="partner_kind_known"),
            CheckConstraint(condition=Q(dialect__in=["", "osmp", "kaspi", "kassa24"]), name="partner_dialect_known"),
            CheckConstraint(condition=Q(calls_a_minute__gt=0), name="partner_may_call"),
        ]

    def __str__(self) -> str:
        return self.actor.label


class PartnerKey(models.Model):
    """A key that a partner calls with, known here by its hash alone. Two are good at a time: one goes, one comes.

    A key is made of chance, long enough that a plain hash of it tells nobody anything.
    """

    class Slot(models.IntegerChoices):
        """The two places for keys that are good."""

        FIRST = 1
        SECOND = 2

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="keys", verbose_name=_("partner"))
    slot = models.PositiveSmallIntegerField(_("slot"), choices=Slot)
    key_hash = models.CharField(_("hash of the key"), max_length=64, unique=True)
    made_at = models.DateTimeField(_("made at"), db_default=Now(), editable=False)
    made_by = models.ForeignKey(Actor, models.PROTECT, related_name="+", verbose_name=_("made by"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        Actor, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("revoked by")
    )

    class Meta:
        verbose_name = _("key of a partner")
        verbose_name_plural = _("keys of partners")
        constraints = [
            UniqueConstraint(fields=["partner", "slot"], condition=Q(revoked_at=None), name="partner_key_two_good"),
            CheckConstraint(condition=Q(slot__in=[1, 2]), name="partner_key_slot_known"),
            CheckConstraint(condition=Q(key_hash__regex=SHA256), name="partner_key_hash"),
            CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None) | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="partner_key_revoked_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
