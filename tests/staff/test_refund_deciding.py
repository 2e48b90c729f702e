"""Deciding on a refund: chosen, read in one sentence, confirmed; by two people, with the published wording."""

import re
from datetime import date

import pytest

from payments import ledger
from payments.models import JournalEntry, RefundDecision, RefundHold
from payments.rules.refund_reasons import RefusalGround
from tests.payments.orders import payer
from tests.payments.refunds import TODAY, asked, decision_of, proposed, refused, requested, state, states
from tests.payments.samples import AISHA, credited, reversed_line
from tests.staff.desk import plain
from tests.staff.refund_desk import (
    FIRST,
    SECOND,
    address,
    claimed,
    decide,
    first,
    hold_is_over,
    page_of,
    reviewer,
    second,
    take,
    taken_and_decided,
    told,
)


@pytest.fixture(autouse=True)
def _monday(settings):
    settings.DEMO_TODAY = TODAY


@pytest.fixture
def request_of_aigul():
    """A request of somebody whose name is known."""
    line = credited()
    type(line.person).objects.filter(pk=line.person_id).update(last_name="Сапарова", first_name="Айгүл")
    return requested(line)


def choose(client, request, act="", ground=""):
    """Press "Go on" beside a choice."""
    return client.get(address(request, "decide/"), {"act": act, "ground": ground})


def test_the_sentence_stands_before_the_deed(request_of_aigul):
    client = first()
    take(client, request_of_aigul)
    page = plain(choose(client, request_of_aigul, "approve"))
    assert "Return 4,250 ₸ for August 2026, Айгүл С." in page
    assert "No money moves until a second reviewer confirms it." in page
    assert page.count("<h1") == 1
    assert "Айгүл" not in page.partition("</title>")[0]
    assert state(request_of_aigul) == "checking"


def test_what_was_chosen_leads_to_what_it_is_about():
    """The focus goes to the decision where something is wrong in it, else to the heading of what is to be confirmed."""
    request, client = claimed(), first()
    take(client, request)
    assert f'action="{address(request, "decide/")}#decision"' in page_of(client, request)
    wrong, right = choose(client, request), choose(client, request, "approve")
    assert re.search(r'<h2 id="decision" tabindex="-1">', wrong.text)
    assert re.search(r'<h1 id="decision" tabindex="-1">', right.text)
    for page in (wrong, right):
        assert page.text.count('id="decision"') == page.text.count("<h1") == 1


def test_two_people_approve():
    request = claimed()
    answer = taken_and_decided(first(), request, "approve")
    assert told(answer)[0] == "The approval waits for a second reviewer."
    assert state(request) == "with_fund"
    assert not RefundHold.objects.exists()
    answer = taken_and_decided(second(), request, "confirm")
    assert told(answer)[0] == "The decision is confirmed."
    assert states(request) == ["sent", "checking", "with_fund", "approved"]
    decision = decision_of(request)
    assert (decision.first_by.label, decision.second_by.label) == ("Desk 1", "Desk 2")


@pytest.mark.parametrize("ground", RefusalGround)
def test_two_people_refuse_on_a_published_ground(ground):
    request = claimed()
    taken_and_decided(first(), request, "refuse", ground)
    decision = decision_of(request)
    assert (decision.verdict, decision.ground) == ("refuse", ground)
    taken_and_decided(second(), request, "confirm")
    assert state(request) == "refused"


def test_the_wording_can_be_fitted_to_the_case():
    request = claimed()
    taken_and_decided(first(), request, "approve", text_kk="Қайтарамыз.", text_ru="Вернём.")
    decision = decision_of(request)
    assert (decision.text_kk, decision.text_ru) == ("Қайтарамыз.", "Вернём.")


def test_the_second_reads_the_first_decision_and_changes_nothing_in_it():
    request, client = claimed(), second()
    taken_and_decided(first(), request, "refuse", "no_grounds", text_kk="Негіз жоқ.", text_ru="Нет оснований.")
    take(client, request)
    for page in (page_of(client, request), plain(choose(client, request, "confirm"))):
        for words in ("Refuse", "There are no grounds for a refund.", "Desk 1", "Негіз жоқ.", "Нет оснований."):
            assert words in page
        assert "<textarea" not in page
    assert 'value="approve"' not in page_of(client, request)


def test_sent_back_with_a_note_that_the_first_reads():
    request = claimed()
    taken_and_decided(first(), request, "approve")
    answer = taken_and_decided(second(), request, "send_back", note="The month was meant otherwise.")
    assert told(answer)[0] == "The request went back to the first reviewers."
    assert state(request) == "checking"
    page = page_of(first("Desk 7"), request)
    assert "Sent back" in page
    assert "The month was meant otherwise." in page


def test_a_question_stops_the_term():
    request = claimed()
    answer = taken_and_decided(first(), request, "ask", question="Which month did you mean?")
    assert told(answer)[0] == "The applicant was asked. The term stands still."
    assert state(request) == "asked"
    page = page_of(first("Desk 7"), request)
    assert "Which month did you mean?" in page
    assert "Take the request" not in page


@pytest.mark.parametrize(
    ("language", "label"), [("kk", "Question in Kazakh"), ("ru", "Question in Russian"), ("en", "Question in English")]
)
def test_a_question_is_asked_in_the_language_of_the_applicant(language, label):
    request, client = claimed(language=language), first()
    take(client, request)
    assert label in plain(choose(client, request, "ask"))


def test_without_an_answer_it_goes_on_after_its_term(settings):
    request, client = asked(claimed()), first()
    settings.DEMO_TODAY = date(2026, 12, 7)
    assert "Take the request" not in page_of(client, request)
    settings.DEMO_TODAY = date(2026, 12, 8)
    answer = taken_and_decided(client, request, "resume")
    assert told(answer) == ["The review goes on."]
    assert answer.redirect_chain == [(f"{address(request)}#request", 302)]
    assert 'value="approve"' in answer.text


