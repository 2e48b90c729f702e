"""The last step of paying a basket: which of its payments are still to be made, and in which ways."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from payments import ledger
from payments.history import RecordedPayment
from payments.models import Actor, Basket
from payments.rules.ordering import why_not_still_due
from payments.rules.payment_states import PaymentState
from portal import written
from portal.statement.account import Assessed, assessed
from portal.statement.slips import slip
from portal.statement.tracking import Tracked, meaning, tracked
from portal.words import ordering as ordering_words
from portal.words import pay as words
from portal.words import tracking as payment_words
from portal.words.pay import Obstacle, Way
from portal.words.tracking import Stage

TO_CANCEL = (Obstacle.PAID_OTHERWISE, Obstacle.ON_ITS_WAY, Obstacle.NOT_IN_ORDER)
TO_ORDER_AGAIN = (Stage.EXPIRED, Stage.RETURNED)


@dataclass(frozen=True, slots=True)
class BasketNow:
    """A basket as a reader sees it today: its payments, the earliest month first, with what keeps each from being made.

    `assessed` is the record of the person it is for; unless that is the reader, it decides and is not shown.
    """

    basket: Basket
    is_own: bool
    assessed: Assessed
    payments: tuple[tuple[Tracked, Obstacle | None], ...]

    @property
    def to_pay(self) -> list[RecordedPayment]:
        """What is still to be paid."""
        return [one.payment for one, obstacle in self.payments if obstacle is None]

    @property
    def is_overtaken(self) -> bool:
        """Would some of its payments be made for nothing?"""
        return any(obstacle in TO_CANCEL for _, obstacle in self.payments)


def basket_now(basket: Basket, reader: Actor, today: date) -> BasketNow:
    """Read a basket, and which of its payments may be being paid at the acquirer at this moment."""
    found = assessed(basket.person, today)
    payments = [payment for payment in found.record.payments if payment.basket_key == basket.key]
    in_order = tracked(sorted(payments, key=attrgetter("period")), found, reader)
    begun = ledger.at_the_acquirer([one.payment.number for one in in_order if one.stage is Stage.ORDERED])
    judged = tuple((one, why_not_to_pay(one, found, begun)) for one in in_order)
    return BasketNow(basket, basket.person_id == reader.person_id, found, judged)


def why_not_to_pay(one: Tracked, found: Assessed, at_the_acquirer: Collection[int]) -> Obstacle | None:
    """What keeps a payment from being made. Of somebody else's record a payer learns only that something is amiss."""
    if one.stage is not Stage.ORDERED:
        return Obstacle.OVER
    overtaken = why_not_still_due(found.now, one.payment.period, one.payment.ordered_on)
    if overtaken is not None:
        return Obstacle(overtaken) if one.is_mine else Obstacle.NOT_IN_ORDER
    return Obstacle.AT_THE_ACQUIRER if one.payment.number in at_the_acquirer else None


def page(found: BasketNow, asked_for: str, *, with_card: bool) -> dict[str, Any]:
    """All that the page shows of the payments; what is true of money at the acquirer comes beside it."""
    ways = [code for code in Way if with_card or code is not Way.CARD]
    chosen = Way(asked_for) if asked_for in ways else Way.REFERENCE
    return {
        "heading": words.heading(
            to_pay=bool(found.to_pay),
            at_the_acquirer=any(obstacle is Obstacle.AT_THE_ACQUIRER for _, obstacle in found.payments),
        ),
        "rows": [row(one, obstacle) for one, obstacle in found.payments if obstacle is not None],
        "order_again": order_again(found),
        "ways": [
            {"code": code, "name": words.way(code), "where": words.where(code), "current": code is chosen}
            for code in ways
        ],
        "way": chosen,
        "arrives_by": words.arrives_by(written.day(found.assessed.now.crediting_day)),
        **slips(found),
    }


def slips(found: BasketNow) -> dict[str, Any]:
    """What is still to be paid, a slip each, the sum of it, and until when."""
    payments = found.to_pay
    return {
        "key": found.basket.key,
        "slips": [slip(payment, found.basket.person, is_own=found.is_own) for payment in payments],
        "total": ordering_words.total(len(payments)),
        "amount": written.tenge(sum(payment.amount for payment in payments)),
        "valid_until": words.valid_until(written.day(payments[0].valid_until)) if payments else "",
    }


def row(one: Tracked, obstacle: Obstacle) -> dict[str, Any]:
    """A payment that is not to be made: what became of it, or why not, and whether to give it up."""
    is_over = obstacle is Obstacle.OVER
    return {
        "reference": one.payment.reference,
        "month": written.month(one.payment.period),
        "amount": written.tenge(one.payment.amount),
        "tag": payment_words.tag(one.stage) if is_over else words.obstacle_tag(obstacle),
        "text": meaning(one) if is_over else words.obstacle(obstacle),
        "to_cancel": obstacle in TO_CANCEL,
    }


def order_again(found: BasketNow) -> dict[str, Any] | None:
    """The form that begins anew with what is open again; for somebody else one begins by saying for whom."""
    over = [one.payment.period for one, _ in found.payments if one.stage in TO_ORDER_AGAIN]
    if not found.is_own:
        return {"months": [], "label": words.order_again(())} if over else None
    ordered = {one.period for one in found.assessed.record.payments if one.state is PaymentState.ORDERED}
    months = found.assessed.now.unpaid(month for month in over if month not in ordered)
    return (
        {"months": list(map(str, months)), "payer": found.basket.payer, "label": words.order_again(months)}
        if months
        else None
    )
