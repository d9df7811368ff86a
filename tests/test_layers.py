"""The import rule: data flows one way, and each library lives in the rooms that need it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import quotetrace

ROOT = Path(quotetrace.__file__).parent
MODULES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py"))

CONTRACT = {"model", "moments", "folding", "errors", "lexicons", "press", "seen", "deadline", "written"}
STAGES = {"reading", "extraction", "speakers", "matching", "tracing"}
# Room → the rooms it may import besides itself. Rooms not listed may import all but cli.
MAY_IMPORT = {
    "errors": set(),
    "seen": set(),
    "written": set(),
    "replacing": {"errors"},
    "deadline": {"errors"},
    "lexicons": set(),
    "moments": {"errors"},
    "folding": {"errors", "lexicons"},
    "press": {"errors", "folding", "lexicons"},
    "model": {"moments", "errors"},
    **dict.fromkeys(STAGES, CONTRACT),
    # folding and press besides: a search folds names, words and what outlets are called as everything else does
    "store": {"model", "moments", "errors", "folding", "press", "replacing", "written"},
    "rendering": {"model", "moments", "errors"},
    # The store as somebody else's program shows it: between the store and what renders it, and told apart from both
    "browsing": {"errors", "rendering", "store"},
}
# Library → the rooms it may be imported in.
HOMES = {
    "spacy": {"extraction"},
    "rapidfuzz": {"matching", "tracing", "speakers"},
    "numpy": {"matching", "tracing", "speakers"},
    "sqlite_utils": {"store"},
    "rich": {"rendering", "cli"},
    "typer": {"cli"},
    "datasette": {"browsing"},
    "uvicorn": {"browsing"},
}


def _room(module: str) -> str:
    """The first folder or file below the package: ``matching/index.py`` is in *matching*."""
    return module.partition("/")[0].removesuffix(".py")


def _tree(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"), module)


def _imports(module: str) -> Iterator[tuple[str, bool]]:
    """Every module imported anywhere in the file, absolute, and whether importing the file imports it."""
    tree = _tree(module)
    at_once = {id(node) for node in _run_on_import(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, id(node) in at_once
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(module, node)
            yield base, id(node) in at_once
            if base == "quotetrace":
                for alias in node.names:
                    yield f"quotetrace.{alias.name}", id(node) in at_once


def _run_on_import(tree: ast.Module) -> Iterator[ast.AST]:
    """The nodes outside functions and outside ``if TYPE_CHECKING``."""
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) or _only_for_types(node):
            continue
        yield node
        waiting.extend(ast.iter_child_nodes(node))


def _only_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def _absolute(module: str, node: ast.ImportFrom) -> str:
    """The module that a ``from … import`` names, relative ones resolved."""
    if not node.level:
        return node.module or ""
    package = ["quotetrace", *module.split("/")[:-1]]
    base = package[: len(package) - node.level + 1]
    return ".".join([*base, *([node.module] if node.module else [])])


def _rooms_imported(module: str) -> set[str]:
    names = [name.split(".") for name, _ in _imports(module)]
    return {parts[1] for parts in names if parts[0] == "quotetrace" and len(parts) > 1}


@pytest.mark.parametrize("module", MODULES)
def test_rooms_import_only_what_stands_before_them(module: str) -> None:
    room = _room(module)
    others = {name for name in _rooms_imported(module) - {room} if not name.startswith("__")}
    if room in MAY_IMPORT:
        assert others <= MAY_IMPORT[room]
    elif room not in ("cli", "__main__"):
        assert "cli" not in others


@pytest.mark.parametrize("module", MODULES)
def test_libraries_stay_in_their_rooms(module: str) -> None:
    libraries = {name.partition(".")[0] for name, _ in _imports(module)}
    assert [name for name in libraries & HOMES.keys() if _room(module) not in HOMES[name]] == []


@pytest.mark.parametrize("module", [module for module in MODULES if module != "extraction/component.py"])
def test_nothing_but_the_component_imports_spacy_at_once(module: str) -> None:
    assert "spacy" not in {name.partition(".")[0] for name, at_once in _imports(module) if at_once}


def test_the_pipeline_imports_extraction_only_where_it_is_used() -> None:
    modules = [module for module in MODULES if _room(module) == "pipeline"]
    at_once = {name for module in modules for name, now in _imports(module) if now}
    assert not [name for name in at_once if name.startswith("quotetrace.extraction")]


@pytest.mark.parametrize("module", MODULES)
def test_no_module_is_a_drawer_of_odds_and_ends(module: str) -> None:
    assert Path(module).stem not in ("utils", "util", "helpers", "misc", "common")


def test_the_walk_sees_every_form_of_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "matching").mkdir()
    (tmp_path / "matching" / "index.py").write_text(
        "import spacy.tokens\n"
        "from quotetrace import tracing\n"
        "from ..store import schema\n"
        "from . import relations\n"
        "if TYPE_CHECKING:\n    import rich\n"
        "def late() -> None:\n    from quotetrace.cli.app import main\n"
    )
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path)
    assert dict(_imports("matching/index.py")) == {
        "spacy.tokens": True,
        "quotetrace": True,
        "quotetrace.tracing": True,
        "quotetrace.store": True,
        "quotetrace.matching": True,
        "rich": False,
        "quotetrace.cli.app": False,
    }
    assert _rooms_imported("matching/index.py") == {"tracing", "store", "matching", "cli"}
