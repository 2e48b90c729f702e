"""Whatever becomes of a call, no line of any log holds the IIN that it named."""

import io
import logging

import pytest
from django.db import OperationalError

from portal.bank import meaning
from tests.bank.osmp import OSMP, PAY
from tests.bank.partners import call, partner
from tests.payments.samples import AISHA

pytestmark = pytest.mark.django_db
MISTYPED = AISHA[:-1]  # too short to be taken for an IIN by the log itself


@pytest.fixture
def lines():
    """What every log together would write, of whatever weight, before anything is hidden."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logging.Formatter("%(name)s %(message)s"))
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)


def fails(error: Exception):
    """A meaning that repeats in its fault what it was told."""

    def answer(call, *_rest):
        raise type(error)(f"{error} {call.account}")

    return answer


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("account", [f"{AISHA}112026", MISTYPED])
@pytest.mark.parametrize("fault", [None, OperationalError("Key (iin)="), ValueError("not an account:")])
def test_no_iin(lines, monkeypatch, method: str, account: str, fault: Exception | None) -> None:
    partner()
    if fault:
        monkeypatch.setattr(meaning, "answer", fails(fault))
    for more in ({}, {"REMOTE_ADDR": "8.8.8.8"}, {"headers": {"Authorization": "Basic x"}}):
        call(OSMP, PAY | {"account": account}, method=method, **more)
    call(OSMP, PAY | {"account": account}, method="put")
    assert "Refused a call" in lines.getvalue()
    assert MISTYPED not in lines.getvalue()


def test_a_fault_is_told_by_its_place(lines, monkeypatch) -> None:
    partner()
    monkeypatch.setattr(meaning, "answer", fails(ValueError("x")))
    call(OSMP, PAY)
    assert "A partner's call failed: ValueError" in lines.getvalue()
    assert "in answer" in lines.getvalue()
