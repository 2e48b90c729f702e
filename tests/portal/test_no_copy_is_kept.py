"""Whatever a browser is answered that has signed in, no copy of it stays anywhere."""

import pytest

from tests.portal.accounts import citizen, clerk, sign_in

pytestmark = pytest.mark.django_db

PAGES = ["/", "/plan/", "/privacy/", "/accessibility/", "/feedback/", "/nowhere/", "/statement/1900/", "/sign-out/"]
STAFF_PAGES = ["/staff/", "/staff/password_change/", "/staff/jsi18n/", "/staff/nowhere/", "/privacy/"]


def check(response) -> None:
    """For this reader, and for once."""
    for word in ("private", "no-store"):
        assert word in response["Cache-Control"]
    assert "Cookie" in response["Vary"]


@pytest.mark.parametrize("address", PAGES)
def test_of_a_citizen(client, address):
    citizen()
    check(sign_in(client))
    check(client.get(address))
    check(client.put(address))


@pytest.mark.parametrize("address", STAFF_PAGES)
def test_of_staff(client, address):
    client.force_login(clerk(), backend="portal.sign_in.ByEmail")
    check(client.get(address))


@pytest.mark.parametrize("address", ["/privacy/", "/accessibility/", "/feedback/"])
def test_what_everybody_is_told_may_be_kept(client, address):
    assert "no-store" not in client.get(address).get("Cache-Control", "")
