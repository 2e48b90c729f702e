"""The choice of language: Kazakh until there is one, one button on every page, and it outlives the session."""

import re

import pytest
from django.conf import settings

from tests.portal.accounts import citizen, sign_in

pytestmark = pytest.mark.django_db


def language_of(client) -> str:
    """What the browser is answered in."""
    return re.search('<html lang="(..)"', client.get("/sign-in/").text)[1]


def test_kazakh_comes_first_whatever_the_phone_asks_for(client):
    response = client.get("/sign-in/", headers={"accept-language": "en-US,en;q=0.9,ru;q=0.8"})
    assert response["Content-Language"] == "kk"
    assert "Accept-Language" not in response["Vary"]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_button_changes_it_and_stays_on_the_page(client, language):
    response = client.post("/language/", {"language": language, "next": "/open-account/?a=b"})
    assert (response.status_code, response["Location"]) == (302, "/open-account/?a=b")
    cookie = client.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert (cookie.value, cookie["samesite"]) == (language, "Lax")
    assert cookie["httponly"]
    assert language_of(client) == language


@pytest.mark.parametrize("language", ["de", "", "xx", "../../etc", "k" * 5000, "ru\r\nSet-Cookie: a=b", "\0"])
def test_any_other_language_changes_nothing(client, language):
    assert client.post("/language/", {"language": language}).status_code == 302
    assert language_of(client) == "kk"


@pytest.mark.parametrize(
    "asked", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "http://["]
)
def test_it_leads_nowhere_else(client, asked):
    assert client.post("/language/", {"language": "ru", "next": asked})["Location"] == "/"


def test_it_survives_signing_in_and_out(client):
    citizen()
    client.post("/language/", {"language": "ru"})
    sign_in(client)
    assert language_of(client) == "ru"
    client.post("/sign-out/")
    assert language_of(client) == "ru"


def test_each_page_offers_the_three_and_says_which_is_on(client):
    buttons = re.findall(
        '<button name="language" value="(..)" lang="(..)"( aria-current="true")?>', client.get("/sign-in/").text
    )
    assert [(value, lang, bool(current)) for value, lang, current in buttons] == [
        ("kk", "kk", True), ("ru", "ru", False), ("en", "en", False),
    ]  # fmt: skip
