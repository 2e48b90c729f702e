"""Days that are off or worked against the rule: edited here, with Django's own journal."""

from portal.staff.forms import WorkdayExceptionForm
from portal.staff.pages import StaffAdmin


class WorkdayExceptionAdmin(StaffAdmin):
    """One row a day."""

    form = WorkdayExceptionForm
    list_display = ("day", "is_working", "note")
    list_filter = ("is_working",)
    ordering = ("-day",)
