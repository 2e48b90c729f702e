"""Docstrings: every module says what it is; what the law or the money stands behind says it name by name."""

import ast
from collections.abc import Iterator

from tests.house.source import modules, shown, tree

EXPLAINED = ("payments/rules", "payments/ledger", "payments/history")


def public(node: ast.Module | ast.ClassDef, before: str = "") -> Iterator[tuple[str, ast.AST]]:
    """The public classes, functions and methods, each with its name."""
    for inner in node.body:
        if isinstance(inner, ast.ClassDef | ast.FunctionDef) and not inner.name.startswith("_"):
            yield f"{before}{inner.name}", inner
            if isinstance(inner, ast.ClassDef):
                yield from public(inner, f"{inner.name}.")


def test_every_module_says_what_it_is() -> None:
    read = [path for path in modules("payments", "portal", "tests", "tools", "manage.py") if path.stat().st_size]
    assert len(read) > 30
    assert [shown(path) for path in read if not ast.get_docstring(tree(path))] == []


def test_every_public_name_of_the_law_and_the_ledger_is_explained() -> None:
    names = [
        (f"{shown(path)}: {name}", ast.get_docstring(node))
        for path in modules(*EXPLAINED)
        for name, node in public(tree(path))
    ]
    assert len(names) > 50
    assert [name for name, docstring in names if not docstring] == []
