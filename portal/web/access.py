"""The guard: the only way for a page to get a person's row, so that no page can forget to ask whose it is."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from payments.models import Person

View = Callable[..., HttpResponse]


def of_person(view: View) -> View:
    """A page of one's own record: the view gets the row of the person who is signed in, as its second argument.

    Nobody keeps a copy of the answer, neither a proxy nor the browser, whose "back" would outlive the session.
    Such a page is only looked at: it takes no form.
    """

    @require_safe
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.is_authenticated:
            return private(_to_sign_in(request))
        person = request.user.person
        if person is None:
            return private(render(request, "web/no_record.html", status=404))
        return private(view(request, person, *args, **kwargs))

    return guarded


def person_if_known(request: HttpRequest) -> Person | None:
    """The row of the person who is signed in, for a page that serves everybody; its answer has to be `private` too."""
    return request.user.person if request.user.is_authenticated else None


def private(response: HttpResponse) -> HttpResponse:
    """The answer, for one reader and for once."""
    patch_cache_control(response, private=True, no_store=True)
    patch_vary_headers(response, ["Cookie", "HX-Request"])
    return response


class PrivateOnceSignedIn:
    """Whatever is answered to a browser that has signed in is private: every page says who that is."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        response = self.get_response(request)
        # The cookie is enough to know, and asks nothing of a database that may be gone.
        return private(response) if settings.SESSION_COOKIE_NAME in request.COOKIES else response


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in first, then come back; a part of a page asks the browser to leave the whole page."""
    if request.htmx:
        return HttpResponseClientRedirect(redirect_to_login(_whole_page(request)).url)
    return redirect_to_login(request.get_full_path())


def _whole_page(request: HttpRequest) -> str:
    """The page that a part of it was asked for from, as the browser says."""
    try:
        return request.htmx.current_url_abs_path or "/"
    except ValueError:  # no address at all
        return "/"
