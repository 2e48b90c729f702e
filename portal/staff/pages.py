"""What the pages of every noun start from: how they are called, and pages of our own inside the admin's frame."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.text import capfirst

from payments import ledger
from payments.models import JournalEntry, Person

View = Callable[..., HttpResponse]


def needs(permission: str) -> Callable[[View], View]:
    """A page for those of the staff who have this permission."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(admin: ModelAdmin, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(admin, request, *args, **kwargs)

        return guarded

    return guard


def sent(request: HttpRequest) -> QueryDict | None:
    """What was filled in, be it nothing; None if the form is only opened."""
    return request.POST if request.method == "POST" else None


class StaffAdmin(ModelAdmin):
    """Titles are the noun itself: "Select %s to change" would need it in a case that only the translator knows."""

    actions = None
    show_full_result_count = False
    list_per_page = 50

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """The list, called by what is in it."""
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, title | (extra_context or {}))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict | None = None,
    ) -> HttpResponse:
        """One row, called by what it is; which one, Django says below."""
        title = {"title": capfirst(self.opts.verbose_name)}
        return super().changeform_view(request, object_id, form_url, title | (extra_context or {}))

    @property
    def list_address(self) -> str:
        """The name of the address of the noun's first page."""
        return f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"

    def own_path(self, address: str, view: View, name: str, **values: Any) -> URLPattern:
        """One of our pages below the noun's, for staff alone and kept by no cache, as all of them."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_{name}"
        return path(address, self.admin_site.admin_view(view), values, name=name)

    def page(self, request: HttpRequest, template: str, *, status: int = 200, **values: Any) -> TemplateResponse:
        """One of our pages inside the frame of the admin."""
        frame = self.admin_site.each_context(request) | {"opts": self.opts, "list_address": self.list_address}
        return TemplateResponse(request, template, frame | values, status=status)

    def form_page(self, request: HttpRequest, **values: Any) -> TemplateResponse:
        """A page that is one form: `title`, `lead`, `form` and what its button says in `submit`."""
        return self.page(request, "admin/one_form.html", status=422 if values["form"].errors else 200, **values)

    def found(self, request: HttpRequest, object_id: str) -> Model:
        """The row that an address names, or 404."""
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404
        return row

    # Whoever may write to the database could change Django's own lines, so each has its like in the journal, in the
    # transaction of what it tells of: Django's forms open one, and so does every page of ours.

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> LogEntry:
        """A row was added."""
        logged = super().log_addition(request, obj, message)
        journal(request, obj, "addition")
        return logged

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> LogEntry:
        """A row was changed, or a verb was called for it."""
        logged = super().log_change(request, obj, message)
        journal(request, obj, "change")
        return logged

    def log_deletions(self, request: HttpRequest, queryset: QuerySet | list[Model]) -> list[LogEntry]:
        """Rows that are about to go."""
        logged = super().log_deletions(request, queryset)
        for row in queryset:
            journal(request, row, "deletion")
        return logged


def journal(request: HttpRequest, row: Model, action: str) -> None:
    """Write that a row was changed by staff: which row and how, never what stands in it."""
    person = row if isinstance(row, Person) else None
    ledger.note(
        JournalEntry.Event.ROW_CHANGED,
        actor=request.user.actor,
        person=person,
        model=row._meta.label_lower,
        row=row.pk,
        action=action,
    )
