"""Will I be insured on a day? A date goes in; out come the answer and the cheapest months, ready to be paid."""

import pytest

from tests.web.citizens import pays
from tests.web.planning import PAST, say, ticked


@pytest.mark.parametrize(
    ("paid", "day", "sentences"),
    [
        ([], "25.12.2026", ["On 25 December 2026 you are not insured", "pay 51,000 ₸ today"]),
        (PAST, "25.12.2026", ["On 25 December 2026 you are insured", "Nothing has to be paid for that."]),
        (
            [],
            "22.11.2026",
            ["On 22 November 2026 you are not insured", "The earliest possible day is 25 November 2026."],
        ),
        ([], "25.12.2030", ["Payments made today do not reach that day."]),
    ],
)
def test_the_answer(anybody, paid, day, sentences):
    page = anybody.post("/plan/", ticked(paid) | {"on_date": day, "show": "day"}, headers={"HX-Request": "true"})
    say(page, *sentences)
    answer = page.text.partition("data-focus")[2]
    assert page.text.count("data-focus") == 1
    assert 'id="day"' in answer


def test_asked_about_no_day_the_answer_as_a_whole_comes_first(anybody):
    page = anybody.post("/plan/", ticked([]) | {"on_date": "", "show": "day"}, headers={"HX-Request": "true"})
    assert page.text.count("data-focus") == 1
    assert page.text.index("data-focus") < page.text.index("<h1>")


def test_without_script_the_page_comes_back_at_the_question(anybody):
    assert 'name="show" value="day" formaction="/plan/#on-a-day"' in anybody.get("/plan/").text


def test_the_wizard_begins_with_exactly_these_months(citizen):
    pays("2025-09", "2026-08")
    page = citizen.post("/plan/", {"on_date": "15.03.2027"} | as_recorded(citizen))
    wanted = page.context["day"]["to_pay"]
    assert wanted
    form = page.text.partition('<form id="pay-day" action="/pay/start/" method="post">')[2].partition("</form>")[0]
    assert [month for month in wanted if f'name="month" value="{month}"' in form] == wanted
    assert form.count('name="month"') == len(wanted)
    assert 'name="payer" value="self"' in form
    assert 'form="pay-day"' in page.text


def test_nothing_to_pay_for_needs_no_button(citizen):
    pays("2025-12", "2026-11")
    page = citizen.post("/plan/", {"on_date": "25.12.2026"} | as_recorded(citizen))
    assert "pay-day" not in page.text


def as_recorded(citizen) -> dict[str, str]:
    """The page's own ticks, sent back untouched."""
    form = citizen.get("/plan/").context["form"]
    return {name: form[name].value() for name in form.fields if form[name].value()}
