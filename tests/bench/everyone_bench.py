"""The status of everyone: `DATABASE_URL=postgres://… python -m tests.bench.everyone_bench [--people 1000000]`.

All in one pass (`history.everyone`, of which `manage.py insured_list` makes its file), against each by their own record
and `assess`, which is measured on a sample of them; the two take turns. People have 36 months behind them: some with
an employer, some with months missing or too little paid, on all days of the month. The database is a new one on the
named server, dropped at the end. Ends with 1 below 5 times, or if the two say different things of anybody.
"""
# ruff: noqa: E402 - models can be imported once Django is set up

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import perf_counter

import django

import tests.environment  # noqa: F401 - what Django's settings read

django.setup()

from django.conf import settings

from payments import history
from payments.models import Person
from payments.rules.assess import assess
from payments.rules.law import Law
from payments.rules.status import Basis
from tests.bench.big_ledger import LINES, MONTHS, drop, fill, use
from tests.bench.server_bench import machine

LAW = settings.LAW
TODAY = date(2026, 11, 22)
AT_LEAST = 5
DATABASE = "jarna_everyone"
LOOK_EVERY = 10_000

Stands = tuple[bool, Basis | None, date | None]

# Not everybody pays the same sum on the same day of every month.
MIXED = (
    LINES.replace("4250", "CASE WHEN person %% 17 = 3 THEN 3500 ELSE 4250 END")
    .replace("month + 19", "month + (person %% 21)::int")
    .replace("month + 23", "month + (person %% 21)::int + 3")
    + " WHERE person %% 5 <> 2 OR (person / 5 + %(number)s * 7) %% 19 <> 0"
)


def main() -> int:
    """Fill, take turns, print."""
    asked = arguments()
    use(DATABASE)
    try:
        fill(asked.people * MONTHS, MIXED)
        bounds = [asked.people * number // asked.rounds for number in range(asked.rounds + 1)]
        rounds = [Round(first + 1, last, asked.sample) for first, last in pairwise(bounds)]
        return report(rounds, asked)
    finally:
        if not asked.keep:
            drop(DATABASE)


def arguments() -> argparse.Namespace:
    """How many."""
    parser = argparse.ArgumentParser()
    for name, default in (("people", 1_000_000), ("rounds", 5), ("sample", 200)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--keep", action="store_true", help="leave the database for another time")
    return parser.parse_args()


class Round:
    """Some of the people, all at once and then a sample of them one by one."""

    def __init__(self, first: int, last: int, sample: int) -> None:
        chosen = range(first, last + 1, max((last - first + 1) // sample, 1))
        self.before = self.peak = memory()
        started = perf_counter()
        said = dict(self.at_once(first, last, chosen))
        self.at_once_a_second = (last - first + 1) / (perf_counter() - started)
        people = list(Person.objects.filter(pk__in=chosen))
        started = perf_counter()
        alone = {person.pk: stands(person) for person in people}
        self.alone_a_second = len(people) / (perf_counter() - started)
        self.differ = sum(stood != said[person] for person, stood in alone.items())
        self.seen = Counter(basis for _insured, basis, _until in said.values())

    def at_once(self, first: int, last: int, chosen: range) -> Iterator[tuple[int, Stands]]:
        """Everyone goes by; of the chosen ones it is kept what was said."""
        for number, (person, _iin, standing) in enumerate(history.everyone(TODAY, LAW, first=first, last=last)):
            if number % LOOK_EVERY == 0:
                self.peak = max(self.peak, memory())
            if person in chosen:
                yield person, (standing.insured, standing.basis, standing.run.insured_until)

    @property
    def ratio(self) -> float:
        """How many times faster."""
        return self.at_once_a_second / self.alone_a_second


def stands(person: Person) -> Stands:
    """One person by their own record."""
    found = history.record(person, TODAY)
    answer = assess(found.facts, Law(found.rates, found.calendar, LAW))
    return answer.insured, answer.basis, answer.insured_until


def memory() -> float:
    """What this process holds, in MB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS:")).split()[1]) / 1024


def report(rounds: list[Round], asked: argparse.Namespace) -> int:
    """Both speeds, their ratio and the memory; 1 if it is too slow or wrong."""
    at_once, alone, ratio = (
        median(getattr(one, name) for one in rounds) for name in ("at_once_a_second", "alone_a_second", "ratio")
    )
    seen = sum((one.seen for one in rounds), Counter())
    differ = sum(one.differ for one in rounds)
    print(f"{machine()}, Django {django.get_version()}")
    print(f"{asked.people} people of {MONTHS} months, {asked.rounds} rounds; of the sample {described(seen)}")
    print(f"all at once   {at_once:9.0f} people/s, {max(one.peak - one.before for one in rounds):.0f} MB over idle")
    print(f"one by one    {alone:9.0f} people/s")
    print(
        f"ratio         {ratio:9.1f}   (at least {AT_LEAST}; rounds {', '.join(f'{one.ratio:.1f}' for one in rounds)})"
    )
    print(f"said of the sample: {differ} different")
    return 0 if ratio >= AT_LEAST and not differ else 1


def described(seen: Counter) -> str:
    """How many of which basis."""
    return ", ".join(f"{number} {basis or 'uninsured'}" for basis, number in seen.most_common())


if __name__ == "__main__":
    sys.exit(main())
