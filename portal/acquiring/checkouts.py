"""Paying a basket on the acquirer's page, from the button to the last word on the money.

The acquirer is asked outside of any transaction: nobody waits for it under a lock.
"""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import BooleanField, ExpressionWrapper, Min, Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import override

from payments import ledger
from payments.models import Actor, Basket, Checkout, CheckoutAnswer
from payments.rules.payment_states import PaymentState
from portal.acquiring.freedom_pay import (
    CURRENCY,
    Notice,
    Refused,
    Result,
    Unavailable,
    get_status,
    init_payment,
)
from portal.models import Tally
from portal.words import acquiring as words

Outcome = CheckoutAnswer.Outcome

PARTNER = "Freedom Pay"
LIFETIME = timedelta(hours=1)  # of a page that nobody pays on, at most
ASK_EVERY = timedelta(seconds=60)
OUTCOMES = {
    Result.OPENED: Outcome.OPENED,
    Result.PAID: Outcome.PAID,
    Result.FAILED: Outcome.FAILED,
    Result.GIVEN_BACK: Outcome.FAILED,
}


class UnknownOrder(Exception):
    """The acquirer speaks of an order that was never made here."""


class Addresses(NamedTuple):
    """Where the acquirer calls, and where it sends the browser."""

    result: str
    success: str
    failure: str


def pay_by_card(
    *, basket: Basket, key: UUID, actor: Actor, today: date, addresses: Addresses, language: str
) -> Checkout:
    """Begin to pay what is open of a basket, or go on with what was begun; `page_of` then says where.

    A try has one page: a second one could be paid as well. It is opened by whoever comes first, and by the next one
    after a minute in which no answer was written down: somebody may have been cut off between the two.
    """
    checkout = ledger.begin_checkout(basket=basket, key=key, actor=actor, today=today, settings=settings.LAW)
    if not _answers(checkout).exists() and _is_first("open", checkout):
        _open(checkout, addresses, language, today)
    return checkout


def latest(checkout: Checkout) -> CheckoutAnswer | None:
    """The answer that holds: that it is paid, whatever was said after that, or else the last one."""
    is_paid = ExpressionWrapper(Q(outcome=Outcome.PAID), BooleanField())
    return _answers(checkout).order_by(is_paid, "pk").last()


def page_of(checkout: Checkout) -> str:
    """The acquirer's page for a checkout, empty while it has none."""
    answer = checkout.answers.exclude(page="").order_by("pk").last()
    return answer.page if answer else ""


def closes_at(checkout: Checkout) -> datetime:
    """The moment from which nobody can pay on its page any more."""
    midnight = timezone.make_aware(datetime.combine(_last_day(checkout) + timedelta(days=1), time.min))
    closes = checkout.begun_at + LIFETIME
    # On a day that the demo only shows, its midnight was long ago.
    return min(closes, midnight) if midnight > checkout.begun_at else closes


def ask_again(checkout: Checkout, *, today: date) -> CheckoutAnswer | None:
    """Ask what became of a checkout that is not settled, once a minute at most; None if nobody was asked.

    Nobody is asked while its page may be being opened: the acquirer might not know the order yet.
    """
    unresolved = ledger.unresolved(Checkout.objects.filter(pk=checkout.pk)).exists()
    if not unresolved or _may_be_opening(checkout) or not _is_first("ask", checkout):
        return None
    try:
        return settle(get_status(f"{checkout.key}"), today=today)
    except Unavailable:
        return ledger.answer_checkout(checkout=checkout, outcome=Outcome.UNKNOWN)
    except Refused:
        # It knows of no such order, or will not say. What has no page here has been paid by nobody.
        outcome = Outcome.UNKNOWN if page_of(checkout) else Outcome.FAILED
        return ledger.answer_checkout(checkout=checkout, outcome=outcome)


