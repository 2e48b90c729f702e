"""Each plan has one next step: the months go to the wizard by a form, or one signs in first; one button stands out."""

import re

from tests.payments.orders import NOVEMBER, OCTOBER, SEPTEMBER, ordered
from tests.web.citizens import pays, text_of

BUTTON = re.compile(r'<button class="button( is-secondary)?" form="pay-(\w+)"')
FORM = re.compile(r'<form id="pay-(\w+)" action="/pay/start/" method="post">(.*?)</form>', re.DOTALL)


def test_the_months_of_each_plan_go_to_the_wizard(citizen):
    pays("2025-09", "2026-08")
    text = citizen.get("/plan/").text
    forms = {name: re.findall(r'name="month" value="([^"]+)"', fields) for name, fields in FORM.findall(text)}
    assert forms["close_gaps"] == ["2026-09", "2026-10", "2026-11"]
    assert [forms["year_ahead"][0], forms["year_ahead"][-1], len(forms["year_ahead"])] == ["2026-12", "2027-11", 12]
    assert len(forms["now_and_year_ahead"]) == 13
    assert all(
        'name="payer" value="self"' in fields and "csrfmiddlewaretoken" in fields for _, fields in FORM.findall(text)
    )
    assert BUTTON.findall(text) == [
        ("", "close_gaps"),
        (" is-secondary", "year_ahead"),
        (" is-secondary", "now_and_year_ahead"),
    ]


def test_no_form_stands_inside_another(citizen):
    text = citizen.get("/plan/").text.partition("<main")[2]
    depth = 0
    for tag in re.findall(r"</?form\b", text):
        depth += 1 if tag == "<form" else -1
        assert depth in (0, 1)


def test_one_button_stands_out(citizen, anybody):
    for page in (citizen.get("/plan/"), anybody.get("/plan/"), anybody.post("/plan/", {"goal": "soonest"})):
        main = page.text.partition("<main")[2]
        assert len(re.findall(r'class="button"', main)) == 1


def test_whoever_is_not_signed_in_signs_in_first(anybody):
    text = anybody.post("/plan/", {"goal": "least_today"}).text
    assert text.count('href="/sign-in/?next=/plan/"') == 3
    assert "/pay/start/" not in text


def test_what_is_ordered_already_stands_above_the_plans(citizen):
    pays("2025-09", "2026-08")
    assert "Go on to pay" not in citizen.get("/plan/").text
    basket = ordered(SEPTEMBER, OCTOBER, NOVEMBER)
    page = citizen.get("/plan/")
    assert f'<a class="button is-secondary" href="/pay/{basket.key}/">' in page.text
    ordered_already = "Open payments September 2026, October 2026, November 2026 Go on to pay: 3 payments, 12,750 ₸"
    assert text_of(page).index(ordered_already) < text_of(page).index("The ways to pay")
