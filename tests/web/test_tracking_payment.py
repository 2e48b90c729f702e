"""One payment: its state in a word and a sentence with the date, its timeline, and what comes after it."""

import re
from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from payments import ledger
from payments.history import RecordedStep
from payments.models import Actor, Basket, Suggestion
from payments.rules.accounts import Account
from payments.rules.months import Month
from payments.rules.payment_states import PaymentState
from payments.rules.references import reference
from portal.statement.timeline import moment
from tests.payments.orders import OCTOBER, SEPTEMBER, TODAY, arrives, bank, ordered, paid, payer
from tests.payments.samples import AISHA, BOLAT, COMPANY, entry, person, registry, reversed_line, staff
from tests.web.citizens import employer_pays, pays, state_pays, text_of
from tests.web.ordered import ARRIVED, EARLIER, comes_back, page_of, reference_of

PAST = {"paid_on": EARLIER, "credited_on": ARRIVED}


def to_be_paid() -> Basket:
    return ordered(OCTOBER)


def on_its_way() -> Basket:
    basket = ordered(OCTOBER)
    paid(basket, number="T-77")
    return basket


def credited() -> Basket:
    basket = ordered(OCTOBER, today=EARLIER)
    paid(basket, on=EARLIER)
    arrives(OCTOBER, **PAST)
    return basket


def credited_to_another_month() -> Basket:
    basket = ordered(OCTOBER, today=EARLIER)
    assigned(arrives(SEPTEMBER, **PAST, payment_reference=reference_of(basket)))
    return basket


def credited_to_somebody_else() -> Basket:
    basket = ordered(OCTOBER, today=EARLIER)
    assigned(arrives(OCTOBER, **PAST, iin=BOLAT, payment_reference=reference_of(basket)))
    return basket


def assigned(line) -> None:
    """Staff say that the line is the money of the payment that its reference names."""
    ledger.decide_suggestion(
        suggestion=Suggestion.objects.get(contribution=line), decision="assign", reason="a call", actor=staff("Desk")
    )


def returned_on_the_way() -> Basket:
    basket = ordered(OCTOBER, today=EARLIER)
    paid(basket, on=EARLIER)
    comes_back(basket)
    return basket


def returned_after_it_was_credited() -> Basket:
    basket = credited()
    reversed_line(basket.person.contributions.get(), credited_on=date(2026, 11, 12))
    return basket


def expired() -> Basket:
    return ordered(OCTOBER, today=EARLIER)


def cancelled() -> Basket:
    basket = ordered(OCTOBER)
    ledger.cancel(payment=basket.payments.get(), actor=payer(), today=TODAY)
    return basket


def paid_at_a_terminal() -> Basket:
    """Nobody ordered it."""
    deposit = ledger.Deposit("T-77", 4250, TODAY, Account(None, AISHA, OCTOBER))
    taken = ledger.take(partner=bank(), deposit=deposit)
    return Basket.objects.get(payments__transactions=taken.id)


