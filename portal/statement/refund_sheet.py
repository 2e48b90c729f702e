"""A refund request as an application on paper: every field filled, but for what has to be written by hand."""

from collections.abc import Iterator
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from payments.history import RecordedPayment, RecordedRefund
from payments.models import Person
from payments.rules.identifiers import bank_name, grouped, masked
from payments.rules.months import Month
from payments.rules.references import grouped_reference
from payments.rules.refund_numbers import grouped_number
from payments.rules.requisites import BENEFICIARY
from portal import written
from portal.month_names import NBSP
from portal.statement.panel import fact
from portal.statement.refund_preview import grouped_iik, phone
from portal.words import lines as line_words
from portal.words import refunds as words

LANGUAGES = ("kk", "ru")


def application(
    refund: RecordedRefund, payment: RecordedPayment | None, person: Person, language: str
) -> dict[str, Any]:
    """The application in its own language, whatever the reader's. `payment` is ours by which the money came."""
    with translation.override(language):
        return {
            "number": refund.number,
            "sheet": {
                "language": language,
                "recipient": BENEFICIARY.name_kk if language == "kk" else BENEFICIARY.name_ru,
                "number": grouped_number(refund.number),
                "applicant": list(applicant(refund, person)),
                "payment": list(paid(refund, payment, person)),
                "claim": list(claim(refund)),
                "sent_on": written.day(refund.sent_on),
            },
            "other_languages": [other for other in LANGUAGES if other != language],
        }


def applicant(refund: RecordedRefund, person: Person) -> Iterator[dict[str, Any]]:
    """Who asks. Their address is not known here."""
    yield fact(_("Full name"), written.full_name(person))
    yield fact(_("IIN"), grouped(person.iin))
    yield to_be_written(_("Address"))
    yield fact(_("Phone"), phone(refund.phone))


def paid(refund: RecordedRefund, payment: RecordedPayment | None, person: Person) -> Iterator[dict[str, Any]]:
    """The payment, as the receipt has it."""
    line, money = refund.line, refund.line.paid
    if line.payment:
        yield fact(_("Reference of the payment"), grouped_reference(line.payment))
    yield fact(_("Number of the credited payment in the registry"), line.reference)
    yield fact(_("Paid on"), written.day(money.paid_on))
    yield fact(_("Sum of the payment"), written.tenge(money.amount))
    yield fact(_("Purpose code"), f"{money.purpose_code} ({line_words.purpose(money.purpose_code)})")
    yield fact(_("Period paid (MM.YYYY)"), month_and_year(money.period))
    yield fact(_("In whose favour"), in_favour(refund, payment, person))


def month_and_year(month: Month) -> str:
    """A month as the form has it."""
    return f"{month.number:02}.{month.year}"


def in_favour(refund: RecordedRefund, payment: RecordedPayment | None, person: Person) -> str:
    """Oneself by IIN and name; anybody else by the IIN that the applicant gave, never by a name.

    Money that staff have found under another IIN than the one ordered for is named by as much as the applicant sees.
    """
    line = refund.line
    if line.paid.is_own_record:
        return f"{grouped(person.iin)}, {written.full_name(person)}"
    is_their_word = payment is None or payment.iin == line.iin
    return grouped(line.iin) if is_their_word else masked(line.iin)


def claim(refund: RecordedRefund) -> Iterator[dict[str, Any]]:
    """What is asked for, why, and where it is to go."""
    yield fact(_("Sum to be returned"), written.tenge(refund.amount))
    yield fact(_("Reason"), words.reason(refund.reason))
    if refund.right_period:
        yield fact(_("Right period (MM.YYYY)"), month_and_year(refund.right_period))
    if refund.explanation:
        yield fact(_("Explanation"), refund.explanation) | {"look": "is-long"}
    yield from money_to(refund.iik)
    yield fact(_("Attached documents"), str(len(refund.proofs)) if refund.proofs else _("none"))


def money_to(iik: str) -> Iterator[dict[str, Any]]:
    """The account with its bank, or back the way it came."""
    if not iik:
        yield fact(_("Where the money goes"), _("Back the way it was paid"))
        return
    yield fact(_("Account of the applicant (IIK)"), grouped_iik(iik).replace(NBSP, " "))
    bank = bank_name(iik)
    yield fact(_("Bank"), bank) if bank else to_be_written(_("Bank"))


def to_be_written(label: str) -> dict[str, Any]:
    """A field that is filled in by hand."""
    return fact(label, "") | {"look": "is-blank"}
