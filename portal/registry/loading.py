"""A registry of money taken at once, on PostgreSQL: read once, put into a table, posted from there.

What refuses the file on its last line takes all of it back, so that it need not be read through before.
"""

import json
from functools import lru_cache

from payments import ledger
from payments.ledger import bulk
from payments.models import Actor, RegistryFile, RegistryLine
from payments.rules.identifiers import oddities
from payments.rules.references import number_of
from portal.registry.posting import CONFLICTS, fate, received, understood
from portal.registry.readers.received import Operation, ReceivedLine
from portal.registry.reading import Progress, Source
from portal.registry.reasons import LineReason
from portal.registry.report import SHOWN, Report

Rejected = RegistryLine.Outcome.REJECTED


def load(source: Source, progress: Progress) -> int:
    """Read the file and put its lines aside; gives how many have an IIN with no possible birth date."""
    odd = 0
    with bulk.arriving() as put:
        for line in source.read_through(progress):
            put(_arriving(line))
            odd += line.iin is not None and _is_odd(line.iin[:7])
    return odd


def post_loaded(source: Source, file: RegistryFile, actor: Actor, report: Report) -> None:
    """Post the lines that were put aside: credits, the payments that they settle, returns; and keep all of them."""
    bulk.lock_their_people()
    bulk.post_credits(actor)
    bulk.settle_loaded(actor)
    if source.has_returns:
        _post_returns(actor)
    kept = bulk.keep_lines(file, LineReason.OTHER_AMOUNT)
    report.posted += sum(number for (outcome, _reason), number in kept.items() if outcome == "posted")
    report.known += sum(number for (outcome, _reason), number in kept.items() if outcome == "known")
    report.reasons.update({LineReason(reason): number for (_outcome, reason), number in kept.items() if reason})
    rejected = file.lines.filter(outcome=Rejected).order_by("number").values_list("number", "reason")[:SHOWN]
    report.rejected += [(number, LineReason(reason)) for number, reason in rejected]


def _arriving(line: ReceivedLine) -> bulk.Arriving:
    as_received = received(line)
    return bulk.Arriving(
        line.number,
        line.operation or Operation.CREDIT,  # one that cannot be read is kept with the credits
        line.reasons[0] if line.reasons else None,
        line.iin,
        line.sender_iin,
        line.period,
        line.purpose_code,
        line.amount,
        line.reference,
        line.paid_on,
        line.credited_on,
        line.last_name,
        line.first_name,
        line.patronymic,
        line.sender_bin,
        line.sender_name,
        number_of(line.payment_reference) if line.payment_reference else None,
        line.payment_reference,
        line.return_reason,
        bulk.BETWEEN.join(as_received),
        bulk.BETWEEN.join(as_received.values()),
        json.dumps(understood(line)) if line.reasons else "",
    )


@lru_cache(maxsize=1 << 12)
def _is_odd(beginning: str) -> bool:
    """Of an IIN the first seven digits say when its person was born."""
    return bool(oddities(beginning))


def _post_returns(actor: Actor) -> None:
    for batch in bulk.return_entries():
        postings = ledger.post_returns(entries=[entry for _number, entry in batch], actor=actor)
        bulk.keep_fates([_fate(number, posting) for (number, _entry), posting in zip(batch, postings, strict=True)])


def _fate(number: int, posting: ledger.Posting) -> bulk.Fate:
    outcome, reason = fate(posting.outcome, CONFLICTS[Operation.RETURN])
    return bulk.Fate(number, outcome, reason, posting.contribution and posting.contribution.pk)