def settle(notice: Notice, *, today: date) -> CheckoutAnswer:
    """Write down what the acquirer says, and take the money if it says that it has it. Safe to repeat.

    A notice of another sum or currency, or one whose number stands for other money, changes nothing but the journal.
    """
    checkout = Checkout.objects.select_related("basket__person").filter(key=_key(notice.order_id)).first()
    if checkout is None:
        raise UnknownOrder
    if (notice.amount, notice.currency) != (checkout.amount, CURRENCY) or not notice.number:
        return _answer(checkout, Outcome.REFUSED, notice)
    try:
        with transaction.atomic():
            if notice.result is Result.PAID:
                _accept(checkout, notice, today)
            if notice.result is Result.GIVEN_BACK:
                _return(checkout, notice, today)
            return _answer(checkout, OUTCOMES[notice.result], notice)
    except ledger.Refused:
        return _answer(checkout, Outcome.REFUSED, notice)


def _open(checkout: Checkout, addresses: Addresses, language: str, today: date) -> None:
    with override(language):
        description = words.purpose(checkout.payments.count())
    try:
        opened = init_payment(
            f"{checkout.key}",
            checkout.amount,
            description,
            result_url=addresses.result,
            success_url=addresses.success,
            failure_url=addresses.failure,
            lifetime=min(LIFETIME, _left(_last_day(checkout), today)),
            language=language,
        )
    except Refused:
        ledger.answer_checkout(checkout=checkout, outcome=Outcome.FAILED)
    except Unavailable:
        ledger.answer_checkout(checkout=checkout, outcome=Outcome.UNKNOWN)
    else:
        ledger.answer_checkout(checkout=checkout, outcome=Outcome.OPENED, number=opened.number, page=opened.page)


def _answers(checkout: Checkout) -> QuerySet[CheckoutAnswer]:
    """What was refused speaks of another sum: it says nothing of the checkout."""
    return checkout.answers.exclude(outcome=Outcome.REFUSED)


def _may_be_opening(checkout: Checkout) -> bool:
    """May the first answer be on its way? After a minute the one who asks takes the place of the one who opens."""
    if _answers(checkout).exists():
        return False
    return timezone.now() < checkout.begun_at + ASK_EVERY or not _is_first("open", checkout)


def _last_day(checkout: Checkout) -> date:
    return checkout.payments.aggregate(day=Min("valid_until"))["day"]


def _left(last_day: date, today: date) -> timedelta:
    """The time until a day is over in Almaty: what is paid after it costs or brings something else."""
    now = datetime.combine(today, timezone.localtime().time())
    return datetime.combine(last_day + timedelta(days=1), time.min) - now


def _is_first(what: str, checkout: Checkout) -> bool:
    """Is this the first time within the minute? Of many at once one is."""
    key = salted_hmac("portal.tally.acquirer", f"{what} {checkout.pk}", algorithm="sha256").hexdigest()
    return Tally.count_one(key, now=timezone.now(), window=ASK_EVERY).count == 1


def _accept(checkout: Checkout, notice: Notice, today: date) -> None:
    # Of money whose day is not said, this much is known: its page was open until the last valid day and no longer.
    said = notice.paid_on or min(notice.opened_on or today, _last_day(checkout))
    # Whatever the acquirer's clock shows: neither before the order nor after today.
    paid_on = max(checkout.basket.ordered_on, min(said, today))
    ledger.accept(
        partner=Actor.partner(PARTNER),
        number=notice.number,
        payments=list(checkout.payments.select_related("person")),
        amount=checkout.amount,
        paid_on=paid_on,
    )


def _return(checkout: Checkout, notice: Notice, today: date) -> None:
    """What this money has sent comes back; of what has arrived meanwhile a registry will say."""
    ledger.lock_people({checkout.basket.person.iin: ledger.Names()})
    partner = Actor.partner(PARTNER)
    sent = checkout.payments.filter(steps__transaction__partner=partner, steps__transaction__number=notice.number)
    for payment in sent.select_related("person").with_state():
        if payment.state == PaymentState.SENT:
            ledger.return_payment(payment=payment, day=today, reason="", actor=partner)


def _answer(checkout: Checkout, outcome: Outcome, notice: Notice) -> CheckoutAnswer:
    page = page_of(checkout) if outcome == Outcome.OPENED else ""
    if outcome == Outcome.OPENED and not page:  # open there, and nobody can get to it
        outcome = Outcome.UNKNOWN
    return ledger.answer_checkout(checkout=checkout, outcome=outcome, number=notice.number, page=page)


def _key(order_id: str) -> UUID | None:
    try:
        return UUID(order_id)
    except ValueError:
        return None
