"""No room for the database to write: partners are told to ask again, and nothing is lost once there is room."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from tests.faults.ground import Ground, is_whole, serving
from tests.faults.terminal import Told, people

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.getuid() != 0, reason="only root may mount a small disk")]
ROOM = "256m"


@contextmanager
def small_disk(ground: Ground) -> Iterator[Path]:
    """The cluster moves to a disk of its own; gives the file that fills it."""
    ground.stop_database()
    disk = ground.folder / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", disk], check=True)
    disk.chmod(0o755)
    try:
        subprocess.run(["cp", "-a", ground.data, disk / "data"], check=True)
        elsewhere, ground.data = ground.data, disk / "data"
        ground.start_database()
        yield disk / "filling"
        ground.stop_database()
        ground.data = elsewhere
    finally:
        subprocess.run(["umount", "-l", disk], check=True)
        disk.rmdir()
    ground.start_database()


def fill(file: Path) -> int:
    """To the last byte; how many there were."""
    with file.open("wb", buffering=0) as filling:
        try:
            while True:
                filling.write(b"\0" * 65536)
        except OSError:
            return file.stat().st_size


def test_a_full_disk(ground: Ground) -> None:
    told = [Told(one, f"{iin}112026") for one, iin in zip(range(4_000), people(), strict=False)]
    with small_disk(ground) as filling, serving(ground):
        terminal = ground.terminal()
        terminal.tell_all(told[:100])
        filled = fill(filling)
        paying = Thread(target=terminal.tell_all, args=(told,))
        paying.start()
        while paying.is_alive() and not terminal.tries["200 ['1']"]:
            paying.join(0.05)
            fill(filling)
        refused = terminal.tries["200 ['1']"]
        filling.unlink()
        if not serves(ground):  # a database that could not write its log ends, and is started again by whoever runs it
            ground.start_database()
        paying.join()
        print(f"{filled >> 20} MB filled the disk; {refused} calls and more were told to ask again")
        assert refused > 0
        is_whole(ground, terminal)


def serves(ground: Ground) -> bool:
    """Is the database still there, or coming back by itself?"""
    while (ground.data / "postmaster.pid").exists():
        if ground.health() == 200:
            return True
    return False
