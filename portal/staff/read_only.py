"""Rows that are looked at and never edited, whoever looks."""

from django.db.models import Model
from django.http import HttpRequest

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
