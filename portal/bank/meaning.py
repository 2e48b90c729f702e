"""What a call means and what follows from it: the same for every dialect.

A check refuses what is not to be paid. A pay refuses only what can be refused for good, because the money has moved:
what nobody can read, and a reference that no payment has.
"""

import re
from datetime import date

from django.conf import settings

from payments import ledger
from payments.models import Actor, Transaction
from payments.rules.accounts import Account, AccountFault, read_account
from payments.rules.bounds import FIRST_DAY
from payments.rules.deposits import LARGEST, Irrevocable
from portal.bank.calls import Call, Command, Reply, Verdict
from portal.bank.fields import Unreadable

NUMBER = re.compile(r"[0-9A-Za-z._-]{1,64}")
SUM = re.compile(r"([0-9]{1,12})(?:[.,]([0-9]{1,2}))?")
SMALLEST = 1

UNWANTED = {
    ledger.Unwanted.NO_PAYMENT: Verdict.NOT_FOUND,
    ledger.Unwanted.ALREADY_PAID: Verdict.ALREADY_PAID,
    ledger.Unwanted.OVER: Verdict.NOT_PAYABLE,
    ledger.Unwanted.OUT_OF_REACH: Verdict.NOT_PAYABLE,
}
UNTAKEABLE = {
    ledger.Untakeable.NO_PAYMENT: Verdict.NOT_FOUND,
    ledger.Untakeable.KNOWN_OTHERWISE: Verdict.REUSED,
}


def answer(call: Call, partner: Actor, today: date) -> Reply:
    """Do what a call asks for. Called again with the same it does nothing more, and answers the same."""
    try:
        if NUMBER.fullmatch(call.number) is None:
            raise Unreadable(Verdict.BAD_NUMBER)
        return COMMANDS[call.command](call, partner, today)
    except Unreadable as unreadable:
        return Reply(unreadable.verdict, call.number)


def _check(call: Call, partner: Actor, today: date) -> Reply:
    """The sum in a check is fictitious: terminals ask before anybody has put money in."""
    checked = ledger.check_deposit(account=_account(call), today=today, settings=settings.LAW)
    if checked.unwanted is not None:
        return Reply(UNWANTED[checked.unwanted], call.number)
    amount = checked.months[0][1] if len(checked.months) == 1 else None
    return Reply(Verdict.OK, call.number, amount=amount, name=checked.name, months=checked.months)


def _pay(call: Call, partner: Actor, today: date) -> Reply:
    # The partner's clock may be wrong: nothing is paid tomorrow.
    day = min(call.day or today, today)
    if day < FIRST_DAY:
        raise Unreadable(Verdict.BAD_DAY)
    deposit = ledger.Deposit(call.number, _tenge(call.amount), day, _account(call))
    try:
        taken = ledger.take(partner=partner, deposit=deposit)
    except ledger.Refused as refused:
        return Reply(UNTAKEABLE[refused.reason], call.number)
    verdict = Verdict.CANCELLED if taken.is_cancelled else Verdict.OK
    return Reply(verdict, call.number, taken.id, taken.amount, taken.paid_on, taken.received_at)


def _cancel(call: Call, partner: Actor, today: date) -> Reply:
    try:
        cancelled = ledger.cancel_deposit(partner=partner, number=call.number, day=today)
    except ledger.Refused as refused:
        verdict = Verdict.UNKNOWN if refused.reason is Irrevocable.UNKNOWN else Verdict.IRREVOCABLE
        return Reply(verdict, call.number)
    return _of(cancelled.transaction, Verdict.OK)


def _status(call: Call, partner: Actor, today: date) -> Reply:
    """Only the partner's own: another one's number is unknown."""
    taken = Transaction.objects.select_related("cancellation").filter(partner=partner, number=call.number).first()
    if taken is None:
        return Reply(Verdict.UNKNOWN, call.number)
    return _of(taken, Verdict.CANCELLED if hasattr(taken, "cancellation") else Verdict.OK)


COMMANDS = {Command.CHECK: _check, Command.PAY: _pay, Command.CANCEL: _cancel, Command.STATUS: _status}


def _of(taken: Transaction, verdict: Verdict) -> Reply:
    return Reply(verdict, taken.number, taken.pk, taken.amount, taken.paid_on, taken.received_at)


def _account(call: Call) -> Account:
    account = read_account(call.account, call.period)
    if isinstance(account, AccountFault):
        raise Unreadable(Verdict.BAD_ACCOUNT)
    return account


def _tenge(text: str) -> int:
    """A sum in whole tenge: `4250`, `4250.00`. Contributions have no tiyn, so that a part of a tenge is a mistake."""
    read = SUM.fullmatch(text.strip())
    if read is None or int(read[2] or "0"):
        raise Unreadable(Verdict.BAD_SUM)
    tenge = int(read[1])
    if tenge < SMALLEST:
        raise Unreadable(Verdict.TOO_SMALL)
    if tenge > LARGEST:
        raise Unreadable(Verdict.TOO_BIG)
    return tenge
