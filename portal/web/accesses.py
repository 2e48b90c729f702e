"""Who looked at a person's record: the person sees it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

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
    values = {"accesses": opened, "checked_on": days_of_checks(person)}
    return render(request, "web/accesses.html", values)


def days_of_checks(person: Person) -> list[str]:
    """The days on which somebody else typed the person's IIN and first name to pay for them, newest first."""
    by_others = person.payee_checks.exclude(actor__person=person).order_by("-pk")
    days = (written.day(timezone.localdate(check.asked_at)) for check in by_others)
    return list(dict.fromkeys(days))