@pytest.mark.parametrize(
    ("made", "tag", "sentences"),
    [
        (to_be_paid, "is-due", ["to be paid", "Pay by 25 November 2026: until then the reference"]),
        (on_its_way, "is-checking", ["has to arrive within 3 working days, by 25 November 2026", "transaction T-77"]),
        (paid_at_a_terminal, "is-checking", ["without an order here.", "Bank, transaction T-77"]),
        (credited, "is-paid", ["It was credited on 11 November 2026 and counts for October 2026."]),
        (
            credited_to_another_month,
            "is-late",
            ["though for another month: it counts for September 2026", "October 2026 still has to be paid.",
             "The sum can be claimed back.", "Pay for October 2026", "092026"],
        ),
        (
            credited_to_somebody_else,
            "is-late",
            ["though to somebody else’s IIN, and counts there", "October 2026 still has to be paid."],
        ),
        (
            returned_on_the_way,
            "is-returned",
            ["The bank sent the money back on 11 November 2026. No refund request is needed.",
             "Usually the IIN is wrong, the name does not match the IIN, or the month and year are missing.",
             "The month is open again: pay anew for October 2026."],
        ),
        (returned_after_it_was_credited, "is-returned", ["The bank sent the money back on 12 November 2026."]),
        (
            expired,
            "is-rejected",
            ["so its reference has expired. If money comes all the same, it counts.", "not paid by 12 November 2026",
             "Pay for October 2026"],
        ),
        (cancelled, "is-rejected", ["It was cancelled on 22 November 2026.", "The month is open again"]),
    ],
)  # fmt: skip
def test_the_state_in_words(citizen, made, tag, sentences):
    page = page_of(citizen, made())
    assert page.status_code == 200
    assert f'class="tag {tag}"' in page.text
    for sentence in sentences:
        assert sentence in text_of(page)


@pytest.mark.parametrize(
    ("made", "looks"),
    [
        (to_be_paid, ["done", "now", "todo", "todo"]),
        (on_its_way, ["done", "done", "now", "todo", "todo", "todo"]),
        (paid_at_a_terminal, ["done", "now", "todo", "todo", "todo"]),
        (credited, ["done", "done", "done"]),
        (returned_on_the_way, ["done", "done", "over"]),
        (returned_after_it_was_credited, ["done", "done", "done", "over"]),
        (expired, ["done", "over"]),
        (cancelled, ["done", "over"]),
    ],
)
def test_done_is_solid_and_to_come_is_dashed(citizen, made, looks):
    assert looks_of(page_of(citizen, made())) == looks


def looks_of(page) -> list[str]:
    """The look of each step of the timeline."""
    timeline = page.text.partition('<ol class="timeline"')[2].partition("</ol>")[0]
    return re.findall(r'<li class="is-(\w+)"', timeline)


@pytest.mark.parametrize(
    ("today", "sentences"),
    [
        (date(2026, 11, 20), ["Working day 1 of 3 23 November 2026",
                              "Working day 3 of 3 (still to come) 25 November 2026"]),
        (date(2026, 12, 14), ["Working day 1 of 3 15 December 2026",
                              "Working day 2 of 3 (still to come) 17 December 2026 "
                              "16 December 2026 is not a working day: Independence Day.",
                              "Working day 3 of 3 (still to come) 18 December 2026"]),
    ],
)  # fmt: skip
def test_the_working_days_and_the_days_that_do_not_count(citizen, settings, today, sentences):
    settings.DEMO_TODAY = today
    basket = ordered(OCTOBER, today=today)
    paid(basket, on=today)
    page = text_of(page_of(citizen, basket))
    for sentence in sentences:
        assert sentence in page


@pytest.mark.parametrize(
    ("state", "at", "written"),
    [
        ("ordered", datetime(2026, 11, 22, 4, 40, tzinfo=UTC), "22 November 2026, 09:40"),
        ("ordered", datetime(2026, 11, 22, 20, 0, tzinfo=UTC), "22 November 2026"),  # in Almaty it is the 23rd
        ("sent", datetime(2026, 11, 22, 4, 40, tzinfo=UTC), "22 November 2026"),  # that is when the bank told us
    ],
)
def test_the_time_in_almaty_where_it_is_known(state, at, written):
    step = RecordedStep(PaymentState(state), TODAY, at, by="", transaction="")
    with translation.override("en"):
        assert moment(step).replace("\xa0", " ") == written


@pytest.mark.parametrize(
    ("today", "looks"),
    [
        (date(2026, 11, 23), ["now", "todo", "todo", "todo"]),
        (date(2026, 11, 24), ["done", "now", "todo", "todo"]),
        (date(2026, 11, 25), ["done", "done", "now", "todo"]),
        (date(2026, 11, 26), ["done", "done", "done", "now"]),
    ],
)
def test_the_three_days_pass_one_by_one(citizen, settings, today, looks):
    basket = on_its_way()
    settings.DEMO_TODAY = today
    assert looks_of(page_of(citizen, basket)) == ["done", "done", *looks]


