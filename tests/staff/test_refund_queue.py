"""The queue of refund requests: oldest deadline first, what is shown of each, filters with counts, and the search."""

import re
from datetime import date, timedelta

import pytest

from payments import ledger
from payments.rules.references import reference
from payments.rules.refund_numbers import grouped_number
from portal.staff.refunds import queue
from tests.payments.orders import OCTOBER, arrives, ordered, paid, payer
from tests.payments.refunds import (
    TODAY,
    answered,
    asked,
    in_a_file,
    payout_of,
    proposed,
    refused,
    reply,
    requested,
)
from tests.payments.samples import AISHA, BOLAT, credited
from tests.staff.desk import FRONT, clerk, plain
from tests.staff.refund_desk import REFUNDS, claimed, filters, first, hold_is_over, numbers, second, take

SEARCH = f"{REFUNDS}search/"


@pytest.fixture(autouse=True)
def _monday(settings):
    settings.DEMO_TODAY = TODAY


def days_before(number: int) -> date:
    """So many days before today."""
    return TODAY - timedelta(days=number)


def row_of(page: str, request) -> str:
    """What the list says of one request, without its markup."""
    row = page.partition(f"/{request.pk}/change/")[2].partition("</tr>")[0]
    return " ".join("".join(part.partition(">")[2] + " " for part in row.split("<")).split())


def test_the_oldest_deadline_comes_first_and_who_waits_for_the_applicant_last():
    answer_due_last = proposed(claimed(1, today=days_before(7)))
    questioned = asked(claimed(2, today=days_before(12)))
    young, old = claimed(3), claimed(4, today=days_before(5))
    assert numbers(first().get(REFUNDS)) == [request.pk for request in (old, young, answer_due_last, questioned)]


def test_a_term_that_stood_still_ends_later():
    """Asked on the day of sending and answered a week later: it comes behind what was sent after it."""
    waited = asked(claimed(1, today=days_before(7)), today=days_before(7))
    ledger.answer_refund(request=waited, actor=payer(), text="May", iik=None, today=TODAY)
    sent_later = claimed(2, today=days_before(3))
    assert numbers(first().get(REFUNDS)) == [sent_later.pk, waited.pk]


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        (11, ["Overdue", "7 of 5 working days", "19 Nov 2026"]),
        (7, ["Last day", "5 of 5 working days", "23 Nov 2026"]),
        (6, ["1 working day left", "4 of 5 working days", "24 Nov 2026"]),
        (0, ["5 working days left", "0 of 5 working days", "30 Nov 2026"]),
    ],
)
def test_days_used_as_a_number_and_a_word(sent, says):
    request = claimed(today=days_before(sent))
    row = row_of(plain(first().get(REFUNDS)), request)
    for words in says:
        assert words.lower() in row.lower()


def test_the_second_decision_has_the_longer_term():
    request = proposed(claimed(today=days_before(7)))
    row = row_of(plain(second().get(REFUNDS)), request)
    assert "5 of 15 working days" in row
    assert "10 working days left" in row


def test_who_was_asked_has_no_deadline():
    request = asked(claimed())
    row = row_of(plain(first().get(REFUNDS)), request)
    assert "waits for the applicant – 0 of 15 working days" in row


def test_a_question_that_nobody_answered_is_free_again(settings):
    request, other, client = asked(claimed(1)), claimed(2, today=days_before(0)), first()
    settings.DEMO_TODAY = date(2026, 12, 7)
    assert filters(client.get(REFUNDS))["Free"] == 1
    settings.DEMO_TODAY = date(2026, 12, 8)
    page = client.get(REFUNDS)
    assert numbers(page) == [other.pk, request.pk]
    assert "The answer is overdue".lower() in row_of(plain(page), request).lower()
    counts = {"Free": 2, "Overdue or due in two working days": 2, "Waiting for the applicant": 1}
    assert filters(page) | counts == filters(page)


def test_what_a_row_says_of_a_person():
    request = claimed()
    page = plain(first().get(REFUNDS))
    assert AISHA not in page
    row = row_of(page, request)
    for words in (
        grouped_number(request.number),
        "5001·· ···· 10",
        "The month or the year is wrong",
        "4,250 ₸",
        "sent",
    ):
        assert words in row
    assert row.endswith("–")


def test_who_has_taken_it_is_shown_to_others():
    request, mine = claimed(), first()
    take(mine, request)
    assert "Taken by you until" in row_of(plain(mine.get(REFUNDS)), request)
    assert "Taken by Desk 1 until" in row_of(plain(first("Desk 7").get(REFUNDS)), request)
    assert filters(mine.get(REFUNDS)) | {"Mine": 1, "Free": 0} == filters(mine.get(REFUNDS))
    hold_is_over()
    assert "Taken by" not in plain(mine.get(REFUNDS))
    assert filters(mine.get(REFUNDS)) | {"Mine": 0, "Free": 1} == filters(mine.get(REFUNDS))


