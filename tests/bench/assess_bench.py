"""What one answer costs: `python -m tests.bench.assess_bench`.

Prints milliseconds a person and microseconds a month of history. The cost is linear if the last column stays level.
"""

from timeit import repeat

from payments.rules import figures
from payments.rules.assess import assess
from payments.rules.law import Law
from payments.rules.situation import situation
from payments.rules.status import status
from payments.rules.workdays import WorkCalendar
from tests.bench.payers import PAYERS

HISTORIES = (12, 24, 36, 48, 60, 72, 84, 96, 108, 120)
TIMES, ROUNDS = 50, 5
LAW = Law(figures.rates(), WorkCalendar(figures.workday_exceptions()))


def milliseconds(work):
    """The fastest of some rounds: what the work costs while nothing else is done."""
    return min(repeat(work, number=TIMES, repeat=ROUNDS)) / TIMES * 1000


def answer_of(facts):
    """The whole answer about one person."""
    return lambda: assess(facts, LAW)


def status_of(facts):
    """The status alone, on the masks of covered months."""
    cover = situation(facts, LAW).cover
    return lambda: status(cover, LAW.settings)


def main():
    """A table for each kind of payer."""
    for payer in PAYERS:
        print(f"{payer.__name__} payer\n  months  assess, ms  status, ms  assess a month, µs")
        for months in HISTORIES:
            facts = payer(months)
            whole, status_alone = milliseconds(answer_of(facts)), milliseconds(status_of(facts))
            print(f"  {months:6}  {whole:10.3f}  {status_alone:10.3f}  {whole / months * 1000:18.1f}")


if __name__ == "__main__":
    main()
