"""Opening a person's record: for a reason, for a while, and the person sees who it was."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from payments import ledger
from payments.models import Access, Actor, JournalEntry, Person
from payments.rules.identifiers import masked
from portal import written
from portal.staff.read_only import ReadOnlyAdmin

OPEN_FOR = timedelta(minutes=15)

View = Callable[..., HttpResponse]


@transaction.atomic
def open_record(*, person: Person, actor: Actor, reason: str, now: datetime) -> Access:
    """Open a person's record to somebody of the staff; the journal has it too, so that nobody removes it unseen."""
    opened = Access.objects.create(person=person, actor=actor, reason=reason, opened_at=now, until=now + OPEN_FOR)
    ledger.note(JournalEntry.Event.RECORD_OPENED, actor=actor, person=person, access=opened.pk)
    return opened


def is_open(person: Person, actor: Actor, now: datetime) -> bool:
    """Has this one opened the record, and is it still open?"""
    return Access.objects.filter(person=person, actor=actor, opened_at__lte=now, until__gt=now).exists()


def of_opened_person(view: View) -> View:
    """A page of one person's record: it gets the person's row, or the form that asks for a reason comes first."""

    @wraps(view)
    def guarded(admin: ReadOnlyAdmin, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        person = admin.found(request, object_id)
        if not is_open(person, request.user.actor, timezone.now()):
            return redirect("admin:payments_person_reason", person.pk)
        return view(admin, request, person, *args, **kwargs)

    return guarded


def link(person: Person | None) -> str:
    """A person outside their record: no name, the IIN masked, and the way to the record."""
    if person is None:
        return written.DASH
    href = reverse("admin:payments_person_change", args=[person.pk])
    return format_html('<a class="masked" href="{}">{}</a>', href, masked(person.iin))
