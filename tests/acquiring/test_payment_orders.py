"""`manage.py payment_orders`: what the acquirer took on a day is sent on, one order a payment."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from payments.models import Actor
from portal.acquiring.checkouts import PARTNER, settle
from portal.acquiring.freedom_pay import Result
from portal.acquiring.payment_orders import sendings
from portal.demo.acquirer import Simulator
from tests.acquiring.checkouts import begun, notice
from tests.payments.orders import NOVEMBER, OCTOBER, TODAY, arrives, ordered, paid, payer
from tests.payments.samples import AISHA, BOLAT, PEOPLE, person

pytestmark = pytest.mark.django_db

HEAD = "paymentreference;transaction;iin;lastname;firstname;secondname;paymentperiod;paymentsum;knp;bin;iik;bik;kbe"
TO = "160440007161;KZ92009MEDS368609103;GCVPKZ2A;11"
DAY = timedelta(days=1)


def named(iin: str):
    """Somebody with a full name."""
    who = person(iin)
    who.last_name, who.first_name, who.patronymic = "Әділова", "Әсел", "Ғаниқызы"
    who.save()
    return who


def taken(iin: str = AISHA, number: str = "7001", **said):
    """Two months of one person, paid by card."""
    checkout = begun(ordered(OCTOBER, NOVEMBER, who=named(iin), by=payer(iin)))
    settle(notice(checkout, number=number, **{"paid_on": TODAY} | said), today=TODAY + DAY)
    return checkout


def written(capsys, day=TODAY, *options: str) -> str:
    """What the command writes."""
    call_command("payment_orders", "--paid-on", f"{day}", *options)
    return capsys.readouterr().out


def test_one_transaction_is_one_order_a_month(acquirer: Simulator, capsys) -> None:
    october, november = taken().basket.payments.order_by("period")
    assert written(capsys).splitlines() == [
        HEAD,
        f"{october.reference};7001;{AISHA};Әділова;Әсел;Ғаниқызы;102026;4250;122;{TO}",
        f"{november.reference};7001;{AISHA};Әділова;Әсел;Ғаниқызы;112026;4250;122;{TO}",
    ]


def test_the_same_day_is_the_same_bytes_in_a_file_of_its_own(acquirer: Simulator, capsys, tmp_path: Path) -> None:
    taken(BOLAT, "7002"), taken()
    file = tmp_path / "orders.csv"
    assert written(capsys, TODAY, "--output", f"{file}") == ""
    assert file.stat().st_mode & 0o077 == 0
    first = file.read_bytes()
    arrives(OCTOBER)
    assert written(capsys).encode() == first
    written(capsys, TODAY, "--output", f"{file}")
    assert file.read_bytes() == first
    assert (first.count(b"\n"), first.count(b"\r")) == (5, 0)


def test_only_the_acquirers_money_of_that_day_is_sent_on(acquirer: Simulator, capsys) -> None:
    taken(BOLAT, "7002", paid_on=TODAY + DAY)
    begun(ordered(OCTOBER))
    paid(ordered(NOVEMBER), number="7003")  # to a bank
    assert written(capsys) == f"{HEAD}\n"
    assert written(capsys, TODAY + DAY).count(";7002;") == 2


def test_money_that_came_twice_is_sent_on_once(acquirer: Simulator) -> None:
    checkout = taken()
    settle(notice(checkout, number="7002", paid_on=TODAY), today=TODAY)
    assert [one.transaction for one in sendings(TODAY)] == ["7001", "7001"]


def test_what_the_acquirer_gave_back_is_not_sent_on(acquirer: Simulator) -> None:
    checkout = taken()
    settle(notice(checkout, result=Result.GIVEN_BACK), today=TODAY)
    assert list(sendings(TODAY)) == []


def test_who_has_no_name_here_is_named_by_the_reference(acquirer: Simulator, capsys) -> None:
    taken()
    nameless = begun(ordered(OCTOBER, who=person(BOLAT), by=payer(BOLAT)))
    settle(notice(nameless, number="7002", paid_on=TODAY), today=TODAY)
    call_command("payment_orders", "--paid-on", f"{TODAY}")
    said = capsys.readouterr()
    assert said.err == f"1 of 3 without a name: {nameless.basket.payments.get().reference}.\n"
    assert f";7002;{BOLAT};;;;102026;" in said.out


def test_it_asks_once_however_many_there_are(acquirer: Simulator, django_assert_num_queries) -> None:
    for number, iin in enumerate(PEOPLE):
        taken(iin, f"{number}")
    with django_assert_num_queries(1):
        assert len(list(sendings(TODAY))) == 2 * len(PEOPLE)


def test_it_writes_nothing_down(acquirer: Simulator, capsys) -> None:
    assert written(capsys) == f"{HEAD}\n"
    assert not Actor.objects.filter(label=PARTNER).exists()


@pytest.mark.parametrize("day", ["", "22.11.2026", "2026-11-31", "today"])
def test_a_day_that_is_none(day: str) -> None:
    with pytest.raises(CommandError):
        call_command("payment_orders", "--paid-on", day)
