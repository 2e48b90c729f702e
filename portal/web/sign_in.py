"""Signing in and out, opening an account with a one-time code, and the answer to too many tries."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from portal.models import Account
from portal.sign_in import BY_IIN, TooManyTries
from portal.web.access import private
from portal.web.forms import AccountForm, OpenAccountForm, SignInForm


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """IIN and password."""
    return _answer(request, SignInForm(request), "web/sign_in.html")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def open_account(request: HttpRequest) -> HttpResponse:
    """A one-time code opens an account or renews its password; either way its owner is signed in."""
    return _answer(request, OpenAccountForm(request), "web/open_account.html")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """The session ends on the server, wherever a copy of its cookie may be."""
    logout(request)
    return redirect("sign_in")


def _answer(request: HttpRequest, form: AccountForm, template: str) -> HttpResponse:
    if form.is_valid():
        return _enter(request, form.account)
    context = {"form": form, "errors": form.mistakes()}
    return private(render(request, template, context, status=422 if form.errors else 200))


def _enter(request: HttpRequest, account: Account) -> HttpResponse:
    request.session.flush()  # nothing that an earlier reader of this browser left behind goes along
    login(request, account, backend=BY_IIN)
    return private(redirect(_next_page(request)))


def _next_page(request: HttpRequest) -> str:
    asked = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if is_ours else settings.LOGIN_REDIRECT_URL


class RefuseTooManyTries:
    """Whichever door counted the tries, this is the page that says until when it stays shut."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to do on the way in."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 429 in the reader's language."""
        if not isinstance(exception, TooManyTries):
            return None
        opens = exception.until + timedelta(minutes=1)  # people read minutes, and the one begun is not over
        response = render(request, "web/too_many_tries.html", {"opens": opens}, status=429)
        response.headers["Retry-After"] = int((exception.until - timezone.now()).total_seconds()) + 1
        return private(response)
