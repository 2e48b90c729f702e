"""The daily registries of partners, and the cases that they leave."""

from typing import Self

from django.db import models
from django.db.models import CheckConstraint, Exists, OuterRef, Q, UniqueConstraint
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from payments.models.actor import Actor
from payments.models.partner import Partner
from payments.models.person import Person
from payments.models.promises import SHA256, first_of_month
from payments.models.transaction import Transaction
from payments.rules.reconciliation import Standing


class PartnerRegistry(models.Model):
    """What a partner says it took on one of its days, whole. The same bytes of a day are taken once.

    The last file of a day counts alone: what it leaves out is said no more. Files of days without a payment may all be
    the same.
    """

    class Format(models.TextChoices):
        """What a file is written in."""

        QIWI = "qiwi", "QIWI"
        CSV = "csv", _("CSV")
        POST = "post", _("List of the post")

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="registries", verbose_name=_("partner"))
    day = models.DateField(_("day"))
    sha256 = models.CharField("SHA-256", max_length=64)
    name = models.CharField(_("name"), max_length=255)
    format = models.CharField(_("format"), max_length=8, choices=Format)
    line_count = models.PositiveIntegerField(_("number of lines"))
    total = models.BigIntegerField(_("total"))
    posted_at = models.DateTimeField(_("posted at"), db_default=Now(), editable=False)
    posted_by = models.ForeignKey(Actor, models.PROTECT, related_name="+", verbose_name=_("posted by"))

    class Meta:
        verbose_name = _("registry of a partner")
        verbose_name_plural = _("registries of partners")
        constraints = [
            UniqueConstraint(fields=["partner", "day", "sha256"], name="partner_registry_once"),
            CheckConstraint(condition=Q(sha256__regex=SHA256), name="partner_registry_sha256"),
            CheckConstraint(condition=Q(format__in=["qiwi", "csv", "post"]), name="partner_registry_format_known"),
            CheckConstraint(condition=Q(total__gte=0), name="partner_registry_total"),
        ]
        indexes = [models.Index(fields=["day"], name="partner_registry_day")]

    def __str__(self) -> str:
        return self.name


class PartnerRegistryLines(models.QuerySet):
    """All lines."""

    def counting(self) -> Self:
        """Those of the last file of their partner and day."""
        later = PartnerRegistry.objects.filter(
            partner=OuterRef("registry__partner"), day=OuterRef("registry__day"), pk__gt=OuterRef("registry")
        )
        return self.filter(~Exists(later))


class PartnerRegistryLine(models.Model):
    """One number of a partner in its registry, as received: in `received` no IIN stands whole.

    `transaction` is what came in under this number, as far as it was known with the registry. Whom it is for, `person`
    with `period` say; with a `reference` they are those of our payment, if there is one. No person where nobody can
    read it.
    """

    registry = models.ForeignKey(
        PartnerRegistry, models.PROTECT, related_name="lines", verbose_name=_("registry of a partner")
    )
    line = models.PositiveIntegerField(_("line"))
    number = models.CharField(_("number"), max_length=64)
    amount = models.PositiveIntegerField(_("amount"))
    paid_on = models.DateField(_("paid on"))
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person"), db_index=False
    )
    period = models.DateField(_("period"), null=True, blank=True)
    reference = models.CharField(_("reference"), max_length=11, blank=True)
    received = models.JSONField(_("as received"))
    transaction = models.ForeignKey(
        Transaction, models.PROTECT, null=True, blank=True, related_name="in_registries",
        verbose_name=_("transaction"),
    )  # fmt: skip

    objects = PartnerRegistryLines.as_manager()

    class Meta:
        verbose_name = _("line of a partner’s registry")
        verbose_name_plural = _("lines of partners’ registries")
        constraints = [
            UniqueConstraint(fields=["registry", "line"], name="partner_registry_line_number"),
            CheckConstraint(condition=~Q(number=""), name="partner_registry_line_has_a_number"),
            CheckConstraint(condition=Q(amount__gt=0), name="partner_registry_line_above_zero"),
            CheckConstraint(
                condition=Q(period=None) | Q(person__isnull=False), name="partner_registry_line_period_of_a_person"
            ),
            CheckConstraint(
                condition=Q(period=None) | first_of_month("period"), name="partner_registry_line_period_is_a_month"
            ),
        ]
        indexes = [models.Index(fields=["number"], name="partner_registry_line_by_num")]

    def __str__(self) -> str:
        return self.number


class ReconciliationCase(models.Model):
    """A difference between a partner's registry and what came in, until it is gone or somebody has decided.

    Of money that only we know of it names the transaction, else the line. One thing is one case of a kind for ever,
    unless it was gone and has come back.
    """

    class Decision(models.TextChoices):
        """How a case ends; the first end comes by itself."""

        GONE = "gone", _("Gone")
        TAKEN = "taken", _("Money taken")
        SETTLED = "settled", _("Settled")

    registry = models.ForeignKey(
        PartnerRegistry, models.PROTECT, related_name="cases", verbose_name=_("registry of a partner")
    )
    kind = models.CharField(
        _("kind"), max_length=16, choices=[(one.value, one.value) for one in Standing if one.is_case]
    )
    transaction = models.ForeignKey(
        Transaction, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("transaction")
    )
    line = models.ForeignKey(
        PartnerRegistryLine, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("line")
    )
    opened_on = models.DateField(_("opened on"))
    decision = models.CharField(_("decision"), max_length=8, choices=Decision, blank=True)
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    decided_by = models.ForeignKey(
        Actor, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    class Meta:
        verbose_name = _("case of reconciliation")
        verbose_name_plural = _("reconciliation")
        constraints = [
            CheckConstraint(
                condition=Q(kind=Standing.ONLY_OURS, transaction__isnull=False, line=None)
                | Q(
                    kind__in=[one.value for one in Standing if one.is_case and one is not Standing.ONLY_OURS],
                    transaction=None,
                    line__isnull=False,
                ),
                name="reconciliation_case_names_its_thing",
            ),
            UniqueConstraint(
                fields=["transaction"], condition=~Q(decision="gone"), name="reconciliation_case_once_a_transaction"
            ),
            UniqueConstraint(fields=["line", "kind"], name="reconciliation_case_once_a_line"),
            CheckConstraint(
                condition=Q(decision="", reason="", decided_by=None, decided_at=None)
                | Q(decision="gone", reason="", decided_by__isnull=False, decided_at__isnull=False)
                | Q(decision__in=["taken", "settled"], decided_by__isnull=False, decided_at__isnull=False)
                & ~Q(reason=""),
                name="reconciliation_case_decided_by_somebody_for_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["opened_on"], condition=Q(decision=""), name="reconciliation_case_open")]

    def __str__(self) -> str:
        return f"#{self.pk}"
