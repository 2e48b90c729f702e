"""An import is killed in the middle, and one file is imported by six at once: each line is there once or not at all."""

import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.faults.ground import Ground
from tests.faults.sizes import size
from tests.faults.terminal import people
from tests.house.source import ROOT

pytestmark = pytest.mark.slow
LINES = size(20_000, 200_000)
HEADER = "reference;paymentdate;knp;paymentsum;iin;paymentperiod;createdon\n"
COUNTS = """
    SELECT (SELECT COUNT(*) FROM payments_registryfile), (SELECT COUNT(*) FROM payments_registryline),
        (SELECT COUNT(*) FROM payments_contribution), (SELECT COALESCE(SUM(amount), 0) FROM payments_contribution)"""


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    """A file of so many lines."""
    path = tmp_path / "large.csv"
    with path.open("w") as file:
        file.write(HEADER)
        for number, iin in zip(range(LINES), people(), strict=False):
            file.write(f"GCVP-{number};2026-11-19;122;4250;{iin};112026;2026-11-20\n")
        file.write(f"TOTAL;{LINES};{LINES * 4250}\n")
    return path


def importing(ground: Ground, registry: Path) -> subprocess.Popen:
    """One import of it."""
    return subprocess.Popen(
        [sys.executable, "manage.py", "import_registry", registry],
        cwd=ROOT,
        env=ground.environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def counted(ground: Ground) -> tuple[int, ...]:
    """Files, lines, contributions, tenge."""
    with psycopg.connect(f"postgres://jarna@127.0.0.1:{ground.port}/jarna") as connection:
        return tuple(map(int, connection.execute(COUNTS).fetchone()))


def is_importing(ground: Ground) -> bool:
    """Is a transaction under way that writes?"""
    asks = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = 'jarna' AND backend_xid IS NOT NULL"
    with psycopg.connect(f"postgres://jarna@127.0.0.1:{ground.port}/jarna") as connection:
        return connection.execute(asks).fetchone()[0] > 0


def holds(ground: Ground) -> bool:
    """Every promise."""
    return ground.manage("verify_ledger").returncode == 0


def test_killed_in_the_middle(ground: Ground, registry: Path) -> None:
    kills = size(2, 10)
    for _ in range(kills):
        while is_importing(ground):  # the server still takes the last one back
            pass
        one = importing(ground, registry)
        while one.poll() is None and not is_importing(ground):
            pass
        assert one.poll() is None  # else it was not in the middle
        one.kill()
        one.communicate()
        assert counted(ground) == (0, 0, 0, 0)
    one = importing(ground, registry)
    assert (one.wait(), one.communicate()[1]) == (0, b"")
    assert counted(ground) == (1, LINES, LINES, LINES * 4250)
    assert holds(ground)
    print(f"{kills} imports of {LINES} lines killed while they wrote: nothing of them; then all of it")


def test_six_at_once(ground: Ground, registry: Path) -> None:
    six = [importing(ground, registry) for _ in range(6)]
    assert [one.communicate()[1] for one in six] == [b""] * 6
    assert [one.returncode for one in six] == [0] * 6
    assert counted(ground) == (1, LINES, LINES, LINES * 4250)
    assert holds(ground)
    print(f"six imports of {LINES} lines at once: each line once")
