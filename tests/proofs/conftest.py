"""A folder of its own for the proofs of each test."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    """It is not there until something is kept."""
    settings.PROOF_DIR = tmp_path / "proofs"
    return settings.PROOF_DIR
