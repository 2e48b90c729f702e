"""What the steps of ordering show: the payments one by one, what can be added, and the total."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from django.utils.translation import get_language

from payments.ledger import Quote
from payments.rules.coverage import not_paid
from payments.rules.identifiers import grouped, oddities
from payments.rules.months import Month, span
from payments.rules.ordering import FIRST_PAYABLE, Unpayable, gaps_before
from payments.rules.situation import Situation
from payments.rules.status import YEAR
from portal import month_names, written
from portal.words import identifiers as iin_words
from portal.words import months as month_words
from portal.words import ordering as words


def rows(
    months: Sequence[Month], quote: Quote, *, current: Month, employer_has_not_paid: Collection[Month], opened: int
) -> list[dict[str, Any]]:
    """One row a payment, numbered from 1. Open is what has a fault, and the one that the reader asked to change."""
    shown = []
    for place, month in enumerate(months):
        refusal = quote.refusals.get(place)
        employer_pays = refusal is Unpayable.COVERED_BY_EMPLOYER
        payment = quote.opened.get(month) if refusal is Unpayable.ORDERED else None
        shown.append(
            {
                "number": place + 1,
                "label": written.month(month),
                "price": price(quote, place),
                "fault": words.unpayable(refusal, month) if refusal else "",
                "is_open": refusal is not None or place + 1 == opened,
                "is_asked": place + 1 == opened,
                "asks_about_employer": employer_pays or month in employer_has_not_paid,
                "employer_has_not_paid": month in employer_has_not_paid,
                "ordered": payment and {"reference": payment.reference, "key": payment.basket_key},
                **selects(current, month),
            }
        )
    return shown


def price(quote: Quote, place: int) -> str:
    """What one payment costs; a dash where it cannot be made."""
    amount = None if place in quote.refusals else quote.prices[place]
    return written.DASH if amount is None else written.tenge(amount)


def total(quote: Quote) -> dict[str, str]:
    """How many payments can be made, and what they cost together."""
    amounts = [amount for place, amount in enumerate(quote.prices) if place not in quote.refusals and amount]
    return {
        "label": words.total(len(amounts)),
        "sum": written.tenge(sum(amounts)),
        "aloud": words.total_aloud(len(amounts), sum(amounts)),
    }


def selects(current: Month, chosen: Month | None = None) -> dict[str, list[dict[str, Any]]]:
    """The months and the years to choose from; a year that is out of reach only if it was chosen already."""
    years = {*range(FIRST_PAYABLE.year, (current + YEAR).year + 1), *([chosen.year] if chosen else [])}
    year = (chosen or current).year
    return {
        "months": [
            {"value": number, "label": month_name(number), "selected": chosen is not None and number == chosen.number}
            for number in range(1, YEAR + 1)
        ],
        "years": [{"value": value, "selected": value == year} for value in sorted(years)],
    }


def month_name(number: int) -> str:
    """A month by its name alone, in the nominative."""
    name = month_names.name(Month.of(FIRST_PAYABLE.year, number), get_language())
    return name[:1].upper() + name[1:]


def ticks(now: Situation, left_out: Collection[Month]) -> list[dict[str, Any]]:
    """The unpaid months of the last twelve and the coming twelve that are neither listed nor ordered."""
    unpaid = now.unpaid(span(now.month - (YEAR - 1), now.month + YEAR))
    return [tick(month, now.month) for month in unpaid if month not in left_out]


def any_ticks(current: Month, left_out: Collection[Month]) -> list[dict[str, Any]]:
    """The same months of somebody else, all of them: what their record says of them is not for the payer."""
    return [
        tick(month, current) | {"look": "future", "word": ""}
        for month in span(current - (YEAR - 1), current + YEAR)
        if month not in left_out
    ]


def tick(month: Month, current: Month) -> dict[str, Any]:
    """A month to tick, in the look that it has on the quilt."""
    state = not_paid(month, current)
    return {
        "period": str(month),
        "name": month_names.name(month, get_language()),
        "year": month.year,
        "look": month_words.LOOKS[state],
        "word": month_words.word(state),
    }


def cautions(now: Situation, months: Sequence[Month], quote: Quote) -> list[str]:
    """What to think about before paying for these months, once nothing else speaks against them."""
    if quote.refusals:
        return []
    gaps = gaps_before(now, frozenset(months))
    return [words.caution(code, last=now.month + YEAR, gaps=gaps) for code in quote.cautions]


def mistakes(months: Sequence[Month], quote: Quote) -> Iterator[dict[str, str]]:
    """The same faults for the top of the page, each leading to its row."""
    for place, refusal in sorted(quote.refusals.items()):
        yield {"href": f"#id_month-{place + 1}", "text": words.unpayable(refusal, months[place])}


def iin(number: str) -> dict[str, Any]:
    """An IIN as its owner compares it, with what to look at twice."""
    unbroken = grouped(number).replace(" ", month_names.NBSP)
    return {"grouped": unbroken, "oddities": [iin_words.oddity(code) for code in oddities(number)]}


def table(months: Iterable[Month], quote: Quote) -> list[dict[str, Any]]:
    """The payments once more before they are ordered, earliest month first; `row` is the place in the list."""
    places = sorted(enumerate(months), key=lambda placed: placed[1])
    return [
        {
            "number": number,
            "row": place + 1,
            "month": month_name(month.number),
            "year": month.year,
            "label": written.month(month),
            "price": price(quote, place),
        }
        for number, (place, month) in enumerate(places, 1)
    ]
