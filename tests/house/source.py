"""The source of the house as its own tests read it: files, modules, imports."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {".git", ".venv", "var", "node_modules", "vendor", "__pycache__"}


@dataclass(frozen=True, slots=True)
class Import:
    """One name that a module brings in; `late` when the import stands inside a function."""

    importer: str
    imported: str
    line: int
    late: bool

    def __str__(self) -> str:
        return f"{self.importer}:{self.line} imports {self.imported}"


@cache
def files(room: str = ".", pattern: str = "*") -> tuple[Path, ...]:
    """Every file of ours in a room, be it a folder, a file or the name of a module, in a steady order."""
    start = next((path for path in (ROOT / room, ROOT / f"{room}.py") if path.exists()), ROOT / room)
    found = [start] if start.is_file() else sorted(start.rglob(pattern))
    return tuple(path for path in found if path.is_file() and not set(path.relative_to(ROOT).parts) & NOT_OURS)


def modules(*rooms: str) -> Iterator[Path]:
    """The Python files of some rooms, migrations left out: a program writes those."""
    for room in rooms:
        yield from (path for path in files(room, "*.py") if "migrations" not in path.parts)


@cache
def tree(path: Path) -> ast.Module:
    """The file as Python reads it."""
    return ast.parse(path.read_text(), str(path))


def shown(path: Path) -> str:
    """The path as people write it."""
    return path.relative_to(ROOT).as_posix()


def name_of(path: Path) -> str:
    """portal/web/home.py is portal.web.home; the __init__.py of a package is the package."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def our_modules() -> frozenset[str]:
    """The names of all our modules."""
    return frozenset(name_of(path) for path in modules("payments", "portal"))


def imports(path: Path) -> Iterator[Import]:
    """Every import of a module, late ones too, each resolved to the module that owns the name."""
    late = {
        inner
        for outer in ast.walk(tree(path))
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(outer)
    }
    for node in ast.walk(tree(path)):
        for imported in _imported(node, path):
            yield Import(name_of(path), imported, node.lineno, node in late)


def _imported(node: ast.AST, path: Path) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        start = _package(path, node.level) if node.level else []
        module = ".".join([*start, *([node.module] if node.module else [])])
        for alias in node.names:
            whole = f"{module}.{alias.name}"
            yield whole if whole in our_modules() else module


def _package(path: Path, level: int) -> list[str]:
    """Where a relative import starts."""
    return list(path.relative_to(ROOT).parts[:-level])


def is_in(module: str, room: str) -> bool:
    """Is the module the room itself, or inside it?"""
    return module == room or module.startswith(f"{room}.")
