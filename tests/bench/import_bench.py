"""A large registry beside raw COPY of the same rows: `python -m tests.bench.import_bench [--lines 1000000]`.

On the PostgreSQL of DATABASE_URL, in a test database that is removed again. Raw COPY writes the rows that the import
has made, in the order of the file, into the same tables, emptied: with their indexes, constraints and triggers, in one
transaction. The same file is then sent once more. Prints the figures, and ends with 1 if one is out of its bounds.
"""
# ruff: noqa: E402 - models can be imported once Django is set up

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import perf_counter

import django

import tests.environment  # noqa: F401 - what Django's settings read

django.setup()

from django.conf import settings
from django.db import connection, transaction
from django.test.utils import setup_test_environment

from payments import triggers
from payments.models import Actor, PaymentStep, RegistryFile
from portal.registry.importer import import_file
from portal.registry.report import Report
from tests.bench import registry_made
from tests.bench.server_bench import machine

TODAY, CHUNK, MEGABYTE = date(2026, 11, 22), 1 << 20, 1 << 20
FILLED = ("payments_person", "payments_contribution", "payments_registryline")
AT_LEAST, REPLAY_AT_LEAST, MEMORY_AT_MOST = 0.3, 20, 250
SERVER = ("server_version", "fsync", "synchronous_commit", "full_page_writes", "shared_buffers", "max_wal_size")


def main() -> int:
    """Make the registry, take it, take it again, COPY its rows; print, and say whether all is within bounds."""
    given = arguments()
    setup_test_environment()
    connection.creation.create_test_db(verbosity=0, serialize=False)
    settings.DEBUG = False
    try:
        with TemporaryDirectory() as folder:
            return measure(given.lines, Path(folder))
    finally:
        connection.creation.destroy_test_db(os.environ["DATABASE_URL"].rpartition("/")[2], verbosity=0)


def arguments() -> argparse.Namespace:
    """How many lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=1_000_000)
    return parser.parse_args()


def measure(lines: int, folder: Path) -> int:
    """The figures, one by one."""
    print(machine(), *(f"{name} {shown(name)}" for name in SERVER), sep=", ")
    registry = folder / "registry.csv"
    # In a process of its own, whose memory is not ours.
    writer = get_context("spawn").Process(
        target=registry_made.write, args=(lines, registry_made.order(lines), registry)
    )
    writer.start()
    writer.join()
    assert writer.exitcode == 0
    settle_down()
    with watched() as memory:
        ours, report = timed(take, registry)
    assert (report.posted, report.rejected_count) == (lines, 0), report
    print(f"{lines} lines in {registry.stat().st_size / MEGABYTE:.0f} MB; of its payments came: {settled()}")
    replay, again = timed(take, registry)
    assert again.taken_before is not None
    copy_out(folder)
    empty(RegistryFile.objects.get())
    settle_down()
    with watched() as memory_of_raw:
        raw, _ = timed(copy_in, folder)
    return told(lines, ours, raw, replay, memory | {"raw": memory_of_raw["server"]})


def told(lines: int, ours: float, raw: float, replay: float, memory: dict[str, float]) -> int:
    """The table, and 1 if a bound is broken."""
    print(f"our import      {ours:8.1f} s  {lines / ours:9.0f} lines/s")
    print(f"raw COPY        {raw:8.1f} s  {lines / raw:9.0f} lines/s")
    print(f"raw / ours      {raw / ours:8.2f}    at least {AT_LEAST}")
    print(f"ours / replay   {ours / replay:8.0f}    at least {REPLAY_AT_LEAST}, the replay took {replay:.2f} s")
    print(f"memory          {memory['here']:8.0f} MB over {memory['idle']:.0f} MB when idle, at most {MEMORY_AT_MOST}")
    print(
        f"of the server   {memory['server']:8.0f} MB over idle, without shared buffers; raw COPY {memory['raw']:.0f} MB"
    )
    kept = raw / ours >= AT_LEAST and ours / replay >= REPLAY_AT_LEAST and memory["here"] < MEMORY_AT_MOST
    print("All bounds are kept." if kept else "A bound is BROKEN.")
    return 0 if kept else 1


def take(registry: Path) -> Report:
    """Import the file, as the command does."""
    with registry.open("rb") as stream:
        return import_file(stream, name=registry.name, actor=Actor.system(), today=TODAY)


def settled() -> int:
    """How many payments have their money."""
    return PaymentStep.objects.filter(state="credited").count()


def copy_out(folder: Path) -> None:
    """The rows as they are now, in the order in which the file has them."""
    for table in FILLED:
        everything = f"COPY (SELECT * FROM {table} ORDER BY id) TO STDOUT"
        with connection.cursor() as cursor, (folder / table).open("wb") as file, cursor.copy(everything) as copy:
            file.writelines(copy)


def empty(file: RegistryFile) -> None:
    """Empty the tables, but for those who are named by every row: the actor and the registry."""
    with triggers.lifted(connection), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(FILLED)}, payments_registryfile CASCADE")
    Actor(pk=file.posted_by_id, kind=Actor.Kind.SYSTEM).save(force_insert=True)
    file.save(force_insert=True)


def copy_in(folder: Path) -> None:
    """The raw COPY."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', '0', true)")
        for table in FILLED:
            with cursor.copy(f"COPY {table} FROM STDIN") as copy, (folder / table).open("rb") as file:
                while piece := file.read(CHUNK):
                    copy.write(piece)


def timed(work, *given):
    """How long it takes, and what comes of it."""
    started = perf_counter()
    result = work(*given)
    return perf_counter() - started, result


def settle_down() -> None:
    """Nothing that came before is left for the server to do, and its process for us is a new one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', '0', false)")
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("CHECKPOINT")
    connection.close()


def shown(name: str) -> str:
    """A setting of the server."""
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        return cursor.fetchone()[0]


@contextmanager
def watched() -> Iterator[dict[str, float]]:
    """The most memory in megabytes that is taken meanwhile, here and by the server's process for us, over that before.

    Without the pages that processes share; a server on another machine is not seen.
    """
    processes = {"here": "self", "server": str(backend())}
    idle = {name: private(process) for name, process in processes.items()}
    peaks, is_over = dict.fromkeys(processes, 0.0) | {"idle": idle["here"]}, Event()

    def watch() -> None:
        while not is_over.wait(0.05):
            for name, process in processes.items():
                peaks[name] = max(peaks[name], private(process) - idle[name])

    thread = Thread(target=watch)
    thread.start()
    try:
        yield peaks
    finally:
        is_over.set()
        thread.join()


def backend() -> int:
    """The server's process for our connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def private(process: str) -> float:
    """What a process has in memory for itself, in megabytes."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("RssAnon")) / 1024


if __name__ == "__main__":
    sys.exit(main())
