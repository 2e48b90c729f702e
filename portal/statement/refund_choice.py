"""The payments to choose from when money is to come back, each as its payer knows it again."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from payments.history import CreditedLine
from payments.rules.identifiers import masked
from payments.rules.references import grouped_reference
from payments.rules.refunds import NotRefundable, why_not_refundable
from portal import written
from portal.words import lines as line_words
from portal.words import refunds as words

RECENT = 12


def shown(line: CreditedLine) -> dict[str, Any]:
    """One line: its month, the sum, when it was paid, for whom, and its reference."""
    paid = line.paid
    return {
        "value": paid.id,
        "month": written.month(paid.period),
        "amount": written.tenge(paid.amount),
        "left": _("of which %(sum)s is left") % {"sum": written.tenge(paid.left)} if paid.left < paid.amount else "",
        "paid_on": written.short_day(paid.paid_on),
        "payer": line_words.payer(paid.payer),
        "whom": "" if paid.is_own_record else masked(line.iin),
        "reference": grouped_reference(line.payment) if line.payment else line.reference,
        "address": line.payment,
    }


def choices(lines: Sequence[CreditedLine], chosen: str, today: date) -> dict[str, Any]:
    """What can be claimed, the latest of them first and at once; and what cannot, by the reason why."""
    offered = [shown(line) | {"is_chosen": line.paid.id == chosen} for line in claimable_lines(lines, today)]
    earlier = offered[RECENT:]
    return {
        "recent": offered[:RECENT],
        "earlier": earlier,
        "is_earlier_chosen": any(line["is_chosen"] for line in earlier),
        "closed": closed(lines, today),
    }


def claimable_lines(lines: Iterable[CreditedLine], today: date) -> list[CreditedLine]:
    """Those that nothing keeps from being claimed."""
    return [line for line in lines if why_not_refundable(line.paid, today) is None]


def closed(lines: Iterable[CreditedLine], today: date) -> list[dict[str, Any]]:
    """The rest, in the order of the reasons."""
    judged = [(code, line) for line in lines if (code := why_not_refundable(line.paid, today)) is not None]
    order = list(NotRefundable)
    judged.sort(key=lambda one: order.index(one[0]))
    return [
        {
            "why": words.not_refundable(code),
            "is_requested": code is NotRefundable.OPEN_REQUEST,
            "lines": [shown(line) for _code, line in group],
        }
        for code, group in groupby(judged, key=lambda one: one[0])
    ]


def why_not(lines: Iterable[CreditedLine], rows: Collection[str], today: date) -> list[str]:
    """Why these of them cannot be claimed, in words; nothing of those that can."""
    reasons = (why_not_refundable(line.paid, today) for line in lines if line.paid.id in rows)
    return [words.not_refundable(reason) for reason in reasons if reason is not None]
