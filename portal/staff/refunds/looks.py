"""Opening a request is a look at a person: the journal has it."""

from datetime import datetime, timedelta

from payments import ledger
from payments.models import Actor, JournalEntry, RefundRequest

ONE_VISIT = timedelta(minutes=15)


def look(request: RefundRequest, actor: Actor, now: datetime) -> None:
    """Write that somebody looks; within one visit, in which nobody else did anything, once is enough."""
    latest = JournalEntry.objects.filter(request=request).order_by("-number").first()
    if latest is None or latest.actor_id != actor.pk or latest.at < now - ONE_VISIT:
        ledger.view_refund(request=request, actor=actor)
