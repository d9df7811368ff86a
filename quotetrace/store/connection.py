"""The open database, and SQLite's faults in one clear line.

Every statement goes through `Connection`, so that a locked, damaged or read-only file is a `StoreError` that says what
to do, whichever query met it.

One process writes at a time, for as long as a batch takes or a round of matching. Who comes second waits as long as it
likes (`Waiting`): SQLite's lock ends with the process that holds it, also where that is killed.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from quotetrace.errors import GoneError, StoreError
from quotetrace.written import written

IN_MEMORY = ":memory:"
# Rows that are read at a time, as one by one each would cost as much again
_TOGETHER = 200
# Seconds to wait for another process that is writing, for whoever says nothing else: longer than one batch takes,
# shorter than patience.
BUSY_SECONDS = 15.0
# Between two attempts to write. Here and not in SQLite, which no signal would interrupt
_PAUSE_SECONDS = 0.02
# What SQLite keeps beside a database that is in use: what was written last, and who reads what
WAL, SHM = "-wal", "-shm"
# Pages that a writer keeps at hand, in KiB, where SQLite would keep 2 MB: what is stored goes to the end of the file,
# so that more than this made storing a thirtieth faster; settling comes back to pages everywhere
WRITING_KIB, SETTLING_KIB = 16 * 1024, 192 * 1024

# SQLite's whole numbers end here; a larger one is an error to it, not a number that nothing has.
GREATEST = 2**63 - 1

Value = str | int | float | bytes | None
Row = tuple[Any, ...]
# Called again and again with the seconds that a writer has waited for another; it raises to give up.
Waiting = Callable[[float], None]

_FAULTS = (
    ("locked", "is in use by another process: wait until it has finished, then run the same command again"),
    ("readonly", "is read-only: make it writable, or name another file with --db"),
    ("unable to open", "cannot be opened: see that its folder exists and that you may read and write there"),
    ("disk is full", "cannot grow, the disk is full: free some space, then run the same command again"),
    ("disk I/O error", "cannot be read or written: see that the disk is neither full nor failing, then try again"),
    ("not a database", "is not an SQLite database: name another file with --db"),
    ("malformed JSON", "has a value that quotetrace never writes: `quotetrace verify` says in which row"),
    (
        "decode to UTF-8",
        "has text that quotetrace never writes: restore a backup, or ingest the articles into a new file",
    ),
    ("malformed", "is damaged: restore a backup, or ingest the articles into a new file"),
)


class Connection:
    """One SQLite connection in autocommit; several statements are one change only inside `batch`."""

    def __init__(self, raw: sqlite3.Connection, name: str, *, waiting: Waiting | None = None) -> None:
        self._raw = raw
        self.name = name
        self._waiting = waiting
        self._file = _identity(name)

    def rows(self, sql: str, values: Sequence[Value] | Mapping[str, Value] = ()) -> Iterator[Row]:
        """The rows of a query, read some at a time, on a cursor of its own."""
        with self._explained():
            cursor = self._ask(sql, values)
            while some := cursor.fetchmany(_TOGETHER):
                yield from some

    def one(self, sql: str, values: Sequence[Value] = ()) -> Row | None:
        """The first row of a query, or None."""
        with self._explained():
            row: Row | None = self._ask(sql, values).fetchone()
            return row

    def number(self, sql: str, values: Sequence[Value] = ()) -> int:
        """The first column of the first row as a whole number; 0 where there is no row or it is null."""
        row = self.one(sql, values)
        return int(row[0] or 0) if row else 0

    def execute(self, sql: str, values: Sequence[Value] | Mapping[str, Value] = ()) -> int:
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
        with self._explained():
            begin(self._raw, self._waiting)
        try:
            yield
            self._see_that_it_is_there()
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
            if self._raw.in_transaction:
                self.execute("COMMIT")
        self._see_that_it_is_the_same()

    @contextmanager
    def wide(self) -> Iterator[None]:
        """Many pages are kept at hand meanwhile, for work that comes back to the same ones in no order."""
        self.execute(f"PRAGMA cache_size=-{SETTLING_KIB}")
        try:
            yield
        finally:
            self.execute(f"PRAGMA cache_size=-{WRITING_KIB}")

    def written_elsewhere(self) -> int:
        """A number that is another one whenever another connection has written."""
        return self.number("PRAGMA data_version")

    def close(self) -> None:
        """Close the file. Closing twice is fine."""
        self._raw.close()

    def _ask(self, sql: str, values: Sequence[Value] | Mapping[str, Value]) -> sqlite3.Cursor:
        """Run a query. A name from the command line that is not UTF-8 is asked for as names of files are stored."""
        try:
            return self._raw.execute(sql, values)
        except UnicodeEncodeError:
            if isinstance(values, Mapping):
                return self._raw.execute(sql, {name: _as_stored(value) for name, value in values.items()})
            return self._raw.execute(sql, [_as_stored(value) for value in values])

    def _see_that_it_is_there(self) -> None:
        """SQLite would go on writing into a file that is deleted, and nobody would find it."""
        if self._file is not None and _identity(self.name) != self._file:
            raise GoneError(
                f"{self.name} was deleted or replaced while it was written to: run the same command again, which makes "
                "it anew or goes on with what is there now"
            )

    def _see_that_it_is_the_same(self) -> None:
        if isinstance(self._raw, Alone) and state_of(self.name) != self._raw.state:
            raise StoreError(f"{self.name} was written to while it was read: run the same command again")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError(explain(error, self.name)) from error


class Alone(sqlite3.Connection):
    """A file that is read without a lock, as nothing can be written beside it; and what it was then."""

    state: tuple[int, int]


def _as_stored(value: Value) -> Value:
    return written(value) if isinstance(value, str) else value


def sql_limit(limit: int | None) -> int:
    """A limit as SQLite writes it: -1 for none."""
    return -1 if limit is None else min(limit, GREATEST)


def explain(error: sqlite3.Error, name: str) -> str:
    """SQLite's complaint as one line that names the file and the next step."""
    reason = str(error)
    if "readonly" in reason and (beside := _unwritable_beside(name)):
        return f"{beside}, which belongs to {name}, is read-only: make it writable as well"
    for sign, advice in _FAULTS:
        if sign in reason:
            return f"{name} {advice}"
    return f"{name}: SQLite says: {reason}"


