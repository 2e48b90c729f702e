"""The journal, for those who watch over it: every entry as it was written, and nothing that could change one."""

from django.contrib.admin import display
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from payments.models import JournalEntry
from portal import written
from portal.staff import access, links
from portal.staff.read_only import OnlyShownAdmin


class JournalAdmin(OnlyShownAdmin):
    """Newest first. Whether the chain holds, `manage.py verify_journal` says, and not a page of the same program."""

    list_display = ("number", "at", "who", "event", "whose", "refund")
    list_filter = ("event",)
    list_select_related = ("actor__person", "person", "request")
    ordering = ("-number",)
    fields = ("number", "at", "who", "event", "whose", "refund", "details", "previous", "hash")
    readonly_fields = ("who", "whose", "refund", "details")

    @display(description=_("who"))
    def who(self, entry: JournalEntry) -> str:
        """Somebody of the staff by label; a citizen masked."""
        return links.actor(entry.actor)

    @display(description=_("person"))
    def whose(self, entry: JournalEntry) -> str:
        """Masked, and the way to the record."""
        return access.link(entry.person)

    @display(description=_("refund request"))
    def refund(self, entry: JournalEntry) -> str:
        """By its number."""
        return links.refund(entry.request)

    @display(description=_("detail"))
    def details(self, entry: JournalEntry) -> str:
        """Numbers and codes, as they went into the hash."""
        told = ((name, value) for name, value in sorted(entry.detail.items()))
        return format_html_join(", ", "{}: {}", told) or written.DASH
