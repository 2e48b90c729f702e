"""Authorization: every address against every role."""

import re

import pytest
from django.test import Client

from payments.models import Actor, Person
from portal.models import Account
from tests.house.addresses import listed
from tests.house.authorization import AUTHORIZATION, Row

# What stands in an address where it holds a value: nobody's row, for what is asked here is who gets that far.
EXAMPLES = {
    "<month:month>": "2026-11",
    "<year:year>": "2026",
    "<reference:reference>": "47082037511",
    "<refund:number>": "100000114",
    "<uuid:key>": "00000000-0000-4000-8000-000000000000",
    "<uuid:name>": "00000000-0000-4000-8000-000000000000",
    "<int:key>": "0",
    "<path:object_id>": "0",
    "<path:content_type_id>": "0",
}
VALUE = re.compile(r"<\w+:\w+>|\(\?P<\w+>(?P<word>\w*)[^)]*\)")


def test_every_address_has_a_row() -> None:
    assert sorted(AUTHORIZATION) == listed()


@pytest.fixture
def clients(db) -> dict[str, Client]:
    """One browser a role."""
    person = Person.objects.create(iin="500101100010")
    citizen = Account.objects.create(actor=Actor.objects.create(kind=Actor.Kind.PERSON, person=person))
    return {
        "nobody": Client(),
        "citizen": signed_in(citizen),
        "clerk": signed_in(Account.objects.create_staff("clerk@jarna.example", "x")),
        "root": signed_in(Account.objects.create_superuser("root@jarna.example", "x")),
    }


def signed_in(account: Account) -> Client:
    """A browser in which this account has signed in."""
    client = Client()
    client.force_login(account, backend="portal.sign_in.ByEmail")
    return client


def opened(address: str) -> str:
    """The address with an example in the place of each value."""
    return VALUE.sub(lambda value: EXAMPLES.get(value[0]) or value["word"] or "nowhere", address)


@pytest.mark.parametrize("address", AUTHORIZATION)
def test_each_role_gets_what_the_table_says(address: str, clients: dict[str, Client]) -> None:
    answers = {role: client.get(opened(address)).status_code for role, client in clients.items()}
    assert Row(**answers) == AUTHORIZATION[address]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "LOOK"])
def test_nobody_gets_anything_by_another_method(method: str, clients: dict[str, Client]) -> None:
    for address in AUTHORIZATION:
        answers = {role: client.generic(method, opened(address)).status_code for role, client in clients.items()}
        assert set(answers.values()) == {405}, address
