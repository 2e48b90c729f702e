"""The application on paper, in one of the two languages in which it can be handed in."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from payments import history
from payments.models import Person
from portal import clock
from portal.statement.refund_sheet import LANGUAGES, application
from portal.web.access import of_person, refund_of


@of_person
def sheet(request: HttpRequest, person: Person, number: str, language: str) -> HttpResponse:
    """Everything that the service centre asks for, filled in and ready to be signed."""
    refund_of(request, number)
    if language not in LANGUAGES:
        raise Http404
    today = clock.today()
    refund = history.refund(number, today, settings.REFUNDS)
    payment = history.payment(refund.line.payment, today) if refund.line.payment else None
    context = application(refund, payment, person, language)
    return render(request, "print/refund_sheet.html", context)
