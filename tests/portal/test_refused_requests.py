"""Requests that cannot be understood: a page of ours with every guard on, which leaves what was sent alone."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data"
ADDRESSES = ["/sign-in/", "/plan/", "/language/", "/nowhere/", "/staff/login/", "/statement/"]
BAD = [
    (f"{FORM}; charset=utf-16", "iin=1"),
    (f"{FORM}; charset=latin-1", "iin=1"),
    (FORM, "&".join(f"a{number}=1" for number in range(600))),
    (FORM, "a" * (1 << 21)),
    (PARTS, "no boundary"),
    (f"{PARTS}; boundary=\u00e9", "x"),
    (f"{PARTS}; boundary=x; charset=utf-16", "--x\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--x--"),
    (f"{PARTS}; boundary=x", "--x\r\nContent-Disposition: form-data; name=a; filename=a\r\n"
     "Content-Transfer-Encoding: base64\r\n\r\n!\r\n--x--"),
]  # fmt: skip


@pytest.fixture
def browser() -> Client:
    """One that has opened a form, and shows what a reader would see."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies.load({"language": "en"})
    client.get("/sign-in/")
    return client


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(("kind", "body"), BAD, ids=range(len(BAD)))
def test_a_form_that_cannot_be_read(browser, address, kind, body):
    response = browser.generic("POST", address, body, content_type=kind)
    assert response.status_code < 500
    assert response["Content-Security-Policy"]
    if response.status_code in {400, 403, 404}:
        assert response["Content-Type"] == "text/html; charset=utf-8"
        assert "Go to the first page" in response.text


@pytest.mark.parametrize("address", ["/sign-in/", "/plan/"])
def test_it_is_said_in_the_reader_s_language(browser, address):
    response = browser.generic("POST", address, "iin=1", content_type=f"{FORM}; charset=utf-16")
    assert response.status_code == 400
    assert "The request was not understood" in response.text
    assert "Sign in" in response.text


def test_a_page_that_is_not_there_is_told_the_same_way(browser):
    response = browser.generic("POST", "/nowhere/", "iin=1", content_type=f"{FORM}; charset=utf-16")
    assert response.status_code == 404
    assert "Page not found" in response.text


def test_another_host(browser):
    response = browser.get("/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert response["Content-Security-Policy"]


def test_another_host_in_production(settings):
    settings.SECURE_SSL_REDIRECT = True
    for host, status in (("elsewhere.example", 400), ("testserver", 301)):
        response = Client(raise_request_exception=False).get("/", headers={"host": host})
        assert response.status_code == status
        assert response["Content-Security-Policy"]
