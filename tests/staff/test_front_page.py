"""The front page says what waits, and from December on that next year has no rates."""

from datetime import date

import pytest

from payments.models import Rate
from portal.staff.notices import years_without_rates
from tests.payments.orders import OCTOBER, SEPTEMBER, arrives, ordered
from tests.payments.samples import registry, rejected_line
from tests.staff.desk import CORRECTIONS, FRONT, LINES, SUGGESTIONS, clerk, plain, root


@pytest.fixture
def rates(db):
    """The rates of 2026 and of no other year."""
    Rate.objects.exclude(valid_from__year=2026).delete()


def set_rate(payer: str, day: date) -> None:
    """One more rate."""
    Rate.objects.create(payer=payer, valid_from=day, amount=4500, law="Law 1")


@pytest.mark.parametrize(
    ("today", "years"),
    [
        (date(2026, 1, 1), []),
        (date(2026, 11, 30), []),
        (date(2026, 12, 1), [2027]),
        (date(2026, 12, 31), [2027]),
        (date(2027, 1, 1), [2027]),
        (date(2027, 11, 30), [2027]),
        (date(2027, 12, 1), [2027, 2028]),
    ],
)
def test_years_without_rates(rates, today, years):
    assert years_without_rates(today) == years


def test_both_payers_need_one(rates):
    day = date(2026, 12, 1)
    set_rate("self", date(2027, 1, 1))
    assert years_without_rates(day) == [2027]
    set_rate("sole_trader", date(2027, 1, 1))
    assert years_without_rates(day) == []


@pytest.mark.parametrize(("day", "warned"), [(date(2026, 11, 30), False), (date(2026, 12, 1), True)])
def test_the_page_warns(rates, settings, day, warned):
    settings.DEMO_TODAY = day
    assert ("The rates for 2027 are not set" in root().get(FRONT).text) is warned


def test_what_waits_is_counted():
    client, line = (
        root("Desk 7"),
        rejected_line(registry(covers_from="2026-11-01", covers_until="2026-11-20"), period=None),
    )
    rejected_line(registry(2), period=None)
    client.post(f"{LINES}{line.pk}/discard/", {"document": "x"})
    page = plain(client.get(FRONT))
    assert "2 rejected lines wait." in page
    assert "1 correction waits for a second person." in page
    assert "Contributions are known up to and with 20 November 2026." in page
    assert "5001" in client.get(LINES + "?outcome__exact=rejected").text
    assert "Desk 7" in client.get(CORRECTIONS + "?state=waiting").text
    assert "Desk 7" not in client.get(CORRECTIONS + "?state=confirmed").text


def test_near_misses_are_counted():
    ordered(OCTOBER)
    arrives(SEPTEMBER)
    client = root()
    assert "1 line that nearly fits a payment waits." in plain(client.get(FRONT))
    assert len(client.get(SUGGESTIONS + "?decision=waits").context["cl"].result_list) == 1


def test_who_may_not_look_is_not_told(rates):
    page = clerk().get(FRONT)
    assert [notice.text for notice in page.context["notices"]] == ["No registry of contributions has been loaded yet."]
