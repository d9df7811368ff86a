"""A full disk, and a store that may not be written or read: one line with the next step, and nothing is lost."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bench.articles import articles as invented
from quotetrace import pipeline
from quotetrace.cli import export
from quotetrace.errors import StoreError
from quotetrace.model import DigestPart
from quotetrace.pipeline import inputs
from quotetrace.store import Store, opening

Run = Callable[..., Any]
FULL = "error: {db} cannot grow, the disk is full: free some space, then run the same command again\n"
READ_ONLY = "error: {db} is read-only: make it writable, or name another file with --db\n"


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles that take some pages of a database."""
    folder = tmp_path_factory.mktemp("articles")
    for one in invented(12):
        (folder / f"{one.name}.txt").write_text(one.text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[int, int, list[DigestPart]]:
    """How many pages an empty store and one with the articles have, and what that says."""
    db = tmp_path_factory.mktemp("whole") / "whole.db"
    Store.open(db, create=True).close()
    empty = _pages(db)
    with Store.open(db) as store:
        pipeline.ingest(articles, store)
        said = store.digest()
    return empty, _pages(db), said


@pytest.fixture
def permitted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may do what the permission bits say, also where that is root."""

    def access(path: str | Path, mode: int) -> bool:
        bits = {os.R_OK: stat.S_IRUSR, os.W_OK: stat.S_IWUSR}[mode]
        return Path(path).exists() and bool(Path(path).stat().st_mode & bits)

    monkeypatch.setattr(os, "access", access)


def _pages(db: Path) -> int:
    with closing(sqlite3.connect(db)) as raw:
        return int(raw.execute("PRAGMA page_count").fetchone()[0])


def _small_disk(monkeypatch: pytest.MonkeyPatch, pages: int) -> None:
    raw = opening._raw

    def limited(*arguments: Any, **settings: Any) -> sqlite3.Connection:
        opened = raw(*arguments, **settings)
        opened.execute(f"PRAGMA max_page_count={pages}")
        return opened

    monkeypatch.setattr(opening, "_raw", limited)


# Of the pages between an empty store and a whole one; the last tenth is written when it matches
@pytest.mark.parametrize("share", [-0.5, 0.05, 0.4, 0.7, 0.9, 0.99])
def test_an_ingest_onto_a_full_disk_goes_on_when_there_is_room(
    share: float,
    articles: Path,
    whole: tuple[int, int, list[DigestPart]],
    tmp_path: Path,
    quotetrace: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(inputs, "BATCH", 4)
    db, (empty, full, said) = tmp_path / "full.db", whole
    with monkeypatch.context() as patch:
        _small_disk(patch, int(empty + share * ((full - empty) if share > 0 else empty)))
        ran = quotetrace("ingest", articles, "--db", db)
    assert (ran.code, ran.out, ran.err) == (1, "", FULL.format(db=db))
    if share > 0 and db.exists():
        with Store.open(db, read_only=True) as store:
            assert store.verify() == []
            assert len(list(store.documents())) % 4 == 0
    assert quotetrace("ingest", articles, "--db", db).code == 0
    with Store.open(db) as store:
        assert store.verify() == []
        assert store.digest() == said


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["correct", "outlet", "a.txt", "The Havn Leaf " * 400], id="correct"),
        pytest.param(["ingest", "more", "--reprocess"], id="ingest"),
    ],
)
def test_a_change_for_which_there_is_no_room_is_not_made(
    words: list[str], articles: Path, db: Path, tmp_path: Path, quotetrace: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "more").symlink_to(articles)
    before = quotetrace("digest", "--db", db).out
    with monkeypatch.context() as patch:
        _small_disk(patch, 1)
        ran = quotetrace(*words, "--db", db)
    assert (ran.code, ran.out, ran.err) == (1, "", FULL.format(db=db))
    assert quotetrace("digest", "--db", db).out == before


def test_a_migration_for_which_there_is_no_room_is_not_made(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch, pytest.raises(StoreError, match="the disk is full"):
        patch.setattr("quotetrace.store.schema.migrate", _full)
        Store.open(older)
    with pytest.raises(StoreError, match="older quotetrace"):
        Store.open(older, read_only=True)
    with Store.open(older) as store:
        assert store.verify() == []


def _full(raw: sqlite3.Connection) -> None:
    raw.execute("CREATE TABLE half (way)")
    raise sqlite3.OperationalError("database or disk is full")


def test_an_export_onto_a_full_disk_leaves_what_was_there(
    db: Path, tmp_path: Path, quotetrace: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*arguments: Any, **settings: Any) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    (tmp_path / "quotes.csv").write_text("older\n", encoding="utf-8")
    monkeypatch.setattr(export, "write_csv", full)
    ran = quotetrace("export", "quotes", "-o", "quotes.csv", "--db", db)
    message = "error: quotes.csv: the disk is full: free some space, then run the same command again\n"
    assert (ran.code, ran.out, ran.err) == (1, "", message)
    assert (tmp_path / "quotes.csv").read_text(encoding="utf-8") == "older\n"
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_result_for_which_there_is_no_room(db: Path) -> None:
    with Path("/dev/full").open("w") as full:
        words = [sys.executable, "-m", "quotetrace", "quotes", "--format", "csv", "--db", str(db)]
        ran = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    message = "error: the disk is full: free some space, then run the same command again\n"
    assert (ran.returncode, ran.stderr) == (1, message)


@pytest.mark.usefixtures("permitted")
def test_a_read_only_store_is_not_written_and_stays_as_it_is(
    writing: list[str], db: Path, tmp_path: Path, quotetrace: Run
) -> None:
    before = quotetrace("quotes", "--db", db)
    db.chmod(0o444)
    ran = quotetrace(*writing, "--db", db)
    assert (ran.code, ran.out, ran.err) == (1, "", READ_ONLY.format(db=db))
    assert quotetrace("quotes", "--db", db) == before
    assert "1 new" in quotetrace("ingest", "new.txt", "--dry-run", "--db", db).out
    # read-only files beside it would stand in the way when it is made writable
    assert [path.name for path in tmp_path.glob("ferry.db*")] == ["ferry.db"]
    db.chmod(0o644)
    assert quotetrace(*writing, "--db", db).code == 0


@pytest.mark.usefixtures("permitted")
@pytest.mark.skipif(sys.platform == "win32", reason="a folder cannot be made read-only so")
def test_a_store_in_a_read_only_folder_is_read_and_not_written(db: Path, tmp_path: Path, quotetrace: Run) -> None:
    (tmp_path / "new.txt").write_text("“The quay will be closed on Sunday,” said Ola Berg.\n", encoding="utf-8")
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    kept = db.rename(shelf / db.name)
    shelf.chmod(0o555)
    try:
        ran = quotetrace("ingest", "new.txt", "--db", kept)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith(f"error: the folder of {kept} is read-only, and a store is written with files")
        assert quotetrace("quotes", "--db", kept).code == 0
    finally:
        shelf.chmod(0o755)


@pytest.mark.usefixtures("permitted")
def test_what_belongs_to_it_must_be_writable_too(db: Path, quotetrace: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    shared = db.with_name("ferry.db-shm")
    shared.touch()
    shared.chmod(0o444)
    message = opening.explain(sqlite3.OperationalError("attempt to write a readonly database"), str(db))
    assert message == f"{shared.resolve()}, which belongs to {db}, is read-only: make it writable as well"


@pytest.mark.usefixtures("permitted")
def test_a_store_that_nobody_may_write_is_not_read_while_it_changes(db: Path) -> None:
    """Nothing but the time of the file tells that whoever may write there did so."""
    db.chmod(0o444)
    with Store.open(db, read_only=True) as store:
        with store.moment():
            assert store.counts()["documents"] == 3
        with pytest.raises(StoreError, match="was written to while it was read"), store.moment():
            assert store.counts()["documents"] == 3
            os.utime(db, (1, 1))


@pytest.mark.usefixtures("permitted")
def test_what_was_written_last_is_not_left_out(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that was not closed, on a disk where SQLite can make no file to read the rest with."""
    db.with_name("ferry.db-wal").write_bytes(b"not nothing")
    raw = opening._raw

    class Unreadable(sqlite3.Connection):
        def execute(self, *statement: Any) -> sqlite3.Cursor:
            raise sqlite3.OperationalError("unable to open database file")

    db.chmod(0o444)
    monkeypatch.setattr(opening, "_raw", lambda name, mode, **how: raw(name, mode, Unreadable, **how))
    with pytest.raises(StoreError, match=f"{db} was not closed, and ferry.db-wal has what was written last: copy both"):
        Store.open(db, read_only=True)


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be deleted")
@pytest.mark.parametrize("instead", [None, b"another file"], ids=["deleted", "replaced"])
def test_a_store_that_is_deleted_during_an_ingest(
    instead: bytes | None, articles: Path, tmp_path: Path, quotetrace: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    db, add = tmp_path / "gone.db", Store.add_failures

    def and_then_it_goes(store: Store, failures: Any) -> None:
        add(store, failures)
        db.unlink()
        if instead is not None:
            db.write_bytes(instead)

    monkeypatch.setattr(Store, "add_failures", and_then_it_goes)
    ran = quotetrace("ingest", articles, "--db", db)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"error: {db} was deleted or replaced while it was written to: run the same command")
    assert ran.err.count("\n") == 1
    assert (db.read_bytes() if db.exists() else None) == instead
