"""The worked cases of the status, field by field, through the contract of `assess`."""

import json
from pathlib import Path

import pytest

from payments.rules.assess import assess
from payments.rules.contract_in import read_facts
from payments.rules.contract_out import answer_as_json
from payments.rules.months import Month
from tests.rules.people import law

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "status.json").read_text("utf-8"))
FIELDS = [
    pytest.param(vector, field, id=f"{vector['name']}: {field}") for vector in VECTORS for field in vector["answer"]
]


def answer(vector):
    """The answer as a program reads it."""
    return json.loads(json.dumps(answer_as_json(assess(read_facts(vector["facts"]), law()))))


def test_there_are_vectors():
    assert len(VECTORS) >= 26


@pytest.mark.parametrize(("vector", "field"), FIELDS)
def test_the_field(vector, field):
    assert answer(vector)[field] == vector["answer"][field]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_months_run_from_eleven_back_to_twelve_ahead(vector):
    now = Month.parse(vector["facts"]["today"][:7])
    assert [month["period"] for month in answer(vector)["months"]] == [str(now + away) for away in range(-11, 13)]
