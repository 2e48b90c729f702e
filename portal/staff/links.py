"""The ways from one row to another, as the cells of a list or a table."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from payments.models import Actor, Contribution, Payment, RefundRequest, Suggestion, Transaction
from payments.rules.references import grouped_reference
from payments.rules.refund_numbers import grouped_number
from portal import written
from portal.staff import access


def payment(row: Payment | None) -> str:
    """A payment by its reference."""
    return _link("payments_payment_change", row.pk, grouped_reference(row.reference)) if row else written.DASH


def transaction(row: Transaction | None) -> str:
    """Money that a partner took, by the partner's number."""
    return _link("payments_transaction_change", row.pk, row.number) if row else written.DASH


def line(row: Contribution | None) -> str:
    """A line of the ledger."""
    return _link("payments_contribution_change", row.pk, f"№ {row.pk}") if row else written.DASH


def suggestion(row: Suggestion) -> str:
    """A question for staff."""
    return _link("payments_suggestion_change", row.pk, f"№ {row.pk}")


def refund(row: RefundRequest | None) -> str:
    """A request for money back, by its number."""
    return _link("payments_refundrequest_change", row.pk, grouped_number(row.number)) if row else written.DASH


def actor(row: Actor) -> str:
    """Whoever it was: a citizen is masked as everywhere."""
    return access.link(row.person) if row.person else str(row)


def _link(name: str, pk: int, text: str) -> SafeString:
    return format_html('<a class="masked" href="{}">{}</a>', reverse(f"admin:{name}", args=[pk]), text)
