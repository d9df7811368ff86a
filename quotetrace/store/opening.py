"""Opening the database: to write (creates and migrates), to read (never creates, never changes a row), in memory.

A new store in which nothing came to be is thrown away again here.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from quotetrace.errors import StoreError
from quotetrace.store import schema
from quotetrace.store.connection import (
    BUSY_SECONDS,
    IN_MEMORY,
    WAL,
    WRITING_KIB,
    Alone,
    Connection,
    Waiting,
    begin,
    explain,
    has_more_beside,
    insist,
    state_of,
)


def open_connection(path: str | Path, *, create: bool, read_only: bool, waiting: Waiting | None = None) -> Connection:
    """Open the store at `path`. StoreError where there is none and `create` is False, or where it is no store.

    create: make the file where it is missing. read_only: for queries; the schema must be this version's already.
    waiting: what to do while another process writes; unless given, StoreError after `BUSY_SECONDS`.
    """
    name = str(path)
    try:
        raw = connect(name, create=create, read_only=read_only)
    except sqlite3.Error as error:
        raise StoreError(explain(error, name)) from error
    try:
        _prepare(raw, name, create=create, read_only=read_only, waiting=waiting)
    except sqlite3.Error as error:
        raw.close()
        raise StoreError(explain(error, name)) from error
    except BaseException:
        raw.close()
        raise
    return Connection(raw, name, waiting=waiting)


def connect(name: str, *, create: bool, read_only: bool) -> sqlite3.Connection:
    """The file as SQLite opens it, whatever it is. StoreError where there is none, or a folder; read_only: as above."""
    if name == IN_MEMORY:
        if read_only:
            raise StoreError("a database in memory holds nothing yet: name a file with --db")
        return _raw(name, "")
    path = Path(name)
    if path.is_dir():
        raise StoreError(f"{name} is a folder, not a database: name a file with --db")
    if not path.exists() and (read_only or not create):
        raise StoreError(f"there is no database at {name}: run `quotetrace ingest PATH` first, or name one with --db")
    if not read_only:
        _see_that_it_may_be_written(path)
        return _raw(name, "rwc")
    raw = opened_for_reading(name)
    raw.execute("PRAGMA query_only=ON")
    return raw


def _see_that_it_may_be_written(path: Path) -> None:
    """SQLite would open it, leave read-only files beside it, and complain with the first change."""
    if not os.access(path, os.R_OK):
        return
    if not os.access(path, os.W_OK):
        raise StoreError(f"{path} is read-only: make it writable, or name another file with --db")
    if not os.access(path.resolve().parent, os.W_OK):
        raise StoreError(
            f"the folder of {path} is read-only, and a store is written with files beside it: make that writable, or "
            "name another file with --db"
        )


def opened_for_reading(name: str, *, mode: str = "rw", one_thread: bool = True) -> sqlite3.Connection:
    """A file that only others may write is read without leaving files beside it, which would be read-only as well.

    mode: not *ro* unless somebody tidies up: that leaves the -wal and -shm files behind when it closes.
    one_thread: False where another thread than this one closes it.
    """
    if not os.access(name, os.W_OK) and not has_more_beside(name):
        return _alone(name, one_thread=one_thread)
    raw = _raw(name, mode, one_thread=one_thread)
    try:
        raw.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.Error as error:
        raw.close()
        if "unable to open" not in str(error) and "readonly" not in str(error):
            raise
        if has_more_beside(name):
            raise StoreError(
                f"{name} was not closed, and {Path(name).name}{WAL} has what was written last: copy both into a folder "
                "where you may write, and read them there"
            ) from error
        return _alone(name, one_thread=one_thread)
    return raw


def _alone(name: str, *, one_thread: bool) -> sqlite3.Connection:
    """A file beside which nothing can be written, and in which nothing is changed from here."""
    state = state_of(name)
    raw = _raw(name, "ro&immutable=1", kind=Alone, one_thread=one_thread)
    assert isinstance(raw, Alone)
    raw.state = state
    return raw


def _raw(
    name: str, mode: str, kind: type[sqlite3.Connection] = sqlite3.Connection, *, one_thread: bool = True
) -> sqlite3.Connection:
    target = f"{Path(name).resolve().as_uri()}?mode={mode}" if mode else name
    return sqlite3.connect(
        target,
        uri=bool(mode),
        timeout=BUSY_SECONDS,
        isolation_level=None,
        factory=kind,
        check_same_thread=one_thread,
    )


def _prepare(raw: sqlite3.Connection, name: str, *, create: bool, read_only: bool, waiting: Waiting | None) -> None:
    raw.execute("PRAGMA foreign_keys=ON")
    # In WAL mode a power cut may lose the last batch, never half of one; the same command then reads it again
    raw.execute("PRAGMA synchronous=NORMAL")
    if not read_only:
        raw.execute(f"PRAGMA cache_size=-{WRITING_KIB}")
    if _is_current(raw, name):
        return
    if (read_only or not create) and name != IN_MEMORY and schema.inspect(raw) is schema.State.EMPTY:
        raise StoreError(f"nothing has been ingested into {name} yet: run `quotetrace ingest PATH` first")
    if read_only:
        raise StoreError(f"{name} was written by an older quotetrace: `quotetrace ingest PATH` brings it up to date")
    if name != IN_MEMORY:
        # SQLite does not wait for others when it changes the journal
        insist(lambda: raw.execute("PRAGMA journal_mode=WAL"), waiting)
    # Another process may be making the same tables: whoever comes second looks again when the first is done
    begin(raw, waiting)
    try:
        if not _is_current(raw, name):
            schema.migrate(raw)
        raw.execute("COMMIT")
    except BaseException:
        if raw.in_transaction:
            raw.execute("ROLLBACK")
        raise


def _is_current(raw: sqlite3.Connection, name: str) -> bool:
    """Whether nothing is to be migrated. StoreError for a file that is not ours to migrate."""
    state = schema.inspect(raw)
    if state is schema.State.FOREIGN:
        raise StoreError(f"{name} is an SQLite database, but not one of quotetrace: name another file with --db")
    if state is schema.State.NEWER:
        raise StoreError(f"{name} was written by a newer quotetrace: upgrade with `pip install -U quotetrace`")
    return state is schema.State.CURRENT


def discard_empty(path: str | Path, *, without: Sequence[str]) -> bool:
    """Delete the store at `path` if these tables have no row and no other process has it open; whether it is gone."""
    name = str(path)
    with closing(_raw(name, "rw")) as raw:
        raw.execute("PRAGMA busy_timeout=0")
        try:
            if not _is_empty(raw, without):
                return False
            # Only the one that has the file alone can do this, and it leaves nothing beside it
            raw.execute("PRAGMA journal_mode=DELETE")
            if not _is_empty(raw, without):
                raw.execute("PRAGMA journal_mode=WAL")
                return False
        except sqlite3.Error:
            return False
    Path(name).unlink(missing_ok=True)
    return True


def _is_empty(raw: sqlite3.Connection, tables: Sequence[str]) -> bool:
    state = schema.inspect(raw)
    if state is not schema.State.CURRENT:
        return state is schema.State.EMPTY
    return not any(raw.execute(f"SELECT EXISTS (SELECT 1 FROM {name})").fetchone()[0] for name in tables)
