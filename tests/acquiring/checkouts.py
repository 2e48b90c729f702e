"""Baskets that the tests of this room take to the acquirer."""

from datetime import date
from uuid import UUID, uuid4

from django.conf import settings

from payments.models import Basket, Checkout, Transaction
from portal.acquiring.checkouts import Addresses, pay_by_card
from portal.acquiring.freedom_pay import Notice, Result
from portal.acquiring.signature import sign
from tests.acquiring.ends import closed
from tests.payments.orders import NOVEMBER, OCTOBER, TODAY, ordered, payer

TENGE = 8500  # October and November of 2026


def begun(
    basket: Basket | None = None,
    key: UUID | None = None,
    portal: str = "",
    language: str = "en",
    today: date = TODAY,
) -> Checkout:
    """One press of the button, by default for two months, with a portal that cannot be called."""
    portal = portal or closed()
    return pay_by_card(
        basket=basket or ordered(OCTOBER, NOVEMBER),
        key=key or uuid4(),
        actor=payer(),
        today=today,
        addresses=Addresses(f"{portal}/bank/acquirer/result", f"{portal}/done", f"{portal}/not-done"),
        language=language,
    )


def notice(checkout: Checkout, **changes) -> Notice:
    """The acquirer says that it has the money, unless something is changed."""
    usual = {
        "order_id": f"{checkout.key}",
        "number": "7001",
        "amount": checkout.amount,
        "currency": "KZT",
        "result": Result.PAID,
    }
    return Notice(**usual | changes)


def call(checkout: Checkout, **changed: str) -> dict[str, str]:
    """The same as a signed form."""
    form = {
        "pg_order_id": f"{checkout.key}",
        "pg_payment_id": "7001",
        "pg_amount": f"{checkout.amount}.00",
        "pg_currency": "KZT",
        "pg_result": "1",
        "pg_salt": "s4lt",
    } | changed
    return form | {"pg_sig": sign("result", form, settings.ACQUIRER_SECRET)}


def outcomes(checkout: Checkout) -> list[str]:
    """What the acquirer said, in order."""
    return list(checkout.answers.order_by("pk").values_list("outcome", flat=True))


def taken() -> list[tuple[str, int, int]]:
    """The money that came in: number, sum, and for how many payments."""
    rows = Transaction.objects.order_by("pk")
    return [(row.number, row.amount, row.for_payments.count()) for row in rows]
