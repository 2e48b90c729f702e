"""Registries of partners at the same moment as others: nothing twice, and what is cancelled is not confirmed."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from payments import ledger
from payments.models import Actor, Cancellation, PartnerRegistry, ReconciliationCase, Transaction
from payments.rules.deposits import Irrevocable
from tests.payments.orders import TODAY
from tests.payments.partner_lines import line, partner, posted, told

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(*doings: Callable[[], object]) -> None:
    """Do all of it from one barrier on, each over a connection of its own."""
    barrier = Barrier(len(doings))

    def run(doing: Callable[[], object]) -> None:
        try:
            barrier.wait()
            doing()
        finally:
            connection.close()

    threads = [Thread(target=run, args=[doing]) for doing in doings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_the_same_list_six_times_is_taken_once() -> None:
    post, _ = partner("Post", dialect=""), Actor.system()
    lines = [line(f"{number}") for number in range(30)]
    at_once(*[lambda: posted(*lines, by=post, sha=7)] * 6)
    assert (PartnerRegistry.objects.count(), Transaction.objects.count()) == (1, 30)
    assert not ReconciliationCase.objects.exists()


def test_what_is_cancelled_meanwhile_is_a_case_or_is_not_cancelled() -> None:
    terminals, _ = partner(), Actor.system()
    numbers = [f"{number}" for number in range(40)]
    for number in numbers:
        told(number)
    refused = []

    def cancel(number: str) -> None:
        try:
            ledger.cancel_deposit(partner=terminals.actor, number=number, day=TODAY)
        except ledger.Refused as why:
            refused.append(why.reason)

    at_once(
        lambda: posted(*map(line, numbers)),
        lambda: [cancel(number) for number in numbers],
        lambda: [cancel(number) for number in reversed(numbers)],
    )
    assert set(refused) <= {Irrevocable.CONFIRMED}
    cases = ReconciliationCase.objects.filter(kind="only_theirs").count()
    assert cases == Cancellation.objects.count()
