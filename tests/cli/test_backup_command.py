"""`backup`: a copy that is a store, what it says of it, and what it never does."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from quotetrace.errors import StoreError
from quotetrace.model import Backup
from quotetrace.rendering.copying import backup_line
from quotetrace.store import Store, back_up, backup

Run = Callable[..., Any]


def test_it_says_what_is_in_the_copy(db: Path, tmp_path: Path, quotetrace: Run) -> None:
    ran = quotetrace("backup", "copy.db", "--db", db)
    size = (tmp_path / "copy.db").stat().st_size / 1000
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (f"copy.db: {size:.1f} kB, checked; 3 documents, 3 quotations, 1 utterance, 0 decisions\n")
    assert quotetrace("digest", "--db", "copy.db").out == quotetrace("digest", "--db", db).out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.db", "ferry.db"]
    with Store.open("copy.db") as store:
        assert store.verify() == []


def test_what_is_there_stays_unless_told(db: Path, tmp_path: Path, quotetrace: Run) -> None:
    copy = tmp_path / "copy.db"
    copy.write_text("Dear diary", encoding="utf-8")
    ran = quotetrace("backup", "copy.db", "--db", db)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "error: copy.db is there already: name another file, or replace it with --force\n"
    assert copy.read_text(encoding="utf-8") == "Dear diary"
    assert quotetrace("backup", "copy.db", "--force", "--db", db).code == 0
    with Store.open(copy, read_only=True) as store:
        assert store.counts()["documents"] == 3


@pytest.mark.parametrize(
    ("file", "code", "message"),
    [
        pytest.param("ferry.db", 2, "is the store itself: name another file", id="the store"),
        pytest.param("./elsewhere/../ferry.db", 2, "is the store itself", id="the store by another path"),
        pytest.param("link.db", 2, "is the store itself", id="the store by a link"),
        pytest.param("ferry.db-wal", 2, "is the store itself", id="a part of the store"),
        pytest.param("elsewhere", 2, "is a folder: name a file in it", id="a folder"),
        pytest.param("nowhere/copy.db", 2, "there is no folder nowhere to write copy.db into", id="no folder"),
        pytest.param("open.db", 2, "open.db is in use: open.db-wal lies beside it", id="in use"),
        pytest.param("to-open.db", 2, "to-open.db is in use: open.db-wal lies beside it", id="in use by a link"),
    ],
)
def test_what_it_refuses_even_when_forced(
    file: str, code: int, message: str, db: Path, tmp_path: Path, quotetrace: Run
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link.db").symlink_to(db)
    (tmp_path / "open.db-wal").touch()
    (tmp_path / "to-open.db").symlink_to(tmp_path / "open.db")
    before = db.read_bytes()
    ran = quotetrace("backup", file, "--force", "--db", db)
    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err
    assert ran.err.count("\n") == 1
    assert db.read_bytes() == before
    assert not list(tmp_path.rglob("*.part*"))


def make_text(path: Path) -> None:
    path.write_bytes(b"Dear diary, today the ferry was late. " * 40)


def make_other(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("CREATE TABLE recipes (id INTEGER)")


def make_nothing(path: Path) -> None:
    """No file at all."""


@pytest.mark.parametrize(
    ("make", "message"),
    [
        pytest.param(make_nothing, "there is no database at other.db", id="missing"),
        pytest.param(make_text, "other.db is not an SQLite database", id="a text"),
        pytest.param(make_other, "other.db is no store of quotetrace", id="somebody else's"),
        pytest.param(Path.touch, "other.db is no store of quotetrace", id="an empty file"),
    ],
)
def test_what_is_no_store(make: Callable[[Path], None], message: str, tmp_path: Path, quotetrace: Run) -> None:
    make(tmp_path / "other.db")
    ran = quotetrace("backup", "copy.db", "--db", "other.db")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"error: {message}")
    assert not (tmp_path / "copy.db").exists()
    assert not list(tmp_path.glob("*.part*"))


def test_a_store_of_another_version_is_copied_as_it_is(older: Path, tmp_path: Path) -> None:
    assert back_up(older, tmp_path / "copy.db").counts["documents"] == 3
    with pytest.raises(StoreError, match="older quotetrace"):
        Store.open(tmp_path / "copy.db", read_only=True)


def test_others_may_write_meanwhile(db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "_TOGETHER", 1)
    with Store.open(db, read_only=True) as store:
        before = store.digest()
    written: list[str] = []

    def write(step: str, done: int) -> None:
        if done >= 50 and not written:
            with Store.open(db) as store:
                written.append(next(store.documents()).document.id)
                store.forget(written)

    assert back_up(db, tmp_path / "copy.db", progress=write).counts["documents"] == 3
    with Store.open(db, read_only=True) as store, Store.open(tmp_path / "copy.db", read_only=True) as copy:
        assert written
        assert store.counts()["documents"] == 2
        assert copy.digest() == before


def test_an_open_batch_is_not_in_it(db: Path, tmp_path: Path) -> None:
    with Store.open(db) as store, store.batch():
        store.forget([next(store.documents()).document.id])
        assert back_up(db, tmp_path / "copy.db").counts["documents"] == 3


def test_an_interruption_leaves_nothing_and_what_was_there(
    db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(step: str, done: int) -> None:
        raise KeyboardInterrupt

    copy = tmp_path / "copy.db"
    copy.write_text("Dear diary", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        back_up(db, copy, force=True, progress=interrupt)
    assert copy.read_text(encoding="utf-8") == "Dear diary"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.db", "ferry.db"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
@pytest.mark.parametrize("name", ["pipe", os.devnull])
def test_what_is_no_file_stays_what_it_is(name: str, db: Path, tmp_path: Path, quotetrace: Run) -> None:
    os.mkfifo(tmp_path / "pipe")
    ran = quotetrace("backup", name, "--force", "--db", db)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"error: {name} is no file, but a device or a pipe: name a file for the copy\n"
    assert not (tmp_path / name).is_file()


def test_a_file_called_as_a_part_of_the_copy_might_be_stays(db: Path, tmp_path: Path) -> None:
    notes = tmp_path / "copy.db.part"
    notes.write_text("Dear diary", encoding="utf-8")
    store = db.rename(tmp_path / "other.db.part")
    back_up(store, tmp_path / "copy.db")
    back_up(store, tmp_path / "other.db")
    assert notes.read_text(encoding="utf-8") == "Dear diary"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.db", "copy.db.part", "other.db", "other.db.part"]


def test_a_link_stays_one_and_permissions_stay(db: Path, tmp_path: Path) -> None:
    link, copy = tmp_path / "link.db", tmp_path / "copy.db"
    copy.touch()
    copy.chmod(0o640)
    link.symlink_to(copy)
    back_up(db, link, force=True)
    assert link.is_symlink()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o640
    with Store.open(copy, read_only=True) as store:
        assert store.counts()["documents"] == 3


def test_a_copy_that_is_not_sound_does_not_get_the_name(db: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(db, isolation_level=None)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        page = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'documents_label'").fetchone()[0]
        size = raw.execute("PRAGMA page_size").fetchone()[0]
    with db.open("rb+") as stream:
        stream.seek((page - 1) * size)
        stream.write(b"\xff" * 200)
    with pytest.raises(StoreError, match=r"not sound|damaged"):
        back_up(db, tmp_path / "copy.db")
    assert [path.name for path in tmp_path.iterdir()] == ["ferry.db"]


@pytest.mark.skipif(sys.platform == "win32", reason="folders there have no such permission")
def test_the_store_in_a_folder_that_nobody_may_write_to(db: Path, tmp_path: Path, quotetrace: Run) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    db.rename(folder / "ferry.db")
    (folder / "ferry.db").chmod(0o444)
    folder.chmod(0o555)
    try:
        assert quotetrace("backup", "copy.db", "--db", folder / "ferry.db").code == 0
        with Store.open(tmp_path / "copy.db") as store:
            assert store.counts()["documents"] == 3
    finally:
        folder.chmod(0o755)


@pytest.mark.parametrize(
    ("size", "told"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1_000, "1.0 kB"),
        (999_949, "999.9 kB"),
        (999_950, "1.0 MB"),
        (2_071_080_960, "2.1 GB"),
    ],
)
def test_sizes(size: int, told: str) -> None:
    assert backup_line(Backup("a\nb.db", size, {"documents": 1})) == f"a b.db: {told}, checked; 1 document"
