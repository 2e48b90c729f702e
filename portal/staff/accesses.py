"""Who opened whose record, for those who watch over it."""

from django.contrib.admin import display
from django.utils.translation import gettext_lazy as _

from payments.models import Access
from portal.staff import access
from portal.staff.read_only import OnlyShownAdmin
from portal.words import access as words


class AccessAdmin(OnlyShownAdmin):
    """Every opening, newest first."""

    list_display = ("opened_at", "actor", "whose", "why")
    list_select_related = ("actor", "person")
    ordering = ("-pk",)
    fields = ("whose", "actor", "why", "opened_at", "until")
    readonly_fields = ("whose", "why")

    @display(description=_("person"))
    def whose(self, row: Access) -> str:
        """Masked, and the way to the record."""
        return access.link(row.person)

    @display(description=_("reason"))
    def why(self, row: Access) -> str:
        """The reason in words."""
        return words.reason(row.reason)
