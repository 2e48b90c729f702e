"""The demo's partners may call at once: what it prints and what the pages show is typed into a shell as it stands."""

import json
import re
import subprocess
from base64 import b64encode

import pytest
from django.test import Client

from payments.models import Partner
from portal.bank import callers
from portal.demo.partners import CALLERS, Caller, open_partners
from tests.bank.documented import PORTAL, examples
from tests.portal import test_demo_command

demo = test_demo_command.demo


@pytest.mark.django_db
def test_each_partner_has_a_name_and_calls_from_this_machine_alone() -> None:
    assert open_partners() == CALLERS
    assert {(each.login, each.actor.label, each.dialect) for each in Partner.objects.all()} == {
        (caller.login, caller.name, caller.dialect) for caller in CALLERS
    }
    for caller in CALLERS:
        assert [status(caller, place) for place in ("127.0.0.1", "::1", "192.0.2.1")] == [200, 200, 403]
    callers.forget()


def status(caller: Caller, place: str) -> int:
    """The status of an answer to this partner, calling from this place."""
    who = b64encode(f"{caller.login}:{caller.key}".encode()).decode()
    client = Client(REMOTE_ADDR=place, headers={"Authorization": f"Basic {who}"})
    return client.get(f"/{caller.path}").status_code


@pytest.mark.slow
@pytest.mark.curl
@pytest.mark.parametrize("page", ["README.md", "docs/bank.md"])
def test_what_is_printed_and_shown_works_in_a_shell(demo, page: str) -> None:
    process = demo("--port", "0", "--today", "2026-11-22")
    printed = ""
    while "payouts.\n" not in printed:
        printed += process.stdout.readline()
    address, command = (re.search(form, printed)[0] for form in (r"http://127\.0\.0\.1:\d+", "curl .+"))
    months = json.loads(typed(command))["fields"]["services"]
    assert [month["id"] for month in months][:3] == ["092026", "102026", "112026"]
    for example in examples(page):
        said = typed(example.command.replace(PORTAL, address))
        assert example.is_answered_by(said), f"{example.command}\n{said}"


def typed(command: str) -> str:
    """What a shell prints."""
    return subprocess.run(["bash", "-c", f"{command} --silent"], capture_output=True, text=True, check=True).stdout
