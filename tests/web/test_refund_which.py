"""Which payment is to come back: chosen from what was paid, never typed, and the rest with the reason why not."""

from datetime import date

import pytest

from payments.models import Contribution, RefundRequest
from portal.models import RefundDraft
from portal.web.refunds import drafts
from tests.payments.orders import payer
from tests.payments.refunds import proof, requested
from tests.payments.samples import AISHA, BOLAT, reversed_line
from tests.web.citizens import employer_pays, pays, text_of
from tests.web.refund_wizard import answer, choose, draft, filled_in, paid_line

WHICH = "/refunds/which/"


def test_it_says_first_that_nothing_can_be_moved(citizen):
    page = text_of(citizen.get(WHICH))
    assert "Step 1" not in page  # there is nothing to begin
    assert "A payment cannot be moved to another month. It is returned, and the right month is paid anew." in page
    assert "Contributions are never returned because no medical care was used." in page
    assert "There is no payment of yours that can be claimed back." in page


def test_the_list_has_what_its_payer_knows_again(citizen):
    pays("2026-07", "2026-08")
    page = text_of(citizen.get(WHICH))
    assert "Step 1 of 5" in page
    assert "August 2026 4,250 ₸ paid on 20 Aug 2026 · GCVP-2026-08-4250" in page
    assert page.index("August 2026") < page.index("July 2026")


def test_twelve_are_shown_at_once_and_the_rest_is_folded(citizen):
    pays("2025-08", "2026-11")
    page = citizen.get(WHICH).text.replace("\xa0", " ")
    assert "4 earlier payments" in page
    assert page.index("December 2025") < page.index("<details>") < page.index("November 2025")


def test_for_somebody_else_the_iin_is_masked(citizen):
    pays("2026-08", iin=BOLAT, sender_iin=AISHA)
    response = citizen.get(WHICH)
    assert "For somebody else: 5608·· ···· 09" in text_of(response)
    assert BOLAT not in response.text


@pytest.mark.parametrize(
    ("pay", "why"),
    [
        (lambda: employer_pays("2026-08"), "The employer paid, so the employer asks for the refund"),
        (lambda: pays("2026-08", sender_iin=BOLAT), "Somebody else paid, so that person asks for the refund."),
        (lambda: reversed_line(paid_line()), "The bank has sent the money back. Pay the month again"),
        (lambda: reversed_line(paid_line(), kind="refund"), "All of the sum has been paid back already."),
        (lambda: requested(paid_line(), by=payer()), "You have asked for this refund already."),
    ],
)
def test_what_cannot_be_claimed_says_why(citizen, pay, why):
    pay()
    line = Contribution.objects.filter(kind="credit").latest("pk")
    page = citizen.get(WHICH)
    assert why in text_of(page)
    assert 'type="radio"' not in page.text
    linked = text_of(citizen.get(f"{WHICH}?line=c{line.pk}"))
    assert linked.index("This payment cannot be claimed back") < linked.index(why)
    refused = choose(citizen, line)
    assert refused.status_code == 422
    assert why in text_of(refused)
    assert not RefundDraft.objects.exists()


def test_money_that_has_not_arrived_waits(citizen):
    pays("2026-10", paid_on=date(2026, 11, 20), credited_on=date(2026, 11, 25))
    assert "The money has not arrived yet. Wait until it is credited." in text_of(citizen.get(WHICH))


def test_a_finding_leads_here_with_its_payment_and_its_reason(citizen):
    line = paid_line(amount=51000)
    query = f"?line=c{line.pk}&reason=lump_sum"
    assert f'value="c{line.pk}" id="id_line_c{line.pk}" checked' in citizen.get(WHICH + query).text
    assert choose(citizen, line, query)["Location"] == "/refunds/what/"
    assert draft().reason == "lump_sum"


def test_the_reason_of_a_link_is_that_of_its_payment_alone(citizen):
    linked, other = paid_line("2026-07"), paid_line("2026-08")
    choose(citizen, other, f"?line=c{linked.pk}&reason=lump_sum")
    assert draft().reason == ""
    choose(citizen, linked, f"?line=c{linked.pk}&reason=nonsense")
    assert draft().reason == ""


