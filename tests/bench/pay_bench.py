"""What a pay costs: `DATABASE_URL=postgres://… python -m tests.bench.pay_bench [--seconds 5] [--rounds 5] …`.

Partners of 16 connections tell of money by OSMP, each payment a new one of somebody who is known; in turn with it the
same requests go to a view that does nothing behind the same middleware. The server is gunicorn with the settings of
production, the database a new one beside the named one, with its fsync as it stands. Beside it pgbench sends the same
statements without any portal: the database's own ceiling. Prints calls a second of all three, how long a call takes,
and how often a pay waits for the database; ends with 1 if a ratio is below its bound.
"""
# ruff: noqa: E402 - models can be imported once Django is set up

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from shutil import which
from statistics import median
from urllib.parse import urlsplit

import django

import tests.environment

django.setup()

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import setup_test_environment

from payments import taking
from payments.ledger.deposits import at_once
from payments.models import Partner, Person
from portal.bank import callers
from portal.simulation.people import invented_iins
from tests.bank.osmp import OSMP, PAY
from tests.bank.partners import basic, partner
from tests.bench.server_bench import GIVEN, free_port, gunicorn, machine, served
from tests.bench.turns import Line
from tests.house.source import ROOT

EMPTY = "/empty/"
AT_LEAST, MOST_TURNS = 0.15, 3
WARM_UP = 2.0
ASKED_FOR_TURNS = 300
PGBENCH = which("pgbench") or "/usr/lib/postgresql/15/bin/pgbench"


def main() -> int:
    """Fill, count the turns, serve, take turns with nothing and with pgbench, and say whether it is fast enough."""
    asked = arguments()
    setup_test_environment()
    with filled(asked.people) as url:
        turns = turns_of_a_pay(asked.people)
        command = gunicorn(free_port(), asked.workers, asked.threads)
        with served(command, machine_environment() | GIVEN | {"DATABASE_URL": url}) as (port, _server):
            rounds = [one_round(port, url, number, asked) for number in range(1, asked.rounds + 1)]
        return report(rounds, turns, asked)


def arguments() -> argparse.Namespace:
    """How much of everything."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=5)
    sizes = {"rounds": 5, "workers": 2, "threads": 8, "clients": 16, "people": 20_000}
    for name, default in sizes.items():
        parser.add_argument(f"--{name}", type=int, default=default)
    return parser.parse_args()


def machine_environment() -> dict[str, str]:
    """The shell's, without what the settings would read of it."""
    return {name: value for name, value in os.environ.items() if name not in tests.environment.READ_BY_SETTINGS}


@contextmanager
def filled(people: int) -> Iterator[str]:
    """The address of a database with a partner and many who are known, dropped at the end."""
    given = settings.DATABASES["default"]["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        partner(calls_a_minute=100_000_000)
        Person.objects.bulk_create((Person(iin=iin) for iin in islice(invented_iins(), people)), batch_size=5000)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        connection.close()
        yield urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    finally:
        connection.close()
        connection.creation.destroy_test_db(given, verbosity=0)


def turns_of_a_pay(people: int) -> dict[str, float]:
    """How often the whole call waits for the database: of somebody who is known, told again, and of a stranger."""
    own = dict(connection.settings_dict)
    line = Line(own["HOST"] or "127.0.0.1", int(own["PORT"] or 5432))
    connection.settings_dict |= {"HOST": "127.0.0.1", "PORT": line.port}
    known, strangers = invented_iins(), islice(invented_iins(), people, None)
    try:
        return {
            "a pay": turns_of(line, known, first=10**17),
            "told again": turns_of(line, invented_iins(), first=10**17),
            "of a stranger": turns_of(line, strangers, first=2 * 10**17),
        }
    finally:
        connection.close()
        connection.settings_dict |= own


def turns_of(line: Line, iins: Iterator[str], first: int) -> float:
    """The mean of some hundred calls, once the connection stands."""
    client, month = Client(headers=basic()), f"{date.today():%m%Y}"
    callers.forget()
    client.get(OSMP, PAY | {"txn_id": "1", "command": "status"})
    before = line.turns
    for number in range(ASKED_FOR_TURNS):
        fields = {"txn_id": f"{first + number}", "account": f"{next(iins)}{month}", "txn_date": moment()}
        answer = client.get(OSMP, PAY | fields)
        assert b"<result>0</result>" in answer.content, answer.content
    return (line.turns - before) / ASKED_FOR_TURNS


def moment() -> str:
    """Of today."""
    return f"{date.today():%Y%m%d}000000"


def one_round(port: int, url: str, number: int, asked: argparse.Namespace) -> dict[str, float]:
    """Pays, empty answers and transactions of pgbench, a second; and how long a pay took."""
    pays = calls(port, OSMP, number, asked)
    empty = calls(port, EMPTY, number, asked)
    figures = {"pay": speed(pays), "empty": speed(empty), "half": pays["ms"][0], "most": pays["ms"][1]}
    return figures | ({"pgbench": ceiling(url, asked)} if Path(PGBENCH).exists() else {})


def calls(port: int, path: str, number: int, asked: argparse.Namespace) -> dict:
    """Of one path, after a short time in which the server warms up; all of them right."""
    for place, seconds in enumerate((WARM_UP, asked.seconds)):
        words = (port, path, asked.clients, seconds, 2 * number + place, asked.people, basic()["Authorization"])
        command = [sys.executable, "-m", "tests.bench.pay_load", *map(str, words)]
        came = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)
        if came["failed"]:
            raise SystemExit(f"{path}: {came['failed']} of {came['answers']} failed.")
    return came


