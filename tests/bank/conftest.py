"""Nothing that a process remembers of partners outlives a test."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client

from portal.bank import callers, limits

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    yield
    callers.forget()
    limits.forget()


@pytest.fixture(autouse=True)
def _today(monkeypatch) -> None:
    monkeypatch.setattr("portal.clock.today", lambda: TODAY)


@pytest.fixture
def client() -> Client:
    """One that asks the door as a machine does: an answer, whatever happens, and no exception."""
    return Client(raise_request_exception=False)
