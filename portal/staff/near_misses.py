"""What looks like the money of a payment and is not: a line beside a payment, and payments beside a rejected line."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from payments.ledger.arrivals import LATEST
from payments.models import Contribution, Payment, RegistryLine, Suggestion
from payments.rules.identifiers import near_iins
from payments.rules.matching import PRIORITY
from payments.rules.months import Month
from payments.rules.references import grouped_reference, references_in
from portal import written
from portal.staff import access, comparison, links
from portal.words import comparison as comparison_words
from portal.words import suggestions as words

Outcome = RegistryLine.Outcome
POSTED = (Outcome.POSTED, Outcome.KNOWN, Outcome.MENDED)


def side_by_side(suggestion: Suggestion) -> list[dict[str, Any]]:
    """The line and the payment field by field."""
    line, payment = suggestion.contribution, suggestion.payment
    return [
        reference_row(line, payment),
        person_row(line, payment),
        row(_("Period"), month(line.period), month(payment.period), line.period == payment.period),
        row(_("Amount"), written.tenge(line.amount), written.tenge(payment.amount), line.amount == payment.amount),
        day_row(line, payment),
        payer_row(line, payment),
    ]


def row(label: str, line: str, payment: str, agrees: bool | None, note: str = "") -> dict[str, Any]:
    """One field."""
    return comparison.row(label, line, payment, agrees, note, unknown=comparison_words.not_known())


def reference_row(line: Contribution, payment: Payment) -> dict[str, Any]:
    """The reference that the registry passed on, if it passed on any."""
    named = {text for received in line.received_as.all() for text in named_in(received)}
    shown = ", ".join(map(grouped_reference, sorted(named))) or written.DASH
    return row(_("Reference"), shown, links.payment(payment), payment.reference in named if named else None)


def person_row(line: Contribution, payment: Payment) -> dict[str, Any]:
    """Whose money it is."""
    agrees = line.person_id == payment.person_id
    digits = zip(line.person.iin, payment.person.iin, strict=True)
    note = words.slip_of_the_finger() if sum(one != other for one, other in digits) == 1 else ""
    return row(_("IIN"), access.link(line.person), access.link(payment.person), agrees, note)


def day_row(line: Contribution, payment: Payment) -> dict[str, Any]:
    """When it was paid, beside the days in which it could be; a bank may date it a few days after them."""
    first, last = payment.basket.ordered_on, payment.valid_until
    days = f"{written.short_day(first)} {written.DASH} {written.short_day(last)}"
    return row(_("Paid on"), written.short_day(line.paid_on), days, first <= line.paid_on <= last + LATEST)


def payer_row(line: Contribution, payment: Payment) -> dict[str, Any]:
    """Who sent the money, and who ordered the payment."""
    orderer = payment.basket.ordered_by
    agrees = line.sender_id == orderer.person_id if line.sender_id else None
    return row(_("Sender"), access.link(line.sender), links.actor(orderer), agrees)


def month(first_day: date) -> str:
    """A month by its name."""
    return written.month(Month.containing(first_day))


def named_in(line: RegistryLine) -> tuple[str, ...]:
    """The references of payments that a line named."""
    return references_in(line.received.get("paymentreference", ""))


def payment_of(line: RegistryLine) -> Payment | None:
    """The payment whose money a posted line is, or which it returned though no line had credited it."""
    if line.contribution_id is not None:
        credited = line.contribution.reverses_id or line.contribution_id
        return Payment.objects.filter(steps__contribution=credited).first()
    named = named_in(line)
    return Payment.objects.of_reference(named[0]).first() if line.outcome in POSTED and len(named) == 1 else None


def may_be(line: RegistryLine) -> QuerySet[Payment]:
    """The payments that a rejected line may be: one digit of its IIN is another, and all else agrees."""
    read = line.understood
    near = near_iins(line.received.get("iin", ""))
    if line.outcome != Outcome.REJECTED or line.person_id or not near or "period" not in read:
        return Payment.objects.none()
    paid_on = date.fromisoformat(read["paid_on"])
    alike = Payment.objects.filter(
        person__iin__in=near,
        period=Month.parse(read["period"]).first_day,
        amount=read["amount"],
        basket__ordered_on__lte=paid_on,
        valid_until__gte=paid_on - LATEST,
    )
    return alike.with_state().filter(state__in=[*PRIORITY]).select_related("person").order_by("pk")
