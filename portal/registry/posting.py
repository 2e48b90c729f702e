"""Lines on their way into the ledger, and what is kept of each as it was received."""

from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import blake2b

from payments import ledger
from payments.models import Actor, Person, RegistryFile, RegistryLine
from payments.rules.identifiers import without_iins
from portal.registry.readers.received import Operation, ReceivedLine, ReceivedSpan
from portal.registry.reasons import LineReason

VERBS = {Operation.CREDIT: ledger.credit, Operation.RETURN: ledger.post_returns}
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
) -> list[RegistryLine]:
    """Post some lines, all of one operation and without a fault; gives what is to be kept of each.

    `alike` counts the lines of the file by identity, in sixteen bytes each.
    """
    entries = [_entry(line, _occurrence(line, alike)) for line in lines]
    postings = VERBS[operation](entries=entries, actor=actor)
    senders = ledger.lock_people({line.sender_iin: ledger.Names() for line in lines if line.sender_iin})
    rows = []
    for line, posting in zip(lines, postings, strict=True):
        row = _kept(line, file, posting.person, *_fate(posting.outcome, CONFLICTS[operation]))
        row.contribution, row.sender = posting.contribution, senders.get(line.sender_iin)
        rows.append(row)
    return rows


def post_spans(lines: Sequence[ReceivedSpan], *, file: RegistryFile) -> list[RegistryLine]:
    """The same for category spans."""
    spans = [ledger.Span(line.iin, line.category, line.first, line.last, _names(line)) for line in lines]
    return [
        _kept(line, file, posting.person, *_fate(posting.outcome, LineReason.OTHER_SPAN))
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
        row.sender, row.understood = people.get(line.sender_iin), _understood(line)
    return list(rows.values())


def _fate(outcome: ledger.Outcome, conflict: LineReason) -> tuple[Outcome, LineReason | None]:
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
        received=_received(line.fields),
        outcome=outcome,
        reason=reason,
    )


def _entry(line: ReceivedLine, occurrence: int) -> ledger.Entry:
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


def _received(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields as received, each IIN masked: whose it is stands in the line's person and sender."""
    return {name: text if name in AS_IT_IS else without_iins(text) for name, text in fields.items()}


def _understood(line: ReceivedLine) -> dict[str, object]:
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