@pytest.mark.parametrize("line", ["", "c0", "c999999", "1", "nonsense", "c1' OR 1=1"])
def test_nothing_else_can_be_chosen(citizen, line):
    paid_line()
    response = citizen.post(WHICH, {"line": line})
    assert response.status_code == 422
    assert "Choose the payment that is to come back" in response.text


def test_a_stranger_s_payment_is_not_there(citizen):
    pays("2026-08", iin=BOLAT)
    line = Contribution.objects.get()
    assert "GCVP" not in citizen.get(f"{WHICH}?line=c{line.pk}").text
    assert choose(citizen, line).status_code == 422
    assert not RefundDraft.objects.exists()


def test_the_same_payment_once_more_keeps_what_was_filled_in(citizen):
    line = paid_line()
    filled_in(citizen, line)
    key = draft().key
    assert choose(citizen, line)["Location"] == "/refunds/what/"
    assert (draft().key, draft().reason, draft().way) == (key, "wrong_period", "as_paid")


def test_another_payment_begins_anew_but_for_the_account_and_the_phone(citizen):
    line, other = paid_line("2026-07"), paid_line("2026-08")
    filled_in(citizen, line)
    key = draft().key
    choose(citizen, other)
    assert draft().key != key
    assert (draft().reason, draft().right_period, draft().way, draft().phone) == ("", None, "as_paid", "+77011234567")


def test_a_change_leads_back_to_the_check_page(citizen):
    line, other = paid_line("2026-07"), paid_line("2026-08")
    filled_in(citizen, line)
    assert choose(citizen, line, "?then=check")["Location"] == "/refunds/check/"
    assert choose(citizen, other, "?then=check")["Location"] == "/refunds/what/?then=check"
    right = {"reason": "wrong_period", "month_new": "9", "year_new": "2026"}
    assert answer(citizen, "what", "?then=check", **right)["Location"] == "/refunds/check/"


def test_what_was_begun_can_be_dropped(citizen):
    choose(citizen, paid_line())
    assert citizen.post("/refunds/discard/", {"key": "00000000-0000-4000-8000-000000000000"}).status_code == 303
    assert RefundDraft.objects.exists()
    assert citizen.post("/refunds/discard/", {"key": str(draft().key)})["Location"] == "/refunds/"
    assert not RefundDraft.objects.exists()
    assert not RefundRequest.objects.exists()


def test_two_presses_at_once_begin_one_draft(citizen, monkeypatch):
    """The other one has changed the draft after this one has read it."""
    line = paid_line()
    choose(citizen, line)
    stale = draft()
    RefundDraft.objects.update(version=2)
    monkeypatch.setattr(RefundDraft.objects, "get_or_create", lambda **_wanted: (stale, False))
    assert choose(citizen, line, f"?line=c{line.pk}&reason=duplicate").status_code == 303


@pytest.mark.parametrize("tail", ["which/", "discard/"])
def test_what_is_sent_at_this_very_moment_stays_sent(citizen, monkeypatch, tail):
    """Another tab has sent the request with its proof while this one drops the draft."""
    sent, other = paid_line("2026-07"), paid_line("2026-08")
    choose(citizen, sent)
    kept = proof(draft().key)
    requested(sent, key=draft().key)
    monkeypatch.setattr(drafts, "proofs", lambda _draft, _account: [kept])
    answer = citizen.post(f"/refunds/{tail}", {"line": f"c{other.pk}", "key": str(draft().key)})
    assert answer.status_code == 303
    kept.refresh_from_db()
    assert kept.request is not None


@pytest.mark.parametrize("step", ["what", "proof", "account", "phone", "check"])
def test_each_step_begins_with_a_payment(citizen, step):
    assert citizen.get(f"/refunds/{step}/")["Location"] == WHICH


@pytest.mark.parametrize("step", ["what", "account", "phone", "check"])
def test_a_payment_that_cannot_be_claimed_any_more_leads_back(citizen, step):
    line = paid_line()
    filled_in(citizen, line)
    reversed_line(line)
    assert citizen.get(f"/refunds/{step}/")["Location"] == WHICH
    assert "The bank has sent the money back." in text_of(citizen.get(WHICH))
