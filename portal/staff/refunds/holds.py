"""Who of the staff has taken a request, and until when."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import time_format

from payments.history import RecordedRefund
from payments.models import RefundHold
from portal.models import Account
from portal.words import refund_review as words


def live_hold(refund: RecordedRefund, now: datetime) -> RefundHold | None:
    """Whoever has it now; what is over holds nobody off."""
    return refund.hold if refund.hold and refund.hold.until > now else None


def is_held_by(account: Account, refund: RecordedRefund, now: datetime) -> bool:
    """Is it this one who has taken it?"""
    hold = live_hold(refund, now)
    return hold is not None and hold.held_by_id == account.actor_id


def taken(refund: RecordedRefund, account: Account, now: datetime) -> str:
    """Who has it and until when, as the reader is told; empty where nobody has."""
    hold = live_hold(refund, now)
    if hold is None:
        return ""
    return words.taken("" if hold.held_by_id == account.actor_id else str(hold.held_by), until(hold))


def until(hold: RefundHold) -> str:
    """When it ends, by the clock of Almaty."""
    return time_format(timezone.localtime(hold.until), "TIME_FORMAT")
