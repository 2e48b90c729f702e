"""What was wrong: the reason that the record shows, what it claims, and what would change."""

from datetime import date

import pytest

from payments.models import Contribution
from tests.payments.samples import AISHA, BOLAT
from tests.web.citizens import employer_pays, pays, state_pays, text_of
from tests.web.refund_wizard import answer, choose, draft, made_of, paid_line

WHAT = "/refunds/what/"
RIGHT = {"reason": "wrong_period", "month_new": "9", "year_new": "2026"}


def chosen(page) -> list[str]:
    """The reasons that are ticked."""
    return [one["value"] for one in (*page.context["reasons"], *page.context["wishes"]) if one["is_chosen"]]


@pytest.mark.parametrize(
    ("also", "amount", "suggested"),
    [
        (lambda: None, 4250, []),
        (lambda: None, 51000, ["lump_sum"]),
        (lambda: None, 5000, ["excess_amount"]),
        (lambda: employer_pays("2026-08"), 4250, ["employer_also_paid"]),
        (lambda: state_pays("2026-08", "2026-08"), 4250, ["state_covered"]),
        (lambda: pays("2026-08", amount=4260), 4250, ["duplicate"]),
    ],
)
def test_what_the_record_shows_is_chosen_already(citizen, also, amount, suggested):
    also()
    choose(citizen, paid_line(amount=amount))
    page = citizen.get(WHAT)
    assert chosen(page) == suggested
    assert ("Your record shows this." in page.text) == bool(suggested)


def test_the_reason_of_the_link_comes_first(citizen):
    line = paid_line(amount=51000)
    choose(citizen, line, f"?line=c{line.pk}&reason=wrong_period")
    assert chosen(citizen.get(WHAT)) == ["wrong_period"]
    assert chosen(citizen.get(f"{WHAT}?reason=other")) == ["other"]


def test_a_wrong_month(citizen):
    choose(citizen, paid_line())
    assert answer(citizen, "what", **RIGHT)["Location"] == "/refunds/account/"
    assert (draft().reason, draft().right_period) == ("wrong_period", date(2026, 9, 1))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Choose one of the answers"),
        ({"reason": "nonsense"}, "Choose one of the answers"),
        ({"reason": "wrong_period"}, "Choose the month that you meant."),
        (RIGHT | {"month_new": "8"}, "The payment is for this month already. Choose the month that you meant."),
        ({"reason": "other", "explanation": "  "}, "Describe what was wrong with the payment."),
        ({"reason": "other", "explanation": "x" * 1001}, "The description is too long."),
        ({"reason": "other", "explanation": f"Meant for {BOLAT}"}, "Write the text without an IIN"),
        ({"reason": "lump_sum"}, "Nothing was paid above the price of the month. Choose another reason."),
        ({"reason": "excess_amount"}, "Nothing was paid above the price of the month."),
    ],
)
def test_what_the_fund_would_refuse_is_said_here_already(citizen, fields, said):
    choose(citizen, paid_line())
    response = answer(citizen, "what", **fields)
    assert response.status_code == 422
    assert said in text_of(response)
    assert response.text.count('<div class="errors"') == 1
    assert draft().reason == ""


def test_what_belongs_to_another_reason_is_not_kept(citizen):
    choose(citizen, paid_line())
    answer(citizen, "what", reason="other", explanation="The bank took it twice")
    assert draft().explanation == "The bank took it twice"
    answer(citizen, "what", **RIGHT, explanation="The bank took it twice")
    assert (draft().explanation, draft().right_period) == ("", date(2026, 9, 1))
    answer(citizen, "what", reason="duplicate")
    assert draft().right_period is None


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("move_it", "The money is returned, and the right month is paid anew."),
        ("no_care_used", "Contributions are not savings."),
    ],
)
def test_what_is_no_ground_gets_an_explanation(citizen, code, said):
    choose(citizen, paid_line())
    response = answer(citizen, "what", reason=code)
    assert response["Location"] == f"/refunds/instead/{code}/"
    assert said in text_of(citizen.get(response["Location"]))
    assert draft().reason == ""


def test_there_is_an_explanation_for_nothing_else(citizen):
    assert citizen.get("/refunds/instead/lump_sum/").status_code == 404


def test_moving_leads_to_the_two_right_ways(citizen):
    choose(citizen, paid_line())
    page = citizen.get("/refunds/instead/move_it/").text
    assert 'action="/pay/start/"' in page
    assert 'href="/refunds/what/?reason=wrong_period"' in page


@pytest.mark.parametrize(
    ("first", "amount", "titles", "said"),
    [
        # Insured by the last twelve months: without August the run is broken at once.
        ("2025-12", 4250, ["4,250 ₸"], "You would lose the status at once."),
        # Not insured: a month less is a month less.
        ("2026-07", 4250, ["4,250 ₸"], "You are not insured now, and the refund does not change that."),
        # What is above the price of August can come back, and August stays paid.
        ("2025-12", 51000, ["46,750 ₸", "51,000 ₸"], "Every month that counts now still counts afterwards."),
    ],
)
def test_what_would_change(citizen, first, amount, titles, said):
    pays(first, "2026-07")
    line = paid_line(amount=amount)
    pays("2026-09", "2026-11")
    choose(citizen, line)
    page = citizen.get(WHAT)
    text = text_of(page)
    assert [preview["amount"].replace("\xa0", " ") for preview in page.context["previews"]] == titles
    assert said in text
    assert "No longer paid after the refund: August 2026." in text
    assert text.index(said) < text.index("The month or the year is wrong") < text.index("months after the refund")
    assert page.text.count('class="quilt"') == len(titles)


def test_a_payment_for_a_month_to_come_shows_the_months_to_come(citizen):
    pays("2026-11")
    pays("2026-12", "2027-11")
    choose(citizen, Contribution.objects.get(period="2027-03-01"))
    page = text_of(citizen.get(WHAT))
    assert "The next 12 months after the refund" in page
    assert "No longer paid after the refund: March 2027." in page
    assert "You would lose the status at once. To keep it, pay for these months anew first." in page


def test_of_somebody_else_s_record_nothing_is_shown(citizen):
    pays("2025-12", "2026-11", iin=BOLAT, sender_iin=AISHA)
    choose(citizen, Contribution.objects.latest("pk"))
    page = citizen.get(WHAT)
    assert "The payment stands in the record of somebody else." in text_of(page)
    assert "insured" not in text_of(page)
    assert 'class="quilt"' not in page.text


def test_a_form_of_an_older_draft_changes_nothing(citizen):
    choose(citizen, paid_line())
    form = made_of() | {"reason": "duplicate"}
    answer(citizen, "what", **RIGHT)
    response = citizen.post(WHAT, form)
    assert response.status_code == 409
    assert "This was changed on another page in the meantime" in response.text
    assert chosen(response) == ["wrong_period"]
    assert draft().reason == "wrong_period"
