"""A portal in production: it starts with right settings alone, and answers over https with every guard on."""

import fcntl
import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPMessage

import pytest

from tests.environment import READ_BY_SETTINGS
from tests.house.source import ROOT

pytestmark = pytest.mark.slow

GUNICORN = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", "127.0.0.1:0", "--no-control-socket"]
RIGHT = {"SECRET_KEY": "s3cret" * 10, "ALLOWED_HOSTS": "jarna.example", "TRUSTED_PROXY": "on"}


def environment(**given: str) -> dict[str, str]:
    """The machine's environment with these settings and no others: what the tests say to Django is not for it."""
    ours = READ_BY_SETTINGS | {name for name in os.environ if name.startswith("DJANGO_")}
    machine = {name: value for name, value in os.environ.items() if name not in ours}
    return machine | given | {"DJANGO_SETTINGS_MODULE": "portal.settings"}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A gunicorn with the settings of production; it says on which port it listens."""
    with alone():
        subprocess.run(
            [sys.executable, "manage.py", "collectstatic", "--no-input"],
            cwd=ROOT, env=environment(**RIGHT), check=True, capture_output=True,
        )  # fmt: skip
        server = subprocess.Popen(GUNICORN, cwd=ROOT, env=environment(**RIGHT), stderr=subprocess.PIPE, text=True)
        for line in server.stderr:
            if listening := re.search(r"Listening at: (http://127\.0\.0\.1:\d+)", line):
                yield listening[1]
                break
        server.terminate()
        server.communicate()


@contextmanager
def alone() -> Iterator[None]:
    """Two test processes that collect the static files would take them from under each other's server."""
    with (ROOT / "var/production.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class Stay(urllib.request.HTTPRedirectHandler):
    """A redirect is an answer too."""

    def redirect_request(self, *args: object) -> None:
        """Follow nothing."""


def get(url: str, **headers: str) -> tuple[int, HTTPMessage]:
    """The status and the headers of an answer."""
    request = urllib.request.Request(url, headers={"Host": "jarna.example", **headers})
    try:
        with urllib.request.build_opener(Stay).open(request) as answer:
            return answer.status, answer.headers
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, answer.headers


def test_plain_http_is_sent_to_https(address: str) -> None:
    status, headers = get(f"{address}/staff/")
    assert (status, headers["Location"]) == (301, "https://jarna.example/staff/")


def test_a_page_has_every_guard(address: str) -> None:
    status, headers = get(f"{address}/staff/login/", **{"X-Forwarded-Proto": "https"})
    assert status == 200
    policy = headers["Content-Security-Policy"].split("; ")
    assert "default-src 'none'" in policy
    assert [rule for rule in policy if rule.split()[1:] not in (["'self'"], ["'none'"])] == []
    assert headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert re.match(r"__Host-csrf=.*; HttpOnly; .*Path=/; SameSite=Lax; Secure", headers["Set-Cookie"])


def test_another_host_is_refused(address: str) -> None:
    status, _ = get(f"{address}/staff/", Host="elsewhere.example")
    assert status == 400


def test_static_files_have_names_by_content_and_are_kept_for_long(address: str) -> None:
    hashed = next((ROOT / "var/static/admin/css").glob("base.*.css"))
    status, headers = get(f"{address}/static/admin/css/{hashed.name}", **{
        "X-Forwarded-Proto": "https", "Accept-Encoding": "br",
    })  # fmt: skip
    assert status == 200
    assert headers["Content-Encoding"] == "br"
    assert "immutable" in headers["Cache-Control"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "portal.E002"),
        ({"ALLOWED_HOSTS": ""}, "portal.E003"),
        ({"LAW_WINDOW": "next"}, "LAW_WINDOW is 'next'"),
    ],
)
def test_wrong_settings_stop_the_start(wrong: dict[str, str], words: str) -> None:
    refused = subprocess.run(
        GUNICORN, cwd=ROOT, env=environment(**RIGHT | wrong), capture_output=True, text=True, timeout=60
    )
    assert refused.returncode != 0
    assert words in refused.stderr


@pytest.mark.parametrize("wrong", [{"DEBUG": "ture"}, {"DEMO": "on"}])
def test_a_command_says_it_in_one_line(wrong: dict[str, str]) -> None:
    command = [sys.executable, "manage.py", "check"]
    refused = subprocess.run(
        command, cwd=ROOT, env=environment(**RIGHT | wrong), capture_output=True, text=True
    )
    assert refused.returncode == 1
    assert len(refused.stderr.splitlines()) == 1
