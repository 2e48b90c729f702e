"""Every way to a refund: findings, months, payments, the ladder, home, the menu; each with what is known filled in."""

from datetime import date

import pytest

from payments import ledger
from payments.models import Contribution, Suggestion
from payments.rules.refund_reasons import RefundReason
from portal.models import Account, RefundDraft
from tests.payments.orders import OCTOBER, arrives, ordered, paid, payer, received
from tests.payments.refunds import TODAY, asked, paid_out, requested
from tests.payments.samples import BOLAT, credited, person, registry, reversed_line, staff
from tests.web.citizens import employer_pays, pays, state_pays, text_of
from tests.web.ordered import ARRIVED, EARLIER, page_of, reference_of

PAST = {"paid_on": EARLIER, "credited_on": ARRIVED}
SHOWN_ON = ["/", "/statement/", "/statement/2026-08/"]


def lump_sum() -> Contribution:
    pays("2026-08", amount=51000)
    return Contribution.objects.get()


def overpaid() -> Contribution:
    pays("2026-08", amount=4500, paid_on=date(2026, 8, 20), credited_on=date(2026, 8, 24))
    pays("2026-08", amount=500)
    return Contribution.objects.get(amount=4500)


def paid_twice() -> Contribution:
    pays("2026-08", paid_on=date(2026, 8, 21), credited_on=date(2026, 8, 24))
    pays("2026-08", paid_on=date(2026, 8, 20), credited_on=date(2026, 8, 24), amount=4251)
    return Contribution.objects.get(amount=4250)  # the later of the two


def employer_too() -> Contribution:
    employer_pays("2026-08")
    pays("2026-08")
    return Contribution.objects.get(amount=4250)


def state_too() -> Contribution:
    pays("2026-08")
    state_pays("2026-08", "2026-08")
    return Contribution.objects.get()


@pytest.mark.parametrize("address", SHOWN_ON)
@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (lump_sum, "lump_sum"),
        (overpaid, "excess_amount"),
        (paid_twice, "duplicate"),
        (employer_too, "employer_also_paid"),
        (state_too, "state_covered"),
    ],
)
def test_a_finding_leads_there_with_its_line_and_reason(asker, made, reason, address):
    line = made()
    assert f'href="/refunds/which/?line=c{line.pk}&amp;reason={reason}">Claim it back' in asker.get(address).text


@pytest.mark.parametrize(
    ("first", "last", "title"),
    [("2028-06", "2028-06", "A month too far ahead was paid"), ("2024-12", "2025-11", "The year may be wrong")],
)
def test_a_month_too_far_ahead_and_a_wrong_year_are_wrong_months(asker, first, last, title):
    pays(first, last, paid_on=date(2026, 10, 9), credited_on=date(2026, 10, 12))
    line = Contribution.objects.earliest("period")
    home = asker.get("/").text
    assert title in home
    assert f'href="/refunds/which/?line=c{line.pk}&amp;reason=wrong_period">Claim it back' in home


def test_once_asked_for_it_leads_to_the_request(asker):
    line = lump_sum()
    request = requested(line, reason=RefundReason.LUMP_SUM, right_period=None, amount=46750)
    page = asker.get("/").text
    assert f'href="/refunds/{request.number}/">See the refund request' in page
    assert "/refunds/which/" not in page
    assert "For August 2026 you have claimed money back already." in page.replace("\xa0", " ")
    assert "surplus can be claimed back" not in page


def test_on_paper_it_stands_beside_the_line(asker):
    request = requested(lump_sum(), reason=RefundReason.LUMP_SUM, right_period=None, amount=46750)
    number = f"{request.number[:3]} {request.number[3:6]} {request.number[6:]}"
    paper = asker.get("/statement/print/")
    assert f"claimed back, request № {number}" in text_of(paper)
    assert "surplus can be claimed back" not in paper.text
    assert f"/refunds/{request.number}/" not in paper.text


def test_of_three_alike_two_are_claimed_one_after_the_other(asker):
    for number in range(3):
        pays("2026-08", amount=4250 + number)
    lines = list(Contribution.objects.order_by("pk"))
    for line in reversed(lines[1:]):
        assert f"/refunds/which/?line=c{line.pk}&amp;reason=duplicate" in asker.get("/").text
        requested(line, reason=RefundReason.DUPLICATE, right_period=None)
    assert "See the refund request" in asker.get("/").text
    assert "/refunds/which/" not in asker.get("/").text


def test_what_somebody_else_paid_leads_to_the_month(asker):
    pays("2026-08", amount=51000, sender_iin=BOLAT)
    page = asker.get("/").text
    assert "Several months in one payment" in page
    assert "/refunds/which/" not in page
    assert 'href="/statement/2026-08/">See the payment' in page


