"""Home says in one sentence whether one is insured, why, until when, and what to do."""

from datetime import date

import pytest

from tests.payments.orders import NOVEMBER, OCTOBER, SEPTEMBER, ordered, paid, payer
from tests.payments.samples import BOLAT, person
from tests.web.citizens import employer_pays, pays, state_pays, text_of


def nothing() -> None:
    """Never paid."""


def lump_sum() -> None:
    pays("2026-11", amount=51000)


def window() -> None:
    pays("2025-11", "2026-11")


def grace() -> None:
    pays("2025-01", "2026-09")


def ahead() -> None:
    pays("2026-11", "2027-11")


def state() -> None:
    state_pays("2025-01")


def employed() -> None:
    employer_pays("2025-09", "2026-09")


@pytest.mark.parametrize(
    ("record", "sentences"),
    [
        (nothing, ["You are not insured", "None of the last 12 months is covered.", "To pay today 51,000 ₸"]),
        (lump_sum, ["You are not insured", "Several months in one payment", "It counts for this one month only."]),
        (window, ["You are insured", "All of the last 12 months are covered.", "Status kept until 28 February 2027",
                  "Next payment for December 2026"]),
        (grace, ["You are insured for now", "complete up to and with September 2026", "To pay today 8,500 ₸",
                 "Status kept until 31 December 2026"]),
        (ahead, ["You are insured", "Twelve months in a row were paid ahead.", "Covered until 30 November 2027",
                 "Next payment for December 2027"]),
        (state, ["You are insured", "The State pays for you this month.", "as long as the State pays"]),
        (employed, ["You are insured for now", "First ask your employer whether the contributions were paid."]),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)  # fmt: skip
def test_the_status_in_plain_words(citizen, record, sentences):
    record()
    page = text_of(citizen.get("/"))
    for sentence in sentences:
        assert sentence in page


def test_nobody_signed_in_sees_what_this_is_for(client, db):
    page = client.get("/")
    assert page.status_code == 200
    assert 'href="/plan/"' in page.text
    assert 'href="/sign-in/"' in page.text


def test_the_quilt_has_always_twelve_patches(citizen):
    assert citizen.get("/").text.count('class="patch is-') == 12
    pays("2026-11", "2027-11")
    assert citizen.get("/").text.count('class="patch is-ahead') == 12


def test_a_finding_leads_to_one_next_step(citizen):
    pays("2026-10", amount=3500)
    page = citizen.get("/")
    assert "A month is not paid in full" in page.text
    assert page.text.count('class="note is-warning"') == 1


def test_nothing_of_the_page_is_kept_by_anybody(citizen):
    assert "no-store" in citizen.get("/")["Cache-Control"]


def test_the_quilt_is_the_twelve_months_that_decided(citizen):
    pays("2026-09", "2027-08", paid_on=date(2026, 8, 20), credited_on=date(2026, 8, 24))
    page = citizen.get("/").text
    assert "12 months paid ahead" in page
    assert page.count('class="patch is-paid"') == 3
    assert page.count('class="patch is-ahead"') == 9


def main_button(citizen) -> tuple[str, str]:
    """Where the one button of the status leads, and its words."""
    action = citizen.get("/").context["action"]
    return action["href"], action["label"].replace("\xa0", " ")


def test_what_is_ordered_comes_before_a_new_plan(citizen):
    pays("2025-01", "2026-08")
    assert main_button(citizen) == ("/plan/", "Choose how to pay")
    ordered(OCTOBER, who=person(BOLAT), by=payer())  # for somebody else: not what one's own status waits for
    assert main_button(citizen) == ("/plan/", "Choose how to pay")
    basket = ordered(SEPTEMBER, OCTOBER, NOVEMBER)
    assert main_button(citizen) == (f"/pay/{basket.key}/", "Go on to pay: 3 payments, 12,750 ₸ in all")
    paid(basket)
    assert main_button(citizen) == ("/payments/", "See whether the money has arrived")


def test_an_order_that_is_not_due_any_more_is_not_gone_on_with(citizen):
    ordered(OCTOBER)
    pays("2025-12", "2026-11")
    assert main_button(citizen) == ("/statement/print/", "Print the statement")
