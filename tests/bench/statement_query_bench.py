"""What a statement asks of a large ledger: `python -m tests.bench.statement_query_bench [--rows 3000000 100000000]`.

On the PostgreSQL of DATABASE_URL: a database of its own for each number of lines, made where it is missing (100 million
take 25 GB and half an hour) and removed with --drop. What is asked is taken from `history` as it sends it, and repeated
for people chosen at random, in turns. First touch: with nothing of the tables in the machine's memory, where the
server's files can be reached from here (as root; run the server with little shared_buffers). Warm: the same again.
--partitions 16 divides the largest ledger first, by `manage.py partition_contributions`.

Prints microseconds, the round trip included and as the server counts them, and the ratio of each ledger to the first.
Ends with 1 if the lines of a warm ledger take more than three times those of the first.
"""
# ruff: noqa: E402 - models can be imported once Django is set up

import argparse
import os
import random
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

import django

import tests.environment  # noqa: F401 - what Django's settings read

django.setup()

import psycopg
from django.db import connection

from payments import history, partitions
from payments.models import Person
from tests.bench import big_ledger
from tests.bench.server_bench import machine

AT_MOST = 3
TRIED, ROUNDS, SEED = 200, 5, 20261122
NOBODY = 987654321
EXPLAIN = "EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) "
SIZES = """
    WITH RECURSIVE parts AS (
        SELECT 'payments_contribution'::regclass::oid AS oid
        UNION ALL SELECT inhrelid FROM pg_inherits JOIN parts ON inhparent = parts.oid)
    SELECT 'table', SUM(pg_relation_size(oid)) FROM parts
    UNION ALL
    SELECT CASE WHEN indisprimary THEN 'primary key' ELSE 'covering index' END, SUM(pg_relation_size(indexrelid))
    FROM pg_index WHERE indrelid IN (SELECT oid FROM parts) AND indisunique AND indpred IS NULL
    GROUP BY indisprimary"""


def main() -> int:
    """Make or find the ledgers, ask them in turns, print."""
    given = arguments()
    print(machine())
    for rows in given.rows:
        prepare(rows, given.partitions if rows == max(given.rows) else 0)
    asked = statements()
    with_each = [Reader(rows) for rows in given.rows]
    for reader in with_each:
        reader.forget()
    touched = {"lines": [reader.medians(asked["lines"], 1) for reader in with_each]}
    warm = {name: [reader.medians(sql, ROUNDS) for reader in with_each] for name, sql in asked.items()}
    report("first touch", touched, given.rows)
    report("warm", warm, given.rows)
    for reader in with_each:
        reader.close()
        if given.drop:
            big_ledger.drop(reader.name)
    first, *others = warm["lines"]
    return 1 if any(server > AT_MOST * first[1] for _, server in others) else 0


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[3_000_000, 100_000_000], metavar="LINES")
    parser.add_argument("--partitions", type=int, default=0, metavar="NUMBER", help="divide the largest ledger first")
    parser.add_argument("--drop", action="store_true", help="remove the databases at the end")
    return parser.parse_args()


def prepare(rows: int, parts: int) -> None:
    """A ledger of so many lines, divided if it is asked for."""
    started = perf_counter()
    big_ledger.use(name_of(rows))
    big_ledger.fill(rows)
    print(f"{rows:>12,} lines, ready after {perf_counter() - started:.0f} s")
    if parts and not partitions.is_divided():
        started = perf_counter()
        partitions.divide(parts)
        partitions.vacuum()
        print(f"{'':12} divided into {parts} in {perf_counter() - started:.0f} s")
    print(f"{'':12} {sizes(rows)}", flush=True)
    connection.close()


def name_of(rows: int) -> str:
    """The database of so many lines."""
    return f"jarna_ledger_{rows}"


def sizes(rows: int) -> str:
    """Bytes a line, of the table and of each kind of index."""
    with connection.cursor() as cursor:
        cursor.execute(SIZES)
        return ", ".join(f"{what} {size / rows:.0f}" for what, size in cursor.fetchall()) + " bytes a line"


def statements() -> dict[str, str]:
    """What `history.record` asks about one person: the lines, and what hangs on them."""
    sent = []

    def keep(run, sql, params, *rest):
        sent.append((sql, params))
        return run(sql, params, *rest)

    with connection.execute_wrapper(keep):
        history.record(Person(pk=NOBODY), date(2026, 11, 22))
    about = [sql for sql, params in sent if isinstance(params, dict) and params.get("person") == NOBODY]
    return dict(zip(("lines", "beside"), about, strict=True))


class Reader:
    """A connection to one of the ledgers."""

    def __init__(self, rows: int) -> None:
        self.name = name_of(rows)
        of_server = connection.get_connection_params() | {"dbname": self.name}
        for ours in ("context", "cursor_factory", "prepare_threshold", "server_side_binding"):
            of_server.pop(ours, None)
        self.connection = psycopg.connect(**of_server, autocommit=True)
        self.people = random.Random(SEED).sample(range(1, big_ledger.people_for(rows) + 1), TRIED)

    def forget(self) -> None:
        """Put everything that this machine remembers of the database out of its memory, if its files can be reached."""
        self.connection.execute("CHECKPOINT")
        for path in self._files():
            descriptor = os.open(path, os.O_RDONLY)
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(descriptor)

    def _files(self) -> Iterator[Path]:
        where = self.connection.execute(
            "SELECT current_setting('data_directory'), oid FROM pg_database WHERE datname = current_database()"
        ).fetchone()
        folder = Path(where[0], "base", str(where[1]))
        yield from folder.iterdir() if os.access(folder, os.R_OK) else ()

    def medians(self, sql: str, rounds: int) -> tuple[float, float]:
        """Microseconds with the round trip, and as the server counts them."""
        with_trip = [self._with_trip(sql, person) for _ in range(rounds) for person in self.people]
        of_server = [self._of_server(sql, person) for _ in range(rounds) for person in self.people if rounds > 1]
        return middle(with_trip), middle(of_server or [0.0] * TRIED)

    def _with_trip(self, sql: str, person: int) -> float:
        started = perf_counter()
        self.connection.execute(sql, {"person": person}, prepare=True).fetchall()
        return (perf_counter() - started) * 1e6

    def _of_server(self, sql: str, person: int) -> float:
        [[plan]] = self.connection.execute(EXPLAIN + sql, {"person": person}).fetchone()
        return plan["Execution Time"] * 1e3

    def close(self) -> None:
        """Go."""
        self.connection.close()


def middle(times: list[float]) -> float:
    """Of rounds one after the other: each person's best, and the median of those."""
    return median(min(times[number::TRIED]) for number in range(TRIED))


def report(when: str, found: dict[str, list[tuple[float, float]]], rows: list[int]) -> None:
    """A table: for each statement and ledger the two times, and the ratio to the first ledger."""
    print(f"\n{when}: {TRIED} people\n{'':10}{'lines':>14}{'µs':>8}{'ratio':>7}{'server µs':>11}{'ratio':>7}")
    for name, times in found.items():
        for number, (with_trip, of_server) in zip(rows, times, strict=True):
            first_trip, first_server = times[0]
            server = f"{of_server:11.0f}{of_server / first_server:7.2f}" if first_server else ""
            print(f"{name:10}{number:14,}{with_trip:8.0f}{with_trip / first_trip:7.2f}{server}")


if __name__ == "__main__":
    sys.exit(main())
