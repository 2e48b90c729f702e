"""Our answers are lost on the way, the database's in the middle of a commit: who asks again is told the same."""

import pytest

from tests.faults.ground import Ground, is_whole, serving
from tests.faults.proxy import proxy, share
from tests.faults.sizes import chance, size
from tests.faults.terminal import Told, people

pytestmark = pytest.mark.slow


def test_thirty_of_a_hundred_answers_and_two_of_the_databases(ground: Ground) -> None:
    told = [Told(one, f"{iin}112026") for one, iin in zip(range(size(300, 3_000)), people(), strict=False)]
    with proxy(ground.port, share(0.02, chance("the database's answers"))) as database:
        ground.through = database.port
        with serving(ground), proxy(ground.at, share(0.3, chance("our answers"))) as ours:
            terminal = ground.terminal()
            terminal.port = ours.port
            terminal.tell_all(told * 2)
            print(f"{ours.count} of our answers cut, {database.count} of the database's")
            assert min(ours.count, database.count) > 0
            is_whole(ground, terminal)
