"""A partner's daily registry: kept as received, held against what came in, its differences opened as cases."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db import transaction
from django.db.models import Exists, OuterRef

from payments.ledger.cases import (
    money_said,
    money_told,
    open_cases,
    open_cases_of,
    recheck_cases,
    said_of,
    stands,
)
from payments.ledger.deposits import Deposit, take
from payments.ledger.entry import Refused
from payments.ledger.people import Names, lock_people
from payments.models import (
    Actor,
    Partner,
    PartnerRegistry,
    PartnerRegistryLine,
    Payment,
    Person,
    ReconciliationCase,
    Transaction,
)
from payments.rules.accounts import Account
from payments.rules.deposits import LARGEST
from payments.rules.reconciliation import Money, Standing
from payments.rules.references import reference

BATCH = 1000


@dataclass(frozen=True, slots=True)
class PartnerFile:
    """A registry as a door has read it to its end; `total` is in tenge."""

    partner: Partner
    day: date
    sha256: str
    name: str
    format: PartnerRegistry.Format
    line_count: int
    total: int


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """One line of it. `account` is None where nobody can read whom it is for; `received` holds no whole IIN."""

    line: int
    number: str
    amount: int
    paid_on: date
    account: Account | None
    received: dict[str, str]


@dataclass(frozen=True, slots=True)
class PostedRegistry:
    """What became of a registry: how many numbers stand how. `is_known`: it was posted before, nothing has changed."""

    registry: PartnerRegistry
    counts: Counter[Standing]
    is_known: bool = False


@transaction.atomic
def post_partner_registry(
    *, file: PartnerFile, lines: Iterable[PartnerLine], actor: Actor, today: date
) -> PostedRegistry:
    """Keep a registry and open a case for each difference: whole, or not at all. The same bytes change nothing.

    A post that never calls brings its money by its list: each of its numbers is taken, once for ever. Cases that this
    registry has settled are closed.
    """
    partner = _locked(file.partner)
    known = PartnerRegistry.objects.filter(partner=partner, day=file.day, sha256=file.sha256).first()
    if known is not None:
        return PostedRegistry(known, Counter(), is_known=True)
    registry = PartnerRegistry.objects.create(
        partner=partner,
        day=file.day,
        sha256=file.sha256,
        name=file.name,
        format=file.format,
        line_count=file.line_count,
        total=file.total,
        posted_by=actor,
    )
    counts = Counter[Standing]()
    for batch in _batches(lines):
        counts.update(_post(registry, batch, today))
    counts[Standing.ONLY_OURS] += _open_missing(registry, today)
    recheck_cases(cases=open_cases_of(partner).exclude(registry=registry), actor=actor, today=today)
    return PostedRegistry(registry, counts)


def brings_by_list(partner: Partner) -> bool:
    """Do its lists bring its money? Those of a partner that is switched off bring nothing: they are only compared."""
    return partner.is_on and is_told_by_list(partner)


def is_told_by_list(partner: Partner) -> bool:
    """A post that never calls."""
    return partner.kind == Partner.Kind.POST and not partner.dialect


def _locked(partner: Partner) -> Partner:
    """One registry of a partner after the other."""
    return Partner.objects.select_for_update(no_key=True, of=("self",)).select_related("actor").get(pk=partner.pk)


def _batches(lines: Iterable[PartnerLine]) -> Iterator[list[PartnerLine]]:
    lines = iter(lines)
    while batch := list(islice(lines, BATCH)):
        yield batch


def _post(registry: PartnerRegistry, batch: Sequence[PartnerLine], today: date) -> list[Standing]:
    partner = registry.partner
    if brings_by_list(partner):
        _take(partner, batch)
    people, payments = _people(batch), _payments(batch)
    numbers = [line.number for line in batch]
    ours = _ours(partner, numbers)
    rows = [_row(registry, line, people, payments, ours) for line in batch]
    PartnerRegistryLine.objects.bulk_create(rows)
    told = {number: money_told(row) for number, row in ours.items() if not _is_cancelled(row)}
    said, known = said_of(partner, numbers), _known_cases(registry, numbers)
    found = [(stands(row, told, said), row) for row in rows]
    new = [(kind, row) for kind, row in found if kind.is_case and (kind, row.number, money_said(row)) not in known]
    open_cases(registry, new, today)
    return [kind for kind, _row in found]


def _take(partner: Partner, batch: Sequence[PartnerLine]) -> None:
    """Money of a list, in the order in which people are locked; what cannot be taken is then only theirs."""
    takeable = (line for line in batch if line.account and line.amount <= LARGEST)
    for line in sorted(takeable, key=lambda line: line.account.iin):
        try:
            take(partner=partner.actor, deposit=Deposit(line.number, line.amount, line.paid_on, line.account))
        except Refused:
            continue


def _people(batch: Sequence[PartnerLine]) -> dict[str, Person]:
    """Everybody whom lines name by IIN; who was not known becomes known."""
    wanted = {line.account.iin for line in batch if line.account and line.account.iin}
    known = {person.iin: person for person in Person.objects.filter(iin__in=wanted)}
    # Only who is new is locked: those who are known may be busy.
    return known | lock_people({iin: Names() for iin in wanted - known.keys()})


def _payments(batch: Sequence[PartnerLine]) -> dict[int, Payment]:
    """The payments that lines name by reference."""
    return Payment.objects.in_bulk({line.account.payment for line in batch if line.account and line.account.payment})


def _ours(partner: Partner, numbers: Sequence[str]) -> dict[str, Transaction]:
    """What came in, locked: nobody takes it back meanwhile."""
    found = Transaction.objects.filter(partner=partner.actor, number__in=numbers).order_by("pk")
    locked = list(found.select_for_update(no_key=True).values_list("pk", flat=True))
    # Asked behind the locks: whoever held one may have cancelled.
    came = Transaction.objects.filter(pk__in=locked).select_related("cancellation").prefetch_related("for_payments")
    return {row.number: row for row in came}


def _is_cancelled(row: Transaction) -> bool:
    return hasattr(row, "cancellation")


def _known_cases(registry: PartnerRegistry, numbers: Sequence[str]) -> set[tuple[str, str, Money]]:
    """The cases of earlier files of this day: where a line says the same again, they go on."""
    of_day = ReconciliationCase.objects.filter(
        line__registry__partner=registry.partner, line__registry__day=registry.day, line__number__in=numbers
    )
    earlier = of_day.exclude(registry=registry).exclude(decision=ReconciliationCase.Decision.GONE)
    return {(case.kind, case.line.number, money_said(case.line)) for case in earlier.select_related("line")}


def _row(
    registry: PartnerRegistry,
    line: PartnerLine,
    people: dict[str, Person],
    payments: dict[int, Payment],
    ours: dict[str, Transaction],
) -> PartnerRegistryLine:
    person, period = _named(line.account, people, payments)
    return PartnerRegistryLine(
        registry=registry,
        line=line.line,
        number=line.number,
        amount=line.amount,
        paid_on=line.paid_on,
        person_id=person,
        period=period,
        reference=reference(line.account.payment) if line.account and line.account.payment else "",
        received=line.received,
        transaction=ours.get(line.number),
    )


def _named(
    account: Account | None, people: dict[str, Person], payments: dict[int, Payment]
) -> tuple[int | None, date | None]:
    """The person and the month that a line names, itself or by its reference."""
    if account is None:
        return None, None
    if account.payment:
        named = payments.get(account.payment)
        return (named.person_id, named.period) if named else (None, None)
    return people[account.iin].pk, account.period.first_day if account.period else None


def _open_missing(registry: PartnerRegistry, today: date) -> int:
    """A case for what we were told of this day, and no registry of the partner has."""
    said = PartnerRegistryLine.objects.counting().filter(registry__partner=registry.partner, number=OuterRef("number"))
    missing = Transaction.objects.filter(
        ~Exists(said), partner=registry.partner.actor, paid_on__in=_days(registry), cancellation=None
    )
    known = ReconciliationCase.objects.exclude(decision=ReconciliationCase.Decision.GONE)
    unopened = missing.filter(~Exists(known.filter(transaction=OuterRef("pk"))))
    ReconciliationCase.objects.bulk_create(
        (
            ReconciliationCase(registry=registry, kind=Standing.ONLY_OURS, transaction=row, opened_on=today)
            for row in unopened.order_by("pk").iterator()
        ),
        batch_size=BATCH,
    )
    return missing.count()


def _days(registry: PartnerRegistry) -> set[date]:
    """This day, and others that have a registry and of which an earlier file of this day had something."""
    earlier = PartnerRegistryLine.objects.filter(registry__partner=registry.partner, registry__day=registry.day)
    of_days = earlier.exclude(registry=registry).values("transaction__paid_on")
    others = PartnerRegistry.objects.filter(partner=registry.partner, day__in=of_days)
    return {registry.day, *others.values_list("day", flat=True)}
