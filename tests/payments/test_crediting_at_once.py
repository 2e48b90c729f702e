"""Many who write the same money at the same time: one row, one person, nobody waits for ever."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from payments import ledger
from payments.models import Actor, Contribution, Person
from tests.payments.samples import AUGUST, PEOPLE, credited, entry, person, reversed_line

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

THREADS = 12


def at_once(work: Callable[[int], object], threads: int = THREADS) -> list:
    """What each of twelve threads, or so many, got, all of them started by one barrier."""
    barrier = Barrier(threads)

    def one(number: int) -> object:
        try:
            connection.ensure_connection()
            barrier.wait(timeout=10)
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(one, range(threads)))


def test_the_same_entry_is_posted_once() -> None:
    actor = Actor.system()
    postings = at_once(lambda _: ledger.credit(entries=[entry()], actor=actor)[0])
    assert sorted(posting.outcome for posting in postings) == ["known"] * (THREADS - 1) + ["posted"]
    assert len({posting.contribution.pk for posting in postings}) == 1
    assert (Contribution.objects.count(), Person.objects.count()) == (1, 1)


@pytest.mark.parametrize("known_before", [True, False])
def test_overlapping_batches_wait_for_each_other_and_never_both(known_before: bool) -> None:
    actor = Actor.system()
    for iin in PEOPLE if known_before else ():
        person(iin)

    def batch(number: int) -> list:
        turned = [*PEOPLE[number % 6 :], *PEOPLE[: number % 6]]
        entries = [entry(iin=iin, period=AUGUST + number, names=ledger.Names("Name")) for iin in turned]
        return ledger.credit(entries=entries, actor=actor)

    assert {posting.outcome for postings in at_once(batch) for posting in postings} == {"posted"}
    assert (Contribution.objects.count(), Person.objects.count()) == (6 * THREADS, 6)


def test_a_line_is_refunded_up_to_its_amount() -> None:
    line = credited(amount=THREADS * 100 - 100)

    def refund(number: int) -> str:
        try:
            return reversed_line(line, kind="refund", reference=f"R-{number}", amount=100).kind
        except ledger.Refused as refused:
            return refused.reason

    assert sorted(at_once(refund)) == ["nothing_left"] + ["refund"] * (THREADS - 1)


def test_the_database_alone_keeps_refunds_within_their_line() -> None:
    line = credited()
    fields = {
        field.attname: getattr(line, field.attname) for field in line._meta.concrete_fields if not field.primary_key
    }

    def refund(number: int) -> str:
        changes = {"kind": "refund", "reference": f"R-{number}", "reverses_id": line.pk}
        try:
            with transaction.atomic():
                Contribution.objects.create(**fields | changes)
        except IntegrityError:
            return "refused"
        return "written"

    assert sorted(at_once(refund)) == ["refused"] * (THREADS - 1) + ["written"]
