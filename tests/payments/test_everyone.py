"""The list of everyone: each stands on it as their own record, read by itself, says."""

import stat
from datetime import date
from itertools import count

import pytest
from django.core.management import CommandError, call_command

from payments import history
from payments.models import Actor, CategorySpan, Contribution, Person
from payments.rules.assess import assess
from payments.rules.facts import Payer, Settings
from payments.rules.identifiers import check_digit
from payments.rules.law import Law
from payments.rules.months import Month
from payments.rules.months import span as months_of
from payments.rules.status import Basis, Run, Standing
from tests.payments.orders import NOVEMBER, OCTOBER, arrives, ordered, paid
from tests.payments.samples import AISHA, BOLAT, COMPANY, credited, person, reversed_line
from tests.rules.crowd import Somebody, Sum, crowd

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
NUMBERS = count(1)
SEED = 4  # of the small crowds one in which there is somebody of every basis


def settle(number: int, seed: int) -> None:
    """A crowd, as rows."""
    for iin, somebody in zip(iins(), crowd(number, TODAY, seed), strict=False):
        live(Person.objects.create(iin=iin), somebody)


def iins():
    """Of people born in the nineteenth century."""
    for number in range(2_000, 10_000):
        digit = check_digit(f"5001011{number:04}")
        if digit is not None:
            yield f"5001011{number:04}{digit}"


def live(who: Person, somebody: Somebody) -> None:
    """What the tables hold of one person."""
    money = [(one, sum_of(one, who)) for one in somebody.sums]
    Contribution.objects.bulk_create([row for _, row in money])
    Contribution.objects.bulk_create([taken_back(row, one) for one, row in money if one.gone])
    for category, spans in (("state_paid", somebody.state_paid), ("sole_trader", somebody.trades)):
        for span in spans:
            last = None if span.last is None else span.last.first_day
            CategorySpan.objects.create(
                person=who, category=category, first_month=span.first.first_day, last_month=last
            )


def sum_of(one: Sum, who: Person) -> Contribution:
    """A credited line: an employer's by its code or by its sender, now and then a penalty."""
    number = next(NUMBERS)
    by_employer = one.payer is Payer.EMPLOYER
    return Contribution(
        kind="credit", person=who, period=one.period.first_day, amount=one.amount, reference=f"R-{number}",
        purpose_code="121" if by_employer and number % 2 else "123" if number % 20 == 0 else "122",
        sender_bin=COMPANY if by_employer and not number % 2 else "",
        paid_on=one.paid_on, credited_on=one.credited_on, entered_by=Actor.system(),
    )  # fmt: skip


def taken_back(row: Contribution, one: Sum) -> Contribution:
    """A refund of a part of it, or of the whole; half of the whole ones are a bank's returns."""
    kind = "return" if one.gone == one.amount and row.pk % 2 else "refund"
    return row.reversal(kind, reference=f"back-{row.pk}", amount=one.gone, day=TODAY, actor=Actor.system())


def alone(who: Person, day: date, settings: Settings) -> tuple:
    """How a person stands by their own record."""
    found = history.record(who, day)
    answer = assess(found.facts, Law(found.rates, found.calendar, settings))
    return answer.insured, answer.basis, answer.insured_until


def compare(day: date) -> set[Basis | None]:
    """All of them both ways; gives every basis that there was."""
    everybody = list(history.everyone(day, Settings()))
    assert [one.iin for one in everybody] == list(Person.objects.order_by("pk").values_list("iin", flat=True))
    for one, who in zip(everybody, Person.objects.order_by("pk"), strict=True):
        insured, basis, run = one.standing
        assert (insured, basis, run.insured_until) == alone(who, day, Settings())
    return {one.standing.basis for one in everybody}


def test_everyone_as_each_alone() -> None:
    settle(60, seed=SEED)
    assert compare(TODAY) == {None, *Basis}
    compare(date(2026, 3, 1))  # of an earlier day, without what came later


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 4))
def test_very_many(seed: int) -> None:
    settle(300, seed)
    assert compare(TODAY) == {None, *Basis}


def test_what_was_ordered_here_counts_as_what_it_was_priced_for() -> None:
    """Money of an order is the person's own, even if an organisation sent it on: it has to reach the rate."""
    for month in set(months_of(NOVEMBER - 11, NOVEMBER)) - {OCTOBER}:
        credited(period=month, reference=f"R-{month}", paid_on=TODAY, credited_on=TODAY)
    basket = ordered(OCTOBER)
    paid(basket)
    number = basket.payments.get().reference
    line = arrives(OCTOBER, payment_reference=number, sender_bin=COMPANY, credited_on=TODAY)
    assert compare(TODAY) == {Basis.WINDOW}
    reversed_line(line, kind="refund", amount=1000, reference="back", credited_on=TODAY)
    assert compare(TODAY) == {None}


def test_a_slice_is_some_of_them() -> None:
    settle(6, seed=1)
    everybody = list(history.everyone(TODAY, Settings()))
    first, last = everybody[2].person_id, everybody[4].person_id
    assert list(history.everyone(TODAY, Settings(), first=first, last=last)) == everybody[2:5]


def test_as_many_statements_for_many_as_for_one(django_assert_num_queries) -> None:
    person()
    with django_assert_num_queries(8):
        list(history.everyone(TODAY, Settings()))
    settle(20, seed=1)
    with django_assert_num_queries(8):
        list(history.everyone(TODAY, Settings()))


def test_the_command_writes_a_file_for_its_owner_alone(tmp_path, capsys, caplog) -> None:
    list_of = tmp_path / "list.csv"
    list_of.write_text("an older one, which anybody may read")
    for number in range(12):
        credited(period=Month.of(2025, 12) + number, reference=f"R-{number}", paid_on=TODAY, credited_on=TODAY)
    person(BOLAT)
    call_command("insured_list", "--day", f"{TODAY}", "--out", f"{list_of}")
    assert list_of.read_text() == (f"iin,insured,basis,insured_until\n{AISHA},yes,window,2027-02-28\n{BOLAT},no,,\n")
    assert stat.S_IMODE(list_of.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["list.csv"]
    said = capsys.readouterr()
    assert said.out == "2026-11-22: 2 people, 1 of them insured.\n"
    assert AISHA not in said.out + said.err + caplog.text


def test_who_has_no_last_day_has_none_on_the_list(capsys) -> None:
    CategorySpan.objects.create(person=person(), category="state_paid", first_month=date(2026, 1, 1))
    call_command("insured_list", "--day", f"{TODAY}")
    assert capsys.readouterr().out == f"iin,insured,basis,insured_until\n{AISHA},yes,state,\n"


def test_a_list_that_fails_leaves_the_older_one(tmp_path, monkeypatch) -> None:
    list_of = tmp_path / "list.csv"
    list_of.write_text("older")
    monkeypatch.setattr(history, "everyone", broken)
    with pytest.raises(ZeroDivisionError):
        call_command("insured_list", "--day", f"{TODAY}", "--out", f"{list_of}")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("list.csv", "older")]


def broken(*_given):
    """It ends half-way."""
    yield history.Insured(1, AISHA, Standing(insured=False, basis=None, run=Run()))
    raise ZeroDivisionError


@pytest.mark.parametrize("day", ["", "22.11.2026", "2026-11-31"])
def test_a_day_that_is_none(day: str) -> None:
    with pytest.raises(CommandError):
        call_command("insured_list", "--day", day)


def test_a_folder_that_is_none(tmp_path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("insured_list", "--day", f"{TODAY}", "--out", f"{tmp_path}/none/list.csv")
