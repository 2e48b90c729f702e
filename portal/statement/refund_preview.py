"""The twelve months as they would be after a refund, and all that is looked at once more before it is asked for."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from payments.models import ProofFile
from payments.rules.assess import month_answer
from payments.rules.identifiers import bank_name
from payments.rules.months import Month, span
from payments.rules.refund_checks import AfterRefund, after
from payments.rules.refund_reasons import GROUND_OF, MonthFacts, Obstacle, RefundReason, RefusalGround, claimable
from payments.rules.refunds import PaidLine, RefundSettings, clock
from payments.rules.situation import Situation
from payments.rules.status import YEAR
from payments.rules.workdays import WorkCalendar
from portal import written
from portal.month_names import NBSP
from portal.statement import quilt
from portal.statement.refunds import proof_label
from portal.words import refund_effects
from portal.words import refunds as words

SURPLUS, WHOLE = "surplus", "whole"


def preview(now: Situation | None, line: PaidLine, amount: int, name: str) -> dict[str, Any]:
    """What a refund of so much would change; `now` is None where the record is somebody else's."""
    told = {"id": name, "amount": written.tenge(amount)}
    if now is None:
        return told | {"texts": [refund_effects.somebody_elses()]}
    found = after(now, line, amount)
    return told | {"texts": refund_effects.effects(found), "quilt": months_after(found, line.period, name)}


def previews(now: Situation | None, line: PaidLine, month: MonthFacts) -> list[dict[str, Any]]:
    """The same for what is above the price of the month, if anything is, and for the whole payment."""
    surplus = claimable(RefundReason.EXCESS_AMOUNT, line, month)
    found = [preview(now, line, surplus, SURPLUS)] if 0 < surplus < line.left else []
    return [*found, preview(now, line, line.left, WHOLE)]


def months_after(found: AfterRefund, period: Month, name: str) -> dict[str, Any]:
    """The twelve months that count; of a payment for a month to come, the coming twelve."""
    current = found.now.month
    is_ahead = period > current
    title = _("The next 12 months after the refund") if is_ahead else _("The last 12 months after the refund")
    months = span(current + 1, current + YEAR) if is_ahead else found.months
    return quilt.quilt(title, [month_answer(found.then, month) for month in months], f"after-{name}")


def terms(sent_on: date, calendar: WorkCalendar, settings: RefundSettings) -> list[dict[str, str]]:
    """What happens after sending, each with the day by which it does."""
    found = clock(sent_on, (), until=sent_on, calendar=calendar, settings=settings)
    return [
        {
            "label": _("The State Corporation checks the payment by this day"),
            "value": written.day(found.check_due),
            "note": words.within(settings.check_days),
        },
        {
            "label": _("The Fund answers by this day"),
            "value": written.day(found.answer_due),
            "note": words.within(settings.answer_days),
        },
    ]


def grounds(met: Iterable[Obstacle]) -> dict[str, list[str]]:
    """The published grounds for refusal: those that would be met, what is in order, and what is not known here.

    The consent is asked for beside them.
    """
    refused = {GROUND_OF[obstacle] for obstacle in met}
    looked_at = set(GROUND_OF.values()) - {RefusalGround.NO_CONSENT}
    unknown = set(RefusalGround) - set(GROUND_OF.values())
    groups = {"met": refused, "clear": looked_at - refused, "unknown": unknown}
    called = {"clear": words.not_met}
    return {
        name: [called.get(name, words.ground)(one) for one in RefusalGround if one in group]
        for name, group in groups.items()
    }


def account(iik: str) -> dict[str, str]:
    """Where the money is to go; `warning` where the code of the bank is not known."""
    if not iik:
        return {"text": _("The way it was paid"), "bank": "", "warning": ""}
    bank = bank_name(iik)
    warning = "" if bank else _("We do not know a bank with this code. Compare the IIK once more; it may be a new one.")
    return {"text": grouped_iik(iik), "bank": bank or "", "warning": warning}


def grouped_iik(iik: str) -> str:
    """An IIK as people compare it, four characters at a time, never broken over two lines."""
    return NBSP.join(iik[start : start + 4] for start in range(0, len(iik), 4))


def phone(number: str) -> str:
    """A stored number as people write it: +7 701 123 45 67."""
    parts = (number[:2], number[2:5], number[5:8], number[8:10], number[10:])
    return NBSP.join(parts)


def files(proofs: Iterable[ProofFile]) -> list[dict[str, str]]:
    """What is attached so far."""
    return [{"name": str(proof.name), "label": proof_label(number, proof)} for number, proof in enumerate(proofs, 1)]