@pytest.fixture
def one_of_each():
    """Free and due, taken by Desk 1, with the Fund, asked, back from a payout, and three that nobody reviews now."""
    client = first()
    returned = in_a_file(claimed(7))
    answered(reply(payout_of(returned), "returned"))
    ledger.withdraw_refund(request=claimed(8), actor=payer(), today=TODAY)
    in_a_file(claimed(9))
    refused(claimed(10))
    made = {
        "due": claimed(1, today=days_before(6)),
        "held": claimed(2),
        "with_fund": proposed(claimed(3)),
        "asked": asked(claimed(4)),
        "returned": returned,
    }
    take(client, made["held"])
    return client, made


SHOWN = {
    "all": ("All", {"due", "held", "with_fund", "asked", "returned"}),
    "mine": ("Mine", {"held"}),
    "free": ("Free", {"due", "with_fund"}),
    "due": ("Overdue or due in two working days", {"due"}),
    "second": ("Waiting for the second decision", {"with_fund"}),
    "asked": ("Waiting for the applicant", {"asked", "returned"}),
    "came_back": ("Payout returned", {"returned"}),
}


@pytest.mark.parametrize("show", SHOWN)
def test_filters_with_their_counts(one_of_each, show):
    client, made = one_of_each
    name, wanted = SHOWN[show]
    page = client.get(REFUNDS, {"show": show})
    assert set(numbers(page)) == {made[one].pk for one in wanted}
    assert filters(page) == {words: len(those) for words, those in SHOWN.values()}
    assert f'href="?show={show}" aria-current="page">{name}:' in page.text


def test_what_nobody_can_choose_shows_all():
    request = claimed()
    assert numbers(first().get(REFUNDS, {"show": "everything", "page": "last"})) == [request.pk]


def test_twenty_five_stand_on_a_page():
    made = [claimed(number, today=days_before(60 - number)) for number in range(1, 28)]
    client = first()
    assert numbers(client.get(REFUNDS)) == [request.pk for request in made[:25]]
    page = client.get(REFUNDS, {"show": "free", "page": 2})
    assert numbers(page) == [request.pk for request in made[25:]]
    assert 'href="?show=free&amp;page=1"' in page.text


def test_of_many_pages_only_some_are_named(monkeypatch):
    monkeypatch.setattr(queue, "ROWS", 1)
    for number in range(1, 31):
        claimed(number)
    page = first().get(REFUNDS, {"page": 15}).text.partition('<nav aria-label="Pages">')[2].partition("</nav>")[0]
    named = [text for text in re.findall(r"<li>(.*?)</li>", page) if "<a " not in text]
    assert named == ["…", "…"]
    assert page.count("<li>") == 13
    assert page.count("page=") == 11
    assert 'aria-current="page">15<' in page


def test_many_rows_take_as_many_queries_as_one(django_assert_max_num_queries):
    for number in range(1, 13):
        claimed(number)
    for number in range(13, 25):
        asked(claimed(number))
    client = first()
    with django_assert_max_num_queries(19):
        assert len(numbers(client.get(REFUNDS))) == 24


def test_the_front_page_counts_what_is_free_and_due():
    client = first()
    claimed(1), claimed(2, today=days_before(6)), take(client, claimed(3))
    page = plain(client.get(FRONT))
    assert "2 refund requests are free." in page
    assert "1 refund request is overdue or due within two working days." in page
    assert "refund request" not in plain(clerk(name="nobody").get(FRONT))


def test_found_by_number_reference_or_iin():
    by_number, client = claimed(), first()
    for text in (by_number.number, grouped_number(by_number.number), AISHA, f"{AISHA[:6]} {AISHA[6:]}"):
        found = client.post(SEARCH, {"text": text})
        assert found.url == f"{REFUNDS}{by_number.pk}/change/#request", text
    assert client.post(SEARCH, {"text": BOLAT}).status_code == 422


def test_found_by_the_person_in_whose_record_the_payment_stands():
    request = requested(credited(iin=BOLAT, sender_iin=AISHA), by=payer(AISHA))
    for iin in (AISHA, BOLAT):
        assert first(f"Desk of {iin[:4]}").post(SEARCH, {"text": iin}).url.endswith(f"{request.pk}/change/#request")


def test_found_by_the_reference_of_its_payment():
    basket = ordered(OCTOBER, today=days_before(20))
    paid(basket, on=days_before(19))
    line = arrives(OCTOBER, paid_on=days_before(19), credited_on=days_before(15))
    request = requested(line, right_period=OCTOBER + 1)
    named = reference(basket.payments.get().pk)
    assert first().post(SEARCH, {"text": named}).url == f"{REFUNDS}{request.pk}/change/#request"


def test_several_are_listed_newest_first_also_those_that_are_closed():
    old = refused(claimed(1))
    new = claimed(2)
    page = first().post(SEARCH, {"text": AISHA})
    assert numbers(page) == [new.pk, old.pk]
    assert AISHA not in page.text


def test_what_is_typed_stands_in_no_address():
    page = first().get(REFUNDS)
    assert f'<form method="post" action="{SEARCH}"' in page.text
    assert first("Desk 7").get(SEARCH, {"text": AISHA}).status_code == 200
