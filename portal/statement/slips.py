"""A slip for each payment: what to type at a bank or a terminal, or to copy into a payment order."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from payments.history import RecordedPayment
from payments.models import Person
from payments.rules.identifiers import grouped
from payments.rules.references import grouped_reference
from payments.rules.requisites import PaymentOrder, Requisites
from portal import written
from portal.statement.qr import qr_code

Field = dict[str, Any]

IIK_GROUP = 4


def slip(payment: RecordedPayment, person: Person, *, is_own: bool) -> dict[str, Any]:
    """One payment: how to find it by its reference, and the same as the fields of a payment order."""
    order = payment_order(payment, person, is_own=is_own)
    return {
        "month": written.month(payment.period),
        "amount": written.tenge(payment.amount),
        "valid_until": written.day(payment.valid_until),
        "reference": grouped_reference(payment.reference).split(),
        "qr": qr_code(payment.reference),
        "person": person_fields(order, is_own=is_own),
        "payment": payment_fields(order),
        "purpose": [purpose(order, payment.reference)],
        "recipient": recipient_fields(order.beneficiary),
    }


def payment_order(payment: RecordedPayment, person: Person, *, is_own: bool) -> PaymentOrder:
    """The order that would pay it; of somebody else it has the IIN alone, which is what the payer has given."""
    return PaymentOrder(
        iin=person.iin,
        last_name=person.last_name if is_own else "",
        first_name=person.first_name if is_own else "",
        patronymic=person.patronymic if is_own else "",
        period=payment.period,
        amount=payment.amount,
        purpose_code=payment.purpose_code,
    )


def person_fields(order: PaymentOrder, *, is_own: bool) -> list[Field]:
    """For whom. What is not known of the name is left blank, to be filled in by hand."""
    names = written.full_name(order)
    return [
        field(_("Full name"), [names] if names else [], is_whole=is_own and bool(order.last_name)),
        field(_("IIN"), grouped(order.iin).split()),
    ]


def payment_fields(order: PaymentOrder) -> list[Field]:
    """Which month, how much and what for."""
    return [
        field(_("Sum"), f"{order.amount:,}".split(","), unit="₸"),
        field(_("Period (MMYYYY)"), [order.order_period]),
        field(_("Purpose code"), [order.purpose_code]),
    ]


def recipient_fields(recipient: Requisites) -> list[Field]:
    """Whom to pay, by the name that is its own in the reader's language; English has none."""
    iik = recipient.iik
    return [
        field(_("Recipient"), [recipient.name_kk if get_language() == "kk" else recipient.name_ru]),
        field(_("BIN"), grouped(recipient.bin).split()),
        field(_("IIK"), [iik[start : start + IIK_GROUP] for start in range(0, len(iik), IIK_GROUP)]),
        field(_("BIK"), [recipient.bik]),
        field(_("KBe"), [recipient.kbe]),
    ]


def purpose(order: PaymentOrder, reference: str) -> Field:
    """The text of the payment order: one month as a bank reads it, and the reference by which it is found."""
    text = _("MSHI contribution, period %(period)s, reference %(reference)s")
    return field(_("Purpose of payment"), [text % {"period": order.order_period, "reference": reference}])


def field(label: str, groups: Iterable[str], *, unit: str = "", is_whole: bool = True) -> Field:
    """A value in groups that are easy to compare and are copied as one; blank or half blank on paper if not whole."""
    groups = list(groups)
    return {"label": label, "groups": groups, "unit": unit, "is_whole": is_whole and bool(groups)}
