"""The description of the bank's door names every address, field and code, and describes what is answered."""

import json

import pytest
from django.test import Client, RequestFactory
from django.urls import get_resolver

from portal.bank import fields, kaspi, kassa24, openapi, osmp

CODES = {osmp: ("text/xml", "result"), kaspi: ("application/json", "result"), kassa24: ("text/xml", "code")}
by_dialect = pytest.mark.parametrize("dialect", CODES, ids=lambda dialect: dialect.SPOKEN)


@pytest.fixture
def described() -> dict:
    """What is served, to somebody who is nobody."""
    answer = Client().get("/bank/openapi.json")
    assert answer.headers["Content-Type"] == "application/json"
    return json.loads(answer.content)


def test_every_address_of_a_dialect_is_described(described) -> None:
    served = {name for name, *_ in get_resolver("portal.bank.urls").reverse_dict.items() if isinstance(name, str)}
    assert {path.removeprefix("/bank/") for path in described["paths"]} == served - {"acquirer_result", "bank_openapi"}


@by_dialect
def test_every_method_command_and_code_is_described(described, dialect) -> None:
    operations = described["paths"][f"/bank/{dialect.SPOKEN}"]
    assert {method.upper() for method in operations} == set(dialect.METHODS)
    asks = operations["get"]["parameters"][0]["schema"]["enum"]
    assert asks == list(getattr(dialect, "COMMANDS", None) or getattr(dialect, "ACTIONS", None) or osmp.Command)
    media_type, code = CODES[dialect]
    for answer in (each for each in operations["get"]["responses"].values() if media_type in each.get("content", {})):
        said = answer["content"][media_type]["schema"]["properties"][code]
        assert {int(each) for each in said["enum"]} == set(dialect.CODES.values())


@by_dialect
def test_every_field_that_is_read_is_described(described, dialect, monkeypatch) -> None:
    read = set()
    for module in (dialect, fields):
        monkeypatch.setattr(module, "field", lambda said, name: read.add(name) or said.get(name, ""))
    command, number = ("action", "receipt") if dialect is kassa24 else ("command", "txn_id")
    for asked in openapi.FIELDS[dialect][0].schema["enum"]:
        dialect.read(RequestFactory().get("/", {command: asked, number: "1"}))
    parameters = {each["name"] for each in described["paths"][f"/bank/{dialect.SPOKEN}"]["get"]["parameters"]}
    assert parameters - read == ({"type", "commission"} if dialect is kassa24 else set())
    assert read <= parameters
