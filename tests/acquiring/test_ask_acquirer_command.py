"""`manage.py ask_acquirer`: what the acquirer's call did not bring is asked for."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone

from payments.models import Checkout
from portal.acquiring import checkouts as asking
from portal.acquiring.checkouts import latest
from portal.demo.acquirer import Simulator
from portal.demo.acquirer_page import Press
from portal.management.commands import ask_acquirer
from tests.acquiring.checkouts import TENGE, begun, outcomes, taken
from tests.payments.orders import OCTOBER, ordered, payer
from tests.payments.samples import AISHA, BOLAT, PEOPLE, person

pytestmark = pytest.mark.django_db


def asked(capsys) -> str:
    """What the command says."""
    call_command("ask_acquirer")
    return capsys.readouterr().out


def test_every_unresolved_checkout_is_asked_about(acquirer: Simulator, capsys) -> None:
    paid, open_still = begun(), begun(ordered(OCTOBER, who=person(BOLAT), by=payer(BOLAT)))
    acquirer.settle(latest(paid).number, Press.LOST)
    assert asked(capsys) == "2 unresolved: 1 opened, 1 paid.\n"
    assert taken() == [(latest(paid).number, TENGE, 2)]
    assert latest(open_still).outcome == "opened"
    assert asked(capsys) == "1 unresolved: 1 begun or asked about within the last minute.\n"


def three() -> list[Checkout]:
    """Of three people, each with a page."""
    return [begun(ordered(OCTOBER, who=person(iin), by=payer(iin))) for iin in (AISHA, BOLAT, PEOPLE[2])]


@pytest.mark.django_db(transaction=True)
def test_a_row_that_is_locked_keeps_nobody_from_the_others(acquirer: Simulator, capsys, monkeypatch) -> None:
    checkouts, get_status = three(), asking.get_status

    def trouble_with_the_second(order_id: str):
        if order_id == f"{checkouts[1].key}":
            raise OperationalError("canceling statement due to lock timeout")
        return get_status(order_id)

    monkeypatch.setattr(asking, "get_status", trouble_with_the_second)
    assert asked(capsys) == "3 unresolved: 1 kept by the database, 2 opened.\n"
    assert [outcomes(checkout) for checkout in checkouts] == [["opened"] * 2, ["opened"], ["opened"] * 2]


def test_they_are_asked_about_in_the_order_in_which_they_were_begun(acquirer: Simulator, capsys, monkeypatch) -> None:
    checkouts, order = three(), []
    monkeypatch.setattr(ask_acquirer, "ask_again", lambda checkout, today: order.append(checkout))
    asked(capsys)
    assert order == checkouts


def test_what_is_days_old_is_named_and_left_to_people(acquirer: Simulator, capsys) -> None:
    now, checkouts = timezone.now(), three()
    acquirer.settle(latest(checkouts[1]).number, Press.LOST)
    with time_machine.travel(now + timedelta(days=2, hours=23), tick=False):
        assert asked(capsys) == "3 unresolved: 2 opened, 1 paid.\n"
    with time_machine.travel(now + timedelta(days=3, hours=1), tick=False):
        named = f"#{checkouts[0].pk}, #{checkouts[2].pk}"
        said = f"Nothing is unresolved.\n2 older than 3 days, not asked about any more: {named}.\n"
        assert asked(capsys) == said
    assert outcomes(checkouts[0]) == ["opened"] * 2


def test_there_may_be_nothing_to_ask(acquirer: Simulator, capsys) -> None:
    assert asked(capsys) == "Nothing is unresolved.\n"


def test_without_an_acquirer_nobody_is_asked(capsys) -> None:
    assert asked(capsys) == "No acquirer is set up.\n"
