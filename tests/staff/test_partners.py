"""Partners in the admin: made, switched off, and given keys that are shown once; two are good at a time."""

import re

import pytest

from payments.models import Actor, JournalEntry, Partner, PartnerKey
from portal.partner_keys import hash_of
from tests.staff.desk import PARTNERS, clerk, root

GIVEN = {
    "name": "Terminals of the steppe",
    "kind": "terminals",
    "dialect": "osmp",
    "login": "steppe",
    "addresses": "192.0.2.0/24\n2001:db8::1",
    "calls_a_minute": "600",
    "is_on": "on",
}


def made(**changes) -> Partner:
    """A partner in the tables."""
    actor = Actor.objects.create(kind=Actor.Kind.PARTNER, label="Terminals of the steppe")
    return Partner.objects.create(actor=actor, kind="terminals", dialect="osmp", login="steppe", **changes)


def new_key(client, partner: Partner) -> str:
    """The key as it is shown, once."""
    page = client.post(f"{PARTNERS}{partner.pk}/key/")
    return re.search(r'class="one-time-code">([^<]+)<', page.text)[1]


@pytest.mark.django_db
def test_a_partner_is_made():
    assert root().post(f"{PARTNERS}add/", GIVEN).status_code == 302
    partner = Partner.objects.get()
    assert (partner.actor.label, partner.actor.kind) == ("Terminals of the steppe", Actor.Kind.PARTNER)
    assert partner.addresses == "192.0.2.0/24\n2001:db8::1/128"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"addresses": "192.0.2.1/24"}, "Enter addresses or networks"),
        ({"addresses": "everywhere"}, "Enter addresses or networks"),
        ({"calls_a_minute": "0"}, "calls_a_minute"),
        ({"login": "st eppe"}, "login"),
        ({"kind": "shop"}, "kind"),
    ],
)
def test_what_is_not_taken(changed, said):
    page = root().post(f"{PARTNERS}add/", GIVEN | changed)
    assert said in str(page.context["adminform"].form.errors)
    assert not Partner.objects.exists()


@pytest.mark.django_db
def test_no_two_are_called_alike():
    made()
    assert "There is a partner of this name" in root().post(f"{PARTNERS}add/", GIVEN | {"login": "other"}).text


@pytest.mark.django_db
def test_its_name_stays_and_it_is_switched_off():
    partner = made()
    client = root()
    client.post(f"{PARTNERS}{partner.pk}/change/", GIVEN | {"name": "Others", "is_on": ""})
    partner.refresh_from_db()
    assert (partner.actor.label, partner.is_on) == ("Terminals of the steppe", False)
    assert Partner.objects.get().addresses == "192.0.2.0/24\n2001:db8::1/128"
    assert client.post(f"{PARTNERS}{partner.pk}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.django_db
def test_a_key_is_shown_once_and_kept_as_a_hash():
    partner, client = made(), root()
    key = new_key(client, partner)
    assert PartnerKey.objects.get().key_hash == hash_of(key)
    assert key not in client.get(f"{PARTNERS}{partner.pk}/change/").text
    assert JournalEntry.objects.filter(event="row_changed", detail__model="payments.partner").exists()


@pytest.mark.django_db
def test_two_keys_are_good_and_one_goes_for_a_third():
    partner, client = made(), root()
    first, second = new_key(client, partner), new_key(client, partner)
    refused = client.post(f"{PARTNERS}{partner.pk}/key/", follow=True)
    assert "Two keys are good already: revoke one first." in refused.text
    gone = PartnerKey.objects.get(key_hash=hash_of(first))
    client.post(f"{PARTNERS}{partner.pk}/revoke/{gone.pk}/")
    third = new_key(client, partner)
    good = set(PartnerKey.objects.filter(revoked_at=None).values_list("key_hash", flat=True))
    assert good == {hash_of(second), hash_of(third)}


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["key/", "revoke/1/"])
def test_whoever_may_only_look_makes_and_revokes_nothing(address):
    partner = made()
    client = clerk("payments.view_partner")
    assert client.get(f"{PARTNERS}{partner.pk}/change/").status_code == 200
    assert client.post(f"{PARTNERS}{partner.pk}/{address}").status_code == 403
    assert client.get(f"{PARTNERS}{partner.pk}/{address}").status_code in (403, 405)
