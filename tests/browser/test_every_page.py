"""Every page in every language, on a phone and a desk: nothing for axe, no complaint of the policy, no overflow."""

import pytest

from tests.web.citizens import employer_pays, pays, state_pays

PUBLIC = ["/", "/plan/", "/sign-in/", "/open-account/", "/accessibility/", "/privacy/", "/feedback/"]
PRIVATE = [
    "/",
    "/statement/",
    "/statement/2025/",
    "/statement/2026-09/",
    "/statement/2026-06/",
    "/statement/print/",
    "/plan/",
    "/access/",
]

# The narrow screen is the hard one; Russian has the longest words there, Kazakh comes first on the wide one.
in_every_language = pytest.mark.parametrize(
    ("language", "width"), [("kk", 360), ("ru", 360), ("en", 360), ("ru", 320), ("kk", 1280)]
)


@pytest.fixture
def record(account):
    """Something of everything: the State, an employer, own months, a partial one, a lump sum, months to come."""
    state_pays("2025-01", "2025-12")
    employer_pays("2026-01", "2026-02")
    pays("2026-03", "2026-05")
    pays("2026-09", amount=3500)
    pays("2026-10", amount=51000)
    pays("2026-12", "2027-02")
    return account


@in_every_language
def test_pages_for_everybody(open_reader, language, width):
    reader = open_reader(language, width)
    for address in PUBLIC:
        reader.open(address)


@in_every_language
def test_pages_of_ones_own(open_reader, record, language, width):
    reader = open_reader(language, width, account=record)
    for address in PRIVATE:
        reader.open(address)
