"""Lines of the ledger, for looking."""

from django.contrib.admin import ModelAdmin, SimpleListFilter, display
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from payments.models import Contribution
from payments.rules.months import Month
from payments.rules.requisites import PurposeCode
from portal import written
from portal.staff import access
from portal.staff.read_only import OnlyShownAdmin


class ByPayment(SimpleListFilter):
    """People's own lines that are the money of no payment ordered here."""

    title = _("payment")
    parameter_name = "payment"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        """One choice beside all."""
        return [("none", gettext("own lines without a payment"))]

    def queryset(self, request: HttpRequest, lines: QuerySet) -> QuerySet | None:
        """Most of them were paid elsewhere and lack nothing."""
        own = {"kind": Contribution.Kind.CREDIT, "purpose_code": PurposeCode.CONTRIBUTION, "sender_bin": ""}
        return lines.filter(**own, payment_steps=None) if self.value() == "none" else None


class ContributionAdmin(OnlyShownAdmin):
    """All lines, newest first. No search box: somebody would type an IIN into it, and so into an address."""

    list_display = ("id", "kind", "month", "insured", "purpose_code", "tenge", "reference", "credited_on")
    list_filter = ("kind", "purpose_code", ByPayment)
    list_select_related = ("person",)
    ordering = ("-pk",)
    fields = (
        "kind", "insured", "month", "purpose_code", "tenge", "reference", "occurrence", "paid_on", "credited_on",
        "sender_bin", "sender_name", "sending_person", "reverses", "entered_at", "entered_by",
    )  # fmt: skip

    @display(description=_("person"))
    def insured(self, line: Contribution) -> str:
        """Masked, and the way to the record."""
        return access.link(line.person)

    @display(description=_("sender"))
    def sending_person(self, line: Contribution) -> str:
        """The same for a person who paid."""
        return access.link(line.sender)

    @display(description=_("period"))
    def month(self, line: Contribution) -> str:
        """The month by its name."""
        return written.month(Month.containing(line.period))

    @display(description=_("amount"))
    def tenge(self, line: Contribution) -> str:
        """The sum as money."""
        return written.tenge(line.amount)

    readonly_fields = ("insured", "sending_person", "month", "tenge")
