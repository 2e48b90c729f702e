"""A proxy that cuts some answers once the request has arrived, so that nobody knows what was done."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from random import Random
from threading import Event, Lock, Thread

from tests.deploy.serving import free_port


@dataclass
class Proxy:
    """Before a port. `cuts` says of an answer whether it is lost; `count` counts those that were."""

    target: int
    cuts: Callable[[bytes], bool]
    port: int = field(default_factory=free_port)
    count: int = 0
    goes_on: Event = field(default_factory=Event)
    lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self.goes_on.set()
        self.listener = socket.create_server(("127.0.0.1", self.port))
        Thread(target=self.listen, daemon=True).start()

    def listen(self) -> None:
        """A pair of threads for each connection."""
        with suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                with suppress(OSError):
                    server = socket.create_connection(("127.0.0.1", self.target))
                    Thread(target=self.pass_on, args=(client, server, False), daemon=True).start()
                    Thread(target=self.pass_on, args=(server, client, True), daemon=True).start()
                    continue
                client.close()

    def pass_on(self, source: socket.socket, to: socket.socket, is_answer: bool) -> None:
        """Until one side ends, or an answer is cut; while it is held nothing passes."""
        with suppress(OSError):
            while piece := source.recv(65536):
                self.goes_on.wait()
                if is_answer and self.is_cut(piece):
                    break
                to.sendall(piece)
        for end in (source, to):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def is_cut(self, piece: bytes) -> bool:
        """Counted, so that the test can say that it happened."""
        with self.lock:
            is_cut = self.cuts(piece)
            self.count += is_cut
            return is_cut


@contextmanager
def proxy(target: int, cuts: Callable[[bytes], bool] = lambda _piece: False) -> Iterator[Proxy]:
    """One, until the block is over."""
    one = Proxy(target, cuts)
    try:
        yield one
    finally:
        one.goes_on.set()
        one.listener.close()


def share(of: float, chance: Random) -> Callable[[bytes], bool]:
    """Cut so many of all."""
    return lambda _piece: chance.random() < of
