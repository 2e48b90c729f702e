"""Who asked whether an IIN and a first name belong together, for those who watch over it."""

from django.contrib.admin import display
from django.utils.translation import gettext_lazy as _

from payments.models import PayeeCheck
from portal.staff import access, links
from portal.staff.read_only import OnlyShownAdmin


class PayeeCheckAdmin(OnlyShownAdmin):
    """Every question, newest first."""

    list_display = ("asked_at", "who", "whose", "in_order")
    list_filter = ("in_order",)
    list_select_related = ("actor__person", "person")
    ordering = ("-pk",)
    fields = ("asked_at", "who", "whose", "in_order")
    readonly_fields = ("who", "whose")

    @display(description=_("who asked"))
    def who(self, row: PayeeCheck) -> str:
        """A citizen is masked."""
        return links.actor(row.actor)

    @display(description=_("person"))
    def whose(self, row: PayeeCheck) -> str:
        """Masked, and the way to the record."""
        return access.link(row.person)
