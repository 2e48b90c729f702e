"""People: found by their IIN, opened for a reason. There is no list of them."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from payments import ledger
from payments.models import Person
from payments.rules.identifiers import grouped, masked, oddities
from portal import clock
from portal.sign_in import issue_code
from portal.staff.access import of_opened_person, open_record
from portal.staff.forms import PersonSearchForm, ReasonForm
from portal.staff.pages import needs, sent
from portal.staff.read_only import ReadOnlyAdmin
from portal.staff.record import record
from portal.staff.searches import counted
from portal.words import identifiers as words


class PersonAdmin(ReadOnlyAdmin):
    """Search, a new record, reason, record and one-time code."""

    def get_urls(self) -> list[URLPattern]:
        """Our pages before Django's own, which take whatever is left."""
        return [
            self.own_path("begin/", self.begin_view, "begin"),
            self.own_path("<path:object_id>/reason/", self.reason_view, "reason"),
            self.own_path("<path:object_id>/code/", self.code_view, "code"),
            *super().get_urls(),
        ]

    @method_decorator(sensitive_post_parameters("iin"))
    @needs("payments.view_person")
    @counted
    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Find one person. The IIN is posted, so it stands in no address and no log."""
        form = PersonSearchForm(sent(request))
        if form.is_valid():
            person = Person.objects.filter(**form.cleaned_data).first()
            if person is not None:
                return redirect("admin:payments_person_reason", person.pk)
            if request.user.has_perm("payments.add_person"):
                return self.offer_to_begin(request, form)
            form.add_error("iin", _("Nothing is recorded for this IIN. Compare it with the ID card."))
        return self.search_page(request, form)

    def search_page(self, request: HttpRequest, form: PersonSearchForm) -> HttpResponse:
        """The form, with what was wrong in it."""
        lead = _("A record opens for a reason and for 15 minutes. The person sees who opened it, when and why.")
        return self.form_page(request, title=_("Find a person"), lead=lead, form=form, submit=_("Find"))

    def offer_to_begin(self, request: HttpRequest, form: PersonSearchForm) -> HttpResponse:
        """Whoever never paid has no record, and the most need of a one-time code."""
        iin = form.cleaned_data["iin"]
        values = {"form": form, "iin": grouped(iin), "warnings": map(words.oddity, oddities(iin))}
        return self.page(request, "admin/payments/person/begin.html", title=_("Begin a record"), **values)

    @method_decorator(require_POST)
    @method_decorator(sensitive_post_parameters("iin"))
    @needs("payments.add_person")
    @counted
    def begin_view(self, request: HttpRequest) -> HttpResponse:
        """Begin the record of a person whose ID card somebody has seen."""
        form = PersonSearchForm(request.POST)
        if not form.is_valid():
            return self.search_page(request, form)
        with transaction.atomic():
            is_new = not Person.objects.filter(**form.cleaned_data).exists()
            [person] = ledger.lock_people({form.cleaned_data["iin"]: ledger.Names()}).values()
            if is_new:
                self.log_addition(request, person, _("The record was begun: the ID card was seen."))
        return redirect("admin:payments_person_reason", person.pk)

    @needs("payments.view_person")
    def reason_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask why, and open the record."""
        person = self.found(request, object_id)
        form = ReasonForm(sent(request))
        if form.is_valid():
            open_record(person=person, actor=request.user.actor, reason=form.reason, now=timezone.now())
            return redirect("admin:payments_person_change", person.pk)
        lead = _("IIN %(iin)s. The person sees your name and this reason.") % {"iin": masked(person.iin)}
        submit = _("Open the record for 15 minutes")
        return self.form_page(request, title=_("Why do you open this record?"), lead=lead, form=form, submit=submit)

    @needs("payments.view_person")
    @of_opened_person
    def change_view(self, request: HttpRequest, person: Person, *args: Any, **kwargs: Any) -> HttpResponse:
        """The record: the statement as the person sees it, and every row behind it."""
        values = record(person, request.user.actor, clock.today(), timezone.now())
        return self.page(request, "admin/payments/person/record.html", title=_("Record"), person=person, **values)

    @method_decorator(require_POST)
    @needs("portal.add_onetimecode")
    @of_opened_person
    def code_view(self, request: HttpRequest, person: Person) -> HttpResponse:
        """Make a one-time code and show it this once."""
        with transaction.atomic():
            code = issue_code(person=person, made_by=request.user.actor)
            self.log_change(request, person, _("A one-time code was made."))
        return self.page(request, "admin/payments/person/code.html", title=_("One-time code"), person=person, code=code)

    @needs("payments.view_person")
    @of_opened_person
    def history_view(self, request: HttpRequest, person: Person, extra_context: dict | None = None) -> HttpResponse:
        """Django's own list of what was done here, under the same guard as the record."""
        return super().history_view(request, str(person.pk), extra_context)
