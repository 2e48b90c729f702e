"""The worked cases, copied from the facts that the project stands on; each has an id to find it by."""

import json
from pathlib import Path

import pytest

DOMAIN = json.loads(Path(__file__).with_name("domain.json").read_text("utf-8"))


def cases(topic: str) -> list:
    """The domain's cases on one topic, each a test of its own."""
    return [pytest.param(case, id=case["id"]) for case in DOMAIN[topic]]
