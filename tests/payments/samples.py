"""Invented people, and the rows that the tests of this room start from."""

from dataclasses import replace
from datetime import date

from payments import ledger
from payments.models import Actor, Contribution, Person, RegistryFile, RegistryLine
from payments.rules.months import Month
from payments.rules.requisites import PurposeCode

AISHA, BOLAT = "500101100010", "560815200109"
PEOPLE = (AISHA, BOLAT, "991231100010", "500101100106", "560815200010", "991231100109")
COMPANY = "291240000017"
AUGUST = Month.of(2026, 8)

ENTRY = ledger.Entry(
    iin=AISHA,
    period=AUGUST,
    purpose_code=PurposeCode.CONTRIBUTION,
    amount=4250,
    reference="GCVP-1",
    paid_on=date(2026, 8, 20),
    credited_on=date(2026, 8, 24),
)


def entry(**changes) -> ledger.Entry:
    """An entry like `ENTRY`, with some changes."""
    return replace(ENTRY, **changes)


def credited(**changes) -> Contribution:
    """One line in the ledger."""
    (posting,) = ledger.credit(entries=[entry(**changes)], actor=Actor.system())
    return posting.contribution


def reversed_line(line: Contribution, **changes) -> Contribution:
    """A line taken back, wholly and by the bank unless said otherwise."""
    usual = {
        "kind": Contribution.Kind.RETURN,
        "reference": line.reference,
        "amount": line.amount,
        "credited_on": date(2026, 8, 28),
        "actor": Actor.system(),
    }
    return ledger.reverse(line=line, **usual | changes)


def person(iin: str = AISHA) -> Person:
    """A person known by nothing but their IIN."""
    return Person.objects.get_or_create(iin=iin)[0]


def staff(label: str) -> Actor:
    """Somebody of the staff."""
    return Actor.objects.get_or_create(kind=Actor.Kind.STAFF, label=label)[0]


def registry(number: int = 1, **fields) -> RegistryFile:
    """A registry that was taken."""
    usual = {"name": f"{number}.csv", "format": "csv", "line_count": 1, "total": 4250, "posted_by": Actor.system()}
    return RegistryFile.objects.create(sha256=f"{number:064}", **usual | fields)


def rejected_line(file: RegistryFile, number: int = 2, *, iin: str = AISHA, **understood) -> RegistryLine:
    """A line that waits for staff: of what `ENTRY` says, and some changes, what is None is missing."""
    values = {name: getattr(ENTRY, name) for name in ENTRY.__dataclass_fields__} | {"operation": "credit"} | understood
    return RegistryLine.objects.create(
        file=file,
        number=number,
        person=person(iin) if iin else None,
        received={"paymentperiod": "?"},
        understood=ledger.understood(values),
        outcome=RegistryLine.Outcome.REJECTED,
        reason=2,
    )
