"""A PostgreSQL of its own, as a test needs it: durable, archiving, and stopped at the end."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.deploy.serving import free_port

BIN = Path("/usr/lib/postgresql/15/bin")
IS_ROOT = os.getuid() == 0


def as_postgres(*words: object, **given: object) -> subprocess.CompletedProcess:
    """PostgreSQL refuses to run as root."""
    before = ["runuser", "-u", "postgres", "--"] if IS_ROOT else []
    return subprocess.run([*before, *map(str, words)], check=True, capture_output=True, text=True, cwd="/", **given)


def belongs_to_postgres(*folders: Path) -> None:
    """Its own, when it is not us."""
    for folder in folders:
        folder.mkdir(exist_ok=True)
        if IS_ROOT:
            subprocess.run(["chown", "-R", "postgres", folder], check=True)


def init(data: Path) -> None:
    """An empty cluster."""
    belongs_to_postgres(data)
    as_postgres(BIN / "initdb", "--username=jarna", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", data)


@contextmanager
def started(data: Path, **settings: str) -> Iterator[int]:
    """The port of a running server."""
    port = free_port()
    ours = {"port": port, "listen_addresses": "127.0.0.1", "unix_socket_directories": "''"} | settings
    options = " ".join(f"-c {name}={value}" for name, value in ours.items())
    as_postgres(BIN / "pg_ctl", "start", "--silent", "--wait", f"--pgdata={data}", f"--log={data}/log", "-o", options)
    try:
        yield port
    finally:
        as_postgres(BIN / "pg_ctl", "stop", "--silent", "--mode=immediate", f"--pgdata={data}")


def asked(port: int, sql: str, database: str = "postgres") -> str:
    """What it answers, as text."""
    words = [
        "psql",
        "-XAtq",
        "-v",
        "ON_ERROR_STOP=1",
        "-h",
        "127.0.0.1",
        "-p",
        port,
        "-U",
        "jarna",
        "-c",
        sql,
        database,
    ]
    return as_postgres(*words).stdout.strip()
