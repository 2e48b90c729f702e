"""Who calls: a partner that is switched on, by its login and one of its keys, from one of its addresses."""

from base64 import b64decode
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from time import monotonic

from django.db.models import F, FilteredRelation, Q
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from payments.models import Actor, Partner
from portal.partner_keys import hash_of
from portal.sign_in import client_address

REMEMBERED = 1.0  # seconds: who is switched off is out after so long


@dataclass(frozen=True, slots=True)
class Caller:
    """A partner as its row and its good keys stood when they were last read."""

    number: int
    actor: Actor
    dialect: str
    key_hashes: tuple[str, ...]
    networks: tuple[IPv4Network | IPv6Network, ...]
    calls_a_minute: int
    is_on: bool


NOBODY = Caller(0, Actor(), "", (), (), 0, is_on=False)
_known: dict[str, tuple[float, Caller]] = {}


def calling(request: HttpRequest, dialect: str) -> Caller | None:
    """The partner that speaks this dialect and calls; None whatever is wrong. A login is no secret, a key is."""
    login, key = _credentials(request)
    caller = _caller(login)
    given = hash_of(key)
    # Both keys are looked at, and all of each: how long it takes says nothing of how much was right.
    has_key = sum(constant_time_compare(given, kept) for kept in caller.key_hashes) > 0
    is_welcome = has_key and caller.is_on and caller.dialect == dialect and _is_at_home(caller, request)
    return caller if is_welcome else None


def forget() -> None:
    """Read every partner anew."""
    _known.clear()


def _credentials(request: HttpRequest) -> tuple[str, str]:
    """HTTP Basic; empty where there is none or it cannot be read."""
    scheme, _, encoded = request.headers.get("Authorization", "").partition(" ")
    try:
        said = b64decode(encoded, validate=True).decode() if scheme.lower() == "basic" else ""
    except ValueError:  # no base64, or no UTF-8 within it
        said = ""
    login, _, key = said.partition(":")
    return login, key


def _caller(login: str) -> Caller:
    read_at, caller = _known.get(login, (-REMEMBERED, NOBODY))
    if monotonic() - read_at < REMEMBERED:
        return caller
    now, caller = monotonic(), _read(login)
    # Logins that nobody has are not kept: there is no end of them.
    if caller is not NOBODY:
        _known[login] = now, caller
    return caller


def _read(login: str) -> Caller:
    """One question: a row for each good key, or one without a key."""
    good = FilteredRelation("keys", condition=Q(keys__revoked_at=None))
    rows = Partner.objects.filter(login=login).select_related("actor").annotate(good=good)
    partners = list(rows.annotate(key_hash=F("good__key_hash"))) if "\0" not in login else []
    if not partners:
        return NOBODY
    partner = partners[0]
    return Caller(
        number=partner.pk,
        actor=partner.actor,
        dialect=partner.dialect,
        key_hashes=tuple(each.key_hash for each in partners if each.key_hash),
        networks=networks_in(partner.addresses),
        calls_a_minute=partner.calls_a_minute,
        is_on=partner.is_on,
    )


def networks_in(text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """The networks of a partner, one a line; a line that is none lets nobody in."""
    return tuple(network for line in text.split() if (network := _network(line)) is not None)


def _network(line: str) -> IPv4Network | IPv6Network | None:
    try:
        return ip_network(line, strict=False)
    except ValueError:
        return None


def _is_at_home(caller: Caller, request: HttpRequest) -> bool:
    address = client_address(request)
    return address is not None and any(address in network for network in caller.networks)
