"""An answer in time whatever the database does: away, silent, locked, or gone in the middle.

What cannot be answered is answered "ask again later", and never "no": nobody knows what was written, and a partner
that asks again gets the same answer as if it had been heard at once.
"""

import logging
import traceback
from collections.abc import Callable
from time import monotonic
from typing import TypeVar

from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connection, connections

from portal.bank.deadlines import within

logger = logging.getLogger(__name__)

PATIENCE = 6.0  # seconds; partners wait for 60 at most, and the database itself gives a lock up after 5

Answer = TypeVar("Answer")


def in_time(ask: Callable[[], Answer], *, else_say: Answer) -> Answer:
    """What `ask` answers, asked once more if the connection was a dead one; if it fails or lasts, the other answer."""
    try:
        return _asked_again_if_cut(ask, until=monotonic() + PATIENCE)
    except (OperationalError, InterfaceError) as error:
        logger.error("The database did not answer a partner's call: %s", type(error).__name__)
        _leave_connection()
    except Exception as error:  # noqa: BLE001 - whatever it was: "no" would be said of money that has moved
        # The places without the values: those are a partner's words.
        where = "".join(traceback.format_tb(error.__traceback__))
        logger.error("A partner's call failed: %s\n%s", type(error).__name__, where)
    return else_say


def _asked_again_if_cut(ask: Callable[[], Answer], until: float) -> Answer:
    """A connection is used without asking whether it still stands: asking costs every call what one call costs here."""
    ours = connections[DEFAULT_DB_ALIAS]  # not `connection`, which is another one in another thread
    ours.health_check_done = True
    try:
        with within(until, ours):
            return ask()
    except (OperationalError, InterfaceError):
        if not _is_cut() or monotonic() >= until:
            raise
    ours.close()
    with within(until, ours):
        return ask()


def _is_cut() -> bool:
    """Did the database end the connection? Then nothing else comes of it, and a new one may."""
    if connection.vendor != "postgresql" or connection.in_atomic_block or connection.connection is None:
        return False
    return connection.connection.closed


def _leave_connection() -> None:
    if not connection.in_atomic_block:
        connection.close()