def test_what_the_applicant_answered_is_read():
    request = asked(claimed())
    ledger.answer_refund(request=request, actor=payer(), text="I meant May.", iik=None, today=TODAY)
    page = page_of(first(), request)
    assert page.index("Which month?") < page.index("I meant May.")


@pytest.mark.parametrize(
    ("act", "ground", "says"),
    [
        ("", "", "Choose what to do with the request."),
        ("refuse", "", "Choose the ground for the refusal."),
        ("refuse", "bad_luck", "Select a valid choice"),
        ("resume", "", "Somebody was quicker: the request is in another state now."),
        ("dance", "", "Somebody was quicker: the request is in another state now."),
    ],
)
def test_a_choice_that_is_none(act, ground, says):
    request, client = claimed(), first()
    take(client, request)
    page = choose(client, request, act, ground)
    assert page.status_code == 422
    assert says in page.text
    assert "<title>Error:" in page.text
    assert state(request) == "checking"


@pytest.mark.parametrize(
    ("act", "ground", "words", "says"),
    [
        ("approve", "", {"text_kk": ""}, "This field is required"),
        ("refuse", "no_grounds", {"text_ru": " "}, "This field is required"),
        ("approve", "", {"text_ru": f"ИИН {AISHA}"}, "Write the text without an IIN"),
        ("ask", "", {"question": ""}, "This field is required"),
        ("ask", "", {"question": f"Is {AISHA} yours?"}, "Write the text without an IIN"),
    ],
)
def test_words_are_needed_and_no_iin(act, ground, words, says):
    request, client = claimed(), first()
    answer = taken_and_decided(client, request, act, ground, **words)
    assert answer.status_code == 422
    assert says in answer.text
    assert state(request) == "checking"


def test_what_was_written_is_kept_when_the_hold_is_over():
    request, client = claimed(), first()
    where = f"{address(request, 'decide/')}?act=approve"
    texts = {"text_kk": "Ұзақ мәтін.", "text_ru": "Длинный текст."}
    take(client, request)
    hold_is_over()
    answer = client.post(where, texts)
    assert answer.status_code == 422
    assert "Your 15 minutes were over. The request is taken for you again" in answer.text
    assert "Длинный текст." in answer.text
    assert state(request) == "checking"
    client.post(where, texts)
    assert decision_of(request).text_kk == "Ұзақ мәтін."


def returned_by_the_bank(request):
    """The payment itself came back."""
    reversed_line(request.contribution)


def taken_by_another(request):
    """The hold was over, and a colleague was quicker."""
    hold_is_over()
    take(first("Desk 7"), request)


def decided_by_another(request):
    """The same, and the colleague has decided."""
    hold_is_over()
    taken_and_decided(first("Desk 7"), request, "approve")


@pytest.mark.parametrize(
    ("meanwhile", "says"),
    [
        (returned_by_the_bank, "The bank has returned the payment itself. There is nothing left to refund."),
        (taken_by_another, "Taken by Desk 7 until"),
        (decided_by_another, "Somebody was quicker: the request is in another state now."),
    ],
)
def test_what_happened_meanwhile_is_told(meanwhile, says):
    request, client = claimed(), first()
    take(client, request)
    meanwhile(request)
    answer = client.post(
        f"{address(request, 'decide/')}?act=approve", {"text_kk": "Иә.", "text_ru": "Да."}, follow=True
    )
    assert says in plain(answer)
    assert RefundDecision.objects.exclude(first_by__label="Desk 7").count() == 0


def test_whoever_has_not_taken_it_does_not_decide():
    request, client = claimed(), first()
    take(first("Desk 7"), request)
    assert told(client.get(f"{address(request, 'decide/')}?act=approve", follow=True)) == [
        "The request is not taken by you. Take it first."
    ]


def test_the_first_does_not_confirm_their_own():
    request, client = claimed(), reviewer("Desk 3", FIRST, SECOND)
    taken_and_decided(client, request, "approve")
    answer = client.post(f"{address(request, 'decide/')}?act=confirm", follow=True)
    assert told(answer) == ["The first decision is yours. Somebody else has to confirm it."]
    assert state(request) == "with_fund"


@pytest.mark.parametrize("made", [refused, proposed])
def test_a_closed_or_proposed_request_is_decided_by_nobody_else(made):
    request, client = made(claimed()), first()
    client.post(f"{address(request, 'decide/')}?act=approve", {"text_kk": "Иә.", "text_ru": "Да."})
    assert RefundDecision.objects.count() == 1
    assert JournalEntry.objects.latest("number").event == "refund_viewed"


@pytest.mark.parametrize("act", ["confirm", "send_back"])
def test_a_page_made_of_an_earlier_decision_decides_nothing(act):
    """The second sends an approval back, a refusal takes its place: the old page is no word about it."""
    request, client = claimed(), second()
    taken_and_decided(first(), request, "approve")
    take(client, request)
    old = choose(client, request, act).context["form"].initial
    decide(client, request, "send_back", note="The month was meant otherwise.")
    taken_and_decided(first("Desk 7"), request, "refuse", "no_grounds")
    take(client, request)
    where = f"{address(request, 'decide/')}?act={act}"
    answer = client.post(where, old | {"note": "No."}, follow=True)
    assert told(answer) == ["Somebody was quicker: the request is in another state now."]
    assert (state(request), decision_of(request).outcome) == ("with_fund", "")
    assert client.post(where, {"note": "No."}).status_code == 422  # it says which one it read
    assert state(request) == "with_fund"
    decide(client, request, act, note="No.")
    assert decision_of(request).outcome in ("confirmed", "sent_back")
