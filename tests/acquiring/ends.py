"""The other ends of a wire, on this machine: one that answers what it is told to, and one that never answers."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qsl

Form = dict[str, str]


class Listener(ThreadingHTTPServer):
    """It keeps what was posted, and answers each time with the next of its answers, the last one for ever."""

    daemon_threads = True

    def __init__(self, *answers: bytes, status: int = 200, location: str = "") -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers, self.status, self.location = list(answers), status, location
        self.posted: list[Form] = []
        self.url = f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Listener

    def do_POST(self) -> None:
        """Take it down, and answer."""
        body = self.rfile.read(int(self.headers["Content-Length"] or 0)).decode()
        self.server.posted.append(dict(parse_qsl(body, keep_blank_values=True)))
        answers = self.server.answers
        self.send_response(self.server.status)
        if self.server.location:
            self.send_header("Location", self.server.location)
        self.end_headers()
        self.wfile.write(answers.pop(0) if len(answers) > 1 else answers[0])

    do_GET = do_POST  # noqa: N815 - http.server's own name

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def listening(*answers: bytes, status: int = 200, location: str = "") -> Iterator[Listener]:
    """Such an end for a while."""
    listener = Listener(*answers or (b"",), status=status, location=location)
    Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield listener
    listener.shutdown()
    listener.server_close()


@contextmanager
def silent() -> Iterator[str]:
    """A socket that is there, and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as there:
        yield f"http://127.0.0.1:{there.getsockname()[1]}"


def closed() -> str:
    """An address at which nobody is any more."""
    with silent() as url:
        return url
