"""Days that are off or worked against the rule: edited here, with Django's own journal."""

from django.contrib.admin import ModelAdmin

from portal.staff.forms import WorkdayExceptionForm


class WorkdayExceptionAdmin(ModelAdmin):
    """One row a day."""

    form = WorkdayExceptionForm
    actions = None
    list_display = ("day", "is_working", "note")
    list_filter = ("is_working",)
    ordering = ("-day",)
