"""Money that went back: returned by the bank or refunded by the Fund."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from django.db import transaction

from payments.ledger.entry import Entry, Outcome, Posting, Refused, names_by_iin
from payments.ledger.people import Names, lock_people
from payments.ledger.returns import payment_came_back, sent_one_came_back
from payments.models import Actor, Contribution, Person

Kind = Contribution.Kind


class Irreversible(StrEnum):
    """Why a line cannot be reversed, or not by that much."""

    NOT_A_CREDIT = "not_a_credit"
    NOTHING_LEFT = "nothing_left"
    MORE_THAN_LEFT = "more_than_left"
    NOT_WHOLE = "not_whole"  # a bank sends back the whole line, never a part
    KNOWN_OTHERWISE = "known_otherwise"  # the same reversal is known with another amount


def why_not_reversible(line: Contribution, *, kind: Kind, amount: int) -> Irreversible | None:
    """What keeps a line from being reversed by an amount, None if nothing (Order 478, annex 2, verify)."""
    if line.kind != Kind.CREDIT:
        return Irreversible.NOT_A_CREDIT
    left = line.left()
    if left == 0:
        return Irreversible.NOTHING_LEFT
    if amount > left:
        return Irreversible.MORE_THAN_LEFT
    if kind == Kind.RETURN and amount != line.amount:
        return Irreversible.NOT_WHOLE
    return None


@transaction.atomic
def reverse(
    *, line: Contribution, kind: Kind, reference: str, amount: int, credited_on: date, actor: Actor
) -> Contribution:
    """Take back a line, or refund a part of it. The same reference for the same line is the same row."""
    lock_people({line.person.iin: Names()})
    taken_back = line.reversal(kind, reference=reference, amount=amount, day=credited_on, actor=actor)
    return _write(taken_back)[1]


@transaction.atomic
def post_returns(*, entries: Sequence[Entry], actor: Actor) -> list[Posting]:
    """Take back the lines that a bank returned, each found by its own reference, IIN and period."""
    people = lock_people(names_by_iin(entries))
    return [_post_return(entry, people[entry.iin], actor) for entry in entries]


def _post_return(entry: Entry, person: Person, actor: Actor) -> Posting:
    line = _returned_line(entry, person)
    if line is None:
        return Posting(entry, sent_one_came_back(entry, person, actor), person, None)
    taken_back = line.reversal(
        Kind.RETURN, reference=entry.reference, amount=entry.amount, day=entry.credited_on, actor=actor
    )
    try:
        outcome, written = _write(taken_back, entry.return_reason)
    except Refused:
        return Posting(entry, Outcome.CONFLICT, person, line)
    return Posting(entry, outcome, person, written)


def _returned_line(entry: Entry, person: Person) -> Contribution | None:
    """The line with the entry's purpose code, or with another one if there is no doubt which."""
    lines = Contribution.objects.filter(
        kind=Kind.CREDIT,
        reference=entry.reference,
        person=person,
        period=entry.period.first_day,
        occurrence=entry.occurrence,
    )
    by_code = {line.purpose_code: line for line in lines}
    only = next(iter(by_code.values())) if len(by_code) == 1 else None
    return by_code.get(entry.purpose_code, only)


def _write(taken_back: Contribution, reason: str = "") -> tuple[Outcome, Contribution]:
    known = taken_back.alike().first()
    if known is None:
        _refuse_if(why_not_reversible(taken_back.reverses, kind=taken_back.kind, amount=taken_back.amount))
        taken_back.save(force_insert=True)
        if taken_back.kind == Kind.RETURN:
            payment_came_back(taken_back.reverses, taken_back.credited_on, reason, taken_back.entered_by)
        return Outcome.POSTED, taken_back
    if (known.reverses_id, known.amount) != (taken_back.reverses_id, taken_back.amount):
        raise Refused(Irreversible.KNOWN_OTHERWISE)
    return Outcome.KNOWN, known


def _refuse_if(reason: Irreversible | None) -> None:
    if reason is not None:
        raise Refused(reason)
