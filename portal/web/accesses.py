"""Who looked at a person's record: the person sees it."""

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from payments.models import JournalEntry, Person
from portal import written
from portal.web.access import of_person
from portal.words.access import reason, review

LOOKS = (JournalEntry.Event.REFUND_VIEWED, JournalEntry.Event.PROOF_VIEWED)


@of_person
def accesses(request: HttpRequest, person: Person) -> HttpResponse:
    """Every time that staff opened the record or a claim that shows it, newest first, and why."""
    looks = sorted([*openings(person), *reviews(person)], key=lambda look: look[0], reverse=True)
    opened = [{"when": written.moment(at), "who": who, "reason": why} for at, who, why in looks]
    values = {"accesses": opened, "checked_on": days_of_checks(person)}
    return render(request, "web/accesses.html", values)


def openings(person: Person) -> Iterator[tuple[datetime, str, str]]:
    """The record itself, with the reason that was given."""
    for row in person.accesses.select_related("actor"):
        yield row.opened_at, str(row.actor), reason(row.reason)


def reviews(person: Person) -> Iterator[tuple[datetime, str, str]]:
    """A refund request for a payment in the record, or a file of the person's own request."""
    for entry in person.journal.filter(event__in=LOOKS).select_related("actor"):
        yield entry.at, str(entry.actor), review()


def days_of_checks(person: Person) -> list[str]:
    """The days on which somebody else typed the person's IIN and first name to pay for them, newest first."""
    by_others = person.payee_checks.exclude(actor__person=person).order_by("-pk")
    days = (written.day(timezone.localdate(check.asked_at)) for check in by_others)
    return list(dict.fromkeys(days))
