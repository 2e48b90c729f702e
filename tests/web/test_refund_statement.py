"""What went back stands beside what came: on the screen, on paper and in the file, with its day and its request."""

import csv
import re
from datetime import date

import pytest

from payments.models import Contribution
from payments.rules.refund_reasons import RefundReason
from tests.payments.orders import payer
from tests.payments.refunds import TODAY, in_a_file, paid_out, requested
from tests.payments.samples import AUGUST, BOLAT, credited, reversed_line
from tests.web.citizens import text_of

MONTH, YEAR, PAPER = "/statement/2026-08/", "/statement/", "/statement/print/"


def grouped(request) -> str:
    return f"{request.number[:3]} {request.number[3:6]} {request.number[6:]}"


def lump_sum_refunded():
    line = credited(amount=51000)
    return paid_out(requested(line, reason=RefundReason.LUMP_SUM, right_period=None, amount=46750))


def rows_of(asker) -> list[list[str]]:
    """The rows of August in the file."""
    text = asker.get("/statement/statement.csv").text.removeprefix("\ufeff").replace("\xa0", " ")
    head, *rows = csv.reader(text.splitlines(), delimiter=";")
    assert {len(row) for row in rows} == {len(head)}
    return [row for row in rows if row[0] == "2026-08"]


@pytest.mark.parametrize("address", [MONTH, YEAR, PAPER])
def test_the_reversal_stands_beside_its_line(asker, address):
    request = paid_out()
    page = asker.get(address)
    text = text_of(page)
    assert "−4,250 ₸" in text
    assert "23 Nov 2026" in text
    assert "refunded" in text
    assert f"Refund request {grouped(request)}" in text
    assert (f'href="/refunds/{request.number}/"' in page.text) == (address != PAPER)


@pytest.mark.parametrize("address", [MONTH, YEAR, PAPER])
def test_of_a_part_it_says_what_is_left(asker, address):
    lump_sum_refunded()
    page = text_of(asker.get(address))
    assert "51,000 ₸" in page
    assert "−46,750 ₸" in page
    assert ("Left after a refund 4,250 ₸" if address == MONTH else "left: 4,250 ₸") in page


def test_ctrl_p_shows_it_too(asker):
    request = paid_out()
    paper = asker.get(YEAR).text.partition('<div class="only-paper">')[2]
    assert grouped(request) in paper


def test_in_the_file_it_is_a_row_of_its_own(asker):
    request = lump_sum_refunded()
    line, reversal = rows_of(asker)
    assert line[3] == "51,000 ₸"
    assert line[11] == "4,250 ₸"
    assert reversal[3] == "−46,750 ₸"
    assert reversal[8:] == ["23 Nov 2026", "GCVP-1", "refunded", "", grouped(request)]


def test_two_refunds_of_one_line_are_two_rows(asker):
    lump_sum_refunded()
    paid_out(requested(Contribution.objects.get(kind="credit")))
    assert [row[3] for row in rows_of(asker)] == ["51,000 ₸", "−46,750 ₸", "−4,250 ₸"]
    page = text_of(asker.get(YEAR))
    assert "left:" not in page


def test_what_the_bank_returned_has_no_request(asker):
    reversed_line(credited())
    line, reversal = rows_of(asker)
    assert reversal[8:] == ["28 Aug 2026", "GCVP-1", "returned by the bank", "", ""]
    assert "returned by the bank" in text_of(asker.get(YEAR))
    assert "Refund request" not in asker.get(YEAR).text


def test_what_is_not_paid_out_yet_has_not_gone_back(asker):
    in_a_file()
    assert "−" not in asker.get(YEAR).text
    assert len(rows_of(asker)) == 1


def test_on_paper_a_month_is_as_high_as_its_rows(asker):
    credited(reference="once more", amount=4300)
    paid_out()
    paper = asker.get(PAPER).text
    august = next(part for part in paper.split("<tbody>") if "GCVP-1" in part)
    assert set(re.findall(r'rowspan="(\d)"', august)) == {"3"}
    assert august.count("<tr>") == 3


def test_somebody_elses_refund_is_shown_without_its_number(asker):
    line = credited(sender_iin=BOLAT)
    request = paid_out(requested(line, by=payer(BOLAT), right_period=AUGUST + 1))
    for address in (MONTH, YEAR, PAPER):
        page = asker.get(address)
        assert "−4,250 ₸" in text_of(page)
        assert request.number not in page.text
        assert grouped(request) not in page.text


def test_the_month_is_open_again(asker):
    paid_out()
    assert date(2026, 11, 23) == TODAY
    assert "The money was paid back, so this line does not count." in text_of(asker.get(MONTH))
    assert "Not paid" in text_of(asker.get(MONTH))
