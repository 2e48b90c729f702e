"""The bank's door needs no right that the web role has not: everything that a partner may ask, asked as that role."""

import pytest
from django.db import connection

from portal import database_roles
from portal.database_roles import Roles
from tests.bank.osmp import asked, check, code, pay
from tests.bank.partners import partner
from tests.payments.orders import NOVEMBER, ordered

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


@pytest.fixture
def web() -> str:
    """Made before there are rows: a table whose foreign keys are still to be checked changes no owner."""
    roles = Roles(*(f"{connection.settings_dict['NAME']}_bank_{role}" for role in ("owner", "web", "reader")))
    run(*database_roles.statements(connection, roles))
    return roles.web


def run(*statements: str) -> None:
    """Past every model and verb."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def test_every_command(web: str) -> None:
    partner()
    reference = ordered(NOVEMBER - 1).payments.get().reference
    run(f"SET LOCAL ROLE {web}")
    stranger = [code(check()), code(pay()), code(pay()), code(asked({"command": "status", "txn_id": "1234567"}))]
    named = [code(pay(txn_id="2", account=reference)), code(asked({"command": "cancel", "txn_id": "2"}))]
    run("RESET ROLE")
    assert (stranger, named) == ([0] * 4, [0] * 2)
