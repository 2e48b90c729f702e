"""The statement: every month by itself, on the screen, on paper and as a file."""

import csv

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from payments.models import Person
from payments.rules.months import Month
from payments.rules.status import YEAR
from portal import clock
from portal.statement import pages, rows
from portal.statement.account import assessed
from portal.statement.csv_file import csv_rows
from portal.statement.refund_doors import doors
from portal.web.access import of_person


@of_person
def statement(request: HttpRequest, person: Person, year: int | None = None) -> HttpResponse:
    """The whole statement with one year open; to htmx that year alone."""
    found = assessed(person, clock.today())
    year = year or found.month.year
    if year not in rows.years(found):
        raise Http404
    if request.htmx:
        return render(request, "web/_year.html", pages.one_year(found, year))
    return render(request, "web/statement.html", pages.statement(found, person, year, timezone.now()))


@of_person
def month(request: HttpRequest, person: Person, month: Month) -> HttpResponse:
    """One month with its lines and what they mean."""
    found = assessed(person, clock.today())
    if not rows.earliest_month(found) <= month <= max(rows.last_month(found), found.month + YEAR):
        raise Http404
    template = "web/_month.html" if request.htmx else "web/month.html"
    context = pages.one_month(found, month, request.user.actor, doors(person, found.facts.today))
    return render(request, template, context)


@of_person
def paper(request: HttpRequest, person: Person) -> HttpResponse:
    """Everything on one sheet after the other."""
    found = assessed(person, clock.today())
    return render(request, "print/statement.html", {"paper": pages.paper(found, person, timezone.now())})


@of_person
def csv_file(request: HttpRequest, person: Person) -> HttpResponse:
    """The same as a file for a spreadsheet; the mark at its start tells it that the text is UTF-8."""
    today = clock.today()
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="statement-{today}.csv"'
    csv.writer(response, delimiter=";").writerows(csv_rows(assessed(person, today)))
    return response