def test_their_request_is_not_told(asker):
    line = credited(amount=51000, sender_iin=BOLAT)
    theirs = requested(line, by=payer(BOLAT))
    for address in (*SHOWN_ON, "/statement/statement.csv", "/statement/print/"):
        assert theirs.number not in asker.get(address).text


def returned() -> None:
    pays("2026-08")
    reversed_line(Contribution.objects.get())


def asked_for() -> None:
    requested()


def given_back() -> None:
    paid_out()


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda: pays("2026-08"), "Claim it back"),
        (lambda: pays("2026-08", sender_iin=BOLAT), "Somebody else paid, so that person asks for the refund."),
        (asked_for, "See the refund request"),
        (given_back, "All of the sum has been paid back already."),
        (returned, "Pay the month again, no refund request is needed."),
    ],
    ids=["paid", "somebody", "asked", "given_back", "returned"],
)
def test_each_line_of_a_month_says_whether_it_can_be_claimed(asker, made, said):
    made()
    page = text_of(asker.get("/statement/2026-08/"))
    assert said in page
    assert page.count("Claim it back") == (said == "Claim it back")


def test_what_an_employer_pays_every_month_is_nothing_to_claim(asker):
    employer_pays("2026-08")
    page = text_of(asker.get("/statement/2026-08/"))
    assert "asks for the refund" not in page
    assert "Claim it back" not in page


def test_a_credited_payment_has_a_way_to_its_line(asker):
    basket = ordered(OCTOBER, today=EARLIER)
    line = arrives(OCTOBER, **PAST, payment_reference=reference_of(basket))
    page = page_of(asker, basket)
    assert "Paid by mistake?" in page.text
    assert f'href="/refunds/which/?line=c{line.pk}">Claim it back' in page.text


def test_who_did_not_pay_it_reads_who_asks(asker):
    basket = ordered(OCTOBER, by=payer(BOLAT), today=EARLIER)
    received(arrives(OCTOBER, **PAST, payment_reference=reference_of(basket)), reference_of(basket))
    page = page_of(asker, basket)
    assert "Somebody else paid, so that person asks for the refund." in page.text
    assert "/refunds/which/" not in page.text


@pytest.mark.parametrize(
    ("iin", "period", "reason"), [("", OCTOBER - 1, "wrong_period"), (BOLAT, OCTOBER, "wrong_iin")]
)
def test_money_that_went_astray_is_claimed_with_its_reason(asker, iin, period, reason):
    basket = ordered(OCTOBER, today=EARLIER)
    line = arrives(period, **PAST, **({"iin": iin} if iin else {}), payment_reference=reference_of(basket))
    ledger.decide_suggestion(
        suggestion=Suggestion.objects.get(), decision="assign", reason="a call", actor=staff("Desk")
    )
    assert f'href="/refunds/which/?line=c{line.pk}&amp;reason={reason}">Claim it back' in page_of(asker, basket).text


def test_what_has_not_arrived_cannot_be_claimed_yet(asker):
    registry(known_until=date(2026, 11, 20))
    basket = ordered(OCTOBER, today=EARLIER)
    paid(basket, on=EARLIER)
    page = page_of(asker, basket)
    assert "As soon as the money is credited, its payer can claim it back here." in text_of(page)
    assert "/refunds/which/" not in page.text
    assert 'href="/refunds/">Refunds' in page.text


def test_home_menu_and_feedback_lead_there(asker):
    home = asker.get("/")
    assert 'href="/refunds/">Claim a payment back' in home.text
    assert len(home.context["nav"]) <= 5
    assert {item["href"] for item in home.context["nav"]} >= {"/refunds/"}
    assert 'href="/refunds/"' in asker.get("/feedback/").text.partition("<main")[2]


def test_home_says_what_waits_for_an_answer(asker):
    request = asked(requested())
    assert f'href="/refunds/{request.number}/"' in asker.get("/").text
    ledger.answer_refund(request=request, actor=request.requested_by, text="September", iik=None, today=TODAY)
    assert "A question about your refund request" not in asker.get("/").text


def test_home_says_what_is_begun(asker):
    RefundDraft.objects.create(account=Account.objects.get(), contribution=credited(), left=4250)
    assert 'href="/refunds/what/">Go on with it' in asker.get("/").text


def test_below_the_list_the_menu_still_says_where_one_is(asker):
    page = asker.get(f"/refunds/{requested().number}/")
    assert 'href="/refunds/" aria-current="page"' in page.text


def test_nobody_who_has_no_record_is_led_there(anybody):
    assert "/refunds/" not in anybody.get("/").text.partition("<main")[0]


def test_a_month_asks_no_more_of_the_database_for_more_lines(asker, django_assert_max_num_queries):
    for number in range(8):
        pays("2026-08", amount=4250 + number)
    with django_assert_max_num_queries(22):
        assert asker.get("/statement/2026-08/").text.count("Claim it back") >= 8
    assert person().contributions.count() == 8
