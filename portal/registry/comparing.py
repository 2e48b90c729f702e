"""Lines of a registry that does not credit: which of them the ledger has from another one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from payments.models import Contribution, PaymentStep, RegistryFile, RegistryLine
from payments.rules.payment_states import PaymentState
from payments.rules.references import number_of
from portal.registry.posting import keep_rejected
from portal.registry.readers.received import Operation, ReceivedLine
from portal.registry.reasons import LineReason

Outcome = RegistryLine.Outcome
Around = dict[tuple, list[Contribution]]


def compare_contributions(lines: Sequence[ReceivedLine], *, file: RegistryFile) -> list[RegistryLine]:
    """Hold some lines without a fault against the ledger, which stays as it is; gives what is to be kept of each.

    A credit or a return that the ledger has is known: the same person, month, sum and purpose code, by its reference
    where that is the same. Each row there answers for one line of the file. What it has not waits for staff.
    """
    unknown = [replace(line, reasons=(LineReason.NOT_IN_THE_LEDGER,)) for line in lines]
    rows = keep_rejected(unknown, file=file)
    around = _around(lines, rows, file)
    pairs = list(zip(lines, rows, strict=True))
    # Those who share a reference find each other first: nobody else takes what is another's.
    for is_same_reference in (True, False):
        for line, row in pairs:
            if row.contribution is None:
                _settle(line, row, around, is_same_reference)
    _settle_uncredited([pair for pair in pairs if pair[1].contribution is None])
    return rows


def _around(lines: Sequence[ReceivedLine], rows: Sequence[RegistryLine], file: RegistryFile) -> Around:
    """What the ledger has of these people and months, without what earlier lines of the file have met."""
    found = Contribution.objects.filter(
        person__in={row.person_id for row in rows}, period__in={line.period.first_day for line in lines}
    ).exclude(received_as__file=file)
    around: Around = defaultdict(list)
    for each in found.order_by("pk"):
        around[each.kind, each.person_id, each.period, each.amount].append(each)
    return around


def _settle(line: ReceivedLine, row: RegistryLine, around: Around, is_same_reference: bool) -> None:
    candidates = around.get((line.operation, row.person_id, line.period.first_day, line.amount), [])
    for met in candidates:
        # A return need not say what it was paid for.
        has_code = line.purpose_code in ("", met.purpose_code)
        if has_code and (met.reference == line.reference or not is_same_reference):
            candidates.remove(met)
            row.contribution, row.outcome, row.reason = met, Outcome.KNOWN, None
            return


def _settle_uncredited(pairs: Sequence[tuple[ReceivedLine, RegistryLine]]) -> None:
    """A return of a payment that no registry had credited has no row of its own in the ledger."""
    named = [pair for pair in pairs if pair[0].operation is Operation.RETURN and pair[0].payment_reference]
    if not named:
        return
    numbers = {number_of(line.payment_reference) for line, _row in named}
    returned = PaymentStep.objects.filter(
        payment__in=numbers, state=PaymentState.RETURNED, contribution=None, by_registry=True
    )
    known = set(returned.values_list("payment", "payment__person", "payment__period", "payment__amount"))
    for line, row in named:
        if (number_of(line.payment_reference), row.person_id, line.period.first_day, line.amount) in known:
            row.outcome, row.reason = Outcome.KNOWN, None
