"""What ordering costs: `python -m tests.bench.order_bench`, on a database of its own in memory.

Twelve months have to cost each step as many queries as one month, and less time in one order than in twelve.
Prints the figures, and ends with 1 if one of them is out of its bounds.
"""
# ruff: noqa: E402 - models can be imported once Django is set up

import os
import sys
from collections.abc import Sequence
from time import perf_counter

import django

import tests.environment  # noqa: F401 - what Django's settings read

os.environ.pop("DATABASE_URL", None)  # the embedded database, whose test database is in memory
django.setup()

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment

from payments.rules.months import Month, span
from tests.payments.samples import PEOPLE, person
from tests.web.citizens import TODAY, pays
from tests.web.planning import account_of
from tests.web.wizard import made_of

YEAR = tuple(map(str, span(Month.of(2026, 12), Month.of(2027, 11))))
ORDER, PLANNER = "check: order", "planner"
AT_MOST = {ORDER: 25, PLANNER: 6}

Counts = dict[str, int]


def main():
    """Warm up, measure, print, and say whether all is within bounds."""
    setup_test_environment()
    connection.creation.create_test_db(verbosity=0, serialize=False)
    settings.DEMO_TODAY = TODAY
    readers = iter(map(citizen, PEOPLE))
    walk(next(readers), YEAR[:1])  # the first one reads the templates
    one, twelve = walk(next(readers), YEAR[:1]), walk(next(readers), YEAR)
    at_once = seconds(walk, next(readers), YEAR)
    one_by_one = seconds(walk_month_by_month, next(readers))
    return report(one, twelve, at_once / one_by_one)


def citizen(iin: str) -> Client:
    """Somebody who has paid every month so far, signed in."""
    pays("2025-01", "2026-11", iin=iin)
    client = Client()
    client.force_login(account_of(person(iin)))
    return client


def walk(reader: Client, months: Sequence[str]) -> Counts:
    """From the plan to the slips: the queries of each step."""
    counts = {}

    def ask(step, method, address, form=None):
        with CaptureQueriesContext(connection) as captured:
            answer = method(address, form)
        assert answer.status_code in (200, 303), (step, answer.status_code)
        counts[step] = len(captured)
        return answer

    ask(PLANNER, reader.get, "/plan/")
    ask("start", reader.post, "/pay/start/", {"month": months, "payer": "self"})
    shown = ask("months: look", reader.get, "/pay/months/")
    ask("months: go on", reader.post, "/pay/months/", made_of() | {"continue": "", "known": shown.context["asked"]})
    shown = ask("check: look", reader.get, "/pay/check/")
    form = made_of() | {"checked": "on", "total": shown.context["amount"]}
    basket = ask(ORDER, reader.post, "/pay/check/", form).headers["Location"]
    ask("pay page", reader.get, basket)
    ask("slips", reader.get, f"{basket}slips/")
    return counts


def walk_month_by_month(reader: Client) -> None:
    """A year in twelve orders."""
    for month in YEAR:
        walk(reader, [month])


def seconds(work, *given) -> float:
    """How long it takes, once: what is ordered cannot be ordered again."""
    started = perf_counter()
    work(*given)
    return perf_counter() - started


def report(one: Counts, twelve: Counts, time_ratio: float) -> int:
    """The table, and 1 if a bound is broken."""
    print(f"{'queries':14}{'1 month':>9}{'12 months':>11}{'ratio':>7}{'at most':>9}")
    for step in one:
        print(f"{step:14}{one[step]:9}{twelve[step]:11}{twelve[step] / one[step]:7.2f}{AT_MOST.get(step, ''):>9}")
    print(f"{'in all':14}{sum(one.values()):9}{sum(twelve.values()):11}")
    print(f"\ntime of one order of 12 months against 12 orders of one month: {time_ratio:.2f}")
    is_kept = one == twelve and time_ratio < 1 and all(twelve[step] <= most for step, most in AT_MOST.items())
    print("All bounds are kept." if is_kept else "A bound is BROKEN.")
    return 0 if is_kept else 1


if __name__ == "__main__":
    sys.exit(main())
