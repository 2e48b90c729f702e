"""What became of a request and what is still to come: solid is done, saffron is now, dashed is to come."""

from datetime import date

import pytest

from payments import ledger
from tests.payments.refunds import (
    NOW,
    TODAY,
    approved,
    asked,
    first,
    in_a_file,
    paid_out,
    proposed,
    refused,
    requested,
    taken,
)
from tests.web.asking import bounced, checked_again, looks_of, page_of, returned, titles_of, withdrawn
from tests.web.citizens import text_of

FILLED_IN, CHECK, FUND = "Filled in", "Checked by the State Corporation", "With the Fund"
DECISION, ON_ITS_WAY, PAID_OUT = "Approved or refused", "On its way to you", "Paid out"
TO_THE_FUND = [FILLED_IN, "Sent", CHECK, FUND]


def answered():
    request = asked()
    ledger.answer_refund(request=request, actor=request.requested_by, text="September", iik=None, today=TODAY)
    return request


@pytest.mark.parametrize(
    ("made", "looks", "titles"),
    [
        (requested, "done done now todo todo todo", [*TO_THE_FUND, DECISION, PAID_OUT]),
        (taken, "done done now todo todo todo", [*TO_THE_FUND, DECISION, PAID_OUT]),
        (asked, "done done done now todo todo todo",
         [FILLED_IN, "Sent", CHECK, "A question for you", FUND, DECISION, PAID_OUT]),
        (answered, "done done done done now todo todo todo",
         [FILLED_IN, "Sent", CHECK, "A question for you", "You answered, the check goes on", FUND, DECISION, PAID_OUT]),
        (proposed, "done done done now todo todo", [*TO_THE_FUND, DECISION, PAID_OUT]),
        (checked_again, "done done done done now todo todo todo",
         [*TO_THE_FUND, "Back at the State Corporation", FUND, DECISION, PAID_OUT]),
        (approved, "done done done done done now todo", [*TO_THE_FUND, "Approved", "To be paid out", PAID_OUT]),
        (in_a_file, "done done done done done now todo", [*TO_THE_FUND, "Approved", ON_ITS_WAY, PAID_OUT]),
        (paid_out, "done done done done done done done", [*TO_THE_FUND, "Approved", ON_ITS_WAY, PAID_OUT]),
        (bounced, "done done done done done done now todo todo todo",
         [*TO_THE_FUND, "Approved", ON_ITS_WAY, "The bank sent the payout back", FUND, DECISION, PAID_OUT]),
        (refused, "done done done done over", [*TO_THE_FUND, "Refused"]),
        (withdrawn, "done done over", [FILLED_IN, "Sent", "Withdrawn"]),
        (returned, "done done over", [FILLED_IN, "Sent", "Returned by the bank"]),
    ],
)  # fmt: skip
def test_step_by_step(asker, made, looks, titles):
    page = page_of(asker, made())
    assert looks_of(page) == looks.split()
    assert titles_of(page) == titles


@pytest.mark.parametrize(
    ("made", "sentences"),
    [
        (requested, ["To be done by 30 November 2026.", "The Fund answers by 14 December 2026."]),
        (asked, ["The question: Which month?", "Answer by 7 December 2026.", "These days are not counted"]),
        (answered, ["Your answer: September"]),
        (bounced, ["The bank’s reason: The account is closed", "These days are not counted"]),
        (proposed, ["Two people decide, neither of them alone."]),
        (withdrawn, ["The check had not begun yet."]),
        (returned, ["This payment no longer counts for the month."]),
    ],
)
def test_what_stands_below_a_step(asker, made, sentences):
    page = text_of(page_of(asker, made()))
    for sentence in sentences:
        assert sentence in page


def test_what_the_two_write_to_each_other_is_not_for_the_applicant(asker):
    assert "Look at the receipt" not in page_of(asker, checked_again()).text


def test_whoever_leaves_a_question_open_reads_that_the_check_went_on(asker, settings):
    request = asked()
    late = date(2026, 12, 8)
    ledger.take_refund(request=request, actor=first(), now=NOW, today=late)
    ledger.resume_review(request=request, actor=first(), now=NOW, today=late, settings=settings.REFUNDS)
    settings.DEMO_TODAY = late
    page = page_of(asker, request)
    assert "No answer came, the check goes on" in titles_of(page)


def test_a_term_that_is_over_is_said_to_be_over(asker, settings):
    request = requested()
    settings.DEMO_TODAY = date(2026, 12, 15)
    page = text_of(page_of(asker, request))
    assert "The answer was due by 14 December 2026, and there is none yet." in page
    assert "It was to be done by 30 November 2026." in page
    assert "The Fund was to answer by 14 December 2026." in page


def test_a_check_that_was_done_is_not_late(asker, settings):
    request = checked_again()
    settings.DEMO_TODAY = date(2026, 12, 1)
    page = text_of(page_of(asker, request))
    assert "looks at the request once more. The Fund answers by 14 December 2026." in page
    assert "30 November 2026" not in page


@pytest.mark.parametrize("made", [requested, taken])
def test_a_check_that_is_late_is_not_promised(asker, settings, made):
    request = made()
    settings.DEMO_TODAY = date(2026, 12, 1)
    page = text_of(page_of(asker, request))
    assert "The State Corporation was to check the payment by this day: 30 November 2026. Call 1414" in page
    assert "It was to be done by 30 November 2026." in page
    assert "The Fund answers by 14 December 2026." in page
    for promise in ("checks it by", "checks the payment, by", "To be done by 30"):
        assert promise not in page


@pytest.mark.parametrize("made", [requested, taken])
def test_the_day_of_the_check_is_not_yet_too_late(asker, settings, made):
    request = made()
    settings.DEMO_TODAY = date(2026, 11, 30)
    assert "was to check" not in text_of(page_of(asker, request))


@pytest.mark.parametrize("made", [proposed, approved, asked])
def test_a_check_that_is_done_is_late_no_more(asker, settings, made):
    request = made()
    settings.DEMO_TODAY = date(2026, 12, 1)
    assert "was to check" not in text_of(page_of(asker, request))


def test_the_day_of_the_answer_is_not_yet_too_late(asker, settings):
    request = requested()
    settings.DEMO_TODAY = date(2026, 12, 14)
    assert "The answer was due" not in text_of(page_of(asker, request))
