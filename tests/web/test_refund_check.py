"""Everything once more, held against the grounds for refusal; and whatever a browser does, it is sent once."""

from datetime import date

import pytest
from django.test import Client

from payments.models import Actor, Contribution, OpenRefund, RefundRequest
from portal.models import Account, RefundDraft
from portal.web.refunds import drafts, step
from tests.payments.orders import payer
from tests.payments.refunds import requested
from tests.payments.samples import AISHA, BOLAT, person, reversed_line
from tests.web.citizens import employer_pays, pays, text_of
from tests.web.refund_wizard import (
    CONFIRMED,
    HALYK,
    PHONE,
    answer,
    choose,
    draft,
    filled_in,
    made_of,
    paid_line,
    to_send,
)

CHECK = "/refunds/check/"


def test_the_page_repeats_everything(citizen):
    filled_in(citizen, paid_line())
    answer(citizen, "account", way="account", iik=HALYK, is_own="on")
    page = text_of(citizen.get(CHECK))
    for sentence in (
        "Step 5 of 5",
        "August 2026 4,250 ₸",
        "The month or the year is wrong The right month: September 2026",
        "KZ31 601A 0000 0000 0001 Halyk",
        "+7 701 123 45 67",
        "Comes back 4,250 ₸",
        "No longer paid after the refund: August 2026.",
        "We have looked for the grounds that can be seen here, and found none. Your consent is asked for below.",
        "Checked: The bank details are right. Checked: The application has the prescribed form.",
        "A decision of a court stands against it.",
        "The State Corporation checks the payment by this day 27 November 2026 5 working days",
        "The Fund answers by this day 11 December 2026 15 working days",
        "You need not wait: pay the right month now",
    ):
        assert sentence in page
    for sentence in ("The bank details are wrong.", "the files are genuine"):
        assert sentence not in page


@pytest.mark.parametrize("step", ["which", "what", "account", "phone"])
def test_each_answer_can_be_changed_and_leads_back(citizen, step):
    filled_in(citizen, paid_line())
    assert f'href="/refunds/{step}/?then=check"' in citizen.get(CHECK).text
    page = citizen.get(f"/refunds/{step}/?then=check")
    assert 'href="/refunds/check/"' in page.text


@pytest.mark.parametrize(
    ("step", "fields"),
    [
        ("what", {"reason": "wrong_period", "month_new": "10", "year_new": "2026"}),
        ("account", {"way": "account", "iik": HALYK, "is_own": "on"}),
        ("phone", {"phone": "+77771234567"}),
    ],
)
def test_a_changed_answer_leads_back(citizen, step, fields):
    filled_in(citizen, paid_line())
    assert answer(citizen, step, "?then=check", **fields)["Location"] == CHECK


@pytest.mark.parametrize(
    ("filled", "leads_to"),
    [
        ([], "/refunds/what/"),
        ([("what", {"reason": "wrong_period", "month_new": "9", "year_new": "2026"})], "/refunds/account/"),
        ([("what", {"reason": "wrong_iin"})], "/refunds/proof/"),
        (
            [
                ("what", {"reason": "wrong_period", "month_new": "9", "year_new": "2026"}),
                ("account", {"way": "as_paid"}),
            ],
            "/refunds/phone/",
        ),
    ],
)
def test_what_is_not_answered_yet_comes_first(citizen, filled, leads_to):
    choose(citizen, paid_line())
    for step_name, fields in filled:
        answer(citizen, step_name, **fields)
    assert citizen.get(CHECK)["Location"] == leads_to


def test_what_is_missing_stands_at_the_top_with_its_ground(citizen):
    filled_in(citizen, paid_line(), reason="wrong_iin")
    page = citizen.get(CHECK)
    text = text_of(page)
    assert text.index("Mend this before you send") < text.index("Comes back")
    assert "Attach the document that shows it. The Fund would refuse. Ground: The documents are incomplete." in text
    assert 'href="/refunds/proof/?then=check"' in page.text
    assert "would be met: The documents are incomplete. Mend what is named above." in text
    assert "found none" not in text
    response = citizen.post(CHECK, to_send(citizen))
    assert response.status_code == 422
    assert "Attach the document that shows it." in text_of(response)
    assert not RefundRequest.objects.exists()


