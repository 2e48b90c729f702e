"""The ground of each fault test: a cluster with its tables, made once and copied for each."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

import pytest

from tests.deploy.cluster import as_postgres, belongs_to_postgres, init
from tests.deploy.serving import free_port, prepare
from tests.faults.ground import BIN, OPEN_PARTNER, Ground

SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 100
"""


@pytest.fixture(scope="session")
def made() -> Iterator[Path]:
    """A folder with a stopped cluster: the tables, and one partner."""
    if not (BIN / "initdb").exists():
        pytest.skip("no PostgreSQL here; get it with: apt-get install postgresql")
    # Not below pytest's own folder, which is closed to the user that PostgreSQL runs as.
    folder = Path(mkdtemp(prefix="jarna-faults-"))
    folder.chmod(0o755)
    data = folder / "data"
    init(data)
    (data / "postgresql.auto.conf").write_text(SETTINGS)
    prepare(folder)
    ground = Ground(folder, data, 0)
    begun(ground)
    as_postgres(BIN / "createdb", "-h", "127.0.0.1", "-p", ground.port, "-U", "jarna", "jarna")
    for words in (["migrate", "--verbosity=0"], ["shell", "--verbosity=0", "-c", OPEN_PARTNER]):
        done = ground.manage(*words)
        assert done.returncode == 0, done.stderr
    as_postgres(BIN / "pg_ctl", "stop", "--silent", f"--pgdata={data}")
    yield folder
    shutil.rmtree(folder)


def begun(ground: Ground) -> None:
    """A server at a port of its own, which it keeps when it is started again."""
    ground.port = free_port()
    settings = ground.data / "postgresql.auto.conf"
    settings.write_text(f"{SETTINGS}port = {ground.port}\n")
    belongs_to_postgres(ground.data)
    ground.start_database()


@pytest.fixture
def ground(made, tmp_path) -> Iterator[Ground]:
    """A copy of it, running."""
    data = made / f"copy-{tmp_path.name}"
    subprocess.run(["cp", "-a", made / "data", data], check=True)
    ground = Ground(made, data, 0)
    begun(ground)
    yield ground
    with suppress(subprocess.CalledProcessError):  # the test may have stopped it
        ground.stop_database()
    shutil.rmtree(data)
