"""The payout file as CSV (docs/payouts.md), made of rows that never change: whenever it is asked for, the same."""

from collections.abc import Iterator, Sequence
from csv import writer
from datetime import date
from hashlib import sha256
from io import StringIO

from django.db import transaction

from payments import ledger
from payments.models import Actor, JournalEntry, Payout, PayoutFile, RefundRequest
from payments.rules.months import Month
from portal.statement.csv_file import safe

# The Fund's own text for the money that it sends back, as its system has it.
PURPOSE = "Возврат излишне (ошибочно) перечисленных отчислений/взносов/пени ОСМС"
COLUMNS = (
    # What was credited, as the Fund's own list has it.
    "reference", "paymentdate", "knp", "paymentsum", "lastname", "firstname", "secondname", "birthdate", "iin",
    "paymentperiod", "createdon",
    # What goes back of it, and to whom.
    "payout", "applicationid", "applicationdate", "payoutsum", "payeeiin", "payeelastname", "payeefirstname",
    "payeesecondname", "iik", "purpose",
)  # fmt: skip
Event = JournalEntry.Event


class Changed(Exception):
    """The bytes are not those that the file was made with, so nothing was handed out."""


@transaction.atomic
def make(*, actor: Actor, today: date, shown: Sequence[RefundRequest] | None = None) -> PayoutFile:
    """Put every approved refund into a file, the journal gets the hash of its bytes; Refused as the ledger says."""
    file = ledger.make_payout_file(actor=actor, today=today, shown=shown)
    ledger.seal_payout_file(file=file, sha256=_hash(as_csv(file)), actor=actor)
    return file


@transaction.atomic
def download(*, file: PayoutFile, actor: Actor) -> bytes:
    """The bytes of a file, and that they were handed out to somebody."""
    content = as_csv(file)
    if file.seal.sha256 != _hash(content):
        raise Changed
    ledger.note(Event.PAYOUTS_DOWNLOADED, actor=actor, file=file.pk, sha256=_hash(content))
    return content


def as_csv(file: PayoutFile) -> bytes:
    """A row a payout in the order of their numbers, and the trailer that registries have too."""
    text = StringIO()
    rows = writer(text, delimiter=";", lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows(_rows(file))
    rows.writerow(("TOTAL", file.count, file.total))
    return text.getvalue().encode()


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()


def _rows(file: PayoutFile) -> Iterator[list[str]]:
    related = ("decision__request__contribution__person", "decision__request__applicant")
    for payout in file.payouts.select_related(*related).order_by("pk"):
        yield [safe(str(cell)) for cell in (*_credited(payout), *_going_back(payout))]


def _credited(payout: Payout) -> tuple[str | int | date, ...]:
    line = payout.decision.request.contribution
    money = (line.reference, line.paid_on, line.purpose_code, line.amount)
    birthdate = ""  # no birth date is kept here
    return (
        *money,
        *payout.insured,
        birthdate,
        line.person.iin,
        Month.containing(line.period).order,
        line.credited_on,
    )


def _going_back(payout: Payout) -> tuple[str | int | date, ...]:
    request = payout.decision.request
    asked = (payout.number, request.number, request.sent_on, payout.amount)
    return (*asked, request.applicant.iin, *payout.payee, payout.iik, PURPOSE)
