"""The proxy: what it keeps from the portal, what it tells it, what it writes down, what it says when it is alone."""

import json
import re
import socketserver
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.conftest import NGINX
from tests.deploy.serving import HOST, Https, Outside, nginx, portal, written
from tests.portal.accounts import AIGUL

pytestmark = [pytest.mark.slow, pytest.mark.nginx]

FORM = "application/x-www-form-urlencoded"
SLOW = 60  # far more than the portal has threads


class Echo(BaseHTTPRequestHandler):
    """Answers with what it was asked: the headers, and how long the body was."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        """Say it."""
        length = int(self.headers.get("Content-Length") or 0)
        said = json.dumps({"headers": dict(self.headers), "body": len(self.rfile.read(length))}).encode()
        self.send_response(200)
        self.send_header("Content-Length", f"{len(said)}")
        self.end_headers()
        self.wfile.write(said)

    do_POST = do_GET

    def address_string(self):
        """Nobody's."""
        return ""

    def log_message(self, *args):
        """Nothing."""


class Listening(socketserver.ThreadingUnixStreamServer):
    """At a socket, as the portal does."""

    daemon_threads = True


@pytest.fixture(scope="module")
def echo(tmp_path_factory) -> Iterator[Outside]:
    """The proxy in front of somebody who repeats what it heard."""
    folder = tmp_path_factory.mktemp("echo")
    with Listening(f"{folder}/portal.sock", Echo) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with nginx(folder, folder / "portal.sock") as outside:
            yield outside
        server.shutdown()


@pytest.fixture(scope="module")
def real(prepared) -> Iterator[Outside]:
    """The proxy in front of the portal."""
    with portal(prepared, prepared / "portal.sock"), nginx(prepared, prepared / "portal.sock") as outside:
        yield outside


@pytest.fixture
def away(tmp_path) -> Iterator[Outside]:
    """The proxy in front of nobody."""
    with nginx(tmp_path, tmp_path / "portal.sock") as outside:
        yield outside


def test_nginx_finds_nothing_to_say(tmp_path):
    configuration = written(Outside(8443, 8080, 8081, tmp_path), tmp_path / "portal.sock")
    said = subprocess.run([NGINX, "-t", "-c", f"{configuration}"], capture_output=True, text=True)
    assert said.returncode == 0
    assert "[warn]" not in said.stderr


FORGED = {
    "X-Forwarded-Proto": "http",
    "X-Forwarded-For": "10.0.0.1",
    "X-Forwarded-Host": "elsewhere.example",
    "X-Forwarded-Port": "80",
    "X-Real-IP": "10.0.0.1",
    "Forwarded": "for=10.0.0.1;proto=http",
}


def test_what_a_stranger_says_of_the_proxy_is_not_passed_on(echo):
    heard = json.loads(echo.ask("GET", "/bank/", headers=FORGED).text)["headers"]
    about = {name: value for name, value in heard.items() if name.startswith(("X-", "Forw"))}
    assert about == {"X-Forwarded-Proto": "https", "X-Forwarded-For": "127.0.0.1"}
    assert heard["Host"] == HOST


SMALL, LARGE = 100 * 1024, 200 * 1024


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/sign-in/", SMALL, 200),
        ("/sign-in/", LARGE, 413),
        ("/refunds/proof/", LARGE, 200),
        ("/refunds/100-200/answer/", LARGE, 200),
        ("/refunds/phone/", LARGE, 413),
        ("/staff/payments/registryfile/upload/", LARGE, 200),
        ("/staff/payments/registryfile/add/", LARGE, 413),
        ("/bank/osmp", 60 * 1024, 200),
        ("/bank/osmp", SMALL, 413),
    ],
)
def test_how_large_a_body_may_be(echo, path, size, status):
    answer = echo.ask("POST", path, body=bytes(size))
    assert answer.status == status
    assert json.loads(answer.text)["body"] == size if status == 200 else "What was sent is too large" in answer.text


