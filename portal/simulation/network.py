"""The network itself: terminals that call side by side, each over a line of its own, and remember all they heard."""

from base64 import b64encode
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from itertools import count
from threading import Lock, local
from time import monotonic, sleep
from urllib.parse import urlsplit

from portal.simulation.dialects import Heard, Intent, Spoken

TIMEOUT = 60  # seconds: so long do partners wait
TRIES = 6  # of a call that was not answered, or answered with "ask again"
PAUSE = 0.2  # seconds before the next try; each is twice as long as the one before


@dataclass(slots=True)
class Ledger:
    """What was heard. `paid` has our side's number for each of theirs: all that were ever said."""

    codes: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    paid: dict[str, set[str]] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)

    @property
    def doubled(self) -> list[str]:
        """Numbers that stand for two payments, or share one with another number."""
        owners = Counter(number for numbers in self.paid.values() for number in numbers)
        return [
            own for own, numbers in self.paid.items() if len(numbers) > 1 or any(owners[one] > 1 for one in numbers)
        ]


class Network:
    """A partner and its terminals."""

    def __init__(self, url: str, dialect: Spoken, login: str, key: str, rate: float = 0) -> None:
        self.server, self.dialect, self.rate = urlsplit(url), dialect, rate
        self.headers = {"Authorization": f"Basic {b64encode(f'{login}:{key}'.encode()).decode()}"}
        self.heard = Ledger()
        self._lines, self._lock, self._turns, self._began = local(), Lock(), count(), monotonic()

    def run(self, intents: Sequence[Intent], clients: int) -> Ledger:
        """Tell of every payment, side by side. One that stands there twice is told twice."""
        with ExitStack() as self._open, ThreadPoolExecutor(clients) as terminals:
            list(terminals.map(self.serve, intents))
        return self.heard

    def serve(self, intent: Intent) -> None:
        """One payer at one terminal: ask whether it is right, take the money, tell of it until it is answered."""
        self._wait_for_turn()
        self._ask("check", intent.number, self.dialect.check(intent))
        heard = self._ask("pay", intent.number, self.dialect.pay(intent))
        with self._lock:
            if heard.code == 0 and heard.number:
                self.heard.paid.setdefault(intent.number, set()).add(heard.number)
            else:
                self.heard.lost.add(intent.number)

    def _wait_for_turn(self) -> None:
        if self.rate:
            sleep(max(0.0, self._began + next(self._turns) / self.rate - monotonic()))

    def _ask(self, command: str, number: str, fields: Mapping[str, str]) -> Heard:
        for attempt in range(TRIES):
            began = monotonic()
            status, body = self._call(self.dialect.address(fields))
            heard = self.dialect.hear(body)
            said = f"{command} {status if heard.code is None else heard.code}"
            with self._lock:
                self.heard.codes[said] += 1
                self.heard.seconds.append(monotonic() - began)
            if heard.code is not None and heard.code not in self.dialect.again:
                break
            sleep(PAUSE * 2**attempt)
        return heard

    def _call(self, address: str) -> tuple[str, bytes]:
        """The status and what was answered; a line that breaks is an answer that never came."""
        try:
            line = self._line()
            line.request("GET", address, headers=self.headers)
            answer = line.getresponse()
            return f"HTTP {answer.status}", answer.read()
        except (OSError, HTTPException) as error:
            self._lines.one.close()
            return type(error).__name__, b""

    def _line(self) -> HTTPConnection:
        """The terminal's own, kept from call to call."""
        if not hasattr(self._lines, "one"):
            make = HTTPSConnection if self.server.scheme == "https" else HTTPConnection
            line = make(self.server.hostname or "", self.server.port, timeout=TIMEOUT)
            self._lines.one = self._open.enter_context(closing(line))
        return self._lines.one
