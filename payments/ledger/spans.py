"""Months in which the state pays for a person, or in which they are a sole trader."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from payments.ledger.entry import Outcome
from payments.ledger.people import Names, lock_people
from payments.models import CategorySpan, Person
from payments.rules.months import Month


@dataclass(frozen=True, slots=True)
class Span:
    """A category of a person, from the first month to the last; `last` is None while it is open."""

    iin: str = field(repr=False)
    category: str
    first: Month
    last: Month | None
    names: Names = field(default=Names(), repr=False)


@dataclass(frozen=True, slots=True)
class SpanPosting:
    """A span and what became of it."""

    span: Span
    outcome: Outcome
    person: Person


@transaction.atomic
def record_spans(*, spans: Sequence[Span]) -> list[SpanPosting]:
    """Write new spans, and the ends of open ones. A span keeps its end: another one is a conflict."""
    people = lock_people({span.iin: span.names for span in spans})
    known = _known(list(people.values()))
    changed: dict[tuple, CategorySpan] = {}
    postings = []
    for span in spans:
        row = _row(span, people[span.iin])
        outcome = _outcome(row, known.get(_key(row)))
        if outcome == Outcome.POSTED:
            known[_key(row)] = changed[_key(row)] = row
        postings.append(SpanPosting(span, outcome, row.person))
    CategorySpan.objects.bulk_create(
        changed.values(), update_conflicts=True, unique_fields=KEY, update_fields=["last_month"]
    )
    return postings


KEY = ["person", "category", "first_month"]


def _key(row: CategorySpan) -> tuple[int, str, date]:
    return (row.person_id, row.category, row.first_month)


def _known(people: Sequence[Person]) -> dict[tuple, CategorySpan]:
    return {_key(row): row for row in CategorySpan.objects.filter(person__in=people)}


def _row(span: Span, person: Person) -> CategorySpan:
    return CategorySpan(
        person=person,
        category=span.category,
        first_month=span.first.first_day,
        last_month=None if span.last is None else span.last.first_day,
    )


def _outcome(row: CategorySpan, known: CategorySpan | None) -> Outcome:
    if known is None:
        return Outcome.POSTED
    if known.last_month == row.last_month:
        return Outcome.KNOWN
    return Outcome.POSTED if known.last_month is None else Outcome.CONFLICT
