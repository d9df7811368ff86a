"""Whatever is typed in the place of a name, a time, words or a path is looked for, or refused in one line: no SQL, no
query of the full-text search, no markup and no control sequence in it is obeyed, and the store stays as it was."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import typer
from conftest import Ran

from quotetrace.cli.app import app

Run = Callable[..., Ran]
WORDS = (
    "'; DROP TABLE documents; --",
    '" OR 1=1 --',
    "x') UNION SELECT * FROM meta --",
    "NEAR(kiln autumn, 5)",
    'kiln" AND NOT (OR',
    "text:kiln* ^ {a b}: -",
    "%_%",
    "[bold]kiln[/bold] [link=file:///x]y[/link]",
    "kiln\x1b[31m\x9b2J\x1b]8;;http://x\x1b\\",
    "\u202ekiln\u2066\u200b",
    "\udcff",
    "999999999999999999999999",
    "{db} %s $(touch ran) `touch ran`",
    "../../../etc/passwd",
    "",
    "kiln " * 2_000,
)
# A line that is right, of each command, but for the words that are put into one place of it after the other.
RIGHT = {
    "ingest": "{articles}",
    "extract": "{articles}",
    "quotes": "",
    "trace": "",
    "drift": "1",
    "find": "kiln",
    "speakers": "",
    "outlets": "",
    "documents": "",
    "failures": "",
    "forget": "--document once.txt",
    "export": "quotes -o out.csv",
    "report": "-o out.html",
    "verify": "",
    "audit": "",
    "digest": "",
    "backup": "copy.db",
    "evaluate": "{gold}",
    "correct speaker": "once.txt:0 Toft",
    "correct outlet": "once.txt Herald",
    "correct date": "once.txt 2021-05-04",
    "correct alias": "Toft Karin",
    "correct join": "1 2",
    "correct split": "once.txt:0",
    "correct list": "",
    "correct export": "-",
    "correct import": "decisions.jsonl",
    "correct undo": "1",
}
# What takes long is tried with a few of them.
LONG, FEW = {"ingest", "extract", "evaluate", "report"}, slice(0, None, 4)
WRITING = {"ingest", "forget", "correct"}
# Where a site is served until it is ended.
SERVING = {"browse"}
GOLD = Path(__file__).parents[2] / "fixtures" / "gold"
HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f]")


def commands() -> Iterator[tuple[str, typer.core.TyperCommand]]:
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        inner = getattr(command, "commands", None)
        yield from ((f"{name} {one}", also) for one, also in inner.items()) if inner else [(name, command)]


def places() -> Iterator[tuple[str, str]]:
    """Each place of a command that takes words of any kind: an option by its name, an argument by its number."""
    for name, command in commands():
        if name in SERVING:
            continue
        at = 0
        for parameter in command.params:
            if parameter.param_type_name == "argument":
                yield name, str(at)
                at += 1
            elif not (parameter.is_flag or parameter.count) and parameter.name != "db":  # type: ignore[attr-defined]
                yield name, parameter.opts[0]


def line(command: str, place: str, words: str, known: dict[str, Path]) -> list[str]:
    right = [word.format(**known) for word in RIGHT[command].split()]
    if place.startswith("-"):
        if place in right:
            at = right.index(place)
            del right[at : at + 2]
        return [*command.split(), *right, place, words]
    at = int(place)
    return [*command.split(), *right[:at], words, *right[at + 1 :]]


def state(db: Path) -> str:
    """All that a store says, row for row, but what could not be read: that is noted of every path."""
    with closing(sqlite3.connect(db)) as raw:
        return "\n".join(row for row in raw.iterdump() if not row.startswith('INSERT INTO "failures"'))


def test_every_command_has_a_line_that_is_right() -> None:
    assert {name for name, _ in commands()} == RIGHT.keys() | SERVING


@pytest.mark.parametrize(("command", "place"), list(places()), ids=lambda word: word.replace(" ", "-"))
def test_words_are_words(command: str, place: str, kiln: Path, tmp_path: Path, quotetrace: Run) -> None:
    known = {"articles": tmp_path / "articles", "gold": GOLD}
    before = state(kiln)
    for words in WORDS[FEW] if command in LONG else WORDS:
        db = tmp_path / "copy of.db"
        shutil.copy(kiln, db)
        has_store = command not in ("extract", "evaluate")
        ran = quotetrace(*line(command, place, words, known), *(["--db", db] if has_store else []))
        told = f"{words!r}: {ran.code} {ran.err[-300:]}"
        assert ran.code in (0, 1, 2, 3), told
        assert "Traceback" not in ran.err and "a fault in quotetrace itself" not in ran.err, told
        assert ran.code in (0, 3) or ran.err.splitlines()[-1].startswith(("error: ", "failed: ")), told
        assert not HARMFUL.search(ran.err + ran.out), told
        if state(db) != before:
            assert ran.code in (0, 3) and command.split()[0] in WRITING, told
            assert quotetrace("verify", "--db", db).code == 0, told
    assert not list(tmp_path.rglob("ran"))
