"""A registry that arrives today: it tells of chosen payments, and the real importer takes it."""

from collections.abc import Iterable
from datetime import date, timedelta
from io import BytesIO

from payments import history
from payments.history import RecordedPayment
from payments.models import Actor
from portal.demo.registries import Line, fund_csv
from portal.registry.importer import import_file
from portal.registry.report import Report

ONE_DAY = timedelta(days=1)


def deliver(payments: Iterable[RecordedPayment], today: date, *, operation: str = "") -> Report:
    """Credit some payments today, or take them back with the operation `return`.

    The file covers every day since the last one, so that nothing is missing before today.
    """
    content = fund_csv([_line(payment, today, operation) for payment in payments], ";").encode()
    known = history.known_until()
    covers = (min(known + ONE_DAY, today), today) if known else (today, today)
    name = f"delivered-{today}.csv"
    return import_file(BytesIO(content), name=name, actor=Actor.system(), today=today, covers=covers)


def _line(payment: RecordedPayment, today: date, operation: str) -> Line:
    return {
        "reference": f"GCVP-{payment.reference}",
        "paymentdate": f"{payment.paid_on or today}",
        "knp": payment.purpose_code,
        "paymentsum": f"{payment.amount}",
        "iin": payment.iin,
        "paymentperiod": payment.period.order,
        "createdon": f"{today}",
        "paymentreference": payment.reference,
        "operation": operation,
    }
