"""What is sent on of the money that the acquirer took: one order to the State Corporation for each payment."""

from collections.abc import Iterable, Iterator
from csv import writer
from datetime import date
from io import StringIO
from typing import NamedTuple

from django.db.models import Exists, OuterRef

from payments.models import Actor, PaymentStep
from payments.rules.months import Month
from payments.rules.payment_states import PaymentState
from payments.rules.requisites import PaymentOrder, PurposeCode
from portal.acquiring.checkouts import PARTNER

COLUMNS = (
    "paymentreference", "transaction", "iin", "lastname", "firstname", "secondname",
    "paymentperiod", "paymentsum", "knp", "bin", "iik", "bik", "kbe",
)  # fmt: skip


class Sending(NamedTuple):
    """An order, the payment that it is for, and the acquirer's transaction that its money came by."""

    reference: str
    transaction: str
    order: PaymentOrder


def sendings(paid_on: date) -> Iterator[Sending]:
    """The payments that the acquirer's money of one day has sent, in the order of their numbers.

    Money that came for a payment that had its money already has sent nothing, and what the acquirer itself has given
    back is no longer there to be sent on.
    """
    given_back = PaymentStep.objects.filter(
        payment=OuterRef("payment"), state=PaymentState.RETURNED, entered_by=OuterRef("entered_by")
    )
    sent = PaymentStep.objects.filter(
        ~Exists(given_back),
        state=PaymentState.SENT,
        transaction__partner__kind=Actor.Kind.PARTNER,
        transaction__partner__label=PARTNER,
        transaction__paid_on=paid_on,
    )
    for step in sent.select_related("payment__person", "transaction").order_by("payment"):
        yield Sending(step.payment.reference, step.transaction.number, _order(step))


def as_csv(orders: Iterable[Sending]) -> str:
    """A row an order, and nothing of the day on which it is written: the same orders are the same bytes."""
    text = StringIO()
    rows = writer(text, delimiter=";", lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows(_row(one) for one in orders)
    return text.getvalue()


def _order(step: PaymentStep) -> PaymentOrder:
    payment, person = step.payment, step.payment.person
    return PaymentOrder(
        iin=person.iin,
        last_name=person.last_name,
        first_name=person.first_name,
        patronymic=person.patronymic,
        period=Month.containing(payment.period),
        amount=payment.amount,
        purpose_code=PurposeCode(payment.purpose_code),
    )


def _row(one: Sending) -> tuple[str | int, ...]:
    order, payee = one.order, one.order.beneficiary
    person = (order.iin, order.last_name, order.first_name, order.patronymic)
    money = (order.order_period, order.amount, order.purpose_code.value)
    return (one.reference, one.transaction, *person, *money, payee.bin, payee.iik, payee.bik, payee.kbe)
