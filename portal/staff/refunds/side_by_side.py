"""A request beside the payment that it claims back, field by field."""

from typing import Any

from django.utils.translation import gettext as _

from payments.history import RecordedRefund
from payments.models import Contribution, Person
from payments.rules.identifiers import grouped, masked
from payments.rules.refund_reasons import MonthFacts, RefundReason, claimable, is_borne_out
from payments.rules.refunds import PaidLine
from payments.rules.requisites import PurposeCode
from portal import written
from portal.staff import comparison
from portal.words import comparison as comparison_words
from portal.words import lines as line_words
from portal.words import refund_review as words


def side_by_side(refund: RecordedRefund, line: Contribution, month: MonthFacts) -> list[dict[str, Any]]:
    """What the request says, what the payment says, and how they agree."""
    paid, meant = refund.line.paid, refund.right_period
    return [
        row(_("IIN"), iin(refund.applicant), iin(line.person), refund.applicant == line.person),
        row(
            _("Month"),
            written.month(meant) if meant else written.DASH,
            written.month(paid.period),
            meant == paid.period if meant else None,
        ),
        sum_row(refund, month),
        payer_row(refund.applicant, line, paid),
        row(
            _("Purpose code"),
            PurposeCode.CONTRIBUTION.value,
            f"{line.purpose_code}: {line_words.purpose(paid.purpose_code)}",
            paid.purpose_code is PurposeCode.CONTRIBUTION,
        ),
        row(_("Paid on"), written.DASH, written.short_day(paid.paid_on), None),
        otherwise_row(refund.reason, paid, month),
    ]


def row(label: str, request: str, payment: str, agrees: bool | None, note: str = "") -> dict[str, Any]:
    """One field."""
    return comparison.row(label, request, payment, agrees, note, unknown=comparison_words.nothing_to_compare())


def sum_row(refund: RecordedRefund, month: MonthFacts) -> dict[str, Any]:
    """What is claimed, beside what can be: of some reasons it is only what stands above the price of the month."""
    paid = refund.line.paid
    most = claimable(refund.reason, paid, month)
    note = _("Can be claimed: %(sum)s") % {"sum": written.tenge(most)} if most != paid.amount else ""
    return row(_("Sum"), written.tenge(refund.amount), written.tenge(paid.amount), refund.amount == most, note)


def payer_row(applicant: Person, line: Contribution, paid: PaidLine) -> dict[str, Any]:
    """Who asks, and who paid: whom the registry names, else who is known to have ordered it, else the person."""
    if line.sender_bin:
        sender = f"{line.sender_name} {masked(line.sender_bin)}".strip()
        return row(_("Payer"), called(applicant), sender, False)
    sender = line.sender or (applicant if paid.is_applicants else line.person)
    return row(_("Payer"), called(applicant), called(sender), paid.is_applicants)


def otherwise_row(reason: RefundReason, paid: PaidLine, month: MonthFacts) -> dict[str, Any]:
    """Who else paid for the month, beside what the reason says of that, if it does."""
    says, found = words.says_otherwise(reason), words.paid_otherwise(month)
    agrees = is_borne_out(reason, paid, month) if says else None
    return row(_("Is the month paid otherwise?"), says or written.DASH, found, agrees)


def iin(person: Person) -> str:
    """A whole IIN: whoever compares two of them needs every digit."""
    return grouped(person.iin)


def called(person: Person) -> str:
    """A first name and a letter, as people are called at the desk; the IIN masked where no name is known."""
    if not person.first_name:
        return masked(person.iin)
    return f"{person.first_name} {person.last_name[:1]}.".removesuffix(" .")
