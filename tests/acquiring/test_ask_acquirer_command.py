"""`manage.py ask_acquirer`: what the acquirer's call did not bring is asked for."""

import pytest
from django.core.management import call_command

from portal.acquiring.checkouts import latest
from portal.demo.acquirer import Simulator
from portal.demo.acquirer_page import Press
from tests.acquiring.checkouts import TENGE, begun, taken
from tests.payments.orders import OCTOBER, ordered, payer
from tests.payments.samples import BOLAT, person

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
    assert asked(capsys) == "1 unresolved: 1 asked within the last minute.\n"


def test_there_may_be_nothing_to_ask(acquirer: Simulator, capsys) -> None:
    assert asked(capsys) == "Nothing is unresolved.\n"


def test_without_an_acquirer_nobody_is_asked(capsys) -> None:
    assert asked(capsys) == "No acquirer is set up.\n"
