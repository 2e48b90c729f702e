"""How often a partner may call: counted in the database for all processes, drawn from there a few calls at a time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.models import Tally

WINDOW = timedelta(minutes=1)
DRAWS = 60  # that use a minute's calls up: what a process has drawn and not used is lost to the others


@dataclass(slots=True)
class _Drawn:
    """What this process may still use of a partner's minute; there is no use in asking for more once it is spent."""

    until: datetime
    left: int
    is_spent: bool


_drawn: dict[int, _Drawn] = {}
_lock = Lock()  # never held while the database is asked: it may be silent


def may_call(partner: int, calls_a_minute: int) -> bool:
    """Count one call; False if the partner has had all of its minute, in whichever process."""
    now = timezone.now()
    allowed = _use_one(partner, now)
    return _draw(partner, calls_a_minute, now) if allowed is None else allowed


def forget() -> None:
    """Count anew what is drawn; what the database has counted stays."""
    _drawn.clear()


def _use_one(partner: int, now: datetime) -> bool | None:
    """None if more has to be drawn."""
    with _lock:
        drawn = _drawn.get(partner)
        if drawn is None or drawn.until <= now:
            return None
        if drawn.left:
            drawn.left -= 1
            return True
        return False if drawn.is_spent else None


def _draw(partner: int, calls_a_minute: int, now: datetime) -> bool:
    """Draw some calls, and use one of them."""
    wanted = max(1, calls_a_minute // DRAWS)
    key = salted_hmac("portal.tally.calls", f"{partner}", algorithm="sha256").hexdigest()
    tally = Tally.count_one(key, now=now, window=WINDOW, step=wanted)
    granted = max(0, min(wanted, calls_a_minute - tally.count + wanted))
    with _lock:
        before = _drawn.get(partner)
        kept = before.left if before and before.until == tally.until else 0
        _drawn[partner] = _Drawn(tally.until, kept + max(0, granted - 1), is_spent=granted < wanted)
    return granted > 0
