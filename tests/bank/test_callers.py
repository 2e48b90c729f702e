"""Who is let in: a partner of this dialect, with one of its two keys, from its own addresses, as long as it is on."""

import re
from base64 import b64encode
from time import monotonic

import pytest

from payments import ledger
from payments.models import Actor, Partner, PartnerKey, Transaction
from portal.bank import callers
from portal.partner_keys import hash_of
from tests.bank.osmp import OSMP, PAY
from tests.bank.partners import KEY, basic, call, partner

pytestmark = pytest.mark.django_db


def status(**more) -> int:
    """Of a pay, as nothing is remembered."""
    callers.forget()
    return call(OSMP, PAY, **more).status_code


def with_header(client, *values: str) -> int:
    """The answer to a pay with this header, or without."""
    return client.get(OSMP, PAY, headers=dict(zip(["Authorization"], values, strict=False))).status_code


def test_one_of_two_keys_from_home() -> None:
    partner()
    assert status() == 200


@pytest.mark.parametrize(
    "changed",
    [{"is_on": False}, {"dialect": "kassa24"}, {"dialect": ""}, {"addresses": ""}, {"addresses": "10.0.0.0/8"}],
)
def test_who_is_not_let_in_learns_nothing(changed: dict, client) -> None:
    partner(**changed)
    refused = call(OSMP, PAY)
    wrong_key = client.get(OSMP, PAY, headers=basic(key="another"))
    nobody = client.get(OSMP, PAY, headers=basic("nobody"))
    assert {(each.status_code, each.content) for each in (refused, wrong_key, nobody)} == {(403, b"Not allowed.\n")}
    assert not Transaction.objects.exists()


def test_who_says_nothing_is_asked(client) -> None:
    response = client.get(OSMP, PAY)
    assert (response.status_code, response["WWW-Authenticate"]) == (401, 'Basic realm="bank"')


@pytest.mark.parametrize(
    "header",
    ["Basic", "Basic !", "Basic é", "Basic ====", "Bearer x", "Basic " + "A" * 5001]
    + [f"Basic {b64encode(b'qiwi').decode()}"]
    + [f"Basic {b64encode(each).decode()}" for each in (b":", b"qiwi:", b"\xff:\xff", b"qi\0wi:x", b"qiwi:a\0b")],
)
def test_a_header_that_cannot_be_read(client, header: str) -> None:
    partner()
    assert with_header(client, header) == 403


@pytest.mark.parametrize(
    ("networks", "address", "is_home"),
    [
        ("79.142.16.0/20\n91.232.230.0/23", "91.232.231.7", True),
        ("79.142.16.0/20\n91.232.230.0/23", "91.232.232.7", False),
        ("79.142.16.0/20", "::ffff:79.142.17.1", True),
        ("2001:db8::/32", "2001:db8::7", True),
        ("2001:db8::/32", "79.142.17.1", False),
        ("nonsense\n10.1.2.3", "10.1.2.3", True),
        ("0.0.0.0/0", "", False),
    ],
)
def test_addresses(networks: str, address: str, is_home: bool) -> None:
    partner(addresses=networks)
    assert status(REMOTE_ADDR=address) == (200 if is_home else 403)


@pytest.mark.parametrize(
    ("hops", "is_behind", "is_home"),
    [("10.0.0.1", True, True), ("10.0.0.1, 8.8.8.8", True, False), ("8.8.8.8, 10.0.0.1", True, True)]
    + [("10.0.0.1", False, False)],
)
def test_only_the_proxy_says_where_a_call_comes_from(settings, hops: str, is_behind: bool, is_home: bool) -> None:
    settings.TRUSTED_PROXY = is_behind
    partner(addresses="10.0.0.0/8")
    assert status(HTTP_X_FORWARDED_FOR=hops) == (200 if is_home else 403)


def test_a_key_is_changed_without_a_stop() -> None:
    qiwi, actor = partner(), Actor.system()
    ledger.add_key(partner=qiwi, key_hash=hash_of("qiwi new"), actor=actor)
    both = [call(OSMP, PAY).status_code, client_with("new")]
    ledger.revoke_key(key=PartnerKey.objects.get(slot=1), actor=actor)
    assert (both, status(), client_with("new")) == ([200, 200], 403, 200)


def client_with(key: str) -> int:
    """The answer to whoever has this key."""
    callers.forget()
    return call(OSMP, PAY, headers=basic(key=key)).status_code


def test_who_is_switched_off_is_out_within_a_second(monkeypatch) -> None:
    partner()
    assert call(OSMP, PAY).status_code == 200
    Partner.objects.update(is_on=False)
    later = monotonic() + callers.REMEMBERED
    monkeypatch.setattr("portal.bank.callers.monotonic", lambda: later)
    assert callers.REMEMBERED <= 1
    assert call(OSMP, PAY).status_code == 403


def test_a_key_is_stored_nowhere() -> None:
    partner()
    kept = " ".join(f"{row}" for row in PartnerKey.objects.values_list())
    assert KEY not in kept
    assert re.search(hash_of(f"qiwi {KEY}"), kept)
