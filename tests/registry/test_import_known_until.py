"""Until when contributions are known: the last day without a missing one, as each file leaves it."""

from datetime import date

import pytest

from payments.models import RegistryFile
from portal.registry.reasons import LineReason
from tests.registry.samples import ASEL, camt_file, csv_file, entry, many, take, transaction

pytestmark = pytest.mark.django_db


def november(day: int) -> date:
    return date(2026, 11, day)


def test_a_gap_holds_it_back_until_it_is_filled() -> None:
    covered = [((13, 13), 13), ((14, 16), 16), ((18, 18), 16), ((17, 17), 18), (None, 18), ((10, 11), 11)]
    for number, (days, known) in enumerate(covered, start=1):
        covers = days and (november(days[0]), november(days[1]))
        report = take(csv_file(*many(1, first=number)), covers=covers)
        assert report.known_until == november(known)
        assert RegistryFile.objects.latest("pk").known_until == november(known)


def test_a_notification_says_its_days_itself_unless_staff_say_otherwise() -> None:
    header = "<FrToDt><FrDtTm>2026-11-18T00:00:00</FrDtTm><ToDtTm>2026-11-18T23:59:59</ToDtTm></FrToDt>"
    content = camt_file(entry(transaction()), header=header)
    assert take(content, dry_run=True).known_until == november(18)
    assert take(content, covers=(november(14), november(16))).known_until == november(16)


def test_categories_cover_no_day() -> None:
    take(csv_file(*many(1)), covers=(november(16), november(16)))
    report = take(
        f"iin;category;from;to\n{ASEL};state_paid;2025-09;\n".encode(), covers=(november(17), november(17))
    )
    assert (report.covers, report.known_until) == (None, november(16))


def test_a_registry_that_is_only_compared_makes_no_day_known(settings) -> None:
    settings.CREDITING_REGISTRIES = ("camt054",)
    days = {"covers": (november(16), november(17))}
    compared = take(csv_file(*many(2)), **days)
    assert (compared.posted, compared.reasons) == (0, {LineReason.NOT_IN_THE_LEDGER: 2})
    assert (compared.covers, compared.known_until) == (days["covers"], None)
    header = "<FrToDt><FrDtTm>2026-11-15T00:00:00</FrDtTm><ToDtTm>2026-11-15T23:59:59</ToDtTm></FrToDt>"
    assert take(camt_file(entry(transaction()), header=header)).known_until == november(15)
    assert take(csv_file(*many(1)), **days).known == 1
