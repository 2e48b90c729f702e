"""Credited lines beside the payments that wait for them: which money is whose, and what only looks like it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT

from payments.ledger.steps import write_credited
from payments.models import Actor, Contribution, Payment, PaymentStep, RegistryLine, Suggestion
from payments.rules.bounds import FIRST_PERIOD, LAST_PERIOD
from payments.rules.identifiers import near_iins
from payments.rules.matching import MONTHS_OFF, PRIORITY, Arrived, Waiting, match, near_misses
from payments.rules.months import Month
from payments.rules.payment_states import PaymentState
from payments.rules.references import number_of
from payments.rules.requisites import PurposeCode

# A bank may date a payment a few days after the last on which it could be made at the counter.
LATEST = timedelta(days=7)


Batches = Callable[[], Iterator[Sequence[Contribution]]]


def settle(named: Mapping[int, str], fresh: Sequence[Contribution], actor: Actor) -> None:
    """Credit the payments that new lines are the money of, and hold near misses for staff.

    `named` has, by the line's id, the reference that the registry names. Whoever sends money on for a payment of ours
    may do it in the name of an organisation; without a reference only a person's own line is anybody's payment.
    """
    lines = [line for line in fresh if line.purpose_code == PurposeCode.CONTRIBUTION]
    numbers = {line.pk: number_of(named.get(line.pk, "")) for line in lines}
    numbers = {line: number for line, number in numbers.items() if number}
    if not _arrived(lines, numbers) or not Payment.objects.exists():
        return
    take_back(numbers, actor)
    gone = set(Contribution.objects.filter(reverses__in=lines).values_list("reverses", flat=True))
    whole = [line for line in lines if line.pk not in gone]
    settle_batches(lambda: iter([whole]), still_open(numbers), actor)


def settle_batches(batches: Batches, numbers: Mapping[int, int], actor: Actor) -> None:
    """The same for any number of lines, read twice in batches, of which each has all lines of its people.

    First every payment gets its money, then what is left is held beside what is left: so a file is settled as one,
    wherever in it a line stands. `numbers` has the payments that lines name and that have no money yet.
    """
    for lines in batches():
        _credit(_arrived(lines, numbers), lines, actor)
    for lines in batches():
        _suggest(_arrived(lines, numbers), lines)


def still_open(numbers: Mapping[int, int]) -> dict[int, int]:
    """The lines whose payment waits for money: of a slip that is used once more, for another month, it says nothing."""
    found: set[int] = set()
    for some in _by_the_thousand(set(numbers.values())):
        found |= _open(Q(pk__in=some)).keys()
    return {line: number for line, number in numbers.items() if number in found}


def take_back(numbers: Mapping[int, int], actor: Actor) -> None:
    """The bank took some of this money back before any registry credited it: it is credited and gone."""
    lines = {number: line for line, number in numbers.items()}
    for some in _by_the_thousand(lines):
        gone = PaymentStep.objects.filter(
            payment__in=some, state=PaymentState.RETURNED, contribution=None, by_registry=True
        )
        for step in gone.select_related("payment"):
            _take_back(Contribution.objects.get(pk=lines[step.payment_id]), step, actor)


def credit_told(payments: Collection[int], actor: Actor) -> int:
    """Credit those of these payments that are on their way and whose line came before they did; how many.

    Their people are locked. A line that names another payment which waits for its money is left to that.
    """
    waiting = _open(Q(pk__in=payments, steps__state=PaymentState.SENT))
    people, periods = ({getattr(payment, name) for payment in waiting.values()} for name in ("person_id", "period"))
    received = RegistryLine.objects.filter(contribution=OuterRef("pk")).order_by("pk")
    named = Subquery(received.values_list(KT("received__paymentreference"))[:1])
    lines = list(unclaimed().filter(person__in=people, period__in=periods).annotate(named=named))
    numbers = {line.pk: number for line in lines if (number := number_of(line.named or ""))}
    matched = match(_arrived(lines, still_open(numbers)), map(_waiting, waiting.values()))
    by_id = {line.pk: line for line in lines}
    write_credited([(waiting[number], by_id[line]) for line, number in matched.items()], actor)
    return len(matched)


def unclaimed() -> QuerySet[Contribution]:
    """People's own lines that are whole, and no payment's money."""
    steps = PaymentStep.objects.filter(contribution=OuterRef("pk"))
    reversals = Contribution.objects.filter(reverses=OuterRef("pk"))
    return Contribution.objects.filter(
        ~Exists(steps),
        ~Exists(reversals),
        kind=Contribution.Kind.CREDIT,
        purpose_code=PurposeCode.CONTRIBUTION,
        sender_bin="",
    )


def _take_back(line: Contribution, step: PaymentStep, actor: Actor) -> None:
    payment = step.payment
    if (line.person_id, line.period, line.amount) == (payment.person_id, payment.period, payment.amount):
        day = max(step.day, line.credited_on)
        line.reversal(
            Contribution.Kind.RETURN, reference=line.reference, amount=line.amount, day=day, actor=actor
        ).save(force_insert=True)


def _by_the_thousand(numbers: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(numbers)
    while some := list(islice(rest, 1000)):
        yield some


def _credit(arrived: Sequence[Arrived], lines: Sequence[Contribution], actor: Actor) -> None:
    by_id, payments = {line.pk: line for line in lines}, _waiting_for(arrived)
    matched = match(arrived, map(_waiting, payments.values()))
    write_credited([(payments[number], by_id[line]) for line, number in matched.items()], actor)


def _suggest(arrived: Sequence[Arrived], lines: Sequence[Contribution]) -> None:
    settled = set(PaymentStep.objects.filter(contribution__in=lines).values_list("contribution", flat=True))
    payments, by_id = _waiting_for(arrived), {line.pk: line for line in lines}
    left_over = _with_near_people([line for line in arrived if line.id not in settled], by_id, payments)
    Suggestion.objects.bulk_create(
        Suggestion(contribution_id=miss.line, payment_id=miss.number, kind=miss.kind)
        for miss in near_misses(left_over, map(_waiting, payments.values()), {})
    )


def _arrived(lines: Iterable[Contribution], numbers: Mapping[int, int]) -> list[Arrived]:
    """Of these lines those that can be the money of a payment."""
    return [_one_arrived(line, numbers.get(line.pk)) for line in lines if line.pk in numbers or not line.sender_bin]


def _one_arrived(line: Contribution, number: int | None) -> Arrived:
    return Arrived(
        id=line.pk,
        person=line.person_id,
        period=Month.containing(line.period),
        amount=line.amount,
        paid_on=line.paid_on,
        credited_on=line.credited_on,
        number=number,
    )


def _waiting_for(arrived: Iterable[Arrived]) -> dict[int, Payment]:
    """The payments without their money that are for one of these people, or that a line names."""
    people, numbers = {line.person for line in arrived}, {line.number for line in arrived if line.number}
    return _open(Q(person__in=people, period__in=_periods_around(arrived))) | _open(Q(pk__in=numbers))


def _periods_around(arrived: Iterable[Arrived]) -> set[date]:
    """The months of these lines, and those that somebody may have meant instead."""
    return {
        (line.period + months).first_day
        for line in arrived
        for months in (0, *MONTHS_OFF)
        if FIRST_PERIOD <= line.period + months <= LAST_PERIOD
    }


def _with_near_people(
    lines: Sequence[Arrived], by_id: Mapping[int, Contribution], payments: dict[int, Payment]
) -> list[Arrived]:
    """The lines with those whose IIN is one digit off and who wait for money; `payments` gets what they wait for."""
    near = {line.id: near_iins(by_id[line.id].person.iin) for line in lines if line.number is None}
    periods = _periods_around(lines)
    found = _open(Q(person__iin__in={iin for iins in near.values() for iin in iins}, period__in=periods))
    payments |= found
    people = {payment.person.iin: payment.person_id for payment in found.values()}
    return [
        replace(line, near_people=tuple(people[iin] for iin in near.get(line.id, ()) if iin in people))
        for line in lines
    ]


def _open(which: Q) -> dict[int, Payment]:
    sent = PaymentStep.objects.filter(payment=OuterRef("pk"), state=PaymentState.SENT).values("day")
    found = Payment.objects.filter(which).with_state().filter(state__in=[*PRIORITY]).annotate(sent_on=Subquery(sent))
    return {payment.pk: payment for payment in found.select_related("person", "basket")}


def _waiting(payment: Payment) -> Waiting:
    return Waiting(
        number=payment.pk,
        person=payment.person_id,
        period=Month.containing(payment.period),
        amount=payment.amount,
        first_day=payment.basket.ordered_on,
        last_day=max(payment.valid_until, payment.sent_on or payment.valid_until) + LATEST,
        state=PaymentState(payment.state),
    )
