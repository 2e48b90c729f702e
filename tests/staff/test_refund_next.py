"""After each decision comes the next free request that this reviewer may work on."""

from datetime import date

import pytest

from tests.payments.refunds import TODAY, proposed
from tests.staff.refund_desk import (
    FIRST,
    REFUNDS,
    SECOND,
    address,
    claimed,
    first,
    reviewer,
    second,
    take,
    taken_and_decided,
    told,
)


@pytest.fixture(autouse=True)
def _monday(settings):
    settings.DEMO_TODAY = TODAY


def test_after_a_decision_comes_the_next_free_request():
    client, made = first(), [claimed(number, today=date(2026, 11, 9 + number)) for number in range(1, 5)]
    take(first("Desk 7"), made[1])
    proposed(made[2])
    answer = taken_and_decided(client, made[0], "approve")
    assert answer.redirect_chain == [(f"{address(made[3])}#request", 302)]
    answer = taken_and_decided(client, made[3], "approve")
    assert answer.redirect_chain == [(REFUNDS, 302)]
    assert told(answer)[1] == "No free request waits for you."


def test_the_next_of_a_second_reviewer_waits_for_a_second_decision_and_is_not_their_own():
    both = reviewer("Desk 3", FIRST, SECOND)
    own, others, new = claimed(1), claimed(2), claimed(3)
    taken_and_decided(both, own, "approve")
    proposed(others)
    assert second().get(f"{REFUNDS}next/").url == f"{address(own)}#request"
    assert second("Desk 8").get(f"{REFUNDS}next/", follow=True).status_code == 200
    assert both.get(f"{REFUNDS}next/").url == f"{address(new)}#request"
    taken_and_decided(both, new, "approve")
    assert both.get(f"{REFUNDS}next/").url == f"{address(others)}#request"
