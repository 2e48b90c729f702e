"""Taken at once or line by line, a file leaves the same rows behind, whatever it holds."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from django.db import connection, transaction

from payments import ledger
from payments.ledger.bulk import settling
from payments.models import Contribution, OpenPayment, Payment, PaymentStep, Person, RegistryLine, Suggestion
from payments.rules.months import Month
from payments.rules.references import reference
from portal.registry import importer
from portal.registry.report import Report
from tests.payments.orders import ordered, paid, payer
from tests.payments.samples import person
from tests.registry.samples import (
    ASEL,
    EMPLOYER,
    MARAT,
    SAULE,
    camt_file,
    csv_file,
    entry,
    line,
    mt102_file,
    take,
)
from tests.registry.samples import (
    transaction as camt_transaction,
)

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]

# One digit away from Marat in the first half, from Asel in the second, and nobody's.
NEAR_MARAT, NEAR_ASEL, STRANGER = "500901100010", "560815200119", "991231100109"
SEPTEMBER, OCTOBER, NOVEMBER = (Month.of(2026, number) for number in (9, 10, 11))
ORDERED_ON, BATCH = date(2026, 11, 10), 7
IDENTITY = ("kind", "person__iin", "period", "purpose_code", "reference", "occurrence")
Rows = dict[str, list[tuple]]


@pytest.fixture
def references() -> list[str]:
    """Of a payment that has its money, one that was ordered, one sent, one cancelled, and one that came back unseen."""
    two = ordered(NOVEMBER, OCTOBER, who=person(ASEL), today=ORDERED_ON)
    sent = ordered(NOVEMBER, who=person(MARAT), by=payer(MARAT), today=ORDERED_ON)
    cancelled = ordered(NOVEMBER, who=person(SAULE), by=payer(SAULE), today=ORDERED_ON)
    gone = ordered(SEPTEMBER, who=person(SAULE), by=payer(SAULE), today=ORDERED_ON)
    paid(sent, number="T-1", on=ORDERED_ON)
    paid(gone, number="T-2", on=ORDERED_ON)
    ledger.cancel(payment=cancelled.payments.get(), actor=payer(SAULE), today=ORDERED_ON)
    named = [
        payment.reference for basket in (two, sent, cancelled, gone) for payment in basket.payments.order_by("period")
    ]
    back = line(iin=SAULE, paymentperiod="092026", paymentreference=named[-1], operation="return")
    assert take(csv_file(back)).posted == 1
    credited = line(iin=ASEL, paymentperiod="102026", paymentreference=named[0], reference="before")
    take(csv_file(credited))
    return named


FAULTS = (
    {"iin": "1"},
    {"iin": ""},
    {"reference": ""},
    {"paymentperiod": "132026"},
    {"paymentsum": "4250.50"},
    {"knp": "7"},
    {"operation": "no"},
    {"senderbin": "12"},
)


def some_lines(random: Random, references: list[str], count: int) -> Iterator[dict[str, str]]:
    """Lines from so few values that many meet each other, the payments and what was there before."""
    pick = random.choice
    for _ in range(count):
        names = {
            "lastname": pick(["Әділова", "Other", "A-B"]),
            "firstname": pick(["Әсел", "O'Neil"]),
            "secondname": pick(["-", "Ғаниқызы", f"{ASEL}"]),
        }
        said = line(
            iin=pick([ASEL, ASEL, MARAT, SAULE, NEAR_MARAT, NEAR_ASEL, STRANGER, "5608 1520 0109"]),
            reference=pick(["GCVP-1", "GCVP-2", "GCVP\\3", "560815200109", "before"]),
            paymentperiod=pick(["112026", "112026", "112026", "102026", "092026", "112025"]),
            paymentsum=pick(["4250", "4250.00", "4250", "4 251"]),
            knp=pick(["122", "122", "122", "122", "121", "123"]),
            paymentdate=pick(["2026-11-10", "2026-11-16", "2026-11-11", "2026-08-01"]),
            createdon=pick(["2026-11-18", "18.11.2026", "2026-11-20"]),
            operation=pick(["", "", "", "", "", "return"]),
            senderbin=pick(["", "", "", EMPLOYER, MARAT, STRANGER]),
            sendername=pick(["", 'ЖШС "Алтын\\nдала"', f"ЖШС {ASEL}"]),
            paymentreference=pick(["", "", "", "7", *references]),
            returnreason=pick(["", f"BE01 {ASEL} \\ name"]),
            **pick([names, names, dict.fromkeys(names, "")]),
        )
        yield said | pick([{}, {}, {}, {}, pick(FAULTS)])


def taken(files: list[bytes], monkeypatch: pytest.MonkeyPatch, *, in_bulk: bool) -> tuple[list[Report], Rows]:
    """The reports and the rows after some files, of which nothing is kept."""
    with monkeypatch.context() as patch, transaction.atomic():
        patch.setattr(importer, "BATCH", BATCH)
        patch.setattr(importer, "_goes_in_bulk", lambda source: in_bulk)
        reports = [take(content) for content in files]
        connection.check_constraints()
        rows = rows_of_every_table()
        transaction.set_rollback(True)
    return [replace(report, rejected=sorted(report.rejected)) for report in reports], rows


def rows_of_every_table() -> Rows:
    """What an import may write, without numbers of rows and times."""
    lines, met = Contribution.objects, [f"contribution__{name}" for name in IDENTITY]
    paid_with = ["amount", "paid_on", "credited_on", "sender_bin", "sender_name", "sender__iin", "entered_by__kind"]
    reverses = [f"reverses__{name}" for name in IDENTITY]
    names = ("person__iin", "sender__iin", "received", "understood", "outcome", "reason")
    found = {
        "people": Person.objects.values_list("iin", "last_name", "first_name", "patronymic"),
        "contributions": lines.values_list(*IDENTITY, *paid_with, *reverses),
        "lines": RegistryLine.objects.values_list("file__sha256", "number", *names, *met),
        "steps": PaymentStep.objects.values_list("payment", "state", "day", "reason", "by_registry", *met),
        "slots": OpenPayment.objects.values_list("payment"),
        "suggestions": Suggestion.objects.values_list("payment", "kind", *met),
    }
    return {name: sorted(rows, key=repr) for name, rows in found.items()}


def assert_the_same(files: list[bytes], monkeypatch: pytest.MonkeyPatch) -> Rows:
    """Both ways leave the same rows and say the same; gives the rows."""
    in_bulk, rows = taken(files, monkeypatch, in_bulk=True)
    line_by_line, plain = taken(files, monkeypatch, in_bulk=False)
    for name in plain:
        assert rows[name] == plain[name], name
    assert in_bulk == line_by_line
    return rows


@pytest.mark.parametrize("seed", range(6))
def test_files_of_all_sorts_of_lines(seed: int, references: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(seed)
    files = [csv_file(*some_lines(random, references, count)) for count in (60, 40, 5)]
    rows = assert_the_same(files, monkeypatch)
    assert {row[6] for row in rows["lines"]} == {"posted", "known", "rejected"}


def test_payments_are_found_wherever_in_a_file_they_are_named(references, monkeypatch) -> None:
    """A line that names its payment has it, though one that does not came first, in a batch before."""
    first = line(iin=MARAT, paymentdate="2026-11-11", reference="unnamed")
    others = [line(iin=STRANGER, reference=f"other {number}") for number in range(BATCH)]
    rows = assert_the_same([csv_file(first, *others, line(iin=MARAT, paymentreference=references[2]))], monkeypatch)
    marat = Payment.objects.get(person__iin=MARAT)
    (credited,) = [row for row in rows["steps"] if row[:2] == (marat.pk, "credited")]
    assert credited[9] == "GCVP-00000000001"


def test_a_payment_that_gets_its_money_is_no_near_miss_of_what_was_settled_before(references, monkeypatch) -> None:
    monkeypatch.setattr(settling, "PEOPLE_AT_ONCE", 1)
    named_by_another = line(iin=ASEL, paymentreference=references[2], paymentsum="4251", reference="not this one")
    rows = assert_the_same([csv_file(named_by_another, line(iin=MARAT))], monkeypatch)
    assert "not this one" not in {row[6] for row in rows["suggestions"]}
    assert [row[9] for row in rows["steps"] if row[1] == "credited"] == ["before", "GCVP-00000000001"]


def test_money_that_came_back_before_it_was_credited_is_taken_back(references, monkeypatch) -> None:
    late = line(iin=SAULE, paymentperiod="092026", paymentreference=references[-1])
    rows = assert_the_same([csv_file(late)], monkeypatch)
    assert [row[0] for row in rows["contributions"] if row[1] == SAULE] == ["credit", "return"]


def test_near_misses_of_all_kinds_are_found(references, monkeypatch) -> None:
    lines = [
        line(iin=NEAR_MARAT, reference="first half"),
        line(iin=NEAR_ASEL, reference="second half"),
        line(iin=ASEL, paymentsum="4251", reference="sum"),
        line(iin=MARAT, paymentperiod="112025", reference="year", paymentdate="2026-11-12"),
        line(iin=MARAT, paymentperiod="112027", reference="next year", paymentdate="2026-11-12"),
        line(iin=STRANGER, reference="named", paymentreference=references[2]),
    ]
    rows = assert_the_same([csv_file(*lines)], monkeypatch)
    found = {row[6] for row in rows["suggestions"]}
    assert found >= {"first half", "second half", "sum", "year", "next year", "named"}


def test_other_formats_go_the_same_way(references, monkeypatch) -> None:
    files = [
        camt_file(entry(camt_transaction()), entry(camt_transaction(reference=references[1]))),
        mt102_file(),
        csv_file(line(), line(), line(paymentreference=reference(1))),
    ]
    assert_the_same(files, monkeypatch)


def test_the_first_name_that_is_said_is_kept(monkeypatch) -> None:
    said = [("", "Әсел"), ("Әділова", "Other"), ("Later", "Later")]
    lines = [line(lastname=last, firstname=first, reference=f"{n}") for n, (last, first) in enumerate(said)]
    rows = assert_the_same([csv_file(line(knp="7", lastname="", firstname=""), *lines)], monkeypatch)
    assert rows["people"] == [(ASEL, "Әділова", "Әсел", "Ғаниқызы")]
