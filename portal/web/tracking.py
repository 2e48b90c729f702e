"""The payments of whoever is signed in: all of them, one with its timeline, giving one up, and the calendar file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from payments import history, ledger
from payments.models import Person
from portal import clock
from portal.statement.account import assessed
from portal.statement.calendar_file import calendar_file
from portal.statement.payment import one_payment, reason_of
from portal.statement.refund_doors import door_of
from portal.statement.tracking import coming_months, overview, tracked
from portal.web.access import form_of_person, of_person, payment_of
from portal.web.pay.being_paid import being_paid
from portal.words import tracking as words


@of_person
def payments(request: HttpRequest, person: Person) -> HttpResponse:
    """What is open, what calls for something to be done, and the rest by year."""
    today, actor = clock.today(), request.user.actor
    found = assessed(person, today)
    rows = history.payments_of(actor, today)
    listed = tracked(rows, found, actor, being_paid=being_paid(rows))
    waiting = {"unallocated": [words.unallocated(money) for money in history.unallocated(person)]}
    return render(request, "web/payments/payments.html", overview(listed, found) | waiting)


@of_person
def payment(request: HttpRequest, person: Person, reference: str) -> HttpResponse:
    """Where one payment is, day by day, and what to do about it."""
    return page(request, person, reference)


@form_of_person
def cancel(request: HttpRequest, person: Person, reference: str) -> HttpResponse:
    """Give up a payment that nobody has paid, or say why that cannot be; asked for without the form, lead back."""
    row = payment_of(request, reference)
    if request.method != "POST":
        return redirect("payment", reference)
    try:
        ledger.cancel(payment=row, actor=request.user.actor, today=clock.today())
    except ledger.Refused as refused:
        return page(request, person, reference, errors=[{"text": words.uncancellable(refused.reason), "href": ""}])
    return redirect("payment", reference)


@of_person
def months_file(request: HttpRequest, person: Person) -> HttpResponse:
    """The months that are still to be paid, for a calendar."""
    found = assessed(person, clock.today())
    months = coming_months(found)
    if not months:
        raise Http404
    as_of = found.facts.known_until or found.facts.today
    text = calendar_file(months, as_of=as_of, page=request.build_absolute_uri(reverse("plan")))
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="months.ics"'
    return response


def page(
    request: HttpRequest, person: Person, reference: str, errors: list[dict[str, str]] | None = None
) -> HttpResponse:
    """The page of one payment."""
    row, today, actor = payment_of(request, reference), clock.today(), request.user.actor
    found = assessed(person, today)
    blocked = ledger.why_not_cancellable(row, today)
    begun = {row.pk} if blocked is ledger.Uncancellable.AT_THE_ACQUIRER else ()
    [one] = tracked([history.payment(reference, today)], found, actor, being_paid=begun)
    door = door_of(one.payment.line, person, today, reason_of(one.stage))
    context = one_payment(one, found, actor, blocked, door) | {"errors": errors}
    return render(request, "web/payments/payment.html", context, status=422 if errors else 200)
