"""How often one may ask about somebody else: the answers say little, and a thousand of them would say much."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from portal.models import Account, Tally

WINDOW = timedelta(hours=1)
NAMES = ("payee", 10)  # does a first name belong to an IIN?
MONTHS = ("payee_months", 10)  # can these months be ordered?


def refused_until(account: Account, limit: tuple[str, int]) -> datetime | None:
    """Count one try; when they are open again, if there were too many."""
    name, most = limit
    key = salted_hmac(f"portal.tally.{name}", str(account.pk), algorithm="sha256").hexdigest()
    tally = Tally.count_one(key, now=timezone.now(), window=WINDOW)
    return tally.until if tally.count > most else None


def sentence(until: datetime) -> str:
    """What to tell them; people read minutes, and the one begun is not over."""
    opens = timezone.localtime(until + timedelta(minutes=1))
    return _("Too many tries. You can try again at %(time)s.") % {"time": time_format(opens)}
