"""The units of systemd: each names what is there, each timer starts a command of ours, and systemd can read them."""

import configparser
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.house.source import ROOT

UNITS = sorted((ROOT / "deploy/systemd").iterdir())
TIMERS = [unit for unit in UNITS if unit.suffix == ".timer"]
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
# What the documentation says a timer should do.
NIGHTLY = {"verify_ledger", "verify_journal", "journal_head", "remove_proofs", "ask_acquirer", "clearsessions"}


def read(unit: Path) -> configparser.ConfigParser:
    """A unit, section by section."""
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str
    parser.read(unit)
    return parser


def test_every_timer_starts_something_that_is_there():
    started = {read(timer)["Timer"]["Unit"] for timer in TIMERS}
    ours = {service.name for service in SERVICES}
    assert {re.sub("@.*[.]", "@.", name) for name in started} == ours - {"jarna@.service"}
    commands = {name.partition("@")[2].removesuffix(".service") for name in started if "@" in name}
    assert commands == NIGHTLY
    assert commands - set(get_commands()) == set()


@pytest.mark.parametrize("service", SERVICES, ids=lambda unit: unit.name)
def test_a_service_runs_what_is_in_the_repository(service):
    words = read(service)["Service"]["ExecStart"].split()
    named = [word for word in words if word.startswith(("/opt/jarna/current/", "deploy/", "manage.py"))]
    inside = [word.removeprefix("/opt/jarna/current/") for word in named if ".venv" not in word]
    assert inside
    assert [name for name in inside if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("service", SERVICES, ids=lambda unit: unit.name)
def test_a_service_may_do_little(service):
    given = read(service)["Service"]
    assert (given["UMask"], given["ProtectHome"], given["PrivateTmp"]) == ("0077", "yes", "yes")
    if service.name != "jarna-backup.service" and "proofs" not in service.name:  # those read what is nobody else's
        assert (given["User"], given["NoNewPrivileges"], given["ProtectSystem"]) == ("jarna_web", "yes", "strict")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_can_read_them(tmp_path):
    for unit in UNITS:
        (tmp_path / unit.name.replace("@.", "@example.")).write_text(here(unit.read_text(), tmp_path))
    files = sorted(str(path) for path in tmp_path.iterdir())
    environment = {"SYSTEMD_UNIT_PATH": f"{tmp_path}:", "PATH": "/usr/bin:/bin"}
    said = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", *files],
        env=environment, capture_output=True, text=True,
    )  # fmt: skip
    assert [line for line in said.stderr.splitlines() if "jarna" in line] == []
    assert said.returncode == 0


def here(text: str, folder: Path) -> str:
    """The same unit, its programs where they are on this machine."""
    python = re.sub(r"/opt/jarna/\S+/python", sys.executable, text)
    return re.sub(r"ExecStart=/opt/jarna/current", f"ExecStart={ROOT}", python).replace("@%i", "@example")
