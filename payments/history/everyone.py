"""Insured or not, everyone: the tables read side by side in the order of people, and nothing kept of who has gone by.

One pass and no statement a person. What a row means is decided where it is decided for one person (`lines`), and what
follows from it by the rules (payments/rules/standing.py).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet

from payments import models
from payments.history.figures import figures
from payments.history.lines import Kind, Span, line_state, payer_of, state_paid
from payments.rules.facts import LineState, Settings, StatePaid
from payments.rules.law import Law
from payments.rules.months import Month
from payments.rules.payment_states import PaymentState
from payments.rules.requisites import PurposeCode
from payments.rules.standing import Paid, judge
from payments.rules.status import Standing

AT_ONCE = 10_000  # rows that come from the database together
KEPT = 1 << 16
LAST_PERSON = 2**63 - 1
PERSON = itemgetter(0)
COVERING = [code.value for code in PurposeCode if code.covers]


class Insured(NamedTuple):
    """How one person stands."""

    person_id: int
    iin: str
    standing: Standing


class Line(NamedTuple):
    """What a credited line says of the status."""

    person_id: int
    id: int
    period: date
    purpose_code: str
    amount: int
    paid_on: date
    by_organisation: bool


class Reversal(NamedTuple):
    """What was taken back of a line."""

    person_id: int
    reverses_id: int
    kind: str
    amount: int


class Following:
    """Rows of people in the order of people, handed out as these come by."""

    def __init__(self, rows: QuerySet) -> None:
        self._groups = groupby(rows.iterator(AT_ONCE), key=PERSON)
        self._person, self._rows = self._following()

    def of(self, person: int) -> list[tuple]:
        """Those of one person, who comes after all that were asked about before."""
        while self._person is not None and self._person < person:
            self._person, self._rows = self._following()
        return list(self._rows) if self._person == person else []

    def _following(self) -> tuple[int | None, Iterable[tuple]]:
        return next(self._groups, (None, ()))


class Beside:
    """What is known of a person beside their lines."""

    def __init__(self, reversals: list[tuple], ordered: list[tuple], spans: list[tuple]) -> None:
        self.reversals: dict[int, list[Reversal]] = defaultdict(list)
        for reversal in map(Reversal._make, reversals):
            self.reversals[reversal.reverses_id].append(reversal)
        self.ordered_as = {line: payer for _person, line, payer in ordered}
        self.spans = [Span(*span[1:]) for span in spans]
        self.state_paid = state_paid(self.spans)

    def left(self, line: Line) -> Paid | None:
        """What is left of a line, if anything is."""
        reversals = self.reversals.get(line.id, ())
        left = line.amount - sum(reversal.amount for reversal in reversals)
        if line_state(left, reversals) is not LineState.CREDITED:
            return None
        period = Month.containing(line.period)
        payer = payer_of(line.purpose_code, line.by_organisation, self.ordered_as.get(line.id), self.spans, period)
        return Paid(period, payer, left, line.paid_on)


def everyone(day: date, settings: Settings, *, first: int = 1, last: int = LAST_PERSON) -> Iterator[Insured]:
    """Every person with how they stand on a day, in the order of their rows; or those from the first to the last."""
    people = models.Person.objects.filter(pk__gte=first, pk__lte=last).order_by("pk").values_list("pk", "iin")
    with transaction.atomic():
        _all_as_of_one_moment()
        rates, calendar = figures()
        standing = judge(Law(rates, calendar, settings), Month.containing(day))
        tables = (_lines(day), _reversals(), _ordered(), _spans())
        lines, *others = (Following(_between(rows, first, last)) for rows in tables)
        for person, iin in people.iterator(AT_ONCE):
            beside = [rows.of(person) for rows in others]
            paid, by_state = _understood(lines.of(person), beside) if any(beside) else (_alike(lines.of(person)), ())
            yield Insured(person, iin, standing(paid, by_state))


def _all_as_of_one_moment() -> None:
    """What others write while the list is made stands in none of it."""
    if connection.vendor == "postgresql" and not connection.savepoint_ids:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _between(rows: QuerySet, first: int, last: int) -> QuerySet:
    return rows.filter(person_id__gte=first, person_id__lte=last).order_by("person_id")


def _lines(day: date) -> QuerySet:
    """What had arrived by the day and can cover a month."""
    arrived = models.Contribution.objects.filter(
        kind=Kind.CREDIT, purpose_code__in=COVERING, paid_on__lte=day, credited_on__lte=day
    )
    by_organisation = ExpressionWrapper(~Q(sender_bin=""), output_field=BooleanField())
    return arrived.annotate(by_organisation=by_organisation).values_list(*Line._fields)


def _reversals() -> QuerySet:
    return models.Contribution.objects.filter(reverses__isnull=False).values_list(*Reversal._fields)


def _ordered() -> QuerySet:
    credited = models.PaymentStep.objects.filter(state=PaymentState.CREDITED)
    of_lines = credited.annotate(person_id=F("contribution__person"))
    return of_lines.values_list("person_id", "contribution_id", "payment__basket__payer")


def _spans() -> QuerySet:
    return models.CategorySpan.objects.values_list("person_id", *Span._fields)


def _understood(lines: list[tuple], beside: list[list[tuple]]) -> tuple[list[Paid], tuple[StatePaid, ...]]:
    """The money of a person of whom more is known than their lines."""
    known = Beside(*beside)
    left = map(known.left, map(Line._make, lines))
    return [paid for paid in left if paid is not None], known.state_paid


def _alike(lines: list[tuple]) -> list[Paid]:
    """The money of one of whom there are lines alone, as of most: each like those of many others."""
    return [_whole(*line[2:]) for line in lines]


@lru_cache(KEPT)
def _whole(period: date, purpose_code: str, amount: int, paid_on: date, by_organisation: bool) -> Paid:
    month = Month.containing(period)
    return Paid(month, payer_of(purpose_code, by_organisation, None, (), month), amount, paid_on)
