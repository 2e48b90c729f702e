"""Every line is kept as it was received, and nobody's IIN with it: that stands with the person."""

import json

import pytest

from payments.models import CategorySpan, Contribution, Person, RegistryFile, RegistryLine
from portal.registry.importer import clean_name
from portal.registry.reasons import LineReason
from tests.registry.samples import (
    ASEL,
    EMPLOYER,
    MARAT,
    SAULE,
    camt_file,
    csv_file,
    entry,
    line,
    take,
    transaction,
)

pytestmark = pytest.mark.django_db


def test_no_row_but_a_persons_holds_an_iin() -> None:
    take(csv_file(line(senderbin=MARAT), line(iin=SAULE, paymentperiod=""), line(senderbin=EMPLOYER, reference="G2")))
    take(camt_file(entry(transaction(remittance=f"за {SAULE[:6]} {SAULE[6:]} ИИН {ASEL}, КНП 122, 122026"))))
    kept = rows()
    for iin in (ASEL, MARAT, SAULE):
        assert iin not in kept
    assert EMPLOYER in kept
    assert set(Person.objects.values_list("iin", flat=True)) == {ASEL, MARAT, SAULE}


@pytest.mark.parametrize("reads", [{}, {"paymentperiod": ""}], ids=["posted", "rejected"])
@pytest.mark.parametrize("column", ["lastname", "firstname", "secondname", "sendername"])
def test_a_name_is_no_place_for_an_iin_either(column: str, reads: dict[str, str]) -> None:
    take(csv_file(line(senderbin=EMPLOYER) | {column: f"ИП {SAULE[:6]} {SAULE[6:]}"} | reads))
    assert SAULE not in rows()
    assert Person.objects.get().iin == ASEL


def test_nor_is_the_name_of_a_party_in_camt054() -> None:
    named = transaction(
        debtor=f"<Nm>{SAULE[:6]} {SAULE[6:]}</Nm><Id><PrvtId><Othr><Id>{ASEL}</Id></Othr></PrvtId></Id>",
        remittance="КНП 122, 112026",
    )
    assert take(camt_file(entry(named))).posted == 1
    assert SAULE[:6] not in rows()


def rows() -> str:
    """Every row of the import, spaces left out, and of people what they are called."""
    people = Person.objects.values("last_name", "first_name", "patronymic")
    tables = [people, *(model.objects.values() for model in (Contribution, RegistryLine, RegistryFile))]
    return json.dumps([list(each) for each in tables], default=str, ensure_ascii=False).replace(" ", "")


def test_a_reference_is_kept_as_it_comes() -> None:
    take(csv_file(line(reference=SAULE)))
    assert Contribution.objects.get().reference == RegistryLine.objects.get().received["reference"] == SAULE


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        (f"{SAULE}.csv", "9912·· ···· 10.csv"),
        ("../in box/мамыр\0\x1b[31m.csv", "мамыр[31m.csv"),
        ("m" * 300, "m" * 255),
    ],
)
def test_the_name_of_a_file_is_cleaned(name: str, kept: str) -> None:
    assert clean_name(name) == kept
    assert take(csv_file(line()), name=name).name == RegistryFile.objects.get().name == kept


def test_a_rejected_line_waits_with_what_could_be_read() -> None:
    take(csv_file(line(paymentperiod="", senderbin=MARAT, paymentsum="4250,00")))
    row = RegistryLine.objects.get()
    assert (row.outcome, row.reason, row.contribution) == ("rejected", LineReason.NO_PERIOD, None)
    assert (row.person.iin, row.sender.iin, row.person.last_name) == (ASEL, MARAT, "Әділова")
    assert row.received["paymentsum"] == "4250,00"
    assert (row.understood["amount"], row.understood["purpose_code"], row.understood["operation"]) == (
        4250,
        "122",
        "credit",
    )
    assert "period" not in row.understood


@pytest.mark.parametrize("fault", [{"createdon": ""}, {"paymentsum": "4250.50"}, {"operation": "?"}])
def test_a_line_with_more_wrong_than_staff_may_lay_in_offers_nothing_to_mend(fault: dict[str, str]) -> None:
    take(csv_file(line(iin="1", **fault)))
    assert RegistryLine.objects.get().understood == {}


def test_lines_keep_their_number_and_the_file_its_counts() -> None:
    take(
        csv_file(line(iin="1"), line(), line(operation="return", reference="G2")),
        name="../in box/мамыр\0.csv",
    )
    file = RegistryFile.objects.get()
    assert (file.name, file.format, file.line_count, file.total) == ("мамыр.csv", "csv", 3, 12750)
    assert list(file.lines.order_by("number").values_list("number", "outcome")) == [
        (2, "rejected"),
        (3, "posted"),
        (4, "rejected"),
    ]


def test_category_spans_are_recorded_and_closed() -> None:
    header = "iin;category;from;to\n"
    first = take(f"{header}{ASEL};state_paid;2025-09;\n{MARAT};student;2025-09;\n".encode())
    assert (first.posted, first.rejected) == (1, [(3, LineReason.UNKNOWN_CATEGORY)])
    closing = take(f"{header}{ASEL};state_paid;2025-09;2026-06\n".encode())
    assert closing.posted == 1
    other = take(f"{header}{ASEL};state_paid;2025-09;2026-07\n{MARAT};sole_trader;012026;\n".encode())
    assert (other.posted, other.rejected) == (1, [(2, LineReason.OTHER_SPAN)])
    spans = CategorySpan.objects.order_by("first_month").values_list("person__iin", "category", "last_month")
    assert [(iin, category, str(last)) for iin, category, last in spans] == [
        (ASEL, "state_paid", "2026-06-01"),
        (MARAT, "sole_trader", "None"),
    ]
