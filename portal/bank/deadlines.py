"""A connection to a database that has gone silent is cut at its deadline: the database's own time-outs are silent too.

One thread watches all who wait. A wait that is cut ends at once, with an OperationalError.
"""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Thread
from time import monotonic, sleep

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper

LOOKS_EVERY = 0.25  # seconds

_waiting: dict[object, tuple[float, BaseDatabaseWrapper]] = {}
_lock = Lock()  # who has left the block is not cut any more
_watch: Thread | None = None


@contextmanager
def within(deadline: float, connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Cut the connection if this block lasts longer. SQLite waits for nobody but other writers, and not for long."""
    if connection.vendor != "postgresql":
        yield
        return
    _see_to_it_that_somebody_watches()
    mine = object()
    _waiting[mine] = deadline, connection
    try:
        yield
    finally:
        with _lock:
            del _waiting[mine]


def cut_overdue(now: float) -> None:
    """Cut whatever is past its deadline; what has been cut is cut again until its block ends."""
    with _lock:
        for deadline, connection in list(_waiting.values()):
            if deadline <= now:
                _cut(connection)


def _see_to_it_that_somebody_watches() -> None:
    """A server that forks takes no threads along: each process starts its own with its first call."""
    global _watch
    if _watch is None or not _watch.is_alive():
        _watch = Thread(target=_keep_watch, name="deadlines", daemon=True)
        _watch.start()


def _keep_watch() -> None:
    while True:
        sleep(LOOKS_EVERY)
        cut_overdue(monotonic())


def _cut(connection: BaseDatabaseWrapper) -> None:
    """Shut the socket itself: whoever waits for it hears of that at once, in whichever library they wait."""
    with suppress(AttributeError, OSError, psycopg.Error):  # not connected yet, or not any more
        server = connection.connection.pgconn
        number = server.socket
        with socket.socket(fileno=os.dup(number)) as line:
            if server.socket == number:  # else it was closed meanwhile, and the number may be somebody else's
                line.shutdown(socket.SHUT_RDWR)