def speed(came: dict) -> float:
    """Answers a second."""
    return came["answers"] / came["seconds"]


def ceiling(url: str, asked: argparse.Namespace) -> float:
    """Transactions a second of pgbench, with as many connections as the server has threads."""
    connections = min(asked.clients, asked.workers * asked.threads)
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(same_statements(asked.people))
        script.flush()
        words = ["-n", "-M", "prepared", "-c", f"{connections}", "-j", "2", "-T", f"{asked.seconds:.0f}"]
        command = [PGBENCH, *words, "-f", script.name, url]
        printed = subprocess.run(
            command, check=True, capture_output=True, text=True, env=os.environ | {"PGOPTIONS": ""}
        )
    return float(re.search(r"tps = ([0-9.]+)", printed.stdout)[1])


def same_statements(people: int) -> str:
    """The call that `take` makes, with its values; pgbench knows only numbers, so it looks the IIN up by one."""
    first = Person.objects.order_by("pk").values_list("pk", flat=True)[0]
    today = date.today()
    values = {
        "partner": f"{Partner.objects.get().actor_id}",
        "number": "'b' || :number",
        "iin": "(SELECT iin FROM payments_person WHERE id = :person)",
        "period": f"'{today.replace(day=1)}'",
        "payment": "NULL",
        "amount": "4250",
        "paid_on": f"'{today}'",
        "key": "gen_random_uuid()",
        "trader": "'sole_trader'",
        "self": "'self'",
        "code": "'122'",
        "effects": f"'{at_once.effects(is_named=False, has_month=True)}'",
    }
    connection.close()
    told = ", ".join(f"({values[name]})::{kind}" for name, kind in taking.TAKES.items())
    name, _body = taking.FUNCTIONS[taking.BY_IIN]
    return (
        f"\\set person random({first}, {first + people - 1})\n\\set number random(1, 4000000000000000)\n"
        f"SELECT * FROM {name}({told});\n"
    )


def report(rounds: list[dict[str, float]], turns: dict[str, float], asked: argparse.Namespace) -> int:
    """The speeds, the ratios and the turns; 1 if one is out of its bounds."""
    pay, empty, half, most = (median(each[name] for each in rounds) for name in ("pay", "empty", "half", "most"))
    ratios = [each["pay"] / each["empty"] for each in rounds]
    print(f"{machine()}, Django {django.get_version()}; {durability()}")
    print(
        f"gunicorn, {asked.workers} workers of {asked.threads} threads, {asked.clients} clients, {asked.rounds} rounds"
    )
    print(f"pay, durable        {pay:8.0f} calls/s, half within {half:.0f} ms, 99 % within {most:.0f} ms")
    print(f"empty view          {empty:8.0f} calls/s")
    spread = f"rounds {min(ratios):.3f} to {max(ratios):.3f}"
    print(f"ratio               {median(ratios):8.3f}   (at least {AT_LEAST}; {spread})")
    if "pgbench" in rounds[0]:
        tps = median(each["pgbench"] for each in rounds)
        print(f"pgbench, the same   {tps:8.0f} transactions/s; pays reach {pay / tps:.2f} of it")
    print(
        "round trips to the database, the whole call: "
        + ", ".join(f"{name} {each:.2f}" for name, each in turns.items())
    )
    return 0 if median(ratios) >= AT_LEAST and turns["a pay"] <= MOST_TURNS else 1


def durability() -> str:
    """What a commit means here."""
    with connection.cursor() as cursor:
        found = {}
        for name in ("server_version", "fsync", "synchronous_commit", "full_page_writes"):
            cursor.execute(f"SHOW {name}")
            (found[name],) = cursor.fetchone()
    connection.close()
    return "PostgreSQL " + ", ".join(f"{name} {value}" for name, value in found.items()).removeprefix("server_version ")


if __name__ == "__main__":
    sys.exit(main())
