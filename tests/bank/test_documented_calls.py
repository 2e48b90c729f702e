"""The calls of docs/bank.md and of the README, typed as they stand, are answered as they say."""

import re
import shlex
from base64 import b64encode
from urllib.parse import parse_qs

import pytest
from django.test import Client

from portal.bank import kaspi, kassa24, osmp
from portal.demo.partners import open_partners
from portal.demo.situations import THREE_GAPS
from tests.bank.conftest import TODAY
from tests.bank.documented import PORTAL, Example, examples
from tests.house.source import ROOT
from tests.people import enter

SECTIONS = {"OSMP": osmp, "Kaspi": kaspi, "Kassa24": kassa24}
CODE = re.compile(r"^\| (`[0-9`, ]+`) \|", re.MULTILINE)


def answered(example: Example) -> str:
    """What the portal says to the call: what `curl` would do with the command, without a network."""
    _, _, who, *form, address = shlex.split(example.command)
    headers = {"Authorization": f"Basic {b64encode(who.encode()).decode()}"}
    path = address.removeprefix(PORTAL)
    if form:
        return Client(headers=headers).post(path, parse_qs(form[1])).content.decode()
    return Client(headers=headers).get(path).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("page", "count"), [("docs/bank.md", 10), ("README.md", 2)])
def test_the_examples_are_answered_as_they_say(page: str, count: int) -> None:
    enter(THREE_GAPS, TODAY)
    open_partners()
    shown = examples(page)
    assert len(shown) == count
    for example in shown:
        said = answered(example)
        assert example.is_answered_by(said), f"{example.command}\n{said}"


@pytest.mark.parametrize(("name", "dialect"), SECTIONS.items())
def test_every_code_of_a_dialect_is_explained(name: str, dialect) -> None:
    text = (ROOT / "docs/bank.md").read_text().split(f"\n## {name}\n")[1].split("\n## ")[0]
    explained = {int(code) for row in CODE.findall(text) for code in re.findall(r"\d+", row)}
    assert explained == set(dialect.CODES.values())
