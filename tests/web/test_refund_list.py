"""All requests in one list: what is begun, what is open, what is closed, and one way to a new one."""

import re
from datetime import date

import pytest

from payments.rules.months import Month
from portal.models import Account, RefundDraft
from tests.payments.orders import payer
from tests.payments.refunds import approved, asked, in_a_file, paid_out, proposed, refused, requested, taken
from tests.payments.samples import AUGUST, BOLAT, credited, person
from tests.web.asking import bounced, checked_again, returned, withdrawn
from tests.web.citizens import text_of

OPEN, CLOSED = "Open requests", "Closed requests"


def test_who_has_asked_for_nothing_is_told_how(asker):
    page = asker.get("/refunds/")
    assert "You have sent no request yet." in page.text
    assert page.text.count('class="button"') == 1
    assert 'href="/refunds/which/">Claim a payment back' in page.text
    assert "A payment cannot be moved to another month. It is returned, and the right month is paid anew." in page.text


def test_what_is_no_ground_is_said(asker):
    page = asker.get("/refunds/").text
    for code in ("no_care_used", "move_it"):
        assert f'href="/refunds/instead/{code}/"' in page


@pytest.mark.parametrize(
    ("made", "where", "tag", "when"),
    [
        (requested, OPEN, "is-checking", "checked by 30 Nov 2026"),
        (taken, OPEN, "is-checking", "checked by 30 Nov 2026"),
        (asked, OPEN, "is-due", "answer by 7 Dec 2026"),
        (bounced, OPEN, "is-due", ""),
        (proposed, OPEN, "is-checking", "answered by 14 Dec 2026"),
        (approved, OPEN, "is-paid", "approved on 23 Nov 2026"),
        (in_a_file, OPEN, "is-checking", "sent out on 23 Nov 2026"),
        (paid_out, CLOSED, "is-refunded", "paid out on 23 Nov 2026"),
        (refused, CLOSED, "is-late", "refused on 23 Nov 2026"),
        (withdrawn, CLOSED, "is-rejected", "withdrawn on 23 Nov 2026"),
        (returned, CLOSED, "is-returned", "returned on 23 Nov 2026"),
    ],
)
def test_where_each_stands(asker, made, where, tag, when):
    request = made()
    page = asker.get("/refunds/")
    assert f"<h2>{where}</h2>" in page.text
    assert page.text.count("<table") == 1
    assert f'class="tag {tag}"' in page.text
    assert f'href="/refunds/{request.number}/"' in page.text
    number = f"{request.number[:3]} {request.number[3:6]} {request.number[6:]}"
    assert " ".join(filter(None, ["4,250 ₸", when, number])) in text_of(page)


@pytest.mark.parametrize(
    ("made", "today", "when"),
    [
        (requested, date(2026, 12, 1), "was to be checked by 30 Nov 2026"),
        (taken, date(2026, 12, 1), "was to be checked by 30 Nov 2026"),
        (proposed, date(2026, 12, 15), "was to be answered by 14 Dec 2026"),
        (checked_again, date(2026, 12, 1), "answered by 14 Dec 2026"),
        (checked_again, date(2026, 12, 15), "was to be answered by 14 Dec 2026"),
    ],
)
def test_a_day_that_has_passed_is_no_promise(asker, settings, made, today, when):
    made()
    settings.DEMO_TODAY = today
    assert when in text_of(asker.get("/refunds/"))


def test_what_waits_for_an_answer_comes_first(asker):
    question = asked(requested(credited(period=AUGUST)))
    later = requested(credited(period=AUGUST + 1), right_period=AUGUST)
    numbers = re.findall(r'href="/refunds/(\d{9})/"', asker.get("/refunds/").text)
    assert numbers == [question.number, later.number]


def test_what_is_begun_is_gone_on_with_or_discarded(asker):
    draft = RefundDraft.objects.create(account=Account.objects.get(), contribution=credited(), left=4250)
    page = asker.get("/refunds/")
    assert "not sent yet" in text_of(page)
    assert 'href="/refunds/what/">Go on with it' in page.text
    assert f'name="key" value="{draft.key}"' in page.text
    assert page.text.count('class="button"') == 1
    asker.post("/refunds/discard/", {"key": draft.key})
    assert not RefundDraft.objects.exists()


def test_nobody_sees_the_requests_of_somebody_else(asker):
    theirs = requested(credited(iin=BOLAT), by=payer(BOLAT))
    assert theirs.number not in asker.get("/refunds/").text


def test_the_list_grows_and_asks_no_more_of_the_database(asker, django_assert_max_num_queries):
    for number in range(6):
        requested(credited(period=Month.of(2026, 1) + number), right_period=AUGUST)
    with django_assert_max_num_queries(25):
        page = asker.get("/refunds/")
    assert page.text.count('role="rowheader"') == 6
    assert person().refund_requests.count() == 6
