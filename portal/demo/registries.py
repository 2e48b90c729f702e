"""The registries that tell of the demo's people, in the formats that exist: the real importer reads them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from payments.rules.identifiers import born
from payments.rules.months import Month
from portal.demo.notification import camt054
from portal.demo.situation import Months, Payment, Situation, payments, place, spans
from portal.demo.situations import LUMP_SUM, PARTLY_PAID, SITUATIONS, STUDENT, THREE_GAPS

# What the State Corporation could not read or match: it stays with the staff.
FAULTY: tuple[tuple[Situation, Months, Mapping[str, str]], ...] = (
    (THREE_GAPS, Months(-2, -2), {"paymentperiod": ""}),
    (PARTLY_PAID, Months(-2, -2), {"knp": "124"}),
    (STUDENT, Months(-1, -1), {"iin": "990517200050"}),
    (LUMP_SUM, Months(-1, -1), {"operation": "return"}),
)

Line = dict[str, str]  # by the Fund's own columns; every day as ISO 8601
ONE_DAY = timedelta(days=1)


class Registry(NamedTuple):
    """One file, and the days that it covers; None where the file says so itself, or covers none."""

    path: Path
    covers: tuple[date, date] | None = None


def write(folder: Path, today: date) -> list[Registry]:
    """Write everybody's registries as they stand on a day, in the order in which they came in.

    The last three follow each other without a day missing, up to yesterday.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lines = sorted(_lines(today), key=itemgetter("createdon"))
    this_month = Month.containing(today)
    earlier = (date.fromisoformat(lines[0]["createdon"]), (this_month - 3).last_day)
    covered = ((this_month - 14).first_day, earlier[1])  # no file may say more than a year
    before_last = ((this_month - 2).first_day, (this_month - 2).last_day)
    latest = ((this_month - 1).first_day, today - ONE_DAY)
    categories = _categories(today)
    files = (
        ("1-categories.csv", _csv(categories, ";").encode(), None),
        ("2-fund.csv", fund_csv(_between(lines, earlier), ",").encode("utf-8-sig"), covered),
        ("3-fund-kz1048.csv", fund_csv(_dotted(_between(lines, before_last)), ";").encode("kz1048"), before_last),
        ("4-camt054.xml", camt054(_between(lines, latest), latest), None),
    )
    for name, content, _ in files:
        (folder / name).write_bytes(content)
    return [Registry(folder / name, covers) for name, _, covers in files]


def _lines(today: date) -> Iterator[Line]:
    for situation in SITUATIONS:
        for payment in payments(situation, today):
            yield _line(situation, payment)
            if payment.returned_on:
                yield _line(situation, payment) | {"createdon": f"{payment.returned_on}", "operation": "return"}
    for situation, months, fault in FAULTY:
        for payment in place(situation, (months,), today, series=f"{situation.name} faulty"):
            yield _line(situation, payment) | fault


def _line(situation: Situation, payment: Payment) -> Line:
    return {
        "reference": payment.reference,
        "paymentdate": f"{payment.paid_on}",
        "knp": payment.purpose_code,
        "paymentsum": f"{payment.amount}",
        "lastname": situation.last_name,
        "firstname": situation.first_name,
        "secondname": situation.patronymic,
        "birthdate": f"{born(situation.iin)}",
        "iin": situation.iin,
        "paymentperiod": payment.period.order,
        "createdon": f"{payment.credited_on}",
        "senderbin": payment.sender,
        "sendername": payment.sender_name,
        "operation": "",
    }


def _between(lines: Sequence[Line], days: tuple[date, date]) -> list[Line]:
    first, last = map(str, days)
    return [line for line in lines if first <= line["createdon"] <= last]


def _dotted(lines: Sequence[Line]) -> list[Line]:
    """The days as old exports write them: `16.11.2026`."""
    days = ("paymentdate", "createdon", "birthdate")
    return [line | {day: f"{date.fromisoformat(line[day]):%d.%m.%Y}" for day in days} for line in lines]


def fund_csv(lines: Sequence[Line], separator: str) -> str:
    """The Fund's list, with its total at the end."""
    total = sum(int(line["paymentsum"]) for line in lines)
    return _csv(lines, separator) + f"TOTAL{separator}{len(lines)}{separator}{total}\n"


def _categories(today: date) -> list[Line]:
    found = chain.from_iterable(spans(situation, today) for situation in SITUATIONS)
    return [
        {
            "iin": span.iin,
            "category": span.category,
            "from": f"{span.first}",
            "to": "" if span.last is None else f"{span.last}",
            "lastname": span.names.last_name,
            "firstname": span.names.first_name,
            "secondname": span.names.patronymic,
        }
        for span in found
    ]


def _csv(lines: Sequence[Line], separator: str) -> str:
    """Nothing here has to be quoted: no name and no number holds a separator."""
    rows = [lines[0].keys(), *(line.values() for line in lines)]
    return "".join(separator.join(row) + "\n" for row in rows)
