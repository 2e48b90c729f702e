"""A stand-in for the acquirer on this machine: its two scripts, its page and its own calls, all in memory.

It shares the signature with the portal and nothing else; what it shows of itself stands in `acquirer_page`.
"""

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from socketserver import ThreadingMixIn
from threading import Lock, Thread
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urlencode, urlsplit
from urllib.request import Request, urlopen
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer
from wsgiref.types import WSGIApplication
from xml.etree import ElementTree

from portal import clock
from portal.acquiring.signature import SIGNATURE, sign
from portal.demo.acquirer_page import Press, policy, render, style

HOST = "127.0.0.1"
LARGEST = 64 * 1024
TIMEOUT = 10  # seconds
UNSIGNED, UNREADABLE, UNKNOWN_ORDER = "100", "200", "340"  # the acquirer's own codes
ANOTHER_SUM = 1000  # tenge too many
TOLD_TIMES = {Press.LOST: 0, Press.REPEATED: 5}

Fields = dict[str, str]


@dataclass(slots=True)
class HostedPayment:
    """A payment on the page: what the portal asked for, what became of it, and what the portal said to that."""

    number: str
    asked: Fields
    opened_at: str
    status: str = "new"
    paid_at: str = ""
    replies: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back to whoever asked."""

    body: bytes = b""
    kind: str = "text/xml"
    status: HTTPStatus = HTTPStatus.OK
    headers: tuple[tuple[str, str], ...] = ()


class Simulator:
    """The acquirer of one merchant. `start` says at which address it listens."""

    def __init__(
        self, merchant: str = "500001", secret: str = "", beside: Mapping[str, WSGIApplication] | None = None
    ) -> None:
        """`beside` are other simulators that are served from here, each by the first part of its addresses."""
        self.merchant = merchant
        self.secret = secret or secrets.token_hex(16)
        self._beside = beside or {}
        self.payments: dict[str, HostedPayment] = {}  # by number, in the order in which they were opened
        self._lock = Lock()

    def start(self, port: int = 0) -> str:
        """Listen, by default wherever there is room."""
        self._server = _Server((HOST, port), _Quiet)
        self._server.set_app(self)
        self.url = f"http://{HOST}:{self._server.server_port}"
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self.url

    def stop(self) -> None:
        """Listen no more."""
        self._server.shutdown()
        self._server.server_close()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
        """One request, as WSGI has it."""
        if (other := self._beside.get(environ["PATH_INFO"].split("/")[1])) is not None:
            return other(environ, start_response)
        form = _form(environ)
        match environ["REQUEST_METHOD"], environ["PATH_INFO"].split("/")[1:]:
            case "POST", ["init_payment.php" as script]:
                answer = self._answer(script, form, self._open)
            case "POST", ["get_status3.php" as script]:
                answer = self._answer(script, form, self._status)
            case "GET" | "HEAD", ["pay", number] if number in self.payments:
                answer = self._page(self.payments[number])
            case "POST", ["pay", number] if number in self.payments and form.get("press") in set(Press):
                answer = _see_other(self.settle(number, Press(form["press"])))
            case "GET" | "HEAD", ["style.css"]:
                answer = Answer(style(), "text/css")
            case _:
                answer = Answer(status=HTTPStatus.NOT_FOUND)
        headers = [("Content-Type", f"{answer.kind}; charset=utf-8"), *answer.headers]
        start_response(f"{answer.status.value} {answer.status.phrase}", headers)
        return [answer.body]

    def settle(self, number: str, press: Press) -> str:
        """What a button of the page does: once, however often it is pressed. Gives where the browser goes next."""
        payment = self.payments[number]
        with self._lock:
            first = payment.status == "new"
            if first:
                payment.status = "error" if press is Press.DECLINE else "success"
                payment.paid_at = _noon()
        if first:
            sum_told = int(payment.asked["pg_amount"]) + (ANOTHER_SUM if press is Press.CHANGED else 0)
            for _ in range(TOLD_TIMES.get(press, 1)):
                payment.replies.append(self.tell(payment, sum_told))
        return self._way_back(payment)

    def tell(self, payment: HostedPayment, amount: int) -> str:
        """Call the portal as the acquirer does; gives what it replied: a status, or why there was none."""
        url = payment.asked["pg_result_url"]
        told = self._about(payment) | {
            "pg_amount": f"{amount}.00",
            "pg_result": "1" if payment.status == "success" else "0",
            "pg_payment_date": payment.paid_at,
            "pg_can_reject": "1",
        }
        request = Request(url, urlencode(self._signed(_script(url), told)).encode())  # noqa: S310 - the portal's own
        try:
            with urlopen(request, timeout=TIMEOUT) as reply:  # noqa: S310
                return self._understood(_script(url), reply.read(LARGEST))
        except HTTPError as refusal:
            refusal.close()
            return f"{refusal.code}"
        except OSError as fault:
            return type(fault).__name__

    def _answer(self, script: str, asked: Fields, act: Callable[[Fields], Fields]) -> Answer:
        """A script's answer, signed unless somebody else asks."""
        if asked.get("pg_merchant_id") != self.merchant:
            return _xml(_error(UNSIGNED))
        if asked.get(SIGNATURE) != sign(script, asked, self.secret):
            return _xml(self._signed(script, _error(UNSIGNED)))
        return _xml(self._signed(script, act(asked)))

    def _open(self, asked: Fields) -> Fields:
        addresses = ("pg_result_url", "pg_success_url", "pg_failure_url")
        if not asked.get("pg_amount", "").isdecimal() or not all(asked.get(name) for name in addresses):
            return _error(UNREADABLE)
        payment = HostedPayment(f"{100_000_000 + secrets.randbelow(900_000_000)}", asked, _noon())
        self.payments[payment.number] = payment
        page = f"{self.url}/pay/{payment.number}"
        return {"pg_status": "ok", "pg_payment_id": payment.number, "pg_redirect_url": page}

    def _status(self, asked: Fields) -> Fields:
        with self._lock:
            opened = list(self.payments.values())
        of_order = [payment for payment in opened if payment.asked["pg_order_id"] == asked.get("pg_order_id")]
        if not of_order:
            return _error(UNKNOWN_ORDER)
        payment = of_order[-1]
        known = {"pg_payment_status": payment.status, "pg_create_date": payment.opened_at}
        return {"pg_status": "ok", **known, **self._about(payment)}

    def _about(self, payment: HostedPayment) -> Fields:
        return {
            "pg_order_id": payment.asked["pg_order_id"],
            "pg_payment_id": payment.number,
            "pg_amount": f"{payment.asked['pg_amount']}.00",
            "pg_currency": payment.asked["pg_currency"],
        }

    def _page(self, payment: HostedPayment) -> Answer:
        asked = payment.asked
        way_back = self._way_back(payment) if payment.status != "new" else ""
        page = render(asked["pg_language"], asked["pg_description"], int(asked["pg_amount"]), way_back)
        allowed = policy(asked["pg_success_url"], asked["pg_failure_url"])
        return Answer(page, "text/html", headers=(("Content-Security-Policy", allowed),))

    def _way_back(self, payment: HostedPayment) -> str:
        """The portal's page for this end, with what the acquirer adds to its address."""
        url = payment.asked["pg_success_url" if payment.status == "success" else "pg_failure_url"]
        added = {"pg_order_id": payment.asked["pg_order_id"], "pg_payment_id": payment.number}
        return f"{url}{'&' if urlsplit(url).query else '?'}{urlencode(self._signed(_script(url), added))}"

    def _signed(self, script: str, fields: Fields) -> Fields:
        salted = fields | {"pg_salt": secrets.token_hex(8)}
        return salted | {SIGNATURE: sign(script, salted, self.secret)}

    def _understood(self, script: str, body: bytes) -> str:
        try:
            reply = {part.tag: part.text or "" for part in ElementTree.fromstring(body)}  # noqa: S314 - our own portal
        except ElementTree.ParseError:
            return "unreadable"
        is_ours = reply.get(SIGNATURE) == sign(script, reply, self.secret)
        return reply.get("pg_status", "") if is_ours else "not signed"


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """Keep the terminal for the portal."""


def _form(environ: Mapping[str, Any]) -> Fields:
    length = min(int(environ.get("CONTENT_LENGTH") or 0), LARGEST)
    return dict(parse_qsl(environ["wsgi.input"].read(length).decode(), keep_blank_values=True))


def _noon() -> str:
    return f"{clock.today()} 12:00:00"


def _script(url: str) -> str:
    return urlsplit(url).path.rpartition("/")[2]


def _error(code: str) -> Fields:
    return {"pg_status": "error", "pg_error_code": code, "pg_error_description": "Simulated refusal"}


def _xml(fields: Fields) -> Answer:
    response = ElementTree.Element("response")
    for name, value in fields.items():
        ElementTree.SubElement(response, name).text = value
    return Answer(ElementTree.tostring(response, encoding="utf-8", xml_declaration=True))


def _see_other(url: str) -> Answer:
    return Answer(status=HTTPStatus.SEE_OTHER, headers=(("Location", url),))
