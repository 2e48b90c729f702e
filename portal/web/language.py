"""The language of a page: what the reader chose, kept in a cookie, and Kazakh until they choose."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

OWN_FIELDS = {"language", "next", "csrfmiddlewaretoken"}


@require_POST
def change_language(request: HttpRequest) -> HttpResponse:
    """Back to the same page; what was filled in there comes along, and the browser sends it there once more."""
    response = set_language(request)
    if response.status_code == HTTPStatus.FOUND and request.POST.keys() - OWN_FIELDS:
        response.status_code = HTTPStatus.TEMPORARY_REDIRECT
    return response


class LanguageByCookie:
    """Unlike Django's own middleware this one ignores Accept-Language: few phones here are set to Kazakh."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the reader's language, and say in the answer which one it is."""
        with translation.override(language_of(request)):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        patch_vary_headers(response, ["Cookie"])
        return response


def language_of(request: HttpRequest) -> str:
    """The language of the cookie, if it is one of ours."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
