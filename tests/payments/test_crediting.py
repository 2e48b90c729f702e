"""Crediting: new money is posted once, known money met again, a contradiction shown and never written."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from payments import ledger
from payments.ledger import Names, Outcome
from payments.models import Actor, Contribution, Person
from tests.payments.samples import AISHA, AUGUST, BOLAT, COMPANY, PEOPLE, credited, entry

pytestmark = pytest.mark.django_db


def credit(*entries: ledger.Entry) -> list[tuple[str, int]]:
    """The outcome of each entry, with the amount that the ledger holds."""
    postings = ledger.credit(entries=entries, actor=Actor.system())
    return [(posting.outcome, posting.contribution.amount) for posting in postings]


def test_an_entry_becomes_a_line() -> None:
    line = credited(sender_bin=COMPANY, sender_name="Company")
    line.refresh_from_db()
    assert (line.kind, line.person.iin, line.period) == ("credit", AISHA, date(2026, 8, 1))
    assert (line.sender_bin, line.sender_name, line.sender) == (COMPANY, "Company", None)
    assert line.entered_at is not None
    assert line.entered_by == Actor.system()


def test_a_person_who_paid_stands_among_the_people_without_a_name() -> None:
    line = credited(sender_iin=BOLAT, sender_name="Bolat")
    assert (line.sender.iin, line.sender.last_name, line.sender_name) == (BOLAT, "", "")


def test_the_same_call_twice_gives_the_same_rows() -> None:
    both = [entry(), entry(iin=BOLAT)]
    assert credit(*both) == [(Outcome.POSTED, 4250)] * 2
    rows = list(Contribution.objects.values())
    assert credit(*both) == [(Outcome.KNOWN, 4250)] * 2
    assert list(Contribution.objects.values()) == rows


def test_an_overlap_posts_only_what_is_new() -> None:
    credit(entry())
    assert credit(entry(), entry(period=AUGUST + 1)) == [(Outcome.KNOWN, 4250), (Outcome.POSTED, 4250)]


def test_another_amount_is_a_conflict_and_not_written() -> None:
    credit(entry())
    assert credit(entry(amount=8500), entry(iin=BOLAT)) == [(Outcome.CONFLICT, 4250), (Outcome.POSTED, 4250)]
    assert sorted(Contribution.objects.values_list("amount", flat=True)) == [4250, 4250]


def test_one_batch_may_name_the_same_money_twice() -> None:
    assert credit(entry(), entry(), entry(amount=1)) == [
        (Outcome.POSTED, 4250),
        (Outcome.KNOWN, 4250),
        (Outcome.CONFLICT, 4250),
    ]


def test_one_reference_carries_many_people_and_repeated_lines() -> None:
    entries = [entry(iin=iin, occurrence=occurrence) for iin in PEOPLE for occurrence in (1, 2)]
    assert credit(*entries) == [(Outcome.POSTED, 4250)] * 12
    assert Person.objects.count() == 6


@pytest.mark.parametrize("wrong", [{"amount": 0}, {"iin": "500101100011"}, {"reference": ""}, {"sender_bin": "1"}])
def test_a_wrong_entry_posts_nothing_of_its_batch(wrong: dict) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        credit(entry(), entry(**{"occurrence": 2} | wrong))
    assert not Contribution.objects.exists()


def test_names_are_filled_in_only_where_blank() -> None:
    credit(entry(names=Names("Oralbek", "Aisha")))
    credit(entry(names=Names("Other", "Other", "Serikkyzy"), iin=AISHA, period=AUGUST + 1))
    found = Person.objects.get()
    assert (found.last_name, found.first_name, found.patronymic) == ("Oralbek", "Aisha", "Serikkyzy")


def test_entries_are_shown_without_their_iin() -> None:
    shown = repr(entry(names=Names("Oralbek"), sender_iin=BOLAT))
    assert not any(secret in shown for secret in (AISHA, BOLAT, "Oralbek"))


@pytest.mark.parametrize("count", [1, 6])
def test_the_queries_do_not_grow_with_the_batch(count: int, django_assert_num_queries) -> None:
    actor = Actor.system()
    entries = [entry(iin=iin, names=Names("Oralbek")) for iin in PEOPLE[:count]]
    # Two of them are the savepoint inside the test's own transaction.
    with django_assert_num_queries(8):
        ledger.credit(entries=entries, actor=actor)
    with django_assert_num_queries(5):
        ledger.credit(entries=entries, actor=actor)
