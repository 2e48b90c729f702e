"""PostgreSQL is stopped at once while payments come in: temporary codes meanwhile, no restart after."""

from threading import Thread
from time import monotonic

import pytest

from tests.faults.ground import Ground, is_whole, serving
from tests.faults.sizes import chance, size
from tests.faults.terminal import Told, people

pytestmark = pytest.mark.slow
SERVES_AGAIN = 5  # seconds


def test_the_database_stops_and_comes_back(ground: Ground) -> None:
    number, stops = size(500, 5_000), size(3, 20)
    told = [Told(one, f"{iin}112026") for one, iin in zip(range(number), people(), strict=False)] * 2
    chance("the order of the payments").shuffle(told)
    with serving(ground):
        terminal, server = ground.terminal(), ground.server
        paying = Thread(target=terminal.tell_all, args=(told,))
        paying.start()
        after = []
        for stop in range(1, stops + 1):
            while paying.is_alive() and len(terminal.answers) < number * stop // (stops + 2):
                paying.join(0.01)
            assert paying.is_alive()
            ground.stop_database()
            assert ground.health() == 503
            ground.start_database()
            after.append(seconds_until_it_serves(ground))
        paying.join()
        assert server.poll() is None
        assert terminal.tries["200 ['1']"] > 0  # some were told to ask again
        print(f"{stops} stops; served again after {[round(one, 2) for one in after]} s")
        assert max(after) < SERVES_AGAIN
        is_whole(ground, terminal)


def seconds_until_it_serves(ground: Ground) -> float:
    """From the moment at which the database is there again."""
    began = monotonic()
    while ground.health() != 200:
        assert monotonic() - began < SERVES_AGAIN
    return monotonic() - began
