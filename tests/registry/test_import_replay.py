"""The same money is posted once, however often and in whatever file it comes."""

import pytest

from payments.models import Contribution, RegistryFile, RegistryLine
from portal.registry.reasons import LineReason
from tests.registry.samples import (
    ASEL,
    MARAT,
    TAGS,
    camt_file,
    csv_file,
    entry,
    line,
    many,
    take,
    transaction,
)

pytestmark = pytest.mark.django_db


def counts(report) -> tuple[int, int, int]:
    """Posted, known before, rejected."""
    return report.posted, report.known, report.rejected_count


def test_replay_reorder_overlap_one_bad_row_one_after_the_other() -> None:
    lines = many(50)
    assert counts(take(csv_file(*lines))) == (50, 0, 0)
    again = take(csv_file(*lines))
    assert again.taken_before is not None
    assert counts(again) == (0, 0, 0)
    assert counts(take(csv_file(*lines[::-1]))) == (0, 50, 0)
    assert counts(take(csv_file(*many(20, first=41)))) == (10, 10, 0)
    with_bad = take(csv_file(*many(3, first=61), line(iin="1"), *many(2, first=64)))
    assert counts(with_bad) == (5, 0, 1)
    assert with_bad.rejected == [(5, LineReason.BAD_IIN)]
    assert Contribution.objects.count() == 65


def test_the_same_bytes_are_one_file_whatever_its_name() -> None:
    first = take(csv_file(line()), name="monday.csv")
    second = take(csv_file(line()), name="tuesday.csv", covers=None)
    assert (second.name, second.lines, second.total) == (first.name, 1, 4250)
    assert (RegistryFile.objects.count(), RegistryLine.objects.count()) == (1, 1)


def test_the_same_money_in_two_formats_is_one_line() -> None:
    take(csv_file(line()))
    report = take(camt_file(entry(transaction())))
    assert counts(report) == (0, 1, 0)
    assert Contribution.objects.get().received_as.count() == 2


def test_one_reference_carries_many_people_months_and_codes() -> None:
    lines = [line(), line(iin=MARAT), line(paymentperiod="102026"), line(knp="123")]
    assert counts(take(csv_file(*lines))) == (4, 0, 0)


def test_lines_alike_in_one_file_are_as_many_payments() -> None:
    assert counts(take(csv_file(line(), line()))) == (2, 0, 0)
    assert counts(take(csv_file(line(), line(), line(createdon="2026-11-19")))) == (1, 2, 0)
    assert sorted(Contribution.objects.values_list("occurrence", flat=True)) == [1, 2, 3]


def test_lines_alike_are_counted_beyond_one_batch() -> None:
    assert counts(take(csv_file(line(), *many(1100, first=2), line()))) == (1102, 0, 0)


def test_another_amount_is_refused_and_shown() -> None:
    take(csv_file(line()))
    report = take(csv_file(line(paymentsum="4251"), line(reference="GCVP-2")))
    assert counts(report) == (1, 0, 1)
    assert report.rejected == [(2, LineReason.OTHER_AMOUNT)]
    rejected = RegistryLine.objects.get(outcome="rejected")
    assert (rejected.received["paymentsum"], rejected.contribution.amount) == ("4251", 4250)
    assert not Contribution.objects.filter(amount=4251).exists()


def test_what_is_posted_is_what_the_line_says() -> None:
    take(camt_file(entry(transaction(remittance=TAGS))))
    row = Contribution.objects.get()
    assert (row.person.iin, row.person.last_name, row.amount, row.purpose_code) == (
        ASEL,
        "Әділова",
        4250,
        "122",
    )
    assert (str(row.period), str(row.paid_on), str(row.credited_on)) == (
        "2026-11-01",
        "2026-11-16",
        "2026-11-18",
    )
    assert row.entered_by.kind == "system"
