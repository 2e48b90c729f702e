"""No page of the staff door opens to a citizen or to somebody who has not signed in; staff need the permission."""

import re

import pytest
from django.test import Client

from portal.staff.site import site
from tests.house.addresses import walk
from tests.payments.samples import AISHA, person
from tests.staff.desk import citizen, clerk

OPEN_TO_ALL = {"/staff/login/"}
FOR_ANY_STAFF = ("/staff/", "/staff/logout/", "/staff/password_change", "/staff/jsi18n/", "/staff/r/")
VALUE = re.compile(r"<\w+:(\w+)>|\(\?P<\w+>(\w*)[^)]*\)")


class Resolver:
    """The addresses of the site, as the walk over all addresses expects them."""

    url_patterns = site.urls[0]


def addresses() -> list[str]:
    """Every address of the site, with a row that is there in place of each value."""
    found = {VALUE.sub(lambda value: value[2] or "1", address) for address in walk(Resolver, "/staff/")}
    return sorted(found - OPEN_TO_ALL)


def test_there_are_addresses():
    assert len(addresses()) > 60


@pytest.mark.parametrize("method", ["get", "post"])
def test_to_the_sign_in_page(method):
    person(AISHA)
    for whose, client in (("nobody", Client()), ("citizen", citizen())):
        for address in addresses():
            answer = getattr(client, method)(address)
            assert (answer.status_code, answer.url.partition("?")[0]) in [
                (302, "/staff/login/"),
                (302, "/staff/"),  # who signs out without having signed in
            ], (whose, address)


def test_staff_without_a_permission_get_nothing():
    person(AISHA)
    client = clerk()
    for address in addresses():
        is_open = address == "/staff/" or address.startswith(FOR_ANY_STAFF[1:])
        if not is_open:
            answer = client.get(address)
            leads_back = answer.status_code == 302 and answer.url in (f"{address}change/", "/staff/")
            assert answer.status_code in (403, 404, 405) or leads_back, address
