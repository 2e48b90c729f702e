"""Numbers: no function over 40 lines, no file over 300, no knot of imports."""

import ast
from collections import defaultdict
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from tests.house.source import files, imports, modules, our_modules, shown, tree

LONGEST_FUNCTION = 40
LONGEST_FILE = 300
READ_BY_PEOPLE = {".py", ".html", ".css", ".js"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def length(function: Function) -> int:
    """Lines from `def` to the last, the docstring left out: explaining costs nothing."""
    first = function.body[0]
    explained = first.end_lineno - first.lineno + 1 if ast.get_docstring(function) is not None else 0
    return function.end_lineno - function.lineno + 1 - explained


def test_no_function_is_too_long() -> None:
    found = [
        (length(node), f"{shown(path)}:{node.lineno} {node.name}")
        for path in modules("payments", "portal", "tests", "tools", "manage.py")
        for node in ast.walk(tree(path))
        if isinstance(node, Function)
    ]
    assert len(found) > 50
    assert [one for one in found if one[0] > LONGEST_FUNCTION] == []


def test_no_file_is_too_long() -> None:
    found = [path for path in files() if path.suffix in READ_BY_PEOPLE and "migrations" not in path.parts]
    assert len(found) > 50
    assert [f"{shown(path)}: {lines(path)}" for path in found if lines(path) > LONGEST_FILE] == []


def lines(path: Path) -> int:
    """How many lines a file has."""
    return len(path.read_text().splitlines())


def test_no_modules_import_each_other() -> None:
    graph = defaultdict(set)
    for path in modules("payments", "portal"):
        for one in imports(path):
            if one.imported in our_modules() and one.imported != one.importer:
                graph[one.importer].add(one.imported)
    assert graph
    assert cycle(graph) is None


def cycle(graph: dict[str, set[str]]) -> list[str] | None:
    """One ring of modules, each importing the next."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as knot:
        return knot.args[1]
    return None
