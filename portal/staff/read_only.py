"""Rows that are looked at and never edited, whoever looks: what the pages of most nouns here start from."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

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


class ReadOnlyAdmin(ModelAdmin):
    """No row is added, changed or deleted by Django's own forms, not even by root, and none in bulk."""

    actions = None
    show_full_result_count = False
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Verbs add rows."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing changes them."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing removes them."""
        return False

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
