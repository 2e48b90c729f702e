"""Partners that pay: clients that keep their connections, each payment a new one and of somebody else.

python -m tests.bench.pay_load PORT PATH CLIENTS SECONDS RUN PEOPLE AUTHORIZATION
prints {"answers": …, "failed": …, "seconds": …, "ms": [p50, p99]} as JSON. The same is asked of whichever path, so
that a view that does nothing is measured by the same requests.
"""

import json
import selectors
import sys
from collections.abc import Iterator
from datetime import date
from itertools import count, cycle, islice
from time import perf_counter

from portal.simulation.dialects import SPOKEN, Intent
from portal.simulation.people import invented_iins
from tests.bench.load import Client, hear, length

HEADERS = "Host: jarna.example\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 127.0.0.1\r\nAuthorization: {}\r\n"
TAKEN = {"/bank/osmp": b"<result>0</result>"}


class Payer(Client):
    """A connection that never asks the same twice, and takes a refusal for a fault."""

    def __init__(self, port: int, asks: Iterator[bytes], right: bytes) -> None:
        self.asks, self.right = asks, right
        self.took: list[float] = []
        super().__init__(port, b"")

    @property
    def ask(self) -> bytes:
        """The next one; its time begins."""
        self.asked_at = perf_counter()
        return next(self.asks)

    @ask.setter
    def ask(self, _same: bytes) -> None:
        """There is no same one."""

    def hear(self) -> None:
        """Take what came; once it is a whole answer, count it and ask the next."""
        piece = self.socket.recv(65536)
        self.came += piece
        whole = length(self.came)
        if not piece:
            raise ConnectionResetError
        if whole is None or len(self.came) < whole:
            return
        self.answers += 1
        self.failed += self.right not in self.came
        self.took.append(perf_counter() - self.asked_at)
        self.came = b""
        self.socket.sendall(self.ask)


def asks(path: str, run: int, people: int, authorization: str) -> Iterator[bytes]:
    """Pays of this month, one person after the other, each with a number of its own."""
    spoken, today, head = SPOKEN["osmp"], date.today(), HEADERS.format(authorization)
    accounts = cycle([f"{iin}{today:%m%Y}" for iin in islice(invented_iins(), people)])
    for number, account in zip(count(run * 10**9), accounts):
        fields = spoken.pay(Intent(f"{number}", account, 4250, f"{today:%Y%m%d}000000"))
        address = spoken.address(fields).replace(spoken.path, path)
        yield f"GET {address} HTTP/1.1\r\n{head}\r\n".encode()


def load(port: int, path: str, clients: int, seconds: float, of: Iterator[bytes]) -> dict[str, object]:
    """Ask for so long."""
    poll = selectors.DefaultSelector()
    payers = [Payer(port, of, TAKEN.get(path, b"")) for _ in range(clients)]
    for payer in payers:
        poll.register(payer.socket, selectors.EVENT_READ, payer)
    started = perf_counter()
    while (passed := perf_counter() - started) < seconds:
        for key, _ in poll.select(seconds - passed):
            hear(key.data, poll)
    answers, failed = (sum(getattr(payer, name) for payer in payers) for name in ("answers", "failed"))
    took = sorted(each for payer in payers for each in payer.took)
    half, most = (round(took[int(len(took) * share)] * 1000, 1) for share in (0.5, 0.99))
    return {"answers": answers, "failed": failed, "seconds": passed, "ms": [half, most]}


if __name__ == "__main__":
    port, path, clients, seconds, run, people, authorization = sys.argv[1:]
    told = asks(path, int(run), int(people), authorization)
    print(json.dumps(load(int(port), path, int(clients), float(seconds), told)))
