"""Rows that are looked at and never edited, whoever looks."""

from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator

from portal import replica
from portal.staff.pages import StaffAdmin


class ReadOnlyAdmin(StaffAdmin):
    """No row is added, changed or deleted by Django's own forms, not even by root, and none in bulk."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Verbs add rows."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing changes them."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing removes them."""
        return False


class OnlyShownAdmin(ReadOnlyAdmin):
    """Rows by which nobody decides anything: their list may be some moments behind (`portal.replica`)."""

    @method_decorator(replica.only_shows)
    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list, read from the copy where there is one."""
        return super().changelist_view(request, extra_context)
