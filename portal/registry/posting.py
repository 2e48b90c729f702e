"""Lines on their way into the ledger, and what is kept of each as it was received."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from hashlib import blake2b

from payments import ledger
from payments.models import Actor, Contribution, Person, RegistryFile, RegistryLine
from payments.rules.identifiers import LENGTH, masked, without_iins
from payments.rules.requisites import PurposeCode
from portal.registry.readers.received import Operation, ReceivedLine, ReceivedSpan
from portal.registry.reasons import LineReason

# The payments of a whole file are settled once all of its credits are posted.
VERBS = {Operation.CREDIT: partial(ledger.credit, settles=False), Operation.RETURN: ledger.post_returns}
Outcome = RegistryLine.Outcome
CONFLICTS = {Operation.CREDIT: LineReason.OTHER_AMOUNT, Operation.RETURN: LineReason.OTHER_RETURN}
# Of references of twelve digits some look like an IIN by chance; they are kept as they come.
AS_IT_IS = ("reference",)


def post_contributions(
    lines: Sequence[ReceivedLine],
    *,
    operation: Operation,
    file: RegistryFile,
    actor: Actor,
    alike: Counter[bytes],
    named: dict[int, str],
) -> list[RegistryLine]:
    """Post some lines, all of one operation and without a fault; gives what is to be kept of each.

    `alike` counts the lines of the file by identity, in sixteen bytes each. `named` gets the references of payments
    that new credits name, by their id: the file is settled once all of it is posted.
    """
    entries = [entry_of(line, _occurrence(line, alike)) for line in lines]
    postings = VERBS[operation](entries=entries, actor=actor)
    senders = ledger.lock_people({line.sender_iin: ledger.Names() for line in lines if line.sender_iin})
    rows = []
    for line, posting in zip(lines, postings, strict=True):
        if _may_settle(posting):
            named[posting.contribution.pk] = line.payment_reference
        row = _kept(line, file, posting.person, *fate(posting.outcome, CONFLICTS[operation]))
        row.contribution, row.sender = posting.contribution, senders.get(line.sender_iin)
        rows.append(row)
    return rows


def lock_their_people(lines: Iterable[ReceivedLine | ReceivedSpan]) -> None:
    """Everybody whom some lines name, faults or not; of several names for one person the first that is said counts."""
    names: dict[str, ledger.Names] = {}
    for line in lines:
        for iin, said in ((line.iin, _names(line)), (getattr(line, "sender_iin", ""), ledger.Names())):
            if iin:
                before = names.get(iin, said)
                names[iin] = ledger.Names(*(first or then for first, then in zip(before, said, strict=True)))
    ledger.lock_people(names)


def post_spans(lines: Sequence[ReceivedSpan], *, file: RegistryFile) -> list[RegistryLine]:
    """The same for category spans."""
    spans = [ledger.Span(line.iin, line.category, line.first, line.last, _names(line)) for line in lines]
    return [
        _kept(line, file, posting.person, *fate(posting.outcome, LineReason.OTHER_SPAN))
        for line, posting in zip(lines, ledger.record_spans(spans=spans), strict=True)
    ]


def keep_rejected(lines: Sequence[ReceivedLine | ReceivedSpan], *, file: RegistryFile) -> list[RegistryLine]:
    """What is to be kept of lines that have a fault: their people, and what could be read of the rest."""
    payments = [line for line in lines if isinstance(line, ReceivedLine)]
    names = {line.sender_iin: ledger.Names() for line in payments} | {line.iin: _names(line) for line in lines}
    people = ledger.lock_people({iin: name for iin, name in names.items() if iin})
    rows = {line.number: _kept(line, file, people.get(line.iin), Outcome.REJECTED, line.reasons[0]) for line in lines}
    for line in payments:
        row = rows[line.number]
        row.sender, row.understood = people.get(line.sender_iin), understood(line)
    return list(rows.values())


def _may_settle(posting: ledger.Posting) -> bool:
    entry, line = posting.entry, posting.contribution
    is_new = posting.outcome == ledger.Outcome.POSTED and line is not None and line.kind == Contribution.Kind.CREDIT
    return is_new and bool(entry.payment_reference) and entry.purpose_code == PurposeCode.CONTRIBUTION


def fate(outcome: ledger.Outcome, conflict: LineReason) -> tuple[Outcome, LineReason | None]:
    """What becomes of a line that was laid before the ledger, and why if it was refused there."""
    reasons = {ledger.Outcome.CONFLICT: conflict, ledger.Outcome.UNMATCHED: LineReason.UNMATCHED_RETURN}
    reason = reasons.get(outcome)
    return (Outcome.REJECTED, reason) if reason else (Outcome(outcome), None)


def _kept(
    line: ReceivedLine | ReceivedSpan,
    file: RegistryFile,
    person: Person | None,
    outcome: Outcome,
    reason: LineReason | None,
) -> RegistryLine:
    return RegistryLine(
        file=file,
        number=line.number,
        person=person,
        received=received(line),
        outcome=outcome,
        reason=reason,
    )


def entry_of(line: ReceivedLine, occurrence: int) -> ledger.Entry:
    return ledger.Entry(
        iin=line.iin,
        period=line.period,
        purpose_code=line.purpose_code,
        amount=line.amount,
        reference=line.reference,
        paid_on=line.paid_on,
        credited_on=line.credited_on,
        occurrence=occurrence,
        names=_names(line),
        sender_bin=line.sender_bin,
        sender_name=line.sender_name,
        sender_iin=line.sender_iin,
        payment_reference=line.payment_reference,
        return_reason=line.return_reason,
    )


def _occurrence(line: ReceivedLine, alike: Counter[bytes]) -> int:
    """How many lines of the file up to this one say that the same was paid for the same person and month."""
    identity = "\0".join((line.reference, line.iin, str(line.period), line.purpose_code))
    digest = blake2b(identity.encode(), digest_size=16).digest()
    alike[digest] += 1
    return alike[digest]


def _names(line: ReceivedLine | ReceivedSpan) -> ledger.Names:
    return ledger.Names(line.last_name or "", line.first_name or "", line.patronymic or "")


def received(line: ReceivedLine | ReceivedSpan) -> dict[str, str]:
    """The fields as received, each IIN masked: whose it is stands in the line's person and sender."""
    return {
        name: text if len(text) < LENGTH or name in AS_IT_IS else _masked(text, line.iin)
        for name, text in line.fields.items()
    }


def _masked(text: str, iin: str | None) -> str:
    return masked(text) if text == iin else _without_iins(text)


# Much of what is longer than an IIN stands in many lines of a file, such as the name of whoever paid.
_without_iins = lru_cache(maxsize=1 << 14)(without_iins)


def understood(line: ReceivedLine) -> dict[str, object]:
    """What staff need not lay in; nothing where more is wrong than they may."""
    if not all(reason.is_mendable for reason in line.reasons):
        return {}
    return ledger.understood(
        {
            "operation": line.operation,
            "reference": line.reference,
            "occurrence": 1,  # the ledger finds out which, once it is known whose
            "amount": line.amount,
            "paid_on": line.paid_on,
            "credited_on": line.credited_on,
            "period": line.period,
            "purpose_code": line.purpose_code,
            "sender_bin": line.sender_bin,
            "sender_name": line.sender_name,
            "payment_reference": line.payment_reference,
            "return_reason": line.return_reason,
            **_names(line)._asdict(),
        }
    )
