"""Partners of the tests of this room, and how they call."""

from base64 import b64encode

from django.http import HttpResponse
from django.test import Client

from payments import ledger
from payments.models import Actor, Partner
from portal.partner_keys import hash_of

HOME = "127.0.0.1"  # where the test client calls from
KEY = "a key of chance"


def partner(login: str = "qiwi", *, key: str = KEY, **fields) -> Partner:
    """A partner that may call, by OSMP unless said otherwise, with one key of its own."""
    usual = {"kind": Partner.Kind.TERMINALS, "dialect": "osmp", "addresses": f"{HOME}/32", "calls_a_minute": 100_000}
    made = Partner.objects.create(actor=Actor.partner(f"Partner {login}"), login=login, **usual | fields)
    ledger.add_key(partner=made, key_hash=hash_of(f"{login} {key}"), actor=Actor.system())
    return made


def basic(login: str = "qiwi", key: str = KEY) -> dict[str, str]:
    """The header that such a partner calls with."""
    return {"Authorization": f"Basic {b64encode(f'{login}:{login} {key}'.encode()).decode()}"}


def call(address: str, fields: dict, *, by: str = "qiwi", method: str = "get", client: Client | None = None, **more):
    """The whole answer to a call."""
    client = client or Client(raise_request_exception=False)
    return getattr(client, method)(address, fields, **{"headers": basic(by)} | more)


def said(response: HttpResponse) -> str:
    """What an answer says, and that it is an answer: partners take any other status for a fault of the line."""
    assert response.status_code == 200, response
    return response.content.decode()
