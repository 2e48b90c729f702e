"""The simulated network pays once for each payer, and notices what is lost or made twice."""

from contextlib import nullcontext

import pytest
from django.core.management import CommandError, call_command

from payments.models import Transaction
from payments.rules.identifiers import born, why_not_iin
from portal.simulation import network
from portal.simulation.dialects import SPOKEN
from portal.simulation.people import invented_iins
from tests.bank.partners import KEY, partner

GIVEN = {"login": "net", "key": f"net {KEY}", "payments": 12, "duplicates": 0.5, "clients": 1}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("dialect", SPOKEN)
def test_every_payment_arrives_once(live_server, capsys, dialect: str) -> None:
    partner("net", dialect=dialect)
    call_command("simulate_partner", url=live_server.url, dialect=dialect, **GIVEN)
    assert Transaction.objects.count() == 12
    printed = capsys.readouterr().out
    assert "pay 0                         18" in printed
    assert "12 payments, 18 times told: 0 lost, 0 double." in printed


def answering(*bodies: str):
    """A server that gives these answers to pays, then the last of them for ever."""
    left = [f"<result>{body[0]}</result><prv_txn>{body[1:]}</prv_txn>".encode() for body in bodies]

    def call(_network, address: str) -> tuple[str, bytes]:
        if "command=check" in address:
            return "HTTP 200", b"<result>0</result>"
        return "HTTP 200", left.pop(0) if len(left) > 1 else left[0]

    return call


@pytest.mark.parametrize(
    ("bodies", "complaint"),
    [
        (["01", "02"], "0 lost, 1 double"),  # one number told twice
        (["01", "300"], "1 lost, 0 double"),
        (["1", "1", "01", "01"], None),
        (["1"], "1 lost, 0 double"),
    ],
)
def test_what_went_wrong_is_noticed(monkeypatch, bodies: list[str], complaint: str | None) -> None:
    monkeypatch.setattr(network.Network, "_call", answering(*bodies))
    monkeypatch.setattr(network, "PAUSE", 0)
    given = GIVEN | {"payments": 1, "duplicates": 1, "clients": 1}
    with pytest.raises(CommandError, match=complaint) if complaint else nullcontext():
        call_command("simulate_partner", **given)


def test_two_numbers_that_share_one_payment_are_noticed(monkeypatch) -> None:
    monkeypatch.setattr(network.Network, "_call", answering("01"))
    with pytest.raises(CommandError, match="0 lost, 2 double"):
        call_command("simulate_partner", **GIVEN | {"payments": 2, "duplicates": 0})


def test_nobody_who_is_paid_for_ever_lived() -> None:
    people = [iin for iin, _ in zip(invented_iins(), range(2000), strict=False)]
    assert len({*people}) == len(people)
    assert all(why_not_iin(iin) is None and born(iin).year < 1900 for iin in people)
