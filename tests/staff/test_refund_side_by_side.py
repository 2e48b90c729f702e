"""One request beside its payment: what agrees and what differs, what the machine found, the months, the files."""

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from payments.models import JournalEntry
from payments.rules.references import grouped_reference
from payments.rules.refund_numbers import grouped_number
from payments.rules.refund_reasons import RefundReason
from payments.rules.requisites import PurposeCode
from portal.proofs.store import keep
from tests.payments.orders import OCTOBER, arrives, ordered, paid, payer
from tests.payments.refunds import IIK, TODAY, asked, paid_out, requested
from tests.payments.samples import AISHA, BOLAT, COMPANY, credited, reversed_line
from tests.staff.desk import root
from tests.staff.refund_desk import FIRST, address, claimed, decide, first, page_of, reviewer, take

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63606060000000040001f61738550000"
    "000049454e44ae426082"
)


@pytest.fixture(autouse=True)
def _desk(settings, tmp_path):
    settings.DEMO_TODAY = TODAY
    settings.PROOF_DIR = tmp_path / "proofs"


def texts(html: str) -> list[str]:
    """The cells of a row, without their markup."""
    cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", html, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in cells]


def compared(page: str) -> dict[str, tuple[str, ...]]:
    """Each field: of the request, of the payment, and how they agree."""
    rows = page.partition("<tbody>")[2].partition("</tbody>")[0].split("<tr")[1:]
    return {label: tuple(cells) for label, *cells in map(texts, rows)}


def checked(page: str) -> dict[str, str]:
    """What the machine found, each with its sign."""
    listed = page.partition('<ul class="checks"')[2].partition("</ul>")[0]
    found = re.findall(r'class="sign"[^>]*>(.)</span> (.*?)(?: <span|</li>)', listed)
    return {text: sign for sign, text in found}


def test_a_wrong_month_field_by_field():
    request = requested()
    page = page_of(first(), request)
    assert f"Payment № {request.contribution_id}</th>" in page
    assert compared(page) == {
        "IIN": ("500101 100 010", "500101 100 010", "= agrees"),
        "Month": ("September 2026", "August 2026", "≠ differs"),
        "Sum": ("4,250 ₸", "4,250 ₸", "= agrees"),
        "Payer": ("5001·· ···· 10", "5001·· ···· 10", "= agrees"),
        "Purpose code": ("122", "122: contribution", "= agrees"),
        "Paid on": ("–", "20 Aug 2026", "– nothing to compare"),
        "Is the month paid otherwise?": ("–", "No", "– nothing to compare"),
    }


def test_paid_for_somebody_else():
    line = credited(iin=BOLAT, sender_iin=AISHA)
    request = requested(line, by=payer(AISHA))
    fields = compared(page_of(first(), request))
    assert fields["IIN"] == ("500101 100 010", "560815 200 109", "≠ differs")
    assert fields["Payer"] == ("5001·· ···· 10", "5001·· ···· 10", "= agrees")


def test_of_a_lump_sum_only_what_is_above_the_price():
    line = credited(amount=51000)
    request = requested(line, reason=RefundReason.LUMP_SUM, right_period=None, amount=46750, left=51000)
    fields = compared(page_of(first(), request))
    assert fields["Sum"] == ("46,750 ₸", "51,000 ₸ Can be claimed: 46,750 ₸", "= agrees")
    assert fields["Month"] == ("–", "August 2026", "– nothing to compare")


def by_employer():
    """The employer paid August as well."""
    line = credited()
    credited(reference="E-1", sender_bin=COMPANY, sender_name="Company", purpose_code=PurposeCode.DEDUCTION)
    return requested(line, reason=RefundReason.EMPLOYER_ALSO_PAID, right_period=None)


def paid_twice():
    """August was paid twice."""
    line = credited()
    credited(reference="GCVP-2")
    return requested(line, reason=RefundReason.DUPLICATE, right_period=None)


@pytest.mark.parametrize(
    ("made", "says", "sentence"),
    [
        (by_employer, "Yes, by an employer", "An employer paid for the same month."),
        (paid_twice, "Yes, by another payment", "The month is paid in full twice."),
    ],
)
def test_paid_otherwise_as_the_reason_says(made, says, sentence):
    page = page_of(first(), made())
    assert compared(page)["Is the month paid otherwise?"] == (says, says, "= agrees")
    assert checked(page)[sentence] == "✓"
    assert checked(page)["The record shows what the request says."] == "✓"
    assert "The refund changes no month." in page


def test_a_reason_that_the_record_no_longer_shows():
    request = paid_twice()
    reversed_line(request.contribution.person.contributions.get(reference="GCVP-2"))
    page = page_of(first(), request)
    assert compared(page)["Is the month paid otherwise?"] == ("Yes, by another payment", "No", "≠ differs")
    assert checked(page)["There is no second full payment for this month."] == "!"
    assert checked(page)["The record does not show what the request says. Look at the files."] == "!"


