"""The registry's side of the demo: which payments are waiting, and a button for each thing that can happen to them."""

from collections.abc import Callable, Iterable
from html import escape
from http import HTTPStatus
from http.cookies import SimpleCookie
from typing import Any, NamedTuple
from urllib.parse import parse_qs

from django.db import connections

from payments import history
from payments.history import RecordedPayment
from payments.models import PaymentStep
from payments.rules.payment_states import PaymentState
from payments.rules.references import grouped_reference
from portal import clock
from portal.demo import payout_desk
from portal.demo.acquirer_page import page, policy
from portal.demo.deliveries import deliver

LARGEST = 64 * 1024
WAITING = (PaymentState.ORDERED, PaymentState.SENT)
MOST = 100  # rows of the page


class Words(NamedTuple):
    """What the page says in one language."""

    title: str
    lead: str
    nothing: str
    month: str
    sum: str
    reference: str
    state: dict[PaymentState, str]
    credit_all: str
    credit: str
    send_back: str


WORDS = {
    "kk": Words(
        "Тізілім симуляторы",
        "Бұл – көрсетуге арналған бет. Мемлекеттік корпорацияның тізілімі осы жерден келеді.",
        "Ақшасы күтілетін төлем жоқ.",
        "Кезең",
        "Сома",
        "Төлем нөмірі",
        {PaymentState.ORDERED: "төленбеген", PaymentState.SENT: "төленді"},
        "Төленгеннің бәрін есепке алу",
        "Есепке алу",
        "Банк қайтарды",
    ),
    "ru": Words(
        "Симулятор реестра",
        "Эта страница – для показа. Отсюда приходит реестр Госкорпорации.",
        "Платежей, денег которых ждут, нет.",
        "Период",
        "Сумма",
        "Номер платежа",
        {PaymentState.ORDERED: "не оплачен", PaymentState.SENT: "оплачен"},
        "Зачислить все оплаченные",
        "Зачислить",
        "Банк вернул",
    ),
    "en": Words(
        "Simulated registry",
        "This page is for show. The State Corporation’s registry comes from here.",
        "No payment waits for its money.",
        "Period",
        "Sum",
        "Reference",
        {PaymentState.ORDERED: "not paid", PaymentState.SENT: "paid"},
        "Credit all that are paid",
        "Credit",
        "The bank sent it back",
    ),
}

TABLE = """<form method="post"><button name="credit" value="all">{credit_all}</button>
<table><thead><tr><th>{reference}</th><th>{month}</th><th>{sum}</th><td></td><td></td></tr></thead>
<tbody>{rows}</tbody></table></form>"""
ROW = """<tr><td>{reference}</td><td>{month}</td><td>{sum}</td><td>{state}</td>
<td><button name="credit" value="{number}">{credit}</button>{send_back}</td></tr>"""
SEND_BACK = ' <button name="return" value="{number}">{label}</button>'


class RegistryDesk:
    """A small application beside the acquirer's: the page, and what its buttons do."""

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
        """One request, as WSGI has it."""
        try:
            if environ["REQUEST_METHOD"] == "POST":
                press(_form(environ))
                start_response(f"{HTTPStatus.SEE_OTHER.value} See Other", [("Location", "/registry")])
                return [b""]
            body = render(_language(environ))
        finally:
            connections.close_all()
        headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Security-Policy", policy())]
        start_response("200 OK", headers)
        return [body]


def press(form: dict[str, str]) -> None:
    """Credit one payment, or all that are paid, or send one back; or answer a payout."""
    today = clock.today()
    if payout_desk.answered(form, today):
        return
    waiting = {f"{payment.number}": payment for payment in waiting_payments()}
    if form.get("credit") == "all":
        paid = [payment for payment in waiting.values() if payment.state is PaymentState.SENT]
        if paid:
            deliver(paid, today)
    elif (credited := waiting.get(form.get("credit", ""))) is not None:
        deliver([credited], today)
    elif (returned := waiting.get(form.get("return", ""))) is not None:
        deliver([returned], today, operation="return")


def waiting_payments() -> tuple[RecordedPayment, ...]:
    """Every payment that is ordered or paid and has not arrived, newest first."""
    today = clock.today()
    settled = PaymentStep.objects.exclude(state__in=WAITING).values("payment")
    numbers = PaymentStep.objects.exclude(payment__in=settled).values_list("payment", flat=True).distinct()
    found = history.payments_numbered(numbers.order_by("-payment")[:MOST], today)
    return tuple(payment for payment in found if payment.state in WAITING)


def render(language: str) -> bytes:
    """The page in one language."""
    words = WORDS[language]
    payments = waiting_payments()
    table = _table(words, payments) if payments else f"<p>{words.nothing}</p>"
    return page(language, words.title, words.lead, table + payout_desk.render(language))


def _table(words: Words, payments: Iterable[RecordedPayment]) -> str:
    return TABLE.format(
        credit_all=words.credit_all,
        reference=words.reference,
        month=words.month,
        sum=words.sum,
        rows="".join(_row(words, payment) for payment in payments),
    )


def _row(words: Words, payment: RecordedPayment) -> str:
    is_paid = payment.state is PaymentState.SENT
    return ROW.format(
        reference=grouped_reference(payment.reference),
        month=escape(f"{payment.period}"),
        sum=f"{payment.amount} ₸",
        state=words.state[payment.state],
        number=payment.number,
        credit=words.credit,
        send_back=SEND_BACK.format(number=payment.number, label=words.send_back) if is_paid else "",
    )


def _language(environ: dict[str, Any]) -> str:
    """The one that the reader chose in the portal: cookies know no ports."""
    chosen = SimpleCookie(environ.get("HTTP_COOKIE", "")).get("language")
    return chosen.value if chosen and chosen.value in WORDS else "kk"


def _form(environ: dict[str, Any]) -> dict[str, str]:
    length = min(int(environ.get("CONTENT_LENGTH") or 0), LARGEST)
    return {name: values[-1] for name, values in parse_qs(environ["wsgi.input"].read(length).decode()).items()}
