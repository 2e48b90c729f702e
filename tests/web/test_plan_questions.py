"""Before any price: who pays in the person's place is asked, unless the record says it, and changes the answer."""

import pytest

from payments.models import CategorySpan
from portal.demo.situations import EMPLOYER_PAYS, NEVER_INSURED, PENSIONER, SOLE_TRADER, THREE_GAPS
from tests.payments.samples import person
from tests.web.citizens import TODAY, employer_pays, pays, state_pays, text_of
from tests.web.planning import checked, of_demo, say, ticked

THREE = ["state_pays", "employer_pays", "sole_trader"]


@pytest.mark.parametrize(
    ("situation", "asked", "is_open"),
    [
        (NEVER_INSURED, THREE, True),
        (THREE_GAPS, THREE, False),
        (SOLE_TRADER, THREE[:2], False),
        (EMPLOYER_PAYS, [], False),
        (PENSIONER, [], False),
    ],
    ids=lambda one: getattr(one, "name", None),
)
def test_only_what_the_record_leaves_open(client, db, settings, situation, asked, is_open):
    page = of_demo(client, settings, situation, TODAY).get("/plan/")
    assert [field.name for field in page.context["form"].questions()] == asked
    assert ('<details class="questions" open>' in page.text) is is_open
    before_the_prices = page.text.partition('class="price"')[0]
    assert [name for name in THREE if f'name="{name}"' in before_the_prices] == asked or not asked
    assert all(page.text.count(f'name="{name}"') in (2, 3) for name in THREE)  # what it answers can be corrected


@pytest.mark.parametrize("answer", ["yes", "no", ""])
@pytest.mark.parametrize("name", THREE)
def test_an_answer_stays_on_the_page_and_out_of_the_address(anybody, name, answer):
    page = anybody.post("/plan/", {name: answer, "goal": "least_year", "on_date": "25.12.2026"})
    assert f"{name}_{['yes', 'no', ''].index(answer)}" in checked(page)
    assert page.context["draft"][name] == answer
    assert "?" not in page.request["PATH_INFO"] + page.request["QUERY_STRING"]


@pytest.mark.parametrize(
    ("answers", "sentences", "plans"),
    [
        ({"state_pays": "yes"}, ["The State should be paying for you", "Qoldau 24/7", "for one month"], 1),
        ({"employer_pays": "yes"}, ["An employer should be paying for you", "First ask the employer"], 1),
        ({"state_pays": "yes", "employer_pays": "yes"}, ["The State should be paying for you"], 1),
        ({"sole_trader": "yes"}, ["12 payments × 5,950 ₸"], 3),
        ({"state_pays": "no", "employer_pays": "no", "sole_trader": "no"}, ["12 payments × 4,250 ₸"], 3),
    ],
)
def test_what_an_answer_changes(anybody, answers, sentences, plans):
    page = anybody.post("/plan/", answers)
    say(page, *sentences)
    assert len(page.context["plans"]) == plans
    assert text_of(page).index(sentences[0]) < text_of(page).index("₸") or plans == 3


def test_the_state_should_be_paying_and_the_record_does_not_show_it(citizen):
    page = citizen.post("/plan/", {"state_pays": "yes"})
    say(page, "The State should be paying for you", "Qoldau 24/7", "Pay 12 missing months")


def test_the_record_knows_that_the_state_will_pay(citizen):
    state_pays("2026-12")
    say(citizen.get("/plan/"), "From next month on the State pays for you", "Nothing more, as long as the State pays.")


def test_the_employer_of_the_record_left_a_gap(citizen):
    employer_pays("2025-01", "2026-07")
    employer_pays("2026-09", "2026-09")
    page = citizen.get("/plan/")
    say(page, "An employer should be paying for you", "Nothing, if the employer pays every month.")
    assert "employer_pays_0" in checked(page)


def test_whoever_left_the_employer_can_say_so(citizen):
    employer_pays("2025-01", "2026-09")
    page = citizen.post("/plan/", ticked([], "self") | {"employer_pays": "no"})
    assert "An employer should be paying" not in page.text
    assert [plan["id"] for plan in page.context["plans"]] == ["close_gaps", "year_ahead", "now_and_year_ahead"]


def test_a_sole_trader_of_the_record_who_no_longer_is_one(citizen):
    CategorySpan.objects.create(person=person(), category="sole_trader", first_month=TODAY.replace(day=1))
    pays("2025-12", "2026-10")
    assert [plan["price"] for plan in citizen.get("/plan/").context["plans"]][0].startswith("5,950")
    page = citizen.post("/plan/", {"sole_trader": "no"} | citizen_ticks(citizen))
    assert page.context["payer"] == "self"
    assert [plan["price"] for plan in page.context["plans"]][0].startswith("4,250")


def citizen_ticks(citizen) -> dict[str, str]:
    """The ticks that the page began with."""
    return {name: "on" for name in checked(citizen.get("/plan/")) if name.startswith("paid")}
