"""Opening the database, and SQLite's faults in one clear line.

Three doors: writing (creates and migrates), reading (never creates, never changes a row) and in memory. Every statement
goes through `Connection`, so that a locked, damaged or read-only file is a `StoreError` that says what to do,
whichever query met it.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from quotetrace.errors import StoreError
from quotetrace.store import schema

IN_MEMORY = ":memory:"
# Rows that are read at a time, as one by one each would cost as much again
_TOGETHER = 200
# Pages of a large store that a writer keeps at hand, in KiB: settling comes back to them, SQLite keeps 2 MB
_CACHE_KIB = 192 * 1024
# Seconds to wait for another process that is writing: longer than one batch takes, shorter than patience.
BUSY_SECONDS = 15.0
# Between two attempts where SQLite itself does not wait
_PAUSE_SECONDS = 0.02

# SQLite's whole numbers end here; a larger one is an error to it, not a number that nothing has.
GREATEST = 2**63 - 1

Value = str | int | float | bytes | None
Row = tuple[Any, ...]

_FAULTS = (
    ("locked", "is in use by another process: wait until it has finished, then run the same command again"),
    ("readonly", "is read-only: make it writable, or name another file with --db"),
    ("unable to open", "cannot be opened: see that its folder exists and that you may read and write there"),
    ("disk is full", "cannot grow, the disk is full: free some space, then run the same command again"),
    ("disk I/O error", "cannot be read or written: see that the disk is neither full nor failing, then try again"),
    ("not a database", "is not an SQLite database: name another file with --db"),
    ("malformed", "is damaged: restore a backup, or ingest the articles into a new file"),
)


class Connection:
    """One SQLite connection in autocommit; several statements are one change only inside `batch`."""

    def __init__(self, raw: sqlite3.Connection, name: str) -> None:
        self._raw = raw
        self.name = name

    def rows(self, sql: str, values: Sequence[Value] | Mapping[str, Value] = ()) -> Iterator[Row]:
        """The rows of a query, read some at a time, on a cursor of its own."""
        with self._explained():
            cursor = self._raw.execute(sql, values)
            while some := cursor.fetchmany(_TOGETHER):
                yield from some

    def one(self, sql: str, values: Sequence[Value] = ()) -> Row | None:
        """The first row of a query, or None."""
        with self._explained():
            row: Row | None = self._raw.execute(sql, values).fetchone()
            return row

    def number(self, sql: str, values: Sequence[Value] = ()) -> int:
        """The first column of the first row as a whole number; 0 where there is no row or it is null."""
        row = self.one(sql, values)
        return int(row[0] or 0) if row else 0

    def execute(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Run one statement; how many rows it changed."""
        with self._explained():
            return self._raw.execute(sql, values).rowcount

    def many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run one statement for every tuple."""
        with self._explained():
            self._raw.executemany(sql, rows)

    @contextmanager
    def batch(self) -> Iterator[None]:
        """One transaction: all of it is stored, or nothing. A batch inside a batch joins the outer one."""
        if self._raw.in_transaction:
            yield
            return
        # IMMEDIATE: a reader that turns writer half-way would be refused at once, whatever the busy timeout
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            if self._raw.in_transaction:
                self.execute("ROLLBACK")
            raise

    @contextmanager
    def moment(self) -> Iterator[None]:
        """What is read within is of one moment, whatever others write meanwhile."""
        if self._raw.in_transaction:
            yield
            return
        self.execute("BEGIN")
        try:
            yield
        finally:
            self.execute("COMMIT")

    def close(self) -> None:
        """Close the file. Closing twice is fine."""
        self._raw.close()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError(explain(error, self.name)) from error


def sql_limit(limit: int | None) -> int:
    """A limit as SQLite writes it: -1 for none."""
    return -1 if limit is None else min(limit, GREATEST)


def explain(error: sqlite3.Error, name: str) -> str:
    """SQLite's complaint as one line that names the file and the next step."""
    reason = str(error)
    for sign, advice in _FAULTS:
        if sign in reason:
            return f"{name} {advice}"
    return f"{name}: SQLite says: {reason}"


