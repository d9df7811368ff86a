"""The command line run inside the test, beside a small store."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from ferry_story import write_store

from quotetrace import cli

ROOT = Path(cli.__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command came to."""

    code: int
    out: str
    err: str


KILN = """{outlet}

The last kiln of Ardle Bay

4 May 2021

“We will light the kiln {when} before the autumn fair,” said the potter Karin Toft.
"""


@pytest.fixture
def quotetrace(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run the command line with these words."""

    def call(*words: str | Path) -> Ran:
        capsys.readouterr()
        code = cli.run([str(word) for word in words])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return call


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """A store where Nordavisa had it first and Havnebladet dropped the "not"; one more quotation is nobody's."""
    path = tmp_path / "ferry.db"
    write_store(path)
    return path


@pytest.fixture(params=["ingest new.txt", "correct outlet a.txt Havnebladet", "forget --document a.txt"])
def writing(request: pytest.FixtureRequest, tmp_path: Path) -> list[str]:
    """The words of each command that changes the store at `db`, and the file that one of them needs."""
    (tmp_path / "new.txt").write_text("“The quay will be closed on Sunday,” said Ola Berg.\n", encoding="utf-8")
    return str(request.param).split()


@pytest.fixture
def older(db: Path) -> Path:
    """The same store with the views of an older version, which a migration makes anew."""
    with closing(sqlite3.connect(db)) as raw, raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
            raw.execute(f"DROP VIEW {name}")
        raw.execute("DELETE FROM _sqlite_migrations WHERE name LIKE 'm003%'")
    return db


@pytest.fixture
def kiln(tmp_path: Path, quotetrace: Callable[..., Ran]) -> Path:
    """Two outlets with the same words but one."""
    articles = tmp_path / "articles"
    articles.mkdir()
    for outlet, when in (("The Tern Gazette", "twice"), ("Ostrey Mail", "once")):
        (articles / f"{when}.txt").write_text(KILN.format(outlet=outlet, when=when), encoding="utf-8")
    db = tmp_path / "kiln.db"
    assert quotetrace("ingest", articles, "--db", db).code == 0
    return db


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command runs in an empty folder, 80 columns wide, and knows no other store; also one in a new process."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("QUOTETRACE_DB", raising=False)
    monkeypatch.delenv("QUOTETRACE_OUTLETS", raising=False)
    monkeypatch.delenv("QUOTETRACE_PLAIN", raising=False)
