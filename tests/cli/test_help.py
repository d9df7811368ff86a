"""Every command has help with an example, fast and without spaCy; `quotetrace` alone says what to do next."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from quotetrace.cli.app import app

COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
# Slow to import; help and queries have no use for any of them.
HEAVY = ("spacy", "numpy", "trafilatura", "htmldate", "rapidfuzz")
Run = Callable[..., "object"]

ASK_WHAT_IS_IMPORTED = f"""
import sys
from quotetrace.cli import run
code = run(sys.argv[1:])
print([name for name in {HEAVY!r} if name in sys.modules], code, file=sys.stderr)
"""


def imported_by(*words: str | Path) -> str:
    command = [sys.executable, "-c", ASK_WHAT_IS_IMPORTED, *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stderr.splitlines()[-1]


def test_the_commands_of_the_design() -> None:
    wanted = "ingest extract quotes find speakers outlets documents failures trace drift export evaluate"
    assert set(wanted.split()) <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example_at_80_columns(command: str, quotetrace: Run) -> None:
    ran = quotetrace(command, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert f"\n  quotetrace {command}" in ran.out
    assert max(len(line) for line in ran.out.splitlines() if not line.startswith("  quotetrace")) <= 80


@pytest.mark.parametrize("command", COMMANDS)
def test_the_first_sentence_fits_the_list_of_commands(command: str, quotetrace: Run) -> None:
    [line] = [line for line in quotetrace("--help").out.splitlines() if line.startswith(f"  {command} ")]
    assert not line.endswith("...")


@pytest.mark.parametrize("words", [[], ["--help"], ["ingest", "--help"], ["evaluate", "--help"]], ids=" ".join)
def test_help_imports_nothing_heavy(words: list[str]) -> None:
    assert imported_by(*words) == "[] 0"


@pytest.mark.parametrize(
    "words",
    [["quotes"], ["trace", "1"], ["drift", "1"], ["speakers", "dahl"], ["documents"], ["export", "quotes"]],
    ids=" ".join,
)
def test_queries_import_nothing_heavy(words: list[str], db: Path) -> None:
    assert imported_by(*words, "--db", db) == "[] 0"


def test_finding_words_needs_rapidfuzz_and_no_more(db: Path) -> None:
    assert imported_by("find", "the ferry will not sail", "--db", db) == "['rapidfuzz'] 0"


def test_alone_it_says_to_ingest(quotetrace: Run) -> None:
    ran = quotetrace()
    assert (ran.code, ran.err) == (0, "")
    assert "quotetrace ingest FOLDER     read the articles in FOLDER into quotes.db\n" in ran.out


def test_alone_beside_a_store_it_says_what_to_ask(quotetrace: Run, db: Path, tmp_path: Path) -> None:
    db.rename(tmp_path / "quotes.db")
    ran = quotetrace()
    assert ran.code == 0
    assert "quotes.db is here. Next:\n" in ran.out
    assert "  quotetrace trace " in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


def test_version(quotetrace: Run) -> None:
    ran = quotetrace("--version")
    assert ran.code == 0
    assert ran.out.startswith("quotetrace ")
