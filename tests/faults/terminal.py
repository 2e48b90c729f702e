"""A terminal that tells of money until it has a final answer, whatever happens to its calls."""

import re
import select
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from threading import Barrier, Lock
from typing import NamedTuple
from urllib.parse import urlencode

from payments.rules.identifiers import check_digit

LOGIN, KEY = "faults", "the key of the fault tests"
RESULT = re.compile(r"<result>(\d+)</result>")
PRV_TXN = re.compile(r"<prv_txn>(\d+)</prv_txn>")
BETWEEN_TRIES = 0.05  # seconds, as a terminal waits before it calls again
TRIES = 400
HEADERS = {
    "Host": "portal.example",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-For": "127.0.0.1",
    "Authorization": f"Basic {b64encode(f'{LOGIN}:{KEY}'.encode()).decode()}",
}


class Told(NamedTuple):
    """Money that a terminal tells of."""

    number: int
    account: str
    amount: int = 4250


@dataclass
class Terminal:
    """Many clients at one port. `answers` has the final body for each number, `tries` what each call came to."""

    port: int
    timeout: float = 20
    answers: dict[int, set[str]] = field(default_factory=dict)
    tries: Counter = field(default_factory=Counter)
    lock: Lock = field(default_factory=Lock)

    def tell(self, told: Told) -> str:
        """Call until the answer is final."""
        for _ in range(TRIES):
            body = self.call(told)
            if body is not None and RESULT.search(body)[1] != "1":
                with self.lock:
                    self.answers.setdefault(told.number, set()).add(body)
                return body
            select.select([], [], [], BETWEEN_TRIES)
        raise AssertionError(f"no final answer for {told.number}")

    def call(self, told: Told) -> str | None:
        """One call; None where no answer came."""
        fields = {
            "command": "pay",
            "txn_id": told.number,
            "account": told.account,
            "sum": f"{told.amount}.00",
            "txn_date": "20261120120000",
        }
        try:
            with closing(HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)) as connection:
                connection.request("GET", f"/bank/osmp?{urlencode(fields)}", headers=HEADERS)
                answer = connection.getresponse()
                body = answer.read().decode()
        except (OSError, HTTPException) as error:
            self.count(type(error).__name__)
            return None
        self.count(f"{answer.status} {RESULT.findall(body)}")
        return body if answer.status == 200 else None

    def count(self, what: str) -> None:
        """What a call came to."""
        with self.lock:
            self.tries[what] += 1

    def tell_all(self, all_of_it: Iterable[Told], *, clients: int = 12) -> None:
        """So many at a time."""
        with ThreadPoolExecutor(clients) as pool:
            list(pool.map(self.tell, all_of_it))

    def tell_at_once(self, told: Told, *, clients: int = 12) -> None:
        """All clients let go at one barrier."""
        barrier = Barrier(clients)

        def one(_number: int) -> None:
            barrier.wait()
            self.tell(told)

        with ThreadPoolExecutor(clients) as pool:
            list(pool.map(one, range(clients)))

    @property
    def taken(self) -> dict[int, int]:
        """Our number for each of the terminal's that was taken, after all had the same answer each time."""
        differing = {number: bodies for number, bodies in self.answers.items() if len(bodies) != 1}
        assert not differing
        bodies = {number: next(iter(bodies)) for number, bodies in self.answers.items()}
        assert {number: body for number, body in bodies.items() if RESULT.search(body)[1] != "0"} == {}
        return {number: int(PRV_TXN.search(body)[1]) for number, body in bodies.items()}


def people() -> Iterator[str]:
    """Invented IINs, of a century that nobody alive was born in."""
    for number in range(100_000):
        eleven = f"{number // 10_000:02}0101{1}{number % 10_000:04}"
        digit = check_digit(eleven)
        if digit is not None:
            yield f"{eleven}{digit}"
