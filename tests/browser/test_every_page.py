"""Every page in every language, on a phone and a desk: nothing for axe, no complaint of the policy, no overflow."""

import pytest

from tests.browser.reader import Reader
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
    "/refunds/",
    "/refunds/which/",
    "/refunds/instead/no_care_used/",
    "/access/",
]

# Axe looks at the phone in each language and at the desk. Russian has the longest words for the narrowest screen.
in_every_way = pytest.mark.parametrize(
    ("language", "width", "look"),
    [
        ("kk", 360, Reader.look),
        ("ru", 360, Reader.look),
        ("en", 360, Reader.look),
        ("ru", 320, Reader.glance),
        ("kk", 1280, Reader.look),
    ],
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


@in_every_way
def test_pages_for_everybody(open_reader, language, width, look):
    reader = open_reader(language, width)
    for address in PUBLIC:
        look(reader.open(address))


@in_every_way
def test_pages_of_ones_own(open_reader, record, language, width, look):
    reader = open_reader(language, width, account=record)
    for address in PRIVATE:
        look(reader.open(address))
