"""What a month costs: edited here, with Django's own journal of who changed what."""

from django.contrib.admin import display
from django.utils.translation import gettext_lazy as _

from payments.models import Rate
from portal import written
from portal.staff.forms import RateForm
from portal.staff.pages import StaffAdmin


class RateAdmin(StaffAdmin):
    """One row for each payer and day from which a rate holds."""

    form = RateForm
    list_display = ("payer", "valid_from", "tenge", "law")
    list_filter = ("payer",)
    ordering = ("-valid_from", "payer")

    @display(description=_("amount"), ordering="amount")
    def tenge(self, rate: Rate) -> str:
        """The sum as money."""
        return written.tenge(rate.amount)
