"""The statement: each month by itself, newest first, for every year since 2020, with all that is known of each line."""

import pytest

from payments.models import Contribution
from tests.payments.orders import OCTOBER, ordered, paid
from tests.payments.samples import BOLAT, reversed_line
from tests.web.citizens import employer_pays, pays, state_pays, text_of


def test_each_month_stands_by_itself_newest_first(citizen):
    pays("2026-02", "2026-09")
    page = citizen.get("/statement/").text
    months = [f'id="r2026-{number:02}"' for number in range(11, 0, -1)]
    places = [page.index(month) for month in months]
    assert places == sorted(places)


def test_a_line_says_everything_that_the_registry_gave(citizen):
    pays("2026-09")
    page = text_of(citizen.get("/statement/"))
    for piece in ("required: 4,250 ₸", "paid on 20 Sep 2026", "Independent payer", "code 122 · GCVP-2026-09-4250"):
        assert piece in page


def test_who_paid_is_masked(citizen):
    employer_pays("2026-09")
    pays("2026-08", sender_iin=BOLAT)
    page = citizen.get("/statement/").text
    assert "2912·· ···· 17" in page
    assert "5608·· ···· 09" in page
    assert "291240000017" not in page
    assert BOLAT not in page


def test_several_lines_of_a_month_are_several_lines(citizen):
    pays("2026-09", amount=3500)
    pays("2026-09", amount=750)
    page = text_of(citizen.get("/statement/2026/"))
    assert "3,500 ₸" in page
    assert "750 ₸" in page


def test_a_returned_line_is_still_shown_and_its_month_is_open_again(citizen):
    pays("2026-09")
    reversed_line(Contribution.objects.get())
    page = text_of(citizen.get("/statement/2026-09/"))
    assert "Not paid" in page
    assert "Pay the month again, no refund request is needed." in page


def test_the_empty_history_is_kind(citizen):
    assert "Nothing has been paid for you yet, and that is all right" in citizen.get("/statement/").text


def test_every_year_since_2020_can_be_opened(citizen):
    pays("2021-03", amount=2125)
    assert "2,125 ₸" in text_of(citizen.get("/statement/2021/"))
    assert "Nothing is known for 2020." in text_of(citizen.get("/statement/2020/"))


@pytest.mark.parametrize(
    "address", ["2019/", "2030/", "2026-13/", "2026-00/", "2026-1/", "1999-12/", "2028-01/", "2019-12/"]
)
def test_an_impossible_year_or_month_is_not_found(citizen, address):
    assert citizen.get(f"/statement/{address}").status_code == 404


def test_htmx_gets_the_year_or_the_month_alone(citizen):
    pays("2026-09")
    year = citizen.get("/statement/2026/", headers={"HX-Request": "true"})
    month = citizen.get("/statement/2026-09/", headers={"HX-Request": "true"})
    for part in (year, month):
        assert "<html" not in part.text
        assert "HX-Request" in part["Vary"]
        assert "no-store" in part["Cache-Control"]


def test_one_month_says_what_it_means(citizen):
    state_pays("2026-01", "2026-10")
    assert "You are in a category that the State pays for." in citizen.get("/statement/2026-10/").text


def test_the_rate_that_is_not_set_hides_nothing(citizen, settings):
    settings.DEMO_TODAY = settings.DEMO_TODAY.replace(year=2027, month=1, day=1)
    pays("2026-09")
    page = text_of(citizen.get("/statement/"))
    assert citizen.get("/").status_code == 200
    assert "The rate for 2027 is not set yet, so no sum can be named." in page


def test_money_that_came_before_2020_is_shown_too(citizen):
    pays("2019-03", amount=500)
    assert "500 ₸" in text_of(citizen.get("/statement/2019/"))
    assert "500 ₸" in text_of(citizen.get("/statement/2019-03/"))
    assert "The rate for" not in text_of(citizen.get("/statement/"))


def test_what_a_month_would_cost_stands_beside_nothing_came(citizen):
    assert "nothing came required: 4,250 ₸" in text_of(citizen.get("/statement/"))


def test_of_money_on_its_way_it_is_not_said_that_nothing_came(citizen):
    pays("2025-12", "2026-09")
    assert "nothing came" in text_of(citizen.get("/statement/"))
    paid(ordered(OCTOBER))
    page = text_of(citizen.get("/statement/"))
    assert "being checked" in page.lower()
    assert "nothing came" not in page
