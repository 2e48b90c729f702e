"""One payment told of by many clients at once, in any order, and many payments of one person: each is there once."""

import pytest

from payments.rules.months import Month, span
from tests.faults.ground import Ground, is_whole, serving
from tests.faults.sizes import chance, size
from tests.faults.terminal import Told, people

pytestmark = pytest.mark.slow


def test_one_payment_by_twelve_clients_at_a_barrier(ground: Ground) -> None:
    with serving(ground):
        terminal = ground.terminal()
        for number, iin in zip(range(size(40, 500)), people(), strict=False):
            terminal.tell_at_once(Told(number, f"{iin}112026"))
        assert sum(terminal.tries.values()) == 12 * size(40, 500)
        is_whole(ground, terminal)


def test_three_duplicates_of_each_in_any_order(ground: Ground) -> None:
    told = [Told(number, f"{iin}112026") for number, iin in zip(range(size(500, 10_000)), people(), strict=False)]
    all_of_it = told * 4
    chance("the order of the duplicates").shuffle(all_of_it)
    with serving(ground):
        terminal = ground.terminal()
        terminal.tell_all(all_of_it)
        is_whole(ground, terminal)


def test_two_hundred_payments_of_one_person(ground: Ground) -> None:
    iin = next(people())
    months = span(Month.of(2020, 1), Month.of(2026, 12)) * 25
    told = [Told(number, f"{iin}{months[number].order}") for number in range(size(200, 2_000))]
    with serving(ground):
        terminal = ground.terminal()
        terminal.tell_all(told, clients=24)
        is_whole(ground, terminal)
