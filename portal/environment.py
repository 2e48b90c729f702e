"""What the environment says, read or refused: a value that cannot be understood would have been a guess."""

from enum import StrEnum
from typing import TypeVar

import environ
from django.core.exceptions import ImproperlyConfigured

Choice = TypeVar("Choice", bound=StrEnum)

env = environ.Env()


def switch(name: str, default: bool) -> bool:
    """Read on or off: anything else would have been a guess."""
    value = env.str(name, "").lower()
    if value not in {"", "on", "true", "1", "off", "false", "0"}:
        raise ImproperlyConfigured(f"{name} is {value!r}: it may be on or off.")
    return value in {"on", "true", "1"} if value else default


def choice(name: str, default: Choice) -> Choice:
    """Read one of the names that the kind of `default` has."""
    value = env.str(name, "") or default
    if value not in set(type(default)):
        raise ImproperlyConfigured(f"{name} is {value!r}: it may be {' or '.join(type(default))}.")
    return type(default)(value)


def days(name: str, default: int) -> int:
    """Read a term in days: at least one."""
    value = env.str(name, "") or f"{default}"
    if not value.isascii() or not value.isdigit() or int(value) < 1:
        raise ImproperlyConfigured(f"{name} is {value!r}: it has to be a number of days, 1 or more.")
    return int(value)


def several(name: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Read some of these names, with commas between them: all of them unless it is said, and at least one."""
    value = env.str(name, "") or ",".join(names)
    chosen = tuple(dict.fromkeys(each.strip() for each in value.split(",")))
    if not set(chosen) <= set(names):
        raise ImproperlyConfigured(f"{name} is {value!r}: it may hold {', '.join(names)}.")
    return chosen


# What a database of ours is asked for beside its address.
ENGINES = {
    "django.db.backends.sqlite3": {
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",  # a writer waits at the start, instead of failing half-way
            "timeout": 10,
            # Foreign keys are turned on by Django itself.
            "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL",
        },
    },
    "django.db.backends.postgresql": {
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": 3,
            # A machine that has gone is noticed, whether it was asked or is waited for.
            "tcp_user_timeout": 10_000,
            "keepalives_idle": 10,
            "keepalives_interval": 5,
            "keepalives_count": 3,
            "options": "-c statement_timeout=30s -c lock_timeout=5s",
            "server_side_binding": True,
            "prepare_threshold": 5,  # what is asked again and again is planned once a connection
        },
    },
}


def database(url: str, name: str = "DATABASE_URL") -> dict:
    """Read the address of a database; what stands in the address wins over ours."""
    try:
        given = environ.Env.db_url_config(url)
    except ValueError:
        # The reason is left out: it can hold a piece of the password.
        raise ImproperlyConfigured(f"{name} cannot be read: is the password percent-encoded?") from None
    if given.get("ENGINE") not in ENGINES:
        raise ImproperlyConfigured(f"{name} has to start with postgres:// or sqlite:///")
    ours = ENGINES[given["ENGINE"]]
    return ours | given | {"OPTIONS": ours["OPTIONS"] | given.get("OPTIONS", {})}