def open_connection(path: str | Path, *, create: bool, read_only: bool) -> Connection:
    """Open the store at `path`. StoreError where there is none and `create` is False, or where it is no store.

    create: make the file where it is missing. read_only: for queries; the schema must be this version's already.
    """
    name = str(path)
    try:
        raw = connect(name, create=create, read_only=read_only)
    except sqlite3.Error as error:
        raise StoreError(explain(error, name)) from error
    connection = Connection(raw, name)
    try:
        _prepare(raw, name, read_only=read_only)
    except sqlite3.Error as error:
        raw.close()
        raise StoreError(explain(error, name)) from error
    except BaseException:
        raw.close()
        raise
    return connection


def connect(name: str, *, create: bool, read_only: bool) -> sqlite3.Connection:
    """The file as SQLite opens it, whatever it is. StoreError where there is none, or a folder; read_only: as above."""
    if name == IN_MEMORY:
        return _raw(name, "")
    path = Path(name)
    if path.is_dir():
        raise StoreError(f"{name} is a folder, not a database: name a file with --db")
    if not path.exists() and (read_only or not create):
        raise StoreError(f"there is no database at {name}: run `quotetrace ingest PATH` first, or name one with --db")
    if not read_only:
        return _raw(name, "rwc")
    # Not mode=ro: that leaves the -wal and -shm files behind when it closes
    raw = _raw(name, "rw")
    try:
        raw.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.Error as error:
        raw.close()
        if "unable to open" not in str(error) and "readonly" not in str(error):
            raise
        # A read-only disk, where SQLite cannot make the -shm file; nothing can change the file there either
        raw = _raw(name, "ro&immutable=1")
    raw.execute("PRAGMA query_only=ON")
    return raw


def _raw(name: str, mode: str) -> sqlite3.Connection:
    target = f"{Path(name).resolve().as_uri()}?mode={mode}" if mode else name
    return sqlite3.connect(target, uri=bool(mode), timeout=BUSY_SECONDS, isolation_level=None)


def _prepare(raw: sqlite3.Connection, name: str, *, read_only: bool) -> None:
    raw.execute("PRAGMA foreign_keys=ON")
    # In WAL mode a power cut may lose the last batch, never half of one; the same command then reads it again
    raw.execute("PRAGMA synchronous=NORMAL")
    if not read_only:
        raw.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
    if _is_current(raw, name):
        return
    if read_only and schema.inspect(raw) is schema.State.EMPTY:
        raise StoreError(f"nothing has been ingested into {name} yet: run `quotetrace ingest PATH` first")
    if read_only:
        raise StoreError(f"{name} was written by an older quotetrace: `quotetrace ingest` brings it up to date")
    if name != IN_MEMORY:
        _use_wal(raw)
    # Another process may be making the same tables: whoever comes second looks again when the first is done
    raw.execute("BEGIN IMMEDIATE")
    try:
        if not _is_current(raw, name):
            schema.migrate(raw)
        raw.execute("COMMIT")
    except BaseException:
        if raw.in_transaction:
            raw.execute("ROLLBACK")
        raise


def _use_wal(raw: sqlite3.Connection) -> None:
    """SQLite does not wait for others when it changes the journal: this waits as long as any statement does."""
    patience = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            raw.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > patience:
                raise
        time.sleep(_PAUSE_SECONDS)


def _is_current(raw: sqlite3.Connection, name: str) -> bool:
    """Whether nothing is to be migrated. StoreError for a file that is not ours to migrate."""
    state = schema.inspect(raw)
    if state is schema.State.FOREIGN:
        raise StoreError(f"{name} is an SQLite database, but not one of quotetrace: name another file with --db")
    if state is schema.State.NEWER:
        raise StoreError(f"{name} was written by a newer quotetrace: upgrade with `pip install -U quotetrace`")
    return state is schema.State.CURRENT
