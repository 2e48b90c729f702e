"""Writing the journal: one row after the other, each chained to the last in the transaction of what it tells of."""

from typing import Any

from django.utils import timezone

from payments.models import Actor, JournalEntry, JournalHead, Person, RefundRequest

Event = JournalEntry.Event


def note(
    event: Event,
    *,
    actor: Actor,
    request: RefundRequest | None = None,
    person: Person | None = None,
    **detail: Any,
) -> JournalEntry:
    """Write one entry, within the caller's transaction. `detail` holds numbers and codes, nothing personal.

    Whoever else writes waits until that transaction ends, so it comes last in it: money of the banks never waits here.
    """
    head = _locked_head()
    entry = JournalEntry(
        number=head.count + 1,
        at=timezone.now(),
        actor=actor,
        event=event,
        request=request,
        person=person,
        detail=detail,
        previous=head.hash,
    )
    entry.hash = entry.expected_hash()
    entry.save(force_insert=True)
    JournalHead.objects.filter(pk=head.pk).update(count=entry.number, hash=entry.hash)
    return entry


def _locked_head() -> JournalHead:
    # Found first: an insert that conflicts would make the sequence of its key run on for nothing.
    found = JournalHead.objects.select_for_update().first()
    if found is None:
        JournalHead.objects.bulk_create([JournalHead(pk=1)], ignore_conflicts=True)
        found = JournalHead.objects.select_for_update().get()
    return found
