"""What all tests share: which of them this machine can run, and how tables are emptied that refuse to be."""

import os
import shutil
from collections.abc import Iterator

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase

from payments import triggers

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
AGE = shutil.which("age")
CURL = shutil.which("curl")
SCHEMATHESIS = shutil.which("schemathesis", path=settings.VAR_DIR / "schemathesis/bin")
ON_POSTGRES = os.environ.get("DATABASE_URL", "").startswith("postgres")

# marker: is it here, the variable that makes its absence a failure, and how to get it
NEEDS = {
    "browser": (CHROMIUM, "REQUIRE_BROWSER", "no Chromium here; get it with: apt-get install chromium"),
    "nginx": (NGINX, "REQUIRE_NGINX", "no nginx here; get it with: apt-get install nginx-light"),
    "age": (AGE, "REQUIRE_AGE", "no age here; get it with: apt-get install age"),
    "curl": (CURL, "REQUIRE_CURL", "no curl here; get it with: apt-get install curl"),
    "schemathesis": (
        SCHEMATHESIS,
        "REQUIRE_SCHEMATHESIS",
        "no Schemathesis here; tests/bank/test_described_calls.py says how to get it",
    ),
    "postgres": (
        ON_POSTGRES,
        "REQUIRE_POSTGRES",
        "no PostgreSQL here; get it with: apt-get install postgresql, and set DATABASE_URL=postgres://…",
    ),
}


# The same cases on every machine, however slow: a test that fails now and then teaches people to look away.
hypothesis.settings.register_profile("house", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("house")


def pytest_configure() -> None:
    """A slow hash protects passwords; here it would only make each sign-in slow."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what this machine cannot run, and say what is missing; in CI nothing may be missing."""
    for marker, (is_here, required, how_to_get_it) in NEEDS.items():
        if item.get_closest_marker(marker) and not is_here:
            (pytest.fail if os.environ.get(required) else pytest.skip)(how_to_get_it)


@pytest.fixture(scope="session", autouse=True)
def _tables_can_be_emptied() -> Iterator[None]:
    """A transactional test ends with emptying every table, which the triggers refuse, and rightly so."""
    empty_tables = TransactionTestCase._fixture_teardown

    def with_triggers_lifted(case: TransactionTestCase) -> None:
        with triggers.lifted(connection):
            empty_tables(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", with_triggers_lifted)
        yield
