"""The portal as it is served for real: gunicorn with the settings of production, nginx as deploy/nginx.conf has it."""

import os
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

from tests.conftest import NGINX
from tests.environment import READ_BY_SETTINGS
from tests.house.source import ROOT

HOST = "portal.example"
GUNICORN = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--config", "deploy/gunicorn.conf.py"]
AROUND = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/logs/error.log;
{user}
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    access_log {folder}/logs/access.log;
    include {folder}/jarna.conf;
}}
"""


@dataclass(frozen=True, slots=True)
class Outside:
    """The portal as somebody outside sees it: a port for https, one for http, and the inner one."""

    https: int
    http: int
    inner: int
    folder: Path

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> HTTPResponse:
        """One request over https, its answer read."""
        with closing(Https("127.0.0.1", self.https, timeout=60)) as connection:
            return asked(connection, method, path, body, headers)

    def ask_plainly(self, path: str, *, port: int | None = None, host: str = HOST) -> HTTPResponse:
        """One request over http."""
        with closing(HTTPConnection("127.0.0.1", port or self.http, timeout=60)) as connection:
            return asked(connection, "GET", path, None, {"Host": host})

    def logs(self) -> str:
        """All that nginx wrote down."""
        return "".join(path.read_text() for path in sorted((self.folder / "logs").iterdir()))


class Https(HTTPConnection):
    """A browser that believes the certificate."""

    host_name = HOST

    def connect(self) -> None:
        """As always, then TLS by the portal's name."""
        super().connect()
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        self.sock = context.wrap_socket(self.sock, server_hostname=self.host_name)


def asked(
    connection: HTTPConnection, method: str, path: str, body: bytes | None, headers: Mapping[str, str] | None
) -> HTTPResponse:
    """The answer; its body stays with it as `.text`."""
    # Refused before all was sent: the answer is there all the same.
    with suppress(BrokenPipeError, ConnectionResetError, ssl.SSLError):
        connection.request(method, path, body=body, headers={"Host": HOST, **(headers or {})})
    answer = connection.getresponse()
    answer.text = answer.read().decode()
    return answer


@contextmanager
def nginx(folder: Path, portal: Path) -> Iterator[Outside]:
    """deploy/nginx.conf in front of a socket, with its own certificate, ports and logs."""
    outside = Outside(free_port(), free_port(), free_port(), folder)
    configuration = written(outside, portal)
    server = subprocess.Popen([NGINX, "-p", f"{folder}", "-c", f"{configuration}"], stderr=subprocess.DEVNULL)
    try:
        wait_for(outside.inner, server)
        yield outside
    finally:
        server.terminate()
        server.wait()


def written(outside: Outside, portal: Path) -> Path:
    """The configuration as it is in the repository, but for what this machine decides."""
    folder = outside.folder
    (folder / "logs").mkdir(exist_ok=True)
    ours = {
        "/opt/jarna/current/var/portal.sock": f"{portal}",
        "/opt/jarna/current": f"{ROOT}",
        "/var/lib/jarna/static/": f"{folder}/static/",
        "/var/log/nginx": f"{folder}/logs",
        "/etc/jarna/tls": f"{certificate(folder)}",
        "listen 127.0.0.1:8081": f"listen 127.0.0.1:{outside.inner}",
        "listen 443": f"listen 127.0.0.1:{outside.https}",
        "listen 80": f"listen 127.0.0.1:{outside.http}",
    }
    text = (ROOT / "deploy/nginx.conf").read_text()
    for theirs, here in ours.items():
        assert theirs in text
        text = text.replace(theirs, here)
    (folder / "jarna.conf").write_text(text)
    user = "" if os.getuid() else "user root;"
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user))
    return folder / "nginx.conf"


def certificate(folder: Path) -> Path:
    """One that we made ourselves."""
    words = "req -x509 -newkey rsa:2048 -nodes -days 2 -keyout privkey.pem -out fullchain.pem -subj".split()
    subprocess.run(["openssl", *words, f"/CN={HOST}"], cwd=folder, check=True, capture_output=True)
    return folder


def environment(folder: Path) -> dict[str, str]:
    """The settings of production, and a database of its own."""
    ours = READ_BY_SETTINGS | {name for name in os.environ if name.startswith("DJANGO_")}
    machine = {name: value for name, value in os.environ.items() if name not in ours}
    return machine | {
        "SECRET_KEY": "s3cret" * 10,
        "ALLOWED_HOSTS": HOST,
        "TRUSTED_PROXY": "on",
        "DATABASE_URL": f"sqlite:///{folder}/jarna.sqlite3",
        "STATIC_DIR": f"{folder}/static",
        "WEB_CONCURRENCY": "2",
    }


def prepare(folder: Path) -> None:
    """The static files and the tables."""
    for command in (["collectstatic", "--no-input", "--verbosity=0"], ["migrate", "--verbosity=0"]):
        words = [sys.executable, "manage.py", *command]
        subprocess.run(words, cwd=ROOT, env=environment(folder), check=True, capture_output=True)


@contextmanager
def portal(folder: Path, at: Path) -> Iterator[subprocess.Popen]:
    """A gunicorn that listens at this socket; what it says is in portal.log."""
    with (folder / "portal.log").open("a") as log:
        server = subprocess.Popen(
            [*GUNICORN, f"--bind=unix:{at}"], cwd=ROOT, env=environment(folder), stdout=log, stderr=log
        )
    try:
        wait_for(at, server)
        first_answer(at)
        yield server
    finally:
        server.terminate()
        server.wait()


def first_answer(at: Path) -> None:
    """The socket is there before the portal is: wait until it has answered once."""
    with socket.socket(socket.AF_UNIX) as one:
        one.connect(f"{at}")
        one.sendall(f"GET /health/live HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode())
        assert one.recv(100).startswith(b"HTTP/1.1 200 ")


def wait_for(at: Path | int, server: subprocess.Popen) -> None:
    """Until somebody listens there, or the server has ended."""
    while server.poll() is None:
        family = socket.AF_UNIX if isinstance(at, Path) else socket.AF_INET
        with socket.socket(family) as one:
            if not one.connect_ex(f"{at}" if isinstance(at, Path) else ("127.0.0.1", at)):
                return
    raise AssertionError("The server did not start.")


def free_port() -> int:
    """One that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
