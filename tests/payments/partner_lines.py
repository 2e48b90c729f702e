"""Registries of partners, as a door has read them."""

from collections.abc import Sequence
from datetime import date

from payments import ledger
from payments.models import Actor, Partner, PartnerRegistry, ReconciliationCase
from payments.rules.accounts import Account
from tests.payments.orders import NOVEMBER, TODAY
from tests.payments.samples import AISHA, staff

PRICE = 4250
Decision = ReconciliationCase.Decision


def partner(label: str = "Terminals", dialect: str = "osmp") -> Partner:
    """A network that calls; without a dialect a post that sends lists."""
    kind = Partner.Kind.TERMINALS if dialect else Partner.Kind.POST
    fields = {"kind": kind, "dialect": dialect, "login": label.lower()}
    return Partner.objects.get_or_create(actor=Actor.partner(label), defaults=fields)[0]


def account(iin: str = AISHA, period=NOVEMBER) -> Account:
    """For whom, by IIN."""
    return Account(None, iin, period)


def told(number: str = "1", amount: int = PRICE, *, by: Partner | None = None, on: date = TODAY) -> ledger.Taken:
    """The partner tells of money online."""
    return ledger.take(partner=(by or partner()).actor, deposit=ledger.Deposit(number, amount, on, account()))


def line(number: str = "1", amount: int = PRICE, *, on: date = TODAY, place: int = 1, **changed) -> ledger.PartnerLine:
    """One line of a registry."""
    usual = {"account": account(), "received": {"account": "5001·· ···· 10 112026"}}
    return ledger.PartnerLine(place, number, amount, on, **usual | changed)


def posted(
    *lines: ledger.PartnerLine,
    by: Partner | None = None,
    day: date = TODAY,
    sha: int | None = None,
    today: date = TODAY,
) -> ledger.PostedRegistry:
    """The registry of a day, its lines numbered as they come."""
    numbered = [ledger.PartnerLine(place, *fields) for place, fields in enumerate(map(_fields, lines), start=1)]
    file = ledger.PartnerFile(
        partner=by or partner(),
        day=day,
        sha256=f"{PartnerRegistry.objects.count() + 1 if sha is None else sha:064x}",
        name="registry.csv",
        format=PartnerRegistry.Format.CSV,
        line_count=len(lines),
        total=sum(one.amount for one in lines),
    )
    return ledger.post_partner_registry(file=file, lines=numbered, actor=Actor.system(), today=today)


def _fields(one: ledger.PartnerLine) -> Sequence:
    return (one.number, one.amount, one.paid_on, one.account, one.received)


def kinds(decision: str = "") -> dict[str, str]:
    """The cases by the partner's number."""
    cases = ReconciliationCase.objects.filter(decision=decision).select_related("line", "transaction")
    return {(case.line or case.transaction).number: case.kind for case in cases}


def decided(decision: Decision = Decision.TAKEN, by: str = "Desk 1") -> ReconciliationCase:
    """Staff decide the one case that waits."""
    case = ReconciliationCase.objects.order_by("pk").last()
    return ledger.decide_case(case=case, decision=decision, reason="A letter", actor=staff(by), today=TODAY)
