"""What to do about a payment that does not arrive, with its data ready to be copied or read out."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from payments.history import RecordedPayment
from payments.rules.identifiers import grouped
from payments.rules.months import Month
from payments.rules.references import grouped_reference
from payments.rules.requisites import BENEFICIARY, order_period
from payments.rules.tracking import arrival
from portal import written
from portal.statement.account import Assessed
from portal.statement.refund_doors import Door
from portal.words import ladder as words


def rungs(payment: RecordedPayment) -> list[dict[str, Any]]:
    """The steps in the order of the Fund's own advice."""
    values = data(payment)
    return [
        words.check_the_receipt() | {"fields": checklist(payment, payment.period)},
        words.ask_the_bank(values),
        words.call_the_state_corporation(values),
        words.ask_for_a_refund() | {"door": {"href": reverse("refunds"), "label": _("Refunds")}},
    ]


def refund(payment: RecordedPayment, door: Door) -> list[dict[str, Any]]:
    """The last rung alone, for money that counts where it should not: for which month, and whose it is not told."""
    period = payment.credited_period or payment.period
    return [words.claim_it_back() | {"fields": checklist(payment, period), "door": door}]


def data(payment: RecordedPayment) -> dict[str, str]:
    """What a bank or the State Corporation asks for; `day` is empty while nobody says on which it was paid."""
    return {
        "amount": written.tenge(payment.amount),
        "day": written.day(payment.paid_on) if payment.paid_on else "",
        "account": BENEFICIARY.iik,
        "reference": payment.reference,
        "iin": payment.iin,
        "order_period": order_period(payment.period),
        "code": payment.purpose_code,
    }


def checklist(payment: RecordedPayment, period: Month) -> list[dict[str, Any]]:
    """What the receipt has to say, first what mistakes are made in; each value in groups that are copied as one."""
    fields = [
        (_("IIN"), grouped(payment.iin).split() if payment.credited_to in (None, payment.person_id) else []),
        (_("Month and year"), [written.month(period)]),
        (_("Period (MMYYYY)"), [order_period(period)]),
        (_("Sum"), [written.tenge(payment.amount)]),
        (_("Purpose code"), [payment.purpose_code]),
        (_("Account of the recipient (IIK)"), [BENEFICIARY.iik]),
        (_("Reference"), grouped_reference(payment.reference).split()),
        (_("Paid on"), [written.day(payment.paid_on)] if payment.paid_on else []),
    ]
    return [{"label": label, "groups": groups} for label, groups in fields if groups]


def not_shown(payment: RecordedPayment, assessed: Assessed) -> str:
    """The answer to "I have paid": nobody knows on which day, so it may have been the last possible one."""
    today, law = assessed.facts.today, assessed.law
    paid_on = min(today, payment.valid_until)
    known_until = assessed.facts.known_until
    values = {
        "day": written.day(law.crediting_day(paid_on)),
        "again": written.day(law.calendar.next(today)),
        "known": written.day(known_until or today),
    }
    return words.not_shown(arrival(paid_on, today, known_until, law), values)
