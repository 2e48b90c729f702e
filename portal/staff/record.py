"""One person's record as ready values: the statement as they see it, and every row behind it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from payments.models import Access, Actor, CategorySpan, Contribution, Person
from payments.rules.identifiers import masked
from payments.rules.months import Month
from portal import written
from portal.statement import pages
from portal.statement.account import assessed
from portal.words import access as access_words

LINE_FIELDS = (
    "id", "kind", "period", "purpose_code", "amount", "paid_on", "credited_on", "reference", "occurrence",
    "sender", "reverses", "entered_at", "entered_by",
)  # fmt: skip
SPAN_FIELDS = ("category", "first_month", "last_month")
ACCESS_FIELDS = ("opened_at", "until", "actor", "reason")


def record(person: Person, actor: Actor, today: date, now: datetime) -> dict[str, Any]:
    """All that the page of a record shows to the one who opened it."""
    accesses = list(person.accesses.select_related("actor").order_by("-pk"))
    open_until = max(access.until for access in accesses if access.actor_id == actor.pk)
    return {
        "open_until": written.moment(open_until),
        "paper": pages.paper(assessed(person, today), person, now),
        "tables": [
            table(_("Lines of the ledger"), Contribution, LINE_FIELDS, map(line_cells, lines_of(person))),
            table(_("Categories"), CategorySpan, SPAN_FIELDS, map(span_cells, person.category_spans.order_by("pk"))),
            table(_("Who opened this record"), Access, ACCESS_FIELDS, map(access_cells, accesses)),
        ],
    }


def table(caption: str, model: type, fields: tuple[str, ...], rows: Iterable[list[str]]) -> dict[str, Any]:
    """Rows under the names that the model gives its fields."""
    head = [capfirst(model._meta.get_field(name).verbose_name) for name in fields]
    return {"caption": caption, "head": head, "rows": list(rows)}


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
