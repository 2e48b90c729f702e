"""The guard: the only way for a page to get a person's row, so that no page can forget to ask whose it is."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect

from payments.models import Basket, Payment, Person, ProofFile, RefundRequest

View = Callable[..., HttpResponse]


def of_person(view: View) -> View:
    """A page of one's own record: the view gets the row of the person who is signed in, as its second argument.

    Nobody keeps a copy of the answer, neither a proxy nor the browser, whose "back" would outlive the session.
    Such a page is only looked at: it takes no form.
    """
    return require_safe(_guarded(view))


def form_of_person(view: View) -> View:
    """The same for a page that takes a form as well. Whoever sends it too late signs in, and is led back to it."""
    return require_http_methods(["GET", "HEAD", "POST"])(_guarded(view))


def person_if_known(request: HttpRequest) -> Person | None:
    """The row of the person who is signed in, for a page that serves everybody; its answer has to be `private` too."""
    return request.user.person if request.user.is_authenticated else None


def payment_of(request: HttpRequest, reference: str) -> Payment:
    """The payment with this reference, for whom it is for and for whoever ordered it; to anybody else there is none."""
    actor = request.user.actor
    theirs = Q(person=actor.person_id) | Q(basket__ordered_by=actor)
    return get_object_or_404(Payment.objects.of_reference(reference).filter(theirs).select_related("person", "basket"))


def basket_of(request: HttpRequest, key: UUID) -> Basket:
    """The basket with this key, for the same two; it is no secret, and opens nothing to anybody else."""
    actor = request.user.actor
    theirs = Q(person=actor.person_id) | Q(ordered_by=actor)
    return get_object_or_404(Basket.objects.filter(theirs, key=key).select_related("person"))


def refund_of(request: HttpRequest, number: str) -> RefundRequest:
    """The refund request with this number, for whoever sent it and nobody else."""
    requests = RefundRequest.objects.of_number(number).filter(requested_by=request.user.actor)
    return get_object_or_404(requests.select_related("contribution__person"))


def proof_of(request: HttpRequest, number: str, name: UUID) -> ProofFile:
    """A proof that went with this request, for the same one; one that was removed is not there."""
    return get_object_or_404(ProofFile, request=refund_of(request, number), name=name, removed_at=None)


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


def _guarded(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.is_authenticated:
            return private(_to_sign_in(request))
        person = request.user.person
        if person is None:
            return private(render(request, "web/no_record.html", status=404))
        return private(view(request, person, *args, **kwargs))

    return guarded


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
