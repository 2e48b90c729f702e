"""What the tests of serving share."""

from pathlib import Path

import pytest

from tests.deploy.serving import prepare


@pytest.fixture(scope="session")
def prepared(tmp_path_factory) -> Path:
    """A folder with the static files and the tables of a portal."""
    folder = tmp_path_factory.mktemp("prepared")
    prepare(folder)
    return folder
