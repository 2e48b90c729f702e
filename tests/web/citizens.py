"""One citizen whose record a test lays out month by month."""

import re
from datetime import date

from payments import ledger
from payments.models import Actor, CategorySpan
from payments.rules.months import Month, span
from tests.payments.samples import AISHA, COMPANY, entry, person

TAG = re.compile(r"<[^>]*>")
TODAY = date(2026, 11, 22)
NOVEMBER = Month.of(2026, 11)
NAMES = ledger.Names("Сағындықова", "Айгүл", "Серікқызы")


def pays(first: str, last: str = "", amount: int = 4250, **changes) -> None:
    """The citizen paid each month by itself, in its own month or, for those to come, on 20 November."""
    months = span(Month.parse(first), Month.parse(last or first))
    entries = [
        entry(
            names=NAMES,
            period=month,
            amount=amount,
            reference=f"GCVP-{month}-{amount}",
            **{"paid_on": paid(month), "credited_on": paid(month)} | changes,
        )
        for month in months
    ]
    ledger.credit(entries=entries, actor=Actor.system())


def employer_pays(first: str, last: str = "") -> None:
    """An employer sent the contribution withheld from the wage."""
    pays(first, last, amount=6000, sender_bin=COMPANY, sender_name="Altyn Dala LLP")


def state_pays(first: str, last: str | None = None) -> None:
    """The citizen belongs to a category that the State pays for."""
    until = None if last is None else Month.parse(last).first_day
    CategorySpan.objects.create(
        person=person(AISHA), category="state_paid", first_month=Month.parse(first).first_day, last_month=until
    )


def paid(month: Month) -> date:
    """The day on which a month was paid."""
    return date(2026, 11, 20) if month >= NOVEMBER else month.first_day.replace(day=20)


def text_of(response) -> str:
    """The page without its tags and with plain spaces, to look for sentences in."""
    return " ".join(TAG.sub(" ", response.text).replace("\xa0", " ").split())
