"""Every regular expression of the package, and how it is used: found in its modules and in its source, so that none is
missed."""

from __future__ import annotations

import ast
import functools
import importlib
import operator
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

import quotetrace

ROOT = Path(quotetrace.__file__).parent
# What takes a pattern as its first argument
FUNCTIONS = frozenset("compile search match fullmatch split findall finditer sub subn".split())
# What looks at one place of a text, where the others look at every one
_ONCE = frozenset({"match", "fullmatch", "pattern"})


@dataclass(frozen=True, slots=True)
class Used:
    """A pattern, where it stands (``reading/units.py _LINE``), and whether it is looked for everywhere in a text."""

    where: str
    pattern: re.Pattern[Any]
    everywhere: bool


def held() -> Iterator[Used]:
    """The patterns that modules hold, in whatever they hold them."""
    for info in pkgutil.walk_packages(quotetrace.__path__, "quotetrace."):
        if info.name.endswith("__main__"):
            continue
        module = importlib.import_module(info.name)
        path = Path(module.__file__ or "").relative_to(ROOT).as_posix()
        methods = _methods(path)
        for name, value in vars(module).items():
            for number, pattern in enumerate(_patterns(value)):
                place = f"{path} {name}" + (f"[{number}]" if number else "")
                yield Used(place, pattern, not methods.get(name, {"unknown"}) <= _ONCE)


def _patterns(value: object, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth == 4 or isinstance(value, type):
        return
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from _patterns(one, depth + 1)
    elif isinstance(value, dict):
        yield from _patterns([*value, *value.values()], depth)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _patterns(getattr(value, field.name, None), depth + 1)


def _methods(path: str) -> dict[str, set[str]]:
    """Of each name of a module what is asked of it there; a name that is used otherwise is asked *unknown*."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    asked: dict[str, set[str]] = {}
    owned = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            owned[id(node.value)] = node.attr
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            asked.setdefault(node.id, set()).add(owned.get(id(node), "unknown"))
    return asked


@dataclass(frozen=True, slots=True)
class Call:
    """A call of `re` with a pattern; source is the pattern where it stands there, None where it is put together."""

    path: str
    function: str
    line: int
    method: str
    source: str | bytes | None
    flags: int


def calls() -> Iterator[Call]:
    """Every call of `re` inside a function; what modules make when they are imported is `held`."""
    for path in sorted(ROOT.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                for node in ast.walk(function):
                    if _is_call(node):
                        yield _call(path.relative_to(ROOT).as_posix(), function.name, node)  # type: ignore[arg-type]


def _is_call(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr in FUNCTIONS
    )


def _call(path: str, function: str, node: ast.Call) -> Call:
    first = node.args[0]
    source = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str | bytes) else None
    named = [one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute) and one.attr.isupper()]
    flags = functools.reduce(operator.or_, (getattr(re, name) for name in named), 0)
    return Call(path, function, node.lineno, node.func.attr, source, int(flags))  # type: ignore[attr-defined]


def names_of_re() -> Iterator[str]:
    """Where `re` is imported under another name or in parts, which `calls` would not see."""
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module in ("re", "regex"):
                yield f"{path.relative_to(ROOT).as_posix()}: {ast.unparse(node)}"
            elif isinstance(node, ast.Import):
                yield from (
                    f"{path.relative_to(ROOT).as_posix()}: {ast.unparse(node)}"
                    for one in node.names
                    if one.name == "regex" or (one.name == "re" and one.asname)
                )
