"""One request: its number and dates, what was asked for, what was decided, what to pay now, and who looked."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from payments import ledger
from payments.rules.months import Month
from payments.rules.refund_reasons import RefundReason
from payments.rules.refunds import RefundSettings
from tests.payments.orders import payer
from tests.payments.refunds import (
    TODAY,
    answered,
    approved,
    asked,
    confirmed,
    first,
    in_a_file,
    paid_out,
    payout_of,
    proof,
    proposed,
    refused,
    reply,
    requested,
    returned_by_the_bank,
    taken,
)
from tests.payments.samples import BOLAT, credited, person
from tests.web.asking import address_of, bounced, page_of, returned, withdrawn
from tests.web.citizens import pays, text_of


@pytest.mark.parametrize(
    ("made", "tag", "sentence"),
    [
        (requested, "is-checking", "The State Corporation checks it by 30 November 2026, and the Fund answers by "
                                   "14 December 2026."),
        (taken, "is-checking", "The State Corporation checks the payment, by 30 November 2026."),
        (asked, "is-due", "There is a question for you."),
        (bounced, "is-due", "The bank sent the payout back, so the money did not reach you."),
        (proposed, "is-checking", "The Fund answers by 14 December 2026."),
        (approved, "is-paid", "Next, the State Corporation sends you 4,250 ₸."),
        (in_a_file, "is-checking", "The refund is approved, and 4,250 ₸ is on its way to you."),
        (paid_out, "is-refunded", "The refund is paid out: 4,250 ₸ on 23 November 2026."),
        (refused, "is-late", "The refund was refused on 23 November 2026."),
        (withdrawn, "is-rejected", "You withdrew the request on 23 November 2026."),
        (returned, "is-returned", "The bank itself sent the payment back on 23 November 2026"),
    ],
)  # fmt: skip
def test_the_state_in_words(asker, made, tag, sentence):
    page = page_of(asker, made())
    assert page.status_code == 200
    assert f'class="tag {tag}"' in page.text
    assert sentence in text_of(page)
    assert len(re.findall(r'class="button"', page.text)) <= 1


def test_right_after_sending_it_says_the_number_and_who_names_the_terms(asker):
    request = requested()
    page = text_of(page_of(asker, request))
    assert " ".join(re.findall("...", request.number)) in page
    assert "The check may take 5 of them (Order 478, annex 2). The answer may take 15 (the Fund’s page" in page
    assert "an older note says two weeks" in page


def test_the_terms_are_the_operators(asker, settings):
    settings.REFUNDS = RefundSettings(check_days=3, answer_days=10)
    page = text_of(page_of(asker, requested()))
    assert "checks it by 26 November 2026, and the Fund answers by 7 December 2026" in page
    assert "The check may take 3 of them" in page


def test_what_was_asked_for_is_shown_and_nobody_can_use_it(asker):
    request = requested(explanation="A slip")
    page = page_of(asker, request)
    for piece in ("4,250 ₸", "The month or the year is wrong", "August 2026", "September 2026", "A slip",
                  "KZ75…0001", "GCVP-1", "+7701 ··· ·· 01"):  # fmt: skip
        assert piece in text_of(page)
    for secret in ("KZ758560000000000001", "+77015550101", person().iin):
        assert secret not in page.text


def test_of_somebody_elses_record_only_the_payment_is_shown(asker):
    theirs = credited(iin=BOLAT, sender_iin=person().iin)
    page = page_of(asker, requested(theirs, by=payer()))
    assert "5608·· ···· 09" in page.text
    assert BOLAT not in page.text


NOT_TO_WAIT = "Do not wait for the refund: it pays for no month."
REFUSAL_RU, REFUSAL_KK = "Период не подтвердился.", "Кезең расталмады."


@pytest.mark.parametrize(
    ("language", "text", "note"), [("kk", REFUSAL_KK, False), ("ru", REFUSAL_RU, False), ("en", REFUSAL_RU, True)]
)
def test_a_refusal_names_its_ground_in_the_language_of_the_reader(asker, language, text, note):
    proposal = proposed(verdict="refuse", ground="not_confirmed", text_kk=REFUSAL_KK, text_ru=REFUSAL_RU)
    request = confirmed(proposal)
    asker.cookies.load({"language": language})
    page = page_of(asker, request)
    assert f'<div lang="{"kk" if language == "kk" else "ru"}"><p>{text}</p></div>' in page.text
    assert ("This is the Russian text." in page.text) == note


def test_the_published_ground_stands_above_the_text(asker):
    request = confirmed(proposed(verdict="refuse", ground="not_confirmed"))
    assert "Why it was refused The systems of the State do not confirm what was stated." in text_of(
        page_of(asker, request)
    )


def test_what_one_alone_has_decided_is_not_told(asker):
    page = page_of(asker, proposed(verdict="refuse", ground="not_confirmed", text_ru=REFUSAL_RU, text_kk=REFUSAL_KK))
    for word in (REFUSAL_RU, "Why it was refused", "do not confirm"):
        assert word not in page.text


def test_a_decision_that_is_made_anew_is_no_longer_told(asker):
    request = in_a_file()
    assert "What the Fund says" in page_of(asker, request).text
    answered(reply(payout_of(request), "returned"))
    assert "What the Fund says" not in page_of(asker, request).text


def test_after_a_refusal_one_can_claim_again(asker):
    line = credited()
    assert (
        f'href="/refunds/which/?line=c{line.pk}&amp;reason=wrong_period"'
        in page_of(asker, refused(requested(line))).text
    )


@pytest.mark.parametrize("made", [requested, taken, asked, proposed, approved, in_a_file, paid_out, returned])
def test_otherwise_there_is_nothing_to_claim_again(asker, made):
    assert "Claim this payment back again" not in page_of(asker, made()).text


def test_whoever_has_claimed_again_is_not_sent_there(asker):
    line = credited()
    request = refused(requested(line))
    requested(line)
    assert "Claim this payment back again" not in page_of(asker, request).text


@pytest.mark.parametrize("made", [requested, taken, asked, proposed, approved, in_a_file, paid_out, refused, withdrawn])
def test_the_right_month_is_paid_now(asker, made):
    form = pay_form(page_of(asker, made()))
    assert 'name="month" value="2026-09"' in form
    assert 'name="payer" value="self"' in form
    assert "Pay for September 2026" in form.replace("\xa0", " ")


@pytest.mark.parametrize(("made", "button"), [(asked, "Answer the question"), (bounced, "Name another account")])
def test_answering_comes_before_paying(asker, made, button):
    request = made()
    page = page_of(asker, request)
    assert f'class="button" href="{address_of(request)}answer/">{button}<' in page.text
    assert "is-secondary" in pay_form(page)


def test_how_long_the_status_holds_without_it(asker):
    pays("2025-09", "2026-08")
    request = requested()
    page = text_of(page_of(asker, request))
    assert f"{NOT_TO_WAIT} Without this payment the status is kept until 30 November 2026." in page


def test_what_the_refund_itself_does_to_the_status_is_said(asker):
    pays("2025-12", "2026-07")
    line = credited()  # August: one of the twelve
    pays("2026-10", "2026-11")
    pays("2026-09")
    page = text_of(page_of(asker, requested(line, right_period=Month.of(2027, 1))))
    assert f"{NOT_TO_WAIT} Now the status is kept until 28 February 2027. The refund ends it earlier." in page
    assert "Without this payment" not in page


def test_a_refused_one_knows_of_the_request_that_is_open_by_now(asker):
    line = credited()
    request = refused(requested(line))
    assert NOT_TO_WAIT not in text_of(page_of(asker, request))
    requested(line)
    assert NOT_TO_WAIT in text_of(page_of(asker, request))


def test_who_is_not_insured_is_told_not_to_wait(asker):
    assert f"{NOT_TO_WAIT} You are not insured now." in text_of(page_of(asker, requested()))


@pytest.mark.parametrize("made", [paid_out, refused, withdrawn])
def test_once_it_is_closed_there_is_nothing_to_wait_for(asker, made):
    page = text_of(page_of(asker, made()))
    assert "Still to be paid: September 2026. You are not insured now." in page
    assert "Do not wait" not in page


def test_a_month_that_is_paid_by_now_is_not_paid_again(asker):
    pays("2026-09")
    assert "/pay/start/" not in page_of(asker, requested()).text


def test_what_the_bank_returned_is_paid_again(asker):
    other, line = credited(reference="once more"), credited()
    request = requested(line, reason=RefundReason.DUPLICATE, right_period=None)
    returned_by_the_bank(line)
    assert "/pay/start/" not in page_of(asker, request).text  # the other payment has paid it
    returned_by_the_bank(other)
    form = pay_form(page_of(asker, request))
    assert 'name="month" value="2026-08"' in form


def test_of_a_lump_sum_the_months_of_the_plan_are_paid(asker):
    line = credited(amount=51000, period=Month.of(2026, 11), paid_on=TODAY, credited_on=TODAY)
    request = requested(line, reason=RefundReason.LUMP_SUM, right_period=None, amount=46750)
    form = pay_form(page_of(asker, request))
    assert form.count('name="month"') == 11
    assert "Pay for 11 months" in form
    assert "Still to be paid: December 2025 – October 2026." in text_of(page_of(asker, request))


def test_who_paid_for_the_wrong_person_says_first_for_whom(asker):
    request = requested(credited(iin=BOLAT, sender_iin=person().iin), by=payer())
    form = pay_form(page_of(asker, request))
    assert "Pay for somebody else" in form
    assert 'name="month"' not in form


def test_the_files_that_went_with_it_can_be_saved(asker):
    key = uuid4()
    kept = proof(key)
    request = requested(key=key)
    page = page_of(asker, request)
    assert f'href="{address_of(request)}proofs/{kept.name}/"' in page.text
    assert "File 1: PDF, 1 KB" in text_of(page)


def test_who_looked_and_what_was_done_without_a_name(asker):
    request = taken(requested())
    ledger.view_refund(request=request, actor=first())
    page = text_of(page_of(asker, request))
    opened = "The page of the request was opened Staff"
    for sentence in ("A refund request was sent You", "The request was taken Staff", opened):
        assert sentence in page
    assert "first" not in journal_of(page_of(asker, request))


def test_nothing_of_the_page_tells_whose_it_is(asker):
    page = page_of(asker, requested())
    title = page.text.partition("<title>")[2].partition("</title>")[0].replace("\xa0", " ")
    assert title.strip().startswith("Refund: August 2026")
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("tail", ["", "withdraw/", "answer/", "sheet/kk/"])
def test_somebody_elses_number_is_none(asker, tail):
    theirs = requested(credited(iin=BOLAT), by=payer(BOLAT))
    mine = requested()
    assert asker.get(f"{address_of(theirs)}{tail}").status_code == 404
    assert asker.post(f"{address_of(theirs)}{tail}").status_code in (404, 405)
    assert asker.get(f"{address_of(mine)}{tail}").status_code in (200, 302)
    assert Client().get(f"{address_of(mine)}{tail}").status_code == 302  # to sign in


@pytest.mark.parametrize("number", ["000000001", "1", "abcdefghi", "0000000019"])
def test_a_slip_in_the_number_leads_nowhere(asker, number):
    assert asker.get(f"/refunds/{number}/").status_code == 404


def pay_form(page) -> str:
    """The form that leads to a payment."""
    return page.text.partition('action="/pay/start/"')[2].partition("</form>")[0]


def journal_of(page) -> str:
    """The table of who looked."""
    return page.text.partition("<details>")[2].partition("</details>")[0]
