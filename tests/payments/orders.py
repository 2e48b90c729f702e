"""Payments that the tests of this room order, pay and credit."""

from collections.abc import Sequence
from datetime import date
from operator import attrgetter
from uuid import UUID, uuid4

from payments import history, ledger
from payments.history import RecordedPayment
from payments.models import Actor, Basket, Contribution, Person, RegistryLine
from payments.rules.facts import Payer, Settings
from payments.rules.months import Month
from payments.rules.payment_states import PaymentState
from tests.payments.samples import AISHA, entry, person, registry

TODAY = date(2026, 11, 22)
ARRIVED = date(2026, 11, 25)
SEPTEMBER, OCTOBER, NOVEMBER = (Month.of(2026, number) for number in (9, 10, 11))


def payer(iin: str = AISHA) -> Actor:
    """A citizen who orders."""
    return Actor.objects.get_or_create(kind=Actor.Kind.PERSON, person=person(iin))[0]


def bank(label: str = "Bank") -> Actor:
    """A partner who takes money."""
    return Actor.partner(label)


def quoted(*months: Month, who: Person | None = None, by: Actor | None = None, **changes) -> ledger.Quote:
    """What an order of these months would cost."""
    return ledger.quote(**_wish(months, who, by), **{"employer_has_not_paid": ()} | changes)


def ordered(
    *months: Month,
    who: Person | None = None,
    by: Actor | None = None,
    key: UUID | None = None,
    total: int | None = None,
    today: date = TODAY,
) -> Basket:
    """An order of these months, at what they cost unless said otherwise."""
    wish = _wish(months, who, by, today) | {"employer_has_not_paid": ()}
    total = ledger.quote(**wish).total if total is None else total
    return ledger.order(key=key or uuid4(), total=total, **wish)


def paid(basket: Basket, *, number: str = "T-1", on: date = TODAY):
    """The bank says that the whole basket is paid."""
    payments = list(basket.payments.all())
    amount = sum(payment.amount for payment in payments)
    return ledger.accept(partner=bank(), number=number, payments=payments, amount=amount, paid_on=on)


def arrives(month: Month, **changes) -> Contribution:
    """A registry credits a line for a month, paid today unless said otherwise."""
    usual = {"period": month, "reference": f"GCVP-{month}", "paid_on": TODAY, "credited_on": ARRIVED}
    (posting,) = ledger.credit(entries=[entry(**usual | changes)], actor=Actor.system())
    return posting.contribution


def received(line: Contribution, reference: str) -> Contribution:
    """The line as its registry had it, with the reference of a payment in it."""
    RegistryLine.objects.create(
        file=registry(),
        number=1,
        person=line.person,
        received={"paymentreference": reference},
        outcome=RegistryLine.Outcome.POSTED,
        contribution=line,
    )
    return line


def payments_in(basket: Basket, today: date = TODAY) -> list[RecordedPayment]:
    """The payments of a basket as history tells of them, earliest month first."""
    found = history.payments_numbered(basket.payments.values_list("pk", flat=True), today)
    return sorted(found, key=attrgetter("period"))


def states(basket: Basket, today: date = TODAY) -> dict[Month, PaymentState]:
    """Where each payment of a basket stands."""
    return {payment.period: payment.state for payment in payments_in(basket, today)}


def _wish(months: Sequence[Month], who: Person | None, by: Actor | None, today: date = TODAY) -> dict:
    return {
        "person": who or person(),
        "actor": by or payer(),
        "payer": Payer.SELF,
        "months": months,
        "today": today,
        "settings": Settings(),
    }