def test_health_is_for_the_inside(real):
    assert [real.ask("GET", path).status for path in ("/health/live", "/health/ready", "/metrics")] == [404] * 3
    assert real.ask_plainly("/health/ready", port=real.inner).status == 200
    assert real.ask_plainly("/sign-in/", port=real.inner).status == 404


def test_plain_http_is_led_to_https_and_a_partner_is_not(real):
    led = real.ask_plainly("/sign-in/?next=/plan/")
    assert (led.status, led.headers["Location"]) == (301, f"https://{HOST}/sign-in/?next=/plan/")
    assert real.ask_plainly("/bank/osmp").status == 403


def test_a_page_and_its_style_sheet(real):
    page = real.ask("GET", "/sign-in/", headers={"X-Forwarded-Proto": "http"})  # the portal would lead that away
    assert page.status == 200
    for name, age in ((re.search(r"css/base\.[0-9a-f]{12}\.css", page.text)[0], "immutable"), ("css/base.css", "=60")):
        sheet = real.ask("GET", f"/static/{name}")
        assert sheet.status == 200
        assert sheet.headers["Content-Type"].startswith("text/css")
        assert sheet.headers["Cache-Control"].endswith(age)
    assert page.headers["Server"] == "nginx"


def test_slow_bodies_keep_nobody_waiting(real):
    with ExitStack() as hanging:
        slow = [half_a_form(real, hanging) for _ in range(SLOW)]
        assert real.ask("GET", "/sign-in/").status == 200
        for one in slow:  # nobody has answered them or closed them meanwhile
            one.sock.setblocking(False)
            with pytest.raises(ssl.SSLWantReadError):
                one.sock.recv(1)


def half_a_form(outside: Outside, hanging: ExitStack) -> Https:
    """A form that the portal would read at once, to compare its token with the cookie; its other half never comes."""
    one = Https("127.0.0.1", outside.https)
    hanging.callback(one.close)
    one.putrequest("POST", "/sign-in/", skip_host=True)
    headers = {"Host": HOST, "Referer": f"https://{HOST}/", "Cookie": f"__Host-csrf={'a' * 32}"}
    for name, value in (headers | {"Content-Type": FORM, "Content-Length": "5000"}).items():
        one.putheader(name, value)
    one.endheaders(b"csrfmiddlewaretoken=")
    return one


def test_nobody_is_there(away):
    answer = away.ask("GET", "/statement/")
    assert (answer.status, answer.headers["Retry-After"]) == (503, "60")
    assert "no-store" in answer.headers["Cache-Control"]
    assert "Сервис временно не работает" in answer.text
    assert away.ask_plainly("/health/ready", port=away.inner).status >= 500


def test_another_host_gets_no_answer(away):
    with pytest.raises(ConnectionError):
        away.ask_plainly("/", host="elsewhere.example")
    stranger = Https("127.0.0.1", away.https)
    stranger.host_name = "elsewhere.example"
    with pytest.raises(ssl.SSLError, match="UNRECOGNIZED_NAME"):
        stranger.connect()
    stranger.close()


def test_no_log_holds_an_iin(real, away):
    """OSMP puts it into the query; a person may type it anywhere. Answered or not, refused or not: nobody writes it."""
    for outside in (real, away):
        for path in (
            f"/bank/osmp?command=check&account={AIGUL}",
            f"/plan/?iin={AIGUL}",
            f"/{AIGUL}/",
            f"/bank/{AIGUL}",
            f"/plan/{''.join(f'%3{digit}' for digit in AIGUL)}/",
        ):
            outside.ask("GET", path)
            outside.ask_plainly(path)
            outside.ask("POST", path, body=bytes(LARGE))
            outside.ask("GET", path.replace(AIGUL, AIGUL + "9" * 9000))  # longer than an address may be
    for outside in (real, away):
        logs = outside.logs() + read(outside.folder / "portal.log")
        assert logs.count("/bank/osmp ") >= 3
        assert AIGUL not in unquote(logs)
        assert "?" not in outside.logs()


def read(path: Path) -> str:
    """What is in it, if it is there."""
    return path.read_text() if path.exists() else ""
