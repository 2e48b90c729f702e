"""What a statement costs: `DATABASE_URL=postgres://… python -m tests.bench.statement_bench [--seconds 4] [--rounds 5]`.

A citizen who has paid 36 months is signed in and asks for the statement, over and over; in turn with it the same
browser asks the same server for a view that does nothing behind the same middleware. The server is gunicorn with the
settings of production, the database a new one beside the named one, the clients a process of their own that keeps its
connections. Prints pages a second of both, and ends with 1 if the first are less than 0.04 of the second.
"""
# ruff: noqa: E402 - models can be imported once Django is set up

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from statistics import median
from urllib.parse import urlsplit

import django

import tests.environment

django.setup()

from django.conf import settings
from django.db import connection
from django.test import Client

from payments import ledger
from payments.models import Actor
from payments.rules.months import Month
from portal import clock
from tests.bench.server_bench import GIVEN, free_port, gunicorn, machine, served
from tests.house.source import ROOT
from tests.payments.samples import entry, person, registry
from tests.web.citizens import NAMES
from tests.web.planning import account_of

STATEMENT, EMPTY = "/statement/", "/empty/"
MONTHS = 36
AT_LEAST = 0.04
WARM_UP = 1.0


def main() -> int:
    """Fill, serve, take turns, and say whether it is fast enough."""
    asked = arguments()
    with filled() as url, served(gunicorn(free_port(), 1, asked.threads), environment(url)) as (port, _server):
        cookie = signed_in(port)
        rounds = [one_round(port, cookie, asked) for _ in range(asked.rounds)]
    return report(rounds, asked)


def arguments() -> argparse.Namespace:
    """How long."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=4)
    for name, default in (("rounds", 5), ("threads", 4), ("clients", 4)):
        parser.add_argument(f"--{name}", type=int, default=default)
    return parser.parse_args()


@contextmanager
def filled() -> Iterator[str]:
    """The address of a database that holds one citizen, dropped at the end."""
    given = settings.DATABASES["default"]["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        pay_every_month()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        connection.close()
        yield urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    finally:
        connection.creation.destroy_test_db(given, verbosity=0)


def pay_every_month() -> None:
    """Each of the last months by itself, in its own month, up to the current one."""
    today = clock.today()
    now = Month.containing(today)
    entries = [
        entry(
            names=NAMES,
            period=month,
            reference=f"GCVP-{month}",
            paid_on=min(month.first_day.replace(day=20), today),
            credited_on=min(month.first_day.replace(day=24), today),
        )
        for month in (now - (MONTHS - 1 - number) for number in range(MONTHS))
    ]
    ledger.credit(entries=entries, actor=Actor.system())
    registry(known_until=today, covers_from=today, covers_until=today)


def environment(url: str) -> dict[str, str]:
    """Production's, with the key that signs the session made here; and the static files, which every page names."""
    own = {name: value for name, value in os.environ.items() if name not in tests.environment.READ_BY_SETTINGS}
    whole = own | GIVEN | {"SECRET_KEY": settings.SECRET_KEY, "DATABASE_URL": url}
    collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"]
    subprocess.run(collect, cwd=ROOT, env=whole, check=True)
    return whole


def signed_in(port: int) -> str:
    """The cookies of a browser that has been here before."""
    client = Client()
    client.force_login(account_of(person()))
    connection.close()
    session = f"__Host-session={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    ask = HTTPConnection("127.0.0.1", port)
    ask.request("GET", STATEMENT, headers={"Host": "jarna.example", "X-Forwarded-Proto": "https", "Cookie": session})
    answer = ask.getresponse()
    rows = answer.read().decode().count('scope="rowgroup"')
    if answer.status != 200 or rows != MONTHS:
        raise SystemExit(f"{STATEMENT} answered {answer.status} with {rows} months.")
    return f"{session}; {answer.headers['Set-Cookie'].partition(';')[0]}"


def one_round(port: int, cookie: str, asked: argparse.Namespace) -> tuple[float, float]:
    """Statements a second, and empty answers a second."""
    return tuple(pages_a_second(port, page, cookie, asked) for page in (STATEMENT, EMPTY))


def pages_a_second(port: int, page: str, cookie: str, asked: argparse.Namespace) -> float:
    """Of one address, all of them right."""
    for seconds in (WARM_UP, asked.seconds):
        command = [sys.executable, "-m", "tests.bench.load", f"{port}", page, f"{asked.clients}", f"{seconds}", cookie]
        came = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)
        if came["failed"]:
            raise SystemExit(f"{page}: {came['failed']} of {came['answers']} failed.")
    return came["answers"] / came["seconds"]


def report(rounds: list[tuple[float, float]], asked: argparse.Namespace) -> int:
    """Both speeds and their ratio, the median of the rounds; 1 if it is too slow."""
    pages, empty = (median(speeds) for speeds in zip(*rounds, strict=True))
    ratio = median(page / nothing for page, nothing in rounds)
    print(f"{machine()}, Django {django.get_version()}, PostgreSQL {versions()}")
    print(f"gunicorn, 1 worker of {asked.threads} threads, {asked.clients} clients, {asked.rounds} rounds")
    print(f"statement of {MONTHS} months, signed in {pages:9.0f} pages/s")
    print(f"empty view, the same browser     {empty:9.0f} pages/s")
    print(f"ratio                            {ratio:9.3f}   (at least {AT_LEAST}; rounds {spread(rounds)})")
    return 0 if ratio >= AT_LEAST else 1


def spread(rounds: list[tuple[float, float]]) -> str:
    """The ratio of each round."""
    return ", ".join(f"{page / nothing:.3f}" for page, nothing in rounds)


def versions() -> str:
    """Of the database."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return cursor.fetchone()[0].split()[0]


if __name__ == "__main__":
    sys.exit(main())
