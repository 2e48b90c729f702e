"""One refund request of whoever is signed in: where it stands, and taking it back."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from payments import history, ledger
from payments.models import Person
from portal import clock
from portal.statement.account import assessed
from portal.statement.refunds import one_request
from portal.web.access import form_of_person, of_person, refund_of
from portal.words import refund_states as words


@of_person
def request_page(request: HttpRequest, person: Person, number: str) -> HttpResponse:
    """What became of it so far, what comes next and by when, and what can be done."""
    return page(request, person, number)


@form_of_person
def withdraw(request: HttpRequest, person: Person, number: str) -> HttpResponse:
    """Take it back, or say why that cannot be any more; asked for without the form, lead back."""
    row = refund_of(request, number)
    if request.method != "POST":
        return redirect("refund", number)
    try:
        ledger.withdraw_refund(request=row, actor=request.user.actor, today=clock.today())
    except ledger.Refused:
        return page(request, person, number, errors=[{"text": words.not_withdrawn(), "href": ""}])
    return redirect("refund", number)


def page(request: HttpRequest, person: Person, number: str, errors: list[dict[str, str]] | None = None) -> HttpResponse:
    """The page of one request."""
    row, today = refund_of(request, number), clock.today()
    refund = history.refund(number, today, settings.REFUNDS)
    journal = history.journal_of(row.pk)
    context = one_request(refund, assessed(person, today), journal, settings.REFUNDS) | {"errors": errors}
    return render(request, "web/refunds/request.html", context, status=409 if errors else 200)
