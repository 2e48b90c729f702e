"""A partner's calls are counted for all processes together: as many as were agreed, and not one more."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from payments.models import Transaction
from portal.bank import limits
from portal.models import Tally
from tests.bank.osmp import PAY, asked, code
from tests.bank.partners import partner
from tests.payments.test_crediting_at_once import at_once

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def allowed(calls: int, a_minute: int, number: int = 7) -> int:
    """How many of so many calls go through."""
    return sum(limits.may_call(number, a_minute) for _ in range(calls))


@pytest.mark.parametrize("a_minute", [1, 59, 60, 61, 600, 1234])
def test_as_many_as_agreed_whoever_draws_them(a_minute: int) -> None:
    with time_machine.travel(NOW, tick=False):
        first = allowed(a_minute // 2, a_minute)
        limits.forget()  # another process
        rest = allowed(2 * a_minute, a_minute)
    assert a_minute - max(1, a_minute // limits.DRAWS) < first + rest <= a_minute


def test_the_next_minute_is_a_new_one() -> None:
    with time_machine.travel(NOW, tick=False):
        assert allowed(5, 3) == 3
    with time_machine.travel(NOW + limits.WINDOW, tick=False):
        assert allowed(5, 3) == 3


def test_each_partner_has_its_own() -> None:
    with time_machine.travel(NOW, tick=False):
        assert (allowed(5, 3, number=1), allowed(5, 3, number=2)) == (3, 3)


def test_beyond_it_nothing_is_asked_of_the_database(django_assert_num_queries) -> None:
    with time_machine.travel(NOW, tick=False):
        allowed(5, 3)
        with django_assert_num_queries(0):
            assert allowed(100, 3) == 0


def test_a_call_too_many_is_answered_with_ask_again() -> None:
    partner(calls_a_minute=2)
    with time_machine.travel(NOW, tick=False):
        codes = [code(asked(PAY | {"txn_id": f"{number}"})) for number in range(4)]
    assert (codes, Transaction.objects.count()) == ([0, 0, 1, 1], 2)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_all_at_once() -> None:
    def draw(_number: int) -> int:
        limits.forget()  # as if each were a process of its own
        return allowed(50, 300)

    with time_machine.travel(NOW, tick=False):
        granted = sum(at_once(draw))
    assert 0 < granted <= 300
    assert Tally.objects.get().until == NOW + timedelta(minutes=1)
