"""The people of the demo, for every test: as facts in memory, or entered into the ledger."""

from datetime import date, timedelta

from django.db import transaction

from payments import ledger
from payments.models import Actor, Person
from payments.models.category import Category
from payments.rules.facts import Facts, Line, LineState, NextMonths, Payer, StatePaid
from payments.rules.identifiers import is_bin
from payments.rules.months import Month
from payments.rules.refunds import RefundState
from portal.demo.orders import place_orders
from portal.demo.refunds import Desk, claim_back
from portal.demo.situation import Payment, Situation, ordered_months, payments, spans


def facts_of(situation: Situation, today: date) -> Facts:
    """What is known of a person on a day, without a database: whatever was paid out went back whole."""
    found = payments(situation, today)
    paid_out = [claimed.payment for claimed in situation.claims if claimed.has_come_to(RefundState.PAID_OUT)]
    refunded = {number % len(found): LineState.REFUNDED for number in paid_out}
    lines = tuple(
        Line(
            id=f"c{number}",
            period=payment.period,
            amount=payment.amount,
            payer=Payer.EMPLOYER if is_bin(payment.sender) else _own_payer(situation, payment.period, today),
            paid_on=payment.paid_on,
            state=LineState.RETURNED if payment.returned_on else refunded.get(number, LineState.CREDITED),
            credited_on=payment.credited_on,
        )
        for number, payment in enumerate(found)
        if payment.purpose_code.covers
    )
    return Facts(
        today=today,
        payer=_own_payer(situation, Month.containing(today), today),
        lines=lines + _sent_lines(situation, today),
        state_paid=tuple(
            StatePaid(span.first, span.last) for span in spans(situation, today) if span.category == Category.STATE_PAID
        ),
        next_months=_next_months(situation, lines, today),
        known_until=today - timedelta(days=1),
    )


def enter(situation: Situation, today: date) -> Person:
    """Write what is known of a person on a day into the ledger."""
    found = payments(situation, today)
    actor = Actor.system()
    ledger.record_spans(spans=spans(situation, today))
    ledger.credit(entries=[_entry(situation, payment, payment.credited_on) for payment in found], actor=actor)
    ledger.post_returns(
        entries=[_entry(situation, payment, payment.returned_on) for payment in found if payment.returned_on],
        actor=actor,
    )
    with transaction.atomic():
        person = ledger.lock_people({situation.iin: situation.names})[situation.iin]
    place_orders(situation, person, today)
    claim_back([situation], _desk(), today)
    return person


def _desk() -> Desk:
    """Four of the staff, where there are no accounts."""
    return Desk(*(Actor.objects.get_or_create(kind=Actor.Kind.STAFF, label=part)[0] for part in Desk._fields))


def _sent_lines(situation: Situation, today: date) -> tuple[Line, ...]:
    """What was ordered and paid here, and is not credited."""
    return tuple(
        Line(f"p{month}", month, amount, Payer.SELF, today - timedelta(days=ordered.days_ago), LineState.SENT)
        for ordered in situation.orders
        for month, amount in ordered_months(situation, ordered, today).items()
    )


def _own_payer(situation: Situation, month: Month, today: date) -> Payer:
    trades = _belongs(situation, Category.SOLE_TRADER, month, today)
    return Payer.SOLE_TRADER if trades else Payer.SELF


def _next_months(situation: Situation, lines: tuple[Line, ...], today: date) -> NextMonths:
    if _belongs(situation, Category.STATE_PAID, Month.containing(today) + 1, today):
        return NextMonths.STATE
    return NextMonths.EMPLOYER if any(line.payer is Payer.EMPLOYER for line in lines) else NextMonths.SELF


def _belongs(situation: Situation, category: Category, month: Month, today: date) -> bool:
    return any(
        span.category == category and span.first <= month <= (span.last or month) for span in spans(situation, today)
    )


def _entry(situation: Situation, payment: Payment, credited_on: date) -> ledger.Entry:
    return ledger.Entry(
        iin=situation.iin,
        period=payment.period,
        purpose_code=payment.purpose_code,
        amount=payment.amount,
        reference=payment.reference,
        paid_on=payment.paid_on,
        credited_on=credited_on,
        names=situation.names,
        sender_bin=payment.sender if is_bin(payment.sender) else "",
        sender_name=payment.sender_name,
        sender_iin="" if is_bin(payment.sender) else payment.sender,
    )
