"""Who signs in: accounts, the codes that open them, and the counts that stop guessing."""

from datetime import datetime, timedelta
from typing import Any, Self
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import connection, models, transaction
from django.db.models import CheckConstraint, F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from payments.models import Actor, Contribution, Person, Rate


class Accounts(BaseUserManager):
    """All accounts."""

    def get_by_natural_key(self, username: str) -> "Account":
        """By e-mail, in whatever case it was typed."""
        return self.get(email=self.model.normalize_username(username))

    @transaction.atomic
    def create_staff(self, email: str, password: str, *, label: str = "", is_superuser: bool = False) -> "Account":
        """Somebody of the staff; the label is what people read where it says who looked at their record."""
        actor = Actor.objects.create(kind=Actor.Kind.STAFF, label=label or email)
        account = self.model(actor=actor, is_staff=True, is_superuser=is_superuser)
        account.email = account.normalize_username(email)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def create_superuser(self, email: str, password: str) -> "Account":
        """Staff with every permission; `manage.py createsuperuser` calls it by this name."""
        return self.create_staff(email, password, is_superuser=True)


class Account(AbstractBaseUser, PermissionsMixin):
    """Who signs in: staff by e-mail, a citizen by the IIN of the actor's person. No IIN stands here."""

    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    actor = models.OneToOneField(Actor, models.PROTECT, related_name="account", verbose_name=_("actor"))
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("is staff"), default=False)

    objects = Accounts()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            CheckConstraint(condition=Q(email=Lower("email")), name="account_email_in_lower_case"),
            CheckConstraint(condition=~Q(email=""), name="account_email_or_none"),
            CheckConstraint(condition=Q(is_staff=False) | Q(email__isnull=False), name="account_of_staff_has_email"),
        ]

    def __str__(self) -> str:
        return self.email or f"#{self.pk}"

    @property
    def person(self) -> Person | None:
        """Whose record the account opens; staff have none."""
        return self.actor.person

    @classmethod
    def normalize_username(cls, username: Any) -> Any:
        """E-mail in lower case, as it is stored and looked up; a citizen has none."""
        return super().normalize_username(username).lower() if username else None


class OneTimeCode(models.Model):
    """A code that opens the account of one person, or renews its password. Only the person's latest is good."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="one_time_codes", verbose_name=_("person"))
    code_hash = models.CharField(_("hash of the code"), max_length=64)
    made_by = models.ForeignKey(Actor, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made at"))
    expires_at = models.DateTimeField(_("expires at"))
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)

    class Meta:
        verbose_name = _("one-time code")
        verbose_name_plural = _("one-time codes")
        constraints = [
            CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="one_time_code_expires"),
            CheckConstraint(
                condition=Q(used_at__gte=F("made_at"), used_at__lt=F("expires_at")) | Q(used_at=None),
                name="one_time_code_used_in_time",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Draft(models.Model):
    """What somebody has filled in of an order so far: kept from the first step, through sign-outs, until it is ordered.

    `version` counts the changes: a form made of an older one is refused. `key` becomes that of the basket, so that
    no form orders twice. The months stand as "2026-11", those of which the payer says that the employer has not
    paid in `employer_has_not_paid` as well.
    """

    account = models.OneToOneField(Account, models.CASCADE, related_name="draft", verbose_name=_("account"))
    key = models.UUIDField(_("key"), default=uuid4, unique=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    payer = models.CharField(_("payer"), max_length=16, choices=Rate.Payer)
    months = models.JSONField(_("months"), default=list, blank=True)
    employer_has_not_paid = models.JSONField(_("the employer has not paid"), default=list, blank=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")

    def __str__(self) -> str:
        return f"#{self.pk}"


class RefundDraft(models.Model):
    """What somebody has filled in of a refund request so far, kept as an order's draft is, until it is sent.

    `key` becomes that of the request, and its proof files hang on it. `left` is what was left of the line when it was
    chosen: a request made from stale facts is refused. `way` is empty until it is chosen where the money is to go.
    """

    class Way(models.TextChoices):
        """Where the money is to go."""

        ACCOUNT = "account", _("To a bank account")
        AS_PAID = "as_paid", _("The way it was paid")

    account = models.OneToOneField(Account, models.CASCADE, related_name="refund_draft", verbose_name=_("account"))
    key = models.UUIDField(_("key"), default=uuid4, unique=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="+", verbose_name=_("contribution"))
    left = models.BigIntegerField(_("left of the line"))
    reason = models.CharField(_("reason"), max_length=24, blank=True)
    right_period = models.DateField(_("right period"), null=True, blank=True)
    explanation = models.TextField(_("explanation"), max_length=1000, blank=True)
    way = models.CharField(_("way of the money"), max_length=8, choices=Way, blank=True)
    iik = models.CharField(_("IIK"), max_length=20, blank=True)
    phone = models.CharField(_("phone"), max_length=12, blank=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    class Meta:
        verbose_name = _("draft of a refund request")
        verbose_name_plural = _("drafts of refund requests")

    def __str__(self) -> str:
        return f"#{self.pk}"


COUNT_ONE = """
    INSERT INTO portal_tally (key, count, until) VALUES (%(key)s, %(step)s, %(until)s)
    ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN portal_tally.until <= %(now)s THEN %(step)s ELSE portal_tally.count + %(step)s END,
        until = CASE WHEN portal_tally.until <= %(now)s THEN excluded.until ELSE portal_tally.until END
    RETURNING key, count, until
"""


class Tally(models.Model):
    """How often something was tried since a window of time opened. The key is a hash: it tells nobody whose."""

    key = models.CharField(_("key"), max_length=64, primary_key=True)
    count = models.PositiveIntegerField(_("count"))
    until = models.DateTimeField(_("until"), db_index=True)

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")

    def __str__(self) -> str:
        return f"{self.count}"

    @classmethod
    def count_one(cls, key: str, *, now: datetime, window: timedelta, step: int = 1) -> Self:
        """Count one more, or a step, in a single statement, so that of many at once no two get the same number.

        The first try opens the window; those that follow do not move its end.
        """
        stored = connection.ops.adapt_datetimefield_value
        values = {"key": key, "step": step, "now": stored(now), "until": stored(now + window)}
        [tally] = cls.objects.raw(COUNT_ONE, values)
        return tally
