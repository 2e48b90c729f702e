"""What is true about signing in, whichever door is asked: how often one may try, who it is, and one-time codes."""

import logging
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from payments.models import Actor, Person
from payments.rules.identifiers import SEPARATORS
from portal.models import Account, OneTimeCode, Tally
from portal.prepared import Blank, Prepared

logger = logging.getLogger(__name__)

WINDOW = timedelta(minutes=15)
TRIES_OF_ONE = 5  # for one IIN or e-mail
TRIES_FROM_ADDRESS = 30  # a whole village may share one
LONGEST_SESSION = timedelta(hours=8)

CODE_LIFE = timedelta(days=7)
CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # neither 0 nor O, neither 1 nor I
CODE_LENGTH = 8  # of 32 characters: 40 bits
CYRILLIC_TWINS = str.maketrans("АВЕКМНРСТУХ", "ABEKMHPCTYX")  # what a Kazakh keyboard types instead


class TooManyTries(Exception):
    """Refused before any password or code was looked at."""

    def __init__(self, until: datetime) -> None:
        super().__init__("too many tries")
        self.until = until


@dataclass(frozen=True, slots=True)
class Try:
    """One try to sign in, counted for the address it comes from and for whom it names."""

    address: str
    name: str

    @classmethod
    def count(cls, request: HttpRequest | None, name: str) -> "Try":
        """Count the try, or refuse it. Who is refused for the address does not use up anybody's own tries."""
        one = cls(_key("address", client_network(request) if request else ""), _key("name", name))
        _count(one.address, TRIES_FROM_ADDRESS)
        _count(one.name, TRIES_OF_ONE)
        return one

    def succeeded(self) -> None:
        """Forget this person's tries, take this one back from the address, and sweep what is long over."""
        Tally.objects.filter(key=self.name).delete()
        Tally.objects.filter(key=self.address, count__gt=0).update(count=F("count") - 1)
        Tally.objects.filter(until__lte=timezone.now()).delete()


def _count(key: str, limit: int) -> None:
    tally = Tally.count_one(key, now=timezone.now(), window=WINDOW)
    if tally.count > limit:
        logger.warning("Sign-in refused: too many tries")
        raise TooManyTries(tally.until)


def _key(kind: str, text: str) -> str:
    return salted_hmac(f"portal.tally.{kind}", text, algorithm="sha256").hexdigest()


def client_network(request: HttpRequest) -> str:
    """Where a request comes from; of IPv6 the network, for a single customer has 2⁶⁴ addresses."""
    ip = client_address(request)
    if ip is None:
        return _client(request)
    return str(ip_network((ip, 64), strict=False) if ip.version == 6 else ip)


def client_address(request: HttpRequest) -> IPv4Address | IPv6Address | None:
    """The address that a request comes from; None for a socket of this machine."""
    try:
        ip = ip_address(_client(request))
    except ValueError:
        return None
    return getattr(ip, "ipv4_mapped", None) or ip


def _client(request: HttpRequest) -> str:
    hops = request.headers.get("X-Forwarded-For", "") if settings.TRUSTED_PROXY else ""
    return hops.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def _of_session() -> QuerySet[Account]:
    account = Account._meta
    last_login = account.get_field("last_login")
    return Account.objects.select_related("actor__person").filter(
        pk=Blank("pk", account.pk), is_active=True, last_login__gt=Blank("not_before", last_login)
    )


ACCOUNT_OF_SESSION = Prepared(_of_session)


class Backend(ModelBackend):
    """What both ways to sign in share: the same work and the same answer, whatever is wrong."""

    def get_user(self, user_id: int) -> Account | None:
        """The account of a session: until it is switched off, or long after it last signed in."""
        return ACCOUNT_OF_SESSION.first(pk=user_id, not_before=timezone.now() - LONGEST_SESSION)

    def check(self, request: HttpRequest | None, name: str, password: str, **whose: str) -> Account | None:
        """Count the try, then check the password of the account that there is, or of none."""
        one = Try.count(request, name)
        account = Account.objects.filter(**whose).first() or Account()
        if not (account.check_password(password) and account.is_active):
            logger.warning("Sign-in failed: account %s", account.pk or "unknown")
            return None
        one.succeeded()
        logger.info("Sign-in: account %s", account.pk)
        return account


class ByIin(Backend):
    """A citizen, by a checked IIN."""

    def authenticate(self, request: HttpRequest | None, *, iin: str, password: str) -> Account | None:
        """The account of the person with this IIN."""
        return self.check(request, iin, password, actor__person__iin=iin)


BY_IIN = f"{ByIin.__module__}.{ByIin.__qualname__}"


class ByEmail(Backend):
    """Somebody of the staff, by e-mail; Django's own forms call it the user name."""

    def authenticate(self, request: HttpRequest | None, *, username: str, password: str) -> Account | None:
        """The account with this e-mail."""
        email = Account.normalize_username(username)
        return self.check(request, email, password, email=email)


def issue_code(*, person: Person, made_by: Actor) -> str:
    """A code for a person whose identity somebody has seen. It is kept as a hash, and those before it are void."""
    code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
    now = timezone.now()
    OneTimeCode.objects.create(
        person=person, code_hash=_code_hash(person, code), made_by=made_by, made_at=now, expires_at=now + CODE_LIFE
    )
    return f"{code[:4]}-{code[4:]}"


def open_account(request: HttpRequest, *, iin: str, code: str, password: str) -> Account | None:
    """The account that a right code opens, or renews the password of; None, whatever is wrong."""
    one = Try.count(request, iin)
    latest = _codes_of(iin).last()
    if not latest or not constant_time_compare(latest.code_hash, _code_hash(latest.person, code)):
        logger.warning("One-time code refused: person %s", latest.person_id if latest else "unknown")
        return None
    account = _redeem(latest, make_password(password))
    if account:
        one.succeeded()
    return account


def _codes_of(iin: str) -> QuerySet[OneTimeCode]:
    """A code does not switch an account on again."""
    codes = OneTimeCode.objects.filter(person__iin=iin).select_related("person")
    return codes.exclude(person__actor__account__is_active=False)


@transaction.atomic
def _redeem(code: OneTimeCode, hashed_password: str) -> Account | None:
    now = timezone.now()
    # Of two at once only one finds it unused.
    if not OneTimeCode.objects.filter(pk=code.pk, used_at=None, expires_at__gt=now).update(used_at=now):
        logger.warning("One-time code refused: person %s, used or too old", code.person_id)
        return None
    actor, _ = Actor.objects.get_or_create(person=code.person, defaults={"kind": Actor.Kind.PERSON})
    account, _ = Account.objects.update_or_create(actor=actor, defaults={"password": hashed_password})
    logger.info("Account opened or password renewed: account %s", account.pk)
    return account


def _code_hash(person: Person, code: str) -> str:
    plain = SEPARATORS.sub("", code).upper().translate(CYRILLIC_TWINS)
    return salted_hmac("portal.one_time_code", f"{person.pk}:{plain}", algorithm="sha256").hexdigest()
