"""Those who review refunds, each with what the group of their work grants and no more."""

from importlib import import_module

from portal.models import Account
from tests.staff.desk import account

GROUPS = import_module("portal.migrations.0004_refund_groups").GROUPS


def reviewer(permission: str) -> Account:
    """Somebody with all that the group has which grants this; the groups themselves go when a test empties tables."""
    (granted,) = (codenames for codenames in GROUPS.values() if permission in codenames)
    return account(permission, *(f"payments.{codename}" for codename in granted))