def _beside(name: str, suffix: str) -> Path:
    # SQLite follows links before it names what it puts beside a file
    path = Path(name).resolve()
    return path.with_name(f"{path.name}{suffix}")


def has_more_beside(name: str) -> bool:
    """Whether something was written that is not in the file itself yet."""
    wal = _beside(name, WAL)
    return wal.exists() and wal.stat().st_size > 0


def _unwritable_beside(name: str) -> Path | None:
    """What of a writable store's files is read-only."""
    if name == IN_MEMORY or not os.access(name, os.W_OK):
        return None
    found = (_beside(name, suffix) for suffix in (WAL, SHM))
    return next((one for one in found if one.exists() and not os.access(one, os.W_OK)), None)


def _identity(name: str) -> tuple[int, int] | None:
    """Which file goes by a name; None for none."""
    try:
        found = Path(name).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def state_of(name: str) -> tuple[int, int]:
    """When a file was last written, and its size."""
    found = Path(name).stat()
    return found.st_mtime_ns, found.st_size


def begin(raw: sqlite3.Connection, waiting: Waiting | None) -> None:
    """Become the one that writes."""
    raw.execute("PRAGMA busy_timeout=0")
    try:
        # IMMEDIATE: a reader that turns writer half-way would be refused at once
        insist(lambda: raw.execute("BEGIN IMMEDIATE"), waiting)
    finally:
        raw.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000:.0f}")


def insist(attempt: Callable[[], object], waiting: Waiting | None) -> None:
    """Attempt again and again what others may be in the way of, until it is done or the patience is over."""
    begun = time.monotonic()
    while True:
        try:
            attempt()
            return
        except sqlite3.OperationalError as error:
            waited = time.monotonic() - begun
            if "locked" not in str(error) or (waiting is None and waited > BUSY_SECONDS):
                raise
        if waiting is not None:
            waiting(waited)
        time.sleep(_PAUSE_SECONDS)
