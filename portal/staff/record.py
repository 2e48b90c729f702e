"""One person's record as ready values: the statement as they see it, and every row behind it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from payments.models import Access, Actor, CategorySpan, Contribution, Payment, Person
from payments.rules.identifiers import masked
from payments.rules.months import Month
from payments.rules.payment_states import PaymentState, state_on
from portal import written
from portal.staff import links
from portal.staff.tables import heads, table
from portal.statement import pages
from portal.statement.account import assessed
from portal.words import access as access_words
from portal.words import tracking as payment_words

LINE_FIELDS = (
    "id", "kind", "period", "purpose_code", "amount", "paid_on", "credited_on", "reference", "occurrence",
    "sender", "reverses", "entered_at", "entered_by",
)  # fmt: skip
SPAN_FIELDS = ("category", "first_month", "last_month")
ACCESS_FIELDS = ("opened_at", "until", "actor", "reason")


def record(person: Person, actor: Actor, today: date, now: datetime) -> dict[str, Any]:
    """All that the page of a record shows to the one who opened it."""
    spans = person.category_spans.order_by("pk")
    accesses = list(person.accesses.select_related("actor").order_by("-pk"))
    open_until = max(access.until for access in accesses if access.actor_id == actor.pk)
    return {
        "open_until": written.moment(open_until),
        "paper": pages.paper(assessed(person, today), person, now),
        "tables": [
            payments_of(person, today),
            table(_("Lines of the ledger"), heads(Contribution, LINE_FIELDS), map(line_cells, lines_of(person))),
            table(_("Categories"), heads(CategorySpan, SPAN_FIELDS), map(span_cells, spans)),
            table(_("Who opened this record"), heads(Access, ACCESS_FIELDS), map(access_cells, accesses)),
        ],
    }


def payments_of(person: Person, today: date) -> dict[str, Any]:
    """The payments for this person, newest first, each with the way to it."""
    found = person.payments.with_state().select_related("basket__ordered_by__person").order_by("-pk")
    rows = (payment_cells(payment, today) for payment in found)
    fields = heads(Payment, ("period", "amount", "valid_until"))
    return table(_("Payments"), [_("Reference"), *fields, _("State"), _("Ordered on"), _("Ordered by")], rows)


def payment_cells(payment: Payment, today: date) -> list[str]:
    """One payment as it stands today."""
    return [
        links.payment(payment),
        month(payment.period),
        written.tenge(payment.amount),
        written.short_day(payment.valid_until),
        payment_words.state(state_on(PaymentState(payment.state), payment.valid_until, today)),
        written.short_day(payment.basket.ordered_on),
        links.actor(payment.basket.ordered_by),
    ]


def lines_of(person: Person) -> Iterable[Contribution]:
    """Every line of the ledger about one person, newest period first."""
    return person.contributions.select_related("sender", "entered_by").order_by("-period", "-pk")


def line_cells(line: Contribution) -> list[str]:
    """One line of the ledger, each of its fields."""
    return [
        f"#{line.pk}",
        line.get_kind_display(),
        month(line.period),
        line.purpose_code,
        written.tenge(line.amount),
        written.short_day(line.paid_on),
        written.short_day(line.credited_on),
        line.reference,
        str(line.occurrence),
        sender(line),
        f"#{line.reverses_id}" if line.reverses_id else "",
        written.moment(line.entered_at),
        str(line.entered_by),
    ]


def sender(line: Contribution) -> str:
    """Who sent the money, where the registry says: an organisation by name, a person by a masked IIN."""
    number = line.sender_bin or (line.sender.iin if line.sender else "")
    return f"{masked(number)} {line.sender_name}".strip() if number else ""


def span_cells(span: CategorySpan) -> list[str]:
    """One span of a category."""
    return [span.get_category_display(), month(span.first_month), month(span.last_month)]


def access_cells(access: Access) -> list[str]:
    """One opening of the record."""
    until = written.moment(access.until)
    return [written.moment(access.opened_at), until, str(access.actor), access_words.reason(access.reason)]


def month(first_day: date | None) -> str:
    """A month of a row, if it has one."""
    return written.month(Month.containing(first_day)) if first_day else written.DASH
