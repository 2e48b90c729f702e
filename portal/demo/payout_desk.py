"""The other half of the registry's side: which payouts wait for an answer, and a button for each answer."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from payments.models import Payout, PayoutAnswer
from payments.rules.refund_numbers import grouped_number
from portal.demo.payouts import answer

Outcome = PayoutAnswer.Outcome
MOST = 100  # rows of the table


class Words(NamedTuple):
    """What the table says in one language."""

    title: str
    nothing: str
    payout: str
    request: str
    sum: str
    buttons: dict[Outcome, str]


WORDS = {
    "kk": Words(
        "Төлеп берулер",
        "Жауабы күтілетін төлеп беру жоқ.",
        "Төлеп беру",
        "Өтініш",
        "Сома",
        {Outcome.PAID: "Төленді", Outcome.RETURNED: "Адамның банкі қайтарды"},
    ),
    "ru": Words(
        "Выплаты",
        "Выплат, ответа на которые ждут, нет.",
        "Выплата",
        "Заявление",
        "Сумма",
        {Outcome.PAID: "Выплачено", Outcome.RETURNED: "Банк получателя вернул"},
    ),
    "en": Words(
        "Payouts",
        "No payout waits for an answer.",
        "Payout",
        "Request",
        "Sum",
        {Outcome.PAID: "Paid", Outcome.RETURNED: "Returned by the person’s bank"},
    ),
}

SECTION = "<h2>{title}</h2>\n{content}"
TABLE = """<form method="post"><table><thead><tr><th>{payout}</th><th>{request}</th><th>{sum}</th><td></td></tr></thead>
<tbody>{rows}</tbody></table></form>"""
ROW = "<tr><td>{payout}</td><td>{request}</td><td>{sum}</td><td>{buttons}</td></tr>"
BUTTON = '<button name="{outcome}" value="{payout}">{label}</button>'


def answered(form: dict[str, str], today: date) -> bool:
    """Answer one payout as the form says; False where it says nothing of payouts that wait."""
    waiting = {payout.number: payout for payout in waiting_payouts()}
    for outcome in Outcome:
        if (payout := waiting.get(form.get(outcome, ""))) is not None:
            answer([payout], outcome, today)
            return True
    return False


def waiting_payouts() -> QuerySet[Payout]:
    """Every payout without an answer, newest first."""
    return Payout.objects.filter(answer=None).select_related("decision__request").order_by("-pk")[:MOST]


def render(language: str) -> str:
    """The heading and the table, or that there is nothing to answer."""
    words = WORDS[language]
    payouts = waiting_payouts()
    return SECTION.format(title=words.title, content=_table(words, payouts) if payouts else f"<p>{words.nothing}</p>")


def _table(words: Words, payouts: Iterable[Payout]) -> str:
    rows = "".join(_row(words, payout) for payout in payouts)
    return TABLE.format(payout=words.payout, request=words.request, sum=words.sum, rows=rows)


def _row(words: Words, payout: Payout) -> str:
    buttons = (
        BUTTON.format(outcome=outcome, payout=payout.number, label=label) for outcome, label in words.buttons.items()
    )
    return ROW.format(
        payout=payout.number,
        request=grouped_number(payout.decision.request.number),
        sum=f"{payout.amount} ₸",
        buttons=" ".join(buttons),
    )
