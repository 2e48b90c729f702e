"""Who looked at a person's record: the person sees it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from payments.models import Person
from portal import written
from portal.web.access import of_person
from portal.words.access import reason


@of_person
def accesses(request: HttpRequest, person: Person) -> HttpResponse:
    """Every time that staff opened the record, newest first, with the reason they gave."""
    rows = person.accesses.select_related("actor").order_by("-opened_at")
    opened = [
        {"when": written.moment(row.opened_at), "who": str(row.actor), "reason": reason(row.reason)} for row in rows
    ]
    return render(request, "web/accesses.html", {"accesses": opened})
