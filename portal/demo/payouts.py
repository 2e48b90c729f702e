"""An answer of the State Corporation to payouts that arrives today, and the real import takes it."""

from collections.abc import Iterable
from datetime import date
from io import BytesIO

from payments.models import Actor, Payout, PayoutAnswer
from portal.payouts.answers import COLUMNS, Report, take_answers

Outcome = PayoutAnswer.Outcome
CLOSED = "Счёт получателя закрыт"  # as banks say it, who write Russian


def answer(payouts: Iterable[Payout], outcome: Outcome, today: date) -> Report:
    """Tell that these payouts were paid, or came back because the account is closed."""
    answered = list(payouts)
    reason = CLOSED if outcome == Outcome.RETURNED else ""
    rows = [
        COLUMNS.required,
        *((payout.number, f"{payout.amount}", outcome, f"{today}", reason) for payout in answered),
        ("TOTAL", f"{len(answered)}", f"{sum(payout.amount for payout in answered)}"),
    ]
    content = "".join(";".join(row) + "\n" for row in rows).encode()
    return take_answers(BytesIO(content), name=f"answered-{today}.csv", actor=Actor.system(), today=today)
