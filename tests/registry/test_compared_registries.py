"""A registry that does not credit is compared: what the ledger has is known, the rest waits for staff."""

from collections.abc import Sequence
from datetime import date

import pytest

from payments.models import Contribution, RegistryLine
from payments.rules.months import Month
from payments.rules.references import reference
from portal.registry.comparing import compare_contributions
from portal.registry.reasons import LineReason
from tests.payments.orders import ordered, paid
from tests.payments.samples import person, registry
from tests.registry.samples import ASEL, MARAT, SAULE, csv_file, item, line, many, mt102_file, read_all, take

pytestmark = pytest.mark.django_db

KNOWN, REJECTED = RegistryLine.Outcome.KNOWN, RegistryLine.Outcome.REJECTED
NOVEMBER = {"paymentdate": "2024-11-16", "createdon": "2024-11-18", "paymentperiod": "112024"}
BACK = {"operation": "return", "createdon": "2026-11-20"}


def compared(*lines: dict[str, str], batches: int = 1) -> list[RegistryLine]:
    """What is kept of these lines, some at a time, as an import keeps it."""
    read, file = read_all(csv_file(*lines)), registry(2)
    size = -(-len(read) // batches)
    for start in range(0, len(read), size):
        RegistryLine.objects.bulk_create(compare_contributions(read[start : start + size], file=file))
    return list(file.lines.order_by("number"))


def outcomes(rows: Sequence[RegistryLine]) -> list[str]:
    return [row.outcome for row in rows]


@pytest.mark.parametrize(
    ("changed", "outcome"),
    [
        ({}, KNOWN),
        ({"reference": "KISC-7"}, KNOWN),
        ({"createdon": "2026-11-19", "senderbin": MARAT}, KNOWN),
        ({"iin": MARAT}, REJECTED),
        ({"paymentperiod": "102026"}, REJECTED),
        ({"paymentsum": "4251"}, REJECTED),
        ({"knp": "121"}, REJECTED),
        (BACK, REJECTED),
    ],
)
def test_a_line_is_known_if_its_money_is(changed: dict[str, str], outcome: str) -> None:
    take(csv_file(line()))
    (row,) = compared(line(**changed))
    reason = LineReason.NOT_IN_THE_LEDGER if outcome == REJECTED else None
    assert (row.outcome, row.reason) == (outcome, reason)
    assert row.contribution == (Contribution.objects.get() if outcome == KNOWN else None)
    assert row.person.iin == changed.get("iin", ASEL)
    assert row.received["paymentsum"] == changed.get("paymentsum", "4250")


def test_nothing_is_credited_and_nobody_is_lost() -> None:
    (row,) = compared(line(senderbin=SAULE))
    assert not Contribution.objects.exists()
    assert (row.person.iin, row.person.last_name, row.sender.iin) == (ASEL, "Әділова", SAULE)
    assert (row.understood, row.received["iin"]) == ({}, "5608·· ···· 09")


@pytest.mark.parametrize("batches", [1, 3])
def test_each_row_of_the_ledger_answers_for_one_line(batches: int) -> None:
    take(csv_file(*many(2)))
    rows = compared(*many(3, first=7), batches=batches)
    assert outcomes(rows) == [KNOWN, KNOWN, REJECTED]
    assert len({row.contribution_id for row in rows}) == 3


def test_those_with_the_same_reference_belong_together() -> None:
    take(csv_file(*many(2)))
    rows = compared(line(reference="other"), line(reference="GCVP-00000000001"))
    assert outcomes(rows) == [KNOWN, KNOWN]
    assert [row.contribution.reference for row in rows] == ["GCVP-00000000002", "GCVP-00000000001"]


def test_a_return_is_known_if_the_ledger_has_it() -> None:
    take(csv_file(line(), line(**BACK)))
    first, second = compared(line(**BACK), line(**BACK))
    assert (first.outcome, first.contribution.kind) == (KNOWN, "return")
    assert second.outcome == REJECTED


def test_a_return_that_names_no_purpose_is_known_by_the_rest() -> None:
    take(csv_file(line(knp="121", **NOVEMBER), line(knp="121", **NOVEMBER | BACK)))
    (read,) = read_all(mt102_file(order="/DATE/241116\n/KNP/021"))
    (row,) = compare_contributions([read], file=registry(2))
    assert (read.purpose_code, row.outcome) == ("", KNOWN)


def test_a_return_of_what_no_registry_credited_is_known_by_its_payment() -> None:
    basket = ordered(Month.of(2026, 11), who=person(ASEL), today=date(2026, 11, 16))
    paid(basket, on=date(2026, 11, 16))
    back = line(**BACK, paymentreference=reference(basket.payments.get().pk))
    assert take(csv_file(back)).posted == 1
    (row,) = compared(back)
    assert (row.outcome, row.contribution) == (KNOWN, None)


def test_more_lines_are_no_more_queries(django_assert_num_queries) -> None:
    take(csv_file(*many(50)))
    for count in (1, 50):
        read = read_all(csv_file(*many(count)))
        file = registry(count)
        with django_assert_num_queries(3):
            compare_contributions(read, file=file)


def test_a_registry_that_does_not_credit_posts_nothing_and_covers_no_day(settings) -> None:
    settings.CREDITING_REGISTRIES = ("csv",)
    take(csv_file(line(**NOVEMBER)), covers=(date(2024, 11, 18), date(2024, 11, 18)))
    report = take(mt102_file(item(), item()), covers=(date(2024, 11, 19), date(2024, 11, 19)))
    assert (report.posted, report.known, report.reasons) == (0, 1, {LineReason.NOT_IN_THE_LEDGER: 1})
    assert Contribution.objects.count() == 1
    assert report.known_until == date(2024, 11, 18)
    assert take(mt102_file(item(), item())).taken_before
