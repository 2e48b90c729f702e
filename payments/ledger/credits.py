"""Money that came in."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from payments.ledger.arrivals import settle
from payments.ledger.entry import Entry, Outcome, Posting, names_by_iin
from payments.ledger.people import lock_people
from payments.models import Actor, Contribution, Person


@transaction.atomic
def credit(*, entries: Sequence[Entry], actor: Actor, settles: bool = True) -> list[Posting]:
    """Post what is new, in batches of a thousand or so: the number of queries does not grow with the entries.

    What is known stays as it is; known with another amount it is a conflict, and nothing of it is written. Payments
    whose money has come are credited by it, unless whoever asks settles a whole file afterwards.
    """
    people = lock_people(names_by_iin(entries))
    lines = [_line(entry, people, actor) for entry in entries]
    known = _known(lines)
    fresh: dict[tuple, Contribution] = {}
    for line in lines:
        if line.identity not in known:
            fresh.setdefault(line.identity, line)
    Contribution.objects.bulk_create(fresh.values())
    named = {line.pk: entry.payment_reference for entry, line in zip(entries, lines, strict=True) if line.pk}
    if settles:
        settle(named, list(fresh.values()), actor)
    met = known | fresh
    return [
        Posting(entry, _outcome(line, met[line.identity]), line.person, met[line.identity])
        for entry, line in zip(entries, lines, strict=True)
    ]


def _line(entry: Entry, people: Mapping[str, Person], actor: Actor) -> Contribution:
    return Contribution(
        kind=Contribution.Kind.CREDIT,
        person=people[entry.iin],
        period=entry.period.first_day,
        purpose_code=entry.purpose_code.value,
        amount=entry.amount,
        reference=entry.reference,
        occurrence=entry.occurrence,
        paid_on=entry.paid_on,
        credited_on=entry.credited_on,
        sender_bin=entry.sender_bin,
        # Of a sender without a BIN the name may be a person's, and people are named in one table only.
        sender_name=entry.sender_name if entry.sender_bin else "",
        sender=people.get(entry.sender_iin),
        entered_by=actor,
    )


def _known(lines: Sequence[Contribution]) -> dict[tuple, Contribution]:
    # Not by reference as well: SQLite would try each person with each of them, a million pairs.
    around = Contribution.objects.filter(
        kind=Contribution.Kind.CREDIT,
        person__in={line.person_id for line in lines},
        period__in={line.period for line in lines},
    )
    return {line.identity: line for line in around}


def _outcome(line: Contribution, met: Contribution) -> Outcome:
    if met is line:
        return Outcome.POSTED
    return Outcome.KNOWN if met.amount == line.amount else Outcome.CONFLICT