def test_the_twelve_months_as_they_would_be():
    page = page_of(first(), requested())
    quilt = page.partition('aria-labelledby="after-refund"')[2].partition("</section>")[0]
    assert quilt.count('<li class="patch') == 12
    assert "August 2026: not paid" in quilt
    assert "These months would no longer count: August 2026." in page
    assert checked(page)["Months would no longer count without this money."] == "!"


def test_once_it_is_paid_out_there_is_nothing_to_imagine():
    assert 'aria-labelledby="after-refund"' not in page_of(first(), paid_out(requested()))


def test_what_the_applicant_says():
    request = requested(explanation="I chose the wrong line.")
    page = page_of(first(), request)
    for words in ("I chose the wrong line.", "The month or the year is wrong", IIK, "CenterCredit", "+77015550101"):
        assert words in page


def test_a_payment_that_was_ordered_here_by_its_reference():
    basket = ordered(OCTOBER)
    paid(basket)
    line = arrives(OCTOBER, credited_on=TODAY)
    request = requested(line, right_period=OCTOBER + 1)
    payment = basket.payments.get()
    link = f'href="/staff/payments/payment/{payment.pk}/change/"'
    for client, is_linked in ((root(), True), (first(), False)):
        page = page_of(client, request)
        assert grouped_reference(payment.reference) in page
        assert (link in page) is is_linked


def test_nobody_is_named_above_the_page():
    request = requested()
    type(request.applicant).objects.update(last_name="Сапарова", first_name="Айгүл")
    page = page_of(first(), request)
    assert f"<title>Refund № {grouped_number(request.number)} |" in page
    assert f'tabindex="-1">Refund № {grouped_number(request.number)}, Айгүл С.</h1>' in page
    assert page.count("Айгүл") == 3


def test_the_journal_newest_first_and_the_applicant_by_their_part():
    request, client = requested(), first()
    take(client, request)
    decide(client, request, "approve")
    listed = page_of(client, request).partition('<ul class="journal"')[2].partition("</ul>")[0]
    told = [" ".join(one.partition("</strong>")[2].partition("</li>")[0].split()) for one in listed.split("<li>")[1:]]
    assert told == [
        "A first decision was made. Desk 1",
        "The request is being checked. Desk 1",
        "The request was taken. Desk 1",
        "A refund request was sent. The applicant",
    ]


def test_a_long_journal_is_folded():
    request, clients = requested(), [first("Desk 1"), first("Desk 2")]
    for _times in range(5):
        for client in clients:
            page = page_of(client, request)
    assert page.partition("<details>")[0].count("The page of the request was opened.") == 8
    assert page.partition("<details>")[2].count("The page of the request was opened.") == 2


@pytest.fixture
def with_file():
    """A request with one proof whose bytes are there."""
    key = uuid4()
    keep(key, payer(), SimpleUploadedFile("чек.png", PNG))
    return requested(key=key)


def test_a_file_is_saved_and_its_opening_journaled(with_file):
    client = first()
    kept = with_file.proofs.get()
    assert f'href="{address(with_file, f"proofs/{kept.name}/")}">PNG, ' in page_of(client, with_file)
    answer = client.get(address(with_file, f"proofs/{kept.name}/"))
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "чек" not in str(answer.headers)
    assert answer.getvalue().startswith(b"\x89PNG")  # read to its end, it closes itself
    entry = JournalEntry.objects.latest("number")
    assert (entry.event, entry.actor.label, entry.request) == ("proof_viewed", "Desk 1", with_file)


def test_files_need_a_right_of_their_own(with_file):
    client = reviewer("Desk 5", FIRST)
    kept = with_file.proofs.get()
    assert f"proofs/{kept.name}/" not in page_of(client, with_file)
    assert "PNG, " in page_of(client, with_file)
    assert client.get(address(with_file, f"proofs/{kept.name}/")).status_code == 403


def test_a_file_of_another_request_is_not_there(with_file):
    other = claimed(3)
    client = first()
    assert client.get(address(other, f"proofs/{with_file.proofs.get().name}/")).status_code == 404
    assert client.get(address(with_file, f"proofs/{uuid4()}/")).status_code == 404
    assert not JournalEntry.objects.filter(event="proof_viewed").exists()


def test_a_file_that_was_removed_is_not_listed(with_file):
    type(with_file.proofs.get()).objects.update(removed_at="2026-11-23T00:00Z")
    assert "No file is attached." in page_of(first(), with_file)


def test_one_request_takes_so_many_queries(with_file, django_assert_max_num_queries):
    client = first()
    page_of(client, asked(with_file))
    with django_assert_max_num_queries(26):
        page_of(client, with_file)


def test_whoever_ordered_what_a_partner_took_is_the_payer_where_the_registry_names_none():
    paid(ordered(OCTOBER, by=payer(BOLAT)))
    line = arrives(OCTOBER, credited_on=TODAY)
    found = compared(page_of(first(), requested(line, by=payer(BOLAT), right_period=OCTOBER + 1)))
    assert found["Payer"] == ("5608·· ···· 09", "5608·· ···· 09", "= agrees")
    assert found["IIN"][2] == "≠ differs"
