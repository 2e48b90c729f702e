"""The whole server is killed again and again while payments come in: what was acknowledged is there, once."""

from threading import Thread

import pytest

from tests.faults.ground import Ground, is_whole, serving
from tests.faults.sizes import chance, size
from tests.faults.terminal import Told, people

pytestmark = pytest.mark.slow


def test_kill_9_of_every_process(ground: Ground) -> None:
    number, kills = size(600, 10_000), size(5, 50)
    told = [Told(one, f"{iin}112026") for one, iin in zip(range(number), people(), strict=False)] * 2
    chance("the order of the payments").shuffle(told)
    with serving(ground):
        terminal = ground.terminal()
        paying = Thread(target=terminal.tell_all, args=(told,))
        paying.start()
        killed_at = []
        for kill in range(1, kills + 1):
            while paying.is_alive() and len(terminal.answers) < number * kill // (kills + 2):
                paying.join(0.01)
            assert paying.is_alive()  # else nobody was paying when it was killed
            ground.kill()
            killed_at.append(len(terminal.answers))
            ground.start()
        paying.join()
        print(f"{kills} kills, when so many were acknowledged: {killed_at}")
        is_whole(ground, terminal)
