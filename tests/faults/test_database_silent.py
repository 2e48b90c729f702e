"""The database takes what is sent and never answers: partners hear in time that they may ask again."""

from concurrent.futures import ThreadPoolExecutor
from time import monotonic

import pytest

from tests.faults.ground import Ground, is_whole, serving
from tests.faults.proxy import proxy
from tests.faults.sizes import size
from tests.faults.terminal import Told, people

pytestmark = pytest.mark.slow
IN_TIME = 10  # seconds
SILENT = size(30, 120)


def test_a_silent_database(ground: Ground) -> None:
    told = [Told(one, f"{iin}112026") for one, iin in zip(range(60), people(), strict=False)]
    with proxy(ground.port) as database:
        ground.through = database.port
        with serving(ground):
            terminal = ground.terminal()
            terminal.tell_all(told[:20])
            waits = waits_while_silent(ground, database, told[20:])
            print(f"silent for {SILENT} s: {len(waits)} answers, each after at most {max(waits):.1f} s")
            terminal.tell_all(told)
            is_whole(ground, terminal)


def waits_while_silent(ground: Ground, database, told: list[Told]) -> list[float]:
    """How long each call had to wait; each was told to ask again."""
    asking = ground.terminal(timeout=60)
    database.goes_on.clear()
    began, waits = monotonic(), []
    while monotonic() - began < SILENT:
        with ThreadPoolExecutor(4) as pool:
            waits += pool.map(lambda one: waited(asking, one), told[:4])
        assert ground.health() == 503
    database.goes_on.set()
    assert set(asking.tries) == {"200 ['1']"}
    assert max(waits) < IN_TIME
    return waits


def waited(asking, told: Told) -> float:
    """For one call."""
    began = monotonic()
    asking.call(told)
    return monotonic() - began
