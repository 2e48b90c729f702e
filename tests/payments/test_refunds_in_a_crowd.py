"""Everybody at the same time, in orders of their own: nobody waits for ever, and the journal tells of it all."""

from collections.abc import Sequence
from random import Random
from uuid import uuid4

import pytest

from payments import ledger
from payments.models import (
    Actor,
    OpenRefund,
    Payout,
    RefundRequest,
)
from tests.payments.refunds import (
    TODAY,
    approved,
    asked,
    exported,
    first,
    proof,
    proposed,
    requested,
    second,
    state,
    taken,
)
from tests.payments.samples import PEOPLE, credited, entry, staff
from tests.payments.test_crediting_at_once import THREADS, at_once
from tests.payments.test_refunds_at_once import journal_is_whole, said, takes_and

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("seed", range(2))
def test_everybody_at_once_and_nobody_waits_for_ever(seed: int) -> None:
    """Viewers, reviewers, applicants with files, exporters, and a registry that returns half of the lines."""
    lines = [credited(iin=PEOPLE[number % 6], reference=f"GCVP-{number}") for number in range(24)]
    makers = (requested, taken, asked, proposed, approved)
    cases = [
        makers[number % 5](requested(line)) if number % 5 else requested(line) for number, line in enumerate(lines)
    ]
    first(), second(), Actor.system(), staff("exporter")
    crowd = (look, look, look, look, review, review, decide, decide, apply, apply, export, give_back)
    acts = at_once(lambda number: crowd[number](cases, Random(seed * 100 + number)))
    assert len(acts) == THREADS
    for case in cases:
        assert OpenRefund.objects.filter(request=case).exists() == (state(case) not in ("returned", "withdrawn"))
        assert Payout.objects.filter(decision__request=case).count() <= 1
    assert journal_is_whole()


Cases = Sequence[RefundRequest]


def some(cases: Cases, chance: Random) -> list[RefundRequest]:
    """All of them in an order of one's own, as each door reads them."""
    return [RefundRequest.objects.get(pk=case.pk) for case in chance.sample(cases, len(cases))]


def look(cases: Cases, chance: Random) -> None:
    """Somebody who opens one page after the other."""
    for case in some(cases, chance):
        ledger.view_refund(request=case, actor=second())


def review(cases: Cases, chance: Random) -> None:
    """A first reviewer."""
    for case in some(cases, chance):
        said(lambda case=case: proposed(case))


def decide(cases: Cases, chance: Random) -> None:
    """A second one."""
    for case in some(cases, chance):
        said(lambda case=case: takes_and(ledger.confirm_decision, case, second(), chance.randrange(1, 9)))


def apply(cases: Cases, chance: Random) -> None:
    """The applicants, who answer with files, and send new requests for other lines."""
    for number, case in enumerate(some(cases, chance)):
        by = case.requested_by
        said(lambda case=case, by=by: proof(case.key, by))
        said(lambda case=case, by=by: ledger.answer_refund(request=case, actor=by, text="Yes.", iik=None, today=TODAY))
        key, line = uuid4(), credited(iin=by.person.iin, reference=f"more {number} {chance.random()}")
        proof(key, by)
        requested(line, by=by, key=key)


def export(cases: Cases, chance: Random) -> None:
    """One who makes files."""
    for _case in cases:
        said(exported)


def give_back(cases: Cases, chance: Random) -> None:
    """A registry that returns every other line in one transaction, and what follows it."""
    lines = [case.contribution for case in cases[::2]]
    entries = [entry(iin=line.person.iin, reference=line.reference) for line in lines]
    ledger.post_returns(entries=entries, actor=Actor.system())
    ledger.close_returned_refunds(actor=Actor.system(), today=TODAY)