@pytest.mark.parametrize("made", [on_its_way, credited])
def test_after_paying_comes_the_next_payment(citizen, made):
    pays("2025-12", "2026-09")
    page = page_of(citizen, made())
    assert "The next payment is for November 2026. Pay by 25 December 2026." in text_of(page)
    assert 'href="/payments/months.ics"' in page.text


@pytest.mark.parametrize("who_pays", [lambda: employer_pays("2026-09"), lambda: state_pays("2026-11")])
def test_whoever_is_paid_for_has_no_next_payment(citizen, who_pays):
    who_pays()
    assert "The next payment" not in page_of(citizen, credited()).text


def test_what_is_paid_by_now_is_not_paid_anew(citizen):
    basket = returned_on_the_way()
    pays("2026-10")
    page = page_of(citizen, basket)
    assert "Nothing has to be paid anew" in text_of(page)
    assert 'action="/pay/start/"' not in page.text


def test_what_is_ordered_anew_leads_to_the_new_payment(citizen):
    old, new = returned_on_the_way(), to_be_paid()
    page = page_of(citizen, old)
    assert f'href="/payments/{reference_of(new)}/"' in page.text
    assert 'action="/pay/start/"' not in page.text


def test_paying_anew_asks_for_that_very_month(citizen):
    page = page_of(citizen, returned_on_the_way()).text
    form = page.partition('action="/pay/start/"')[2].partition("</form>")[0]
    assert 'name="month" value="2026-10"' in form
    assert 'name="payer" value="self"' in form


def test_of_somebody_else_only_the_payment_is_shown(citizen):
    bolat = person(BOLAT)
    ledger.credit(
        entries=[entry(iin=BOLAT, period=SEPTEMBER, sender_bin=COMPANY, sender_name="Altyn Dala LLP")],
        actor=Actor.system(),
    )
    basket = ordered(OCTOBER, who=bolat)
    paid(basket)
    page = text_of(page_of(citizen, basket))
    assert "5608·· ···· 09" in page
    for word in ("Altyn Dala", "The next payment", "September"):
        assert word not in page


def test_whom_it_is_for_sees_it_too(citizen):
    basket = ordered(OCTOBER, by=payer(BOLAT))
    assert "Somebody else ordered it for you." in text_of(page_of(citizen, basket))


@pytest.mark.parametrize("tail", ["", "cancel/"])
def test_somebody_else_s_reference_is_none(citizen, tail):
    theirs = reference_of(ordered(Month.of(2026, 10), who=person(BOLAT), by=payer(BOLAT)))
    answers = []
    for text in (theirs, reference(1_000)):
        answer = citizen.post(f"/payments/{text}/{tail}") if tail else citizen.get(f"/payments/{text}/")
        assert answer.status_code == 404
        answers.append(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.text.replace(text, "")))
    assert answers[0] == answers[1]


@pytest.mark.parametrize("text", ["41234567890", "1", "00000000000", "abcdefghijk"])
def test_a_slip_in_the_reference_leads_nowhere(citizen, text):
    assert citizen.get(f"/payments/{text}/").status_code == 404


def test_no_title_and_no_address_tells_whose_it_is(citizen):
    page = page_of(citizen, on_its_way())
    title = page.text.partition("<title>")[2].partition("</title>")[0].replace("\xa0", " ")
    assert title.strip().startswith("Payment: October 2026")
    assert not re.search(r'href="[^"]*500101', page.text)


def test_what_is_credited_on_a_loaded_registry_is_not_late(citizen):
    registry(known_until=date(2026, 11, 21))
    assert "Not arrived" not in page_of(citizen, credited()).text