def test_where_no_month_is_open_nothing_is_to_be_paid(citizen):
    employer_pays("2026-08")
    filled_in(citizen, paid_line(), reason="employer_also_paid")
    page = text_of(citizen.get(CHECK))
    assert "Every month that counts now still counts afterwards." in page
    assert "pay the right month" not in page


@pytest.mark.parametrize(
    ("missing", "said"),
    [("is_right", "Tick that all that stands here is right."), ("consents", "Tick that you agree")],
)
def test_it_has_to_be_ticked(citizen, missing, said):
    filled_in(citizen, paid_line())
    form = to_send(citizen)
    del form[missing]
    response = citizen.post(CHECK, form)
    assert response.status_code == 422
    assert said in text_of(response)
    assert not RefundRequest.objects.exists()


def test_sending(citizen):
    line = paid_line()
    filled_in(citizen, line)
    key = draft().key
    response = citizen.post(CHECK, to_send(citizen))
    request = RefundRequest.objects.get()
    assert (response.status_code, response["Location"]) == (303, f"/refunds/{request.number}/")
    assert (request.key, request.contribution, request.amount, request.left) == (key, line, 4250, 4250)
    assert (request.reason, request.right_period) == ("wrong_period", date(2026, 9, 1))
    assert (request.phone, request.language, request.sent_on) == (PHONE, "en", date(2026, 11, 22))
    assert not RefundDraft.objects.exists()


@pytest.mark.parametrize("step", ["what", "account", "phone", "check"])
@pytest.mark.parametrize("begins_anew", [False, True])
def test_back_resubmit_and_double_click_lead_to_what_was_sent(citizen, step, begins_anew):
    filled_in(citizen, paid_line())
    form = to_send(citizen)
    sent = citizen.post(CHECK, form)["Location"]
    if begins_anew:
        choose(citizen, paid_line("2026-07"))
    for _ in range(2):
        assert citizen.post(f"/refunds/{step}/", form)["Location"] == sent
    assert (RefundRequest.objects.count(), OpenRefund.objects.count()) == (1, 1)


def test_of_two_clicks_at_once_one_finds_the_draft(citizen, monkeypatch):
    filled_in(citizen, paid_line())
    form = to_send(citizen)
    seen = step.as_begun(person().actor.account, person())
    sent = citizen.post(CHECK, form)["Location"]
    monkeypatch.setattr(step, "as_begun", lambda *_: seen)  # the other click had read it a moment before
    assert citizen.post(CHECK, form)["Location"] == sent
    assert RefundRequest.objects.count() == 1


def test_what_changed_at_the_same_moment_is_not_sent(citizen, monkeypatch):
    filled_in(citizen, paid_line())
    form = to_send(citizen)
    seen = drafts.of(person().actor.account)
    answer(citizen, "account", way="account", iik=HALYK, is_own="on")
    monkeypatch.setattr(drafts, "of", lambda _account: seen)
    assert citizen.post(CHECK, form).status_code == 409
    assert not RefundRequest.objects.exists()


def test_a_part_was_refunded_meanwhile(citizen):
    line = paid_line(amount=51000)
    filled_in(citizen, line)
    form = to_send(citizen)
    reversed_line(line, kind=Contribution.Kind.REFUND, amount=10000, reference="R-1")
    response = citizen.post(CHECK, form)
    assert response.status_code == 422
    text = text_of(response)
    assert "The payment has changed since the page was shown. Check the sum and send once more." in text
    assert "The refund was to be 51,000 ₸. Now it can be 41,000 ₸." in text
    assert draft().left == 41000
    assert not RefundRequest.objects.exists()
    again = citizen.post(CHECK, to_send(citizen))
    assert again.status_code == 303
    assert (RefundRequest.objects.get().amount, RefundRequest.objects.get().left) == (41000, 41000)


