"""Clients that keep their connections and ask again as soon as they are answered.

python -m tests.bench.load PORT PATH CLIENTS SECONDS [COOKIE]   prints {"answers": …, "failed": …, "seconds": …} as JSON
"""

import json
import selectors
import socket
import sys
from time import perf_counter

ASK = "GET {} HTTP/1.1\r\nHost: jarna.example\r\nX-Forwarded-Proto: https\r\n{}\r\n"
LENGTH = b"content-length:"


class Client:
    """One connection; one that the server closes is opened again."""

    def __init__(self, port: int, ask: bytes) -> None:
        self.port, self.ask = port, ask
        self.answers = self.failed = 0
        self.open()

    def open(self) -> None:
        """Connect and ask."""
        self.socket = socket.create_connection(("127.0.0.1", self.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(self.ask)
        self.came = b""

    def hear(self) -> None:
        """Take what came; once it is a whole answer, count it and ask again."""
        piece = self.socket.recv(65536)
        self.came += piece
        whole = length(self.came)
        if not piece:
            raise ConnectionResetError
        if whole is None or len(self.came) < whole:
            return
        self.answers += 1
        self.failed += not self.came.startswith(b"HTTP/1.1 200 ")
        self.came = b""
        self.socket.sendall(self.ask)


def length(came: bytes) -> int | None:
    """How long the whole answer is, as soon as its head is there."""
    head, end, _ = came.partition(b"\r\n\r\n")
    if not end:
        return None
    said = next(line for line in head.lower().split(b"\r\n") if line.startswith(LENGTH))
    return len(head) + len(end) + int(said.removeprefix(LENGTH))


def load(port: int, path: str, clients: int, seconds: float, cookie: str = "") -> dict[str, float]:
    """Ask for so long, by a cookie as one who is signed in."""
    ask = ASK.format(path, f"Cookie: {cookie}\r\n" if cookie else "").encode()
    poll = selectors.DefaultSelector()
    all_of_them = [Client(port, ask) for _ in range(clients)]
    for client in all_of_them:
        poll.register(client.socket, selectors.EVENT_READ, client)
    started = perf_counter()
    while (took := perf_counter() - started) < seconds:
        for key, _ in poll.select(seconds - took):
            hear(key.data, poll)
    answers, failed = (sum(getattr(client, name) for client in all_of_them) for name in ("answers", "failed"))
    return {"answers": answers, "failed": failed, "seconds": took}


def hear(client: Client, poll: selectors.BaseSelector) -> None:
    """One piece; a connection that ended between two answers is no fault, one that ended within is."""
    try:
        client.hear()
    except ConnectionError:
        client.failed += bool(client.came)
        poll.unregister(client.socket)
        client.socket.close()
        client.open()
        poll.register(client.socket, selectors.EVENT_READ, client)


if __name__ == "__main__":
    port, path, clients, seconds, *cookie = sys.argv[1:]
    print(json.dumps(load(int(port), path, int(clients), float(seconds), *cookie)))
