"""What the demo's partners brought in the last days, and their registries of it: one of each difference among them."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from payments import history, ledger
from payments.models import Actor, Partner
from payments.rules.accounts import Account
from payments.rules.facts import Payer
from payments.rules.identifiers import check_digit
from payments.rules.months import Month
from portal.demo.registries import Line, fund_csv
from portal.registry.importer import import_file
from portal.registry.partners.importer import import_partner_registry

ONE_DAY = timedelta(days=1)
DAYS, CREDITED, LATE = 6, 3, 4  # how many days ago: the first, the last that has arrived, and one that comes late
PAYERS = 9
TERMINALS, BANK, POST = "samal", "dala", "saryarqa"


class Paid(NamedTuple):
    """One payment at a terminal, a bank or a counter."""

    number: str
    iin: str
    day: date
    amount: int
    period: Month  # everybody pays for the month that it is


def send_registries(folder: Path, today: date) -> None:
    """Days that agree, then yesterday: the terminals' registry differs, and the bank's has not come.

    What the post brings, its lists bring.
    """
    partners = {partner.login: partner for partner in Partner.objects.select_related("actor")}
    partners[POST] = _open_post()
    days = [today - ONE_DAY * ago for ago in range(DAYS, 0, -1)]
    for login in (TERMINALS, BANK):
        told = [paid for day in days for paid in _paid(login, day)]
        for paid in told:
            _tell(partners[login], paid)
        _credit([paid for paid in told if paid.day <= today - ONE_DAY * CREDITED], login, today)
    for day in days:
        _send(folder, partners[TERMINALS], day, _qiwi(_at_terminals(day, today)), today)
        if day < days[-1]:
            _send(folder, partners[BANK], day, _csv(_paid(BANK, day)), today)
        _send(folder, partners[POST], day, _csv(_paid(POST, day), "iin;paymentperiod"), today)


def _open_post() -> Partner:
    """A post that never calls: its list brings its money."""
    return Partner.objects.create(actor=Actor.partner("Saryarqa Post"), kind=Partner.Kind.POST, dialect="", login=POST)


def _paid(login: str, day: date) -> list[Paid]:
    """What somebody took on a day: some more, some less."""
    price = history.figures()[0].on(Payer.SELF, day)
    first = (TERMINALS, BANK, POST).index(login) * 1000 + day.toordinal() % 7 * 100
    count = PAYERS - day.toordinal() % 4 - 2 * (login == POST)
    numbers = range(first, first + count)
    amount, period = price.amount if price else 1, Month.containing(day)
    return [Paid(f"{day:%m%d}{number:04}", _iin(number), day, amount, period) for number in numbers]


def _iin(number: int) -> str:
    """Somebody who never lived, born in the nineteenth century."""
    eleven = f"7502141{number:04}"
    digit = check_digit(eleven)
    return f"{eleven}{digit}" if digit is not None else _iin(number + 5000)


def _tell(partner: Partner, paid: Paid) -> None:
    account = Account(None, paid.iin, paid.period)
    ledger.take(partner=partner.actor, deposit=ledger.Deposit(paid.number, paid.amount, paid.day, account))


def _at_terminals(day: date, today: date) -> list[Paid]:
    """One payment of an earlier day stands in yesterday's registry only."""
    if day == today - ONE_DAY:
        return _differing(day)
    return _paid(TERMINALS, day)[1 if day == today - ONE_DAY * LATE else 0 :]


def _differing(day: date) -> list[Paid]:
    """Yesterday's: a sum and a person differ, one is missing, one new, one there twice, one of another day."""
    missing, other_sum, other_person, *rest = _paid(TERMINALS, day)
    late = _paid(TERMINALS, day + ONE_DAY - ONE_DAY * LATE)[0]
    return [
        other_sum._replace(amount=other_sum.amount + 1000),
        other_person._replace(iin=_iin(998)),
        *rest,
        rest[0],
        missing._replace(number=f"{day:%m%d}9999", iin=_iin(999)),
        late._replace(day=day),
    ]


def _credit(paid: Sequence[Paid], login: str, today: date) -> None:
    """The State Corporation's registry of what has arrived."""
    content = fund_csv([_credited(one, login) for one in paid], ";").encode()
    import_file(BytesIO(content), name=f"credited-{login}.csv", actor=Actor.system(), today=today)


def _credited(paid: Paid, login: str) -> Line:
    return {
        "reference": f"GCVP-{login}-{paid.number}",
        "paymentdate": f"{paid.day}",
        "knp": "122",
        "paymentsum": f"{paid.amount}",
        "iin": paid.iin,
        "paymentperiod": paid.period.order,
        "createdon": f"{paid.day + ONE_DAY}",
    }


def _send(folder: Path, partner: Partner, day: date, lines: Iterator[str], today: date) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{partner.login}-{day}.csv"
    path.write_text("".join(f"{line}\n" for line in lines))
    with path.open("rb") as stream:
        import_partner_registry(stream, name=path.name, partner=partner, day=day, actor=Actor.system(), today=today)


def _qiwi(paid: Sequence[Paid]) -> Iterator[str]:
    for one in paid:
        account = f"{one.iin}{one.period.order}"
        yield "\t".join((one.number, f"{one.day:%d.%m.%Y}", "12:00:00", account, f"{one.amount}.00"))
    yield f"Total:\t{len(paid)}\t{sum(one.amount for one in paid)}.00"


def _csv(paid: Sequence[Paid], whom: str = "account;period") -> Iterator[str]:
    """The same rows for both, under the names of the one or the other."""
    yield f"number;paymentdate;{whom};paymentsum"
    for one in paid:
        yield f"{one.number};{one.day};{one.iin};{one.period.order};{one.amount}"
    yield f"TOTAL;{len(paid)};{sum(one.amount for one in paid)}"
