"""The day at the desk, and a folder for its uploads."""

import pytest

from tests.staff.desk import TODAY


@pytest.fixture(autouse=True)
def _today(db, settings, tmp_path) -> None:
    settings.DEMO_TODAY = TODAY
    settings.REGISTRY_DIR = tmp_path