def test_the_page_says_so_before_anything_is_pressed(citizen):
    line = paid_line(amount=51000)
    filled_in(citizen, line)
    reversed_line(line, kind=Contribution.Kind.REFUND, amount=10000, reference="R-1")
    page = text_of(citizen.get(CHECK))
    assert "When you chose the payment, 51,000 ₸ of it was left. Now it is 41,000 ₸." in page
    assert citizen.post(CHECK, to_send(citizen)).status_code == 303


def test_what_can_be_claimed_changes_with_the_month(citizen):
    line = paid_line(amount=51000)
    other = paid_line(amount=4260)
    filled_in(citizen, line, reason="lump_sum")
    form = to_send(citizen)
    assert form["amount"] == "51000"  # the other line pays the month
    reversed_line(other)
    response = citizen.post(CHECK, form)
    assert "The refund was to be 51,000 ₸. Now it can be 46,750 ₸." in text_of(response)


@pytest.mark.parametrize("amount", ["1", "0", "-4250", "4251", "", "x"])
@pytest.mark.parametrize("field", ["amount", "left"])
def test_no_sum_of_the_browser_is_taken(citizen, field, amount):
    filled_in(citizen, paid_line())
    assert citizen.post(CHECK, to_send(citizen) | {field: amount}).status_code == 422
    assert not RefundRequest.objects.exists()


def test_somebody_was_quicker_on_another_phone(citizen):
    line = paid_line()
    filled_in(citizen, line)
    form = to_send(citizen)
    requested(line, by=payer())
    assert citizen.post(CHECK, form)["Location"] == "/refunds/which/"
    assert "You have asked for this refund already." in text_of(citizen.get("/refunds/which/"))
    assert RefundRequest.objects.count() == 1


def test_a_stale_form_sends_nothing(citizen):
    filled_in(citizen, paid_line())
    form = to_send(citizen)
    answer(citizen, "account", way="account", iik=HALYK, is_own="on")
    response = citizen.post(CHECK, form)
    assert response.status_code == 409
    assert "KZ31 601A 0000 0000 0001" in text_of(response)
    assert not RefundRequest.objects.exists()


def test_a_stranger_gets_nowhere_with_the_key(citizen):
    filled_in(citizen, paid_line())
    form = to_send(citizen)
    stranger = Client()
    account = Account.objects.create(actor=Actor.objects.create(kind="person", person=person(BOLAT)))
    stranger.force_login(account, backend="portal.sign_in.ByIin")
    for _ in range(2):
        assert stranger.post(CHECK, form)["Location"] == "/refunds/which/"
        citizen.post(CHECK, form)
    assert RefundRequest.objects.count() == 1


def test_for_somebody_else(citizen):
    pays("2026-08", iin=BOLAT, sender_iin=AISHA)
    filled_in(citizen, Contribution.objects.get())
    page = citizen.get(CHECK)
    assert "For somebody else: 5608·· ···· 09" in text_of(page)
    assert BOLAT not in page.text
    assert "The payment stands in the record of somebody else." in text_of(page)
    assert citizen.post(CHECK, to_send(citizen)).status_code == 303
    assert RefundRequest.objects.get().applicant == person(AISHA)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("page", ["which", "what", "account", "phone", "check", "instead/move_it"])
def test_every_page_in_every_language(citizen, language, page):
    filled_in(citizen, paid_line(amount=51000), reason="lump_sum")
    citizen.cookies.load({"language": language})
    assert citizen.get(f"/refunds/{page}/").status_code == 200


def test_nothing_is_sent_by_looking(citizen):
    filled_in(citizen, paid_line())
    assert citizen.get(CHECK, made_of() | CONFIRMED | {"amount": "4250", "left": "4250"}).status_code == 200
    assert not RefundRequest.objects.exists()
