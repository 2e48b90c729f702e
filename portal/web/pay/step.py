"""What the steps share: each begins with the draft, and a form of an older one only gets to see how it stands now."""

from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from payments.models import Person
from portal.web.access import View, form_of_person
from portal.web.pay import drafts


class SeeOther(HttpResponseRedirect):
    """Go there and look, whatever the method was: "back" and "reload" send no form again."""

    status_code = 303


def of_draft(view: View) -> View:
    """A step of ordering: the view gets the draft, and whether the form that was sent is older than it."""

    @form_of_person
    @wraps(view)
    def step(request: HttpRequest, _person: Person) -> HttpResponse:
        draft = drafts.of(request.user)
        try:
            if draft is None or (request.method == "POST" and not drafts.made(draft, request.POST)):
                raise drafts.Outdated
            return view(request, draft, is_outdated=False)
        except drafts.Outdated:
            return _as_it_stands(request, view)

    return step


def see_other(request: HttpRequest, page: str, *, query: str = "", **values: object) -> HttpResponse:
    """Lead to another page; htmx is asked to leave the whole one."""
    address = reverse(page, kwargs=values) + query
    return HttpResponseClientRedirect(address) if request.htmx else SeeOther(address)


def _as_it_stands(request: HttpRequest, view: View) -> HttpResponse:
    """What was ordered with this form; or the draft as it is by now; or, if there is none, the plan to begin with."""
    basket = drafts.basket_of(request.user, request.POST)
    if basket is not None:
        return see_other(request, "pay_basket", key=basket.key)
    draft = drafts.of(request.user)
    return view(request, draft, is_outdated=True) if draft else see_other(request, "plan")
