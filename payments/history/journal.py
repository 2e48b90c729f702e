"""Reading the journal: what concerns one request, and whether the chain still holds."""

from django.db.models import Min, Subquery
from django.db.models.functions import Coalesce

from payments.models import JournalEntry, JournalHead
from payments.models.journal import NOTHING


def journal_of(request_row: int) -> tuple[JournalEntry, ...]:
    """Every entry about a request, newest first."""
    entries = JournalEntry.objects.filter(request=request_row).select_related("actor")
    return tuple(entries.order_by("-number"))


def journal_head() -> tuple[int, str]:
    """How many entries there are and the hash of the last, as kept apart from them."""
    head = JournalHead.objects.first()
    return (head.count, head.hash) if head else (0, NOTHING)


def verify_journal(printed: tuple[int, str] | None = None) -> int | None:
    """The number of the first entry that does not fit, None if all do.

    Changed, deleted or inserted entries break the chain; a tail that was cut off is missed by the head, and a chain
    written anew by a head that was `printed` earlier (its count and hash).
    """
    count, last = journal_head()  # before the entries: what others write meanwhile stands behind it
    previous, number = NOTHING, 0
    for entry in JournalEntry.objects.filter(number__lte=count).order_by("number").iterator(chunk_size=2000):
        number += 1
        fits = (entry.number, entry.previous) == (number, previous) and entry.hash == entry.expected_hash()
        if not fits or (printed and number == printed[0] and entry.hash != printed[1]):
            return number
        previous = entry.hash
    if number < max(count, printed[0] if printed else 0):
        return number + 1
    return _behind_the_head() if previous == last else max(number, 1)


def _behind_the_head() -> int | None:
    """The first entry that the head does not count: one statement asks for both, as they are written together."""
    counted = Subquery(JournalHead.objects.values("count")[:1])
    behind = JournalEntry.objects.filter(number__gt=Coalesce(counted, 0))
    return behind.aggregate(first=Min("number"))["first"]
