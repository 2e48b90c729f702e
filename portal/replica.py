"""Reading from a copy of the database that is some moments behind: what only shows may, what decides never does.

Nothing goes there by itself. A page says that it only shows, by `only_shows`, and even then reads of people and money
alone; sessions, accounts and permissions stay where they are written, and so does everything within a transaction and
after the first write of a request. SQL of our own (`payments.history`, the verbs) asks the first database always.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django.core.signals import request_started
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Model
from django.http import HttpRequest, HttpResponse

REPLICA = "replica"
APP = "payments"

_shows: ContextVar[bool] = ContextVar("shows", default=False)
_has_written: ContextVar[bool] = ContextVar("has_written", default=False)


class ByPurpose:
    """Django's router: it is asked where to read a model and where to write it."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        """The copy, where somebody has said that this is only shown, and nothing speaks against it."""
        return REPLICA if model._meta.app_label == APP and may_be_behind() else DEFAULT_DB_ALIAS

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        """Never the copy, wherever a row was read; from here on whoever wrote reads what they wrote."""
        _has_written.set(True)
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        """Both are the same rows."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """The copy gets its tables from the database that it copies."""
        return db != REPLICA


def may_be_behind() -> bool:
    """May what is read now be some moments old?"""
    return _shows.get() and not _has_written.get() and not connection.in_atomic_block and REPLICA in connections


@contextmanager
def shown() -> Iterator[None]:
    """What is read in here is shown to somebody, and nothing is decided by it."""
    before = _shows.set(True)
    try:
        yield
    finally:
        _shows.reset(before)


def only_shows(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that only shows: rendered before it is left, for a list is read while it is written down."""

    @wraps(view)
    def showing(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return view(request, *args, **kwargs)
        with shown():
            response = view(request, *args, **kwargs)
            return response.render() if hasattr(response, "render") else response

    return showing


def begin_anew(**_signal: Any) -> None:
    """A thread serves one request after the other."""
    _has_written.set(False)


request_started.connect(begin_anew)
