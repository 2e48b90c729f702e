"""Cases of reconciliation: opened by a registry, gone with what they tell of, or decided by staff for a reason."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from payments.ledger.deposits import Deposit, take
from payments.ledger.entry import Refused
from payments.ledger.told_late import match_told
from payments.models import Actor, Partner, PartnerRegistry, PartnerRegistryLine, ReconciliationCase, Transaction
from payments.rules.accounts import Account
from payments.rules.months import Month
from payments.rules.reconciliation import Money, Standing, standing
from payments.rules.references import number_of

BATCH = 1000
Decision = ReconciliationCase.Decision
ABOUT = ("registry__partner__actor", "line__person", "line__registry", "transaction")
Row = PartnerRegistryLine


class NoDecision(StrEnum):
    """Why staff cannot decide a case like that."""

    DECIDED = "decided"  # somebody else has, or it is gone
    NOT_TAKEABLE = "not_takeable"  # it came in already, or nobody can read whom it is for
    CANCELLED = "cancelled"  # the partner itself has taken it back


def open_cases(registry: PartnerRegistry, found: Iterable[tuple[Standing, PartnerRegistryLine]], today: date) -> None:
    """Open a case for each line that does not fit; one that was open before stays as it was."""
    ReconciliationCase.objects.bulk_create(
        (ReconciliationCase(registry=registry, kind=kind, line=line, opened_on=today) for kind, line in found),
        ignore_conflicts=True,
    )


def recheck_cases(*, cases: Iterable[ReconciliationCase], actor: Actor, today: date) -> None:
    """Close those of a partner's open cases that are gone; what has become another difference is a case of its own."""
    found = list(cases)
    for start in range(0, len(found), BATCH):
        for case, kind, line in _standings(found[start : start + BATCH]):
            if kind != case.kind:
                _close(case, Decision.GONE, "", actor)
            if kind != case.kind and kind.is_case:
                open_cases(line.registry, [(kind, line)], today)


@transaction.atomic
def decide_case(
    *, case: ReconciliationCase, decision: Decision, reason: str, actor: Actor, today: date
) -> ReconciliationCase:
    """Take money that only the partner knows of, or say how a case was settled. The same said twice is said once.

    Gives the case as it then is: it may turn out to be gone.
    """
    # A registry of the partner waits until this is done, or this until the registry is.
    partner = Partner.objects.select_for_update(no_key=True).get(pk=case.registry.partner_id)
    recheck_cases(cases=open_cases_of(partner).filter(pk=case.pk), actor=actor, today=today)
    case = ReconciliationCase.objects.get(pk=case.pk)
    if case.decision:
        return _the_same(case, decision, actor)
    if decision == Decision.TAKEN:
        _take(case, today, actor)
    _close(case, decision, reason, actor)
    case.refresh_from_db()
    return case


def open_cases_of(partner: Partner) -> QuerySet[ReconciliationCase]:
    """Those that wait, with what they are about, oldest first."""
    waiting = ReconciliationCase.objects.filter(registry__partner=partner, decision="")
    return waiting.select_related(*ABOUT).order_by("pk")


def account_of(line: PartnerRegistryLine) -> Account | None:
    """Whom a line is for; None if nobody could read it."""
    number = number_of(line.reference)
    if number:
        return Account(number, "", None)
    if line.person is None:
        return None
    return Account(None, line.person.iin, Month.containing(line.period) if line.period else None)


def _the_same(case: ReconciliationCase, decision: Decision, actor: Actor) -> ReconciliationCase:
    if case.decision != Decision.GONE and (case.decision, case.decided_by_id) != (decision, actor.pk):
        raise Refused(NoDecision.DECIDED)
    return case


def _take(case: ReconciliationCase, today: date, actor: Actor) -> None:
    line = case.line
    account = account_of(line) if line and case.kind == Standing.ONLY_THEIRS else None
    if account is None:
        raise Refused(NoDecision.NOT_TAKEABLE)
    deposit = Deposit(line.number, line.amount, min(line.paid_on, today), account)
    taken = take(partner=case.registry.partner.actor, deposit=deposit)
    if taken.is_cancelled:
        raise Refused(NoDecision.CANCELLED)
    match_told(transactions=[taken.id], actor=actor)  # days later a registry may have credited it long since


def _close(case: ReconciliationCase, decision: Decision, reason: str, actor: Actor) -> None:
    ReconciliationCase.objects.filter(pk=case.pk).update(
        decision=decision, reason=reason, decided_by=actor, decided_at=Now()
    )


def said_of(partner: Partner, numbers: Iterable[str]) -> dict[str, list[Row]]:
    """The lines that count of some numbers: first those of the day that had the number first."""
    lines = PartnerRegistryLine.objects.filter(registry__partner=partner, number__in=numbers)
    first: dict[tuple[str, date], int] = {}
    for number, day, line in lines.order_by("pk").values_list("number", "registry__day", "pk"):
        first.setdefault((number, day), line)
    said = defaultdict(list)
    for line in lines.counting().select_related("registry"):
        said[line.number].append(line)
    for same in said.values():
        same.sort(key=lambda line: (first[line.number, line.registry.day], line.pk))
    return said


def stands(line: Row, ours: Mapping[str, Money], said: Mapping[str, Sequence[Row]]) -> Standing:
    """How a line that counts stands; the first of its number is not there twice."""
    is_counted = said[line.number][0].pk != line.pk
    return standing(ours.get(line.number), money_said(line), is_counted=is_counted)


def money_told(row: Transaction) -> Money:
    """What came in. Whom a reference names, its payment says."""
    named = row if row.person_id else next(iter(row.for_payments.all()), row)
    return Money(row.amount, row.paid_on, named.person_id, named.period)


def money_said(line: Row) -> Money:
    """What a line says."""
    return Money(line.amount, line.paid_on, line.person_id, line.period)


def _standings(cases: Sequence[ReconciliationCase]) -> Iterator[tuple[ReconciliationCase, Standing, Row | None]]:
    """How what some cases of one partner tell of stands now, and the line that says so."""
    partner = cases[0].registry.partner
    numbers = {_number(case) for case in cases}
    came = Transaction.objects.filter(partner=partner.actor_id, number__in=numbers, cancellation=None)
    ours = {row.number: money_told(row) for row in came.prefetch_related("for_payments")}
    said = said_of(partner, numbers)
    return ((case, *_standing(case, ours, said)) for case in cases)


def _standing(
    case: ReconciliationCase, ours: Mapping[str, Money], said: Mapping[str, Sequence[Row]]
) -> tuple[Standing, Row | None]:
    number = _number(case)
    if case.line is None:
        is_gone = number not in ours or number in said
        return (Standing.MATCHED if is_gone else Standing.ONLY_OURS), None
    found = [(stands(line, ours, said), line) for line in _in_its_place(case.line, said.get(number, ()))]
    same = [pair for pair in found if pair[0] == case.kind]
    return (same or found or [(Standing.MATCHED, None)])[0]


def _in_its_place(line: Row, said: Iterable[Row]) -> list[Row]:
    """The line itself if it counts, else those of the last file of its day that say the same."""
    of_day = [one for one in said if one.registry.day == line.registry.day]
    itself = [one for one in of_day if one.pk == line.pk]
    return itself or [one for one in of_day if money_said(one) == money_said(line)]


def _number(case: ReconciliationCase) -> str:
    return (case.line or case.transaction).number
