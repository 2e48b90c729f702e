"""System checks of what the database itself has to hold: `manage.py check --database default`."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Warning
from django.db import connections

from payments import taking, triggers


def triggers_stand(databases: Sequence[str] | None, **_check: Any) -> list[CheckMessage]:
    """A warning and no error: an error would stop `migrate`, which is what makes the triggers again."""
    return [
        Warning(
            f"The trigger {name} is missing in the database {alias}.",
            hint="Run manage.py migrate: it makes the triggers again.",
            id="payments.W001",
        )
        for alias in databases or ()
        for name in triggers.missing(connections[alias])
    ]


def functions_are_there(databases: Sequence[str] | None, **_check: Any) -> list[CheckMessage]:
    """The same of the functions that take money on PostgreSQL."""
    return [
        Warning(
            f"The function {name} is missing in the database {alias}: partners are told to ask again.",
            hint="Run manage.py migrate: it makes the functions again.",
            id="payments.W002",
        )
        for alias in databases or ()
        for name in taking.missing(connections[alias])
    ]
