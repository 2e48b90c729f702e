"""The language of a page: the reader's choice alone, Kazakh until there is one."""

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils.translation import get_language, override

from portal.web.language import LanguageByCookie


def page(request: HttpRequest) -> HttpResponse:
    """A page that says which language is on."""
    return HttpResponse(get_language())


@pytest.mark.parametrize(
    ("cookie", "accept", "language"),
    [
        (None, "", "kk"),
        (None, "ru-RU,ru;q=0.9,en;q=0.8", "kk"),
        ("ru", "en", "ru"),
        ("en", "", "en"),
        ("kk", "ru", "kk"),
        ("de", "ru", "kk"),
        ("../ru", "", "kk"),
        ("", "", "kk"),
    ],
)
def test_the_cookie_decides(cookie: str | None, accept: str, language: str) -> None:
    request = RequestFactory().get("/", headers={"accept-language": accept})
    if cookie is not None:
        request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = cookie
    response = LanguageByCookie(page)(request)
    assert response.text == response["Content-Language"] == language
    assert "Cookie" in response["Vary"]


def test_the_next_reader_does_not_inherit_it() -> None:
    request = RequestFactory().get("/")
    request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = "ru"
    with override("en"):
        LanguageByCookie(page)(request)
        assert get_language() == "en"
