"""Arrows: rules ← models ← ledger and history ← doors. `payments` is what is true, `portal` is who asks."""

import ast
import sys

import pytest

from tests.house.source import ROOT, Import, files, imports, is_in, modules, name_of, our_modules, tree

DOORS = ("portal.web", "portal.staff", "portal.demo", "portal.bank", "portal.bot")

# Plays a partner from outside, over http alone: it knows neither the doors nor what is behind them.
OUTSIDE = ("portal.simulation",)

# What may open doors: the places where the portal is put together.
HALL = ("portal.urls", "portal.admin", "portal.apps", "portal.management")

# What doors share; the registry files come in by a command, by the staff's upload and by the demo.
SHARED = (
    "portal.acquiring",
    "portal.formats",
    "portal.migrations",
    "portal.models",
    "portal.payouts",
    "portal.proofs",
    "portal.registry",
    "portal.statement",
    "portal.words",
)

MAY_IMPORT_BESIDES = {"payments.rules.workdays": {"holidays"}}

ALL = [one for path in modules("payments", "portal") for one in imports(path)]


def those(importer: str, imported: str) -> list[Import]:
    """The imports from one room into another."""
    return [one for one in ALL if is_in(one.importer, importer) and is_in(one.imported, imported)]


def test_there_is_something_to_read() -> None:
    assert len(ALL) > 50


def test_payments_never_imports_portal() -> None:
    assert [str(one) for one in those("payments", "portal")] == []


def test_rules_import_the_standard_library_and_each_other() -> None:
    outward = [
        str(one)
        for one in ALL
        if is_in(one.importer, "payments.rules")
        and not is_in(one.imported, "payments.rules")
        and (top := one.imported.partition(".")[0]) not in sys.stdlib_module_names
        and top not in MAY_IMPORT_BESIDES.get(one.importer, set())
    ]
    assert outward == []


# A verb that decides by what is recorded reads it itself, under its own lock.
MAY_READ = {"payments.ledger": (), "payments.history": ("payments.ledger",)}


@pytest.mark.parametrize("verbs", MAY_READ)
def test_only_doors_call_the_verbs(verbs: str) -> None:
    readers = (verbs, *MAY_READ[verbs])
    inward = [str(one) for one in those("payments", verbs) if not any(is_in(one.importer, room) for room in readers)]
    assert inward == []


@pytest.mark.parametrize("door", DOORS)
def test_doors_never_import_each_other(door: str) -> None:
    others = [str(one) for other in DOORS if other != door for one in those(door, other)]
    assert others == []


def test_what_doors_share_does_not_know_them() -> None:
    shared = [
        str(one)
        for one in ALL
        if is_in(one.importer, "portal")
        and not any(is_in(one.importer, room) for room in (*DOORS, *HALL))
        and any(is_in(one.imported, door) for door in DOORS)
    ]
    assert shared == []


def test_no_import_is_late() -> None:
    assert [str(one) for one in ALL if one.late] == []


def test_every_room_is_a_known_one() -> None:
    """A new folder in the portal is a door, or is named here as what it is."""
    folders = {path.relative_to(ROOT / "portal").parts[0] for path in files("portal", "*/*.py")}
    assert {f"portal.{folder}" for folder in folders} <= {*DOORS, *HALL, *OUTSIDE, *SHARED}


CLOCK = {"today", "now", "localdate", "localtime", "utcnow", "time_ns"}


@pytest.mark.parametrize("room", ["payments/rules", "payments/history"])
def test_no_clock_inside(room: str) -> None:
    """Today is an argument: the clock is read at the door, once."""
    read = [
        f"{name_of(path)}:{node.lineno} calls {node.func.attr}()"
        for path in modules(room)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK
    ]
    assert read == []


def test_rooms_exist() -> None:
    """A room that is renamed would otherwise leave its rule without anything to hold."""
    needed = {"payments.rules", "payments.models", "payments.ledger", "payments.history", "portal.web"}
    assert needed <= our_modules()
