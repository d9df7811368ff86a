"""A safe copy of a store, made by SQLite itself while others may be writing.

The copy is what the store said at one moment. It is made under a name of its own beside the one it is to have, checked,
and renamed: whatever interrupts it, no half of a copy ever bears that name. A store of any version can be copied, also
one that this version would first bring up to date: that is when a copy is wanted.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from quotetrace.errors import StoreError, UsageError
from quotetrace.model import Backup
from quotetrace.replacing import replacing
from quotetrace.store import schema
from quotetrace.store.connection import SHM, WAL, explain
from quotetrace.store.opening import connect

# Pages copied between two looks at the clock: some megabytes
_TOGETHER = 2_000
# What SQLite keeps beside a database: of another file of that name it would be taken for its own
_BESIDE = (WAL, SHM, "-journal")
_COUNTED = ("documents", "quotations", "utterances", "decisions")


def back_up(
    db: str | Path, file: str | Path, *, force: bool = False, progress: Callable[[str, int], None] | None = None
) -> Backup:
    """Copy the store at `db` to `file`, and check the copy.

    force: also over a file that is there, which stays as it was until the copy is complete. progress: takes the name of
    the step and the share that is copied, per cent. UsageError for a `file` that cannot be meant, StoreError where the
    store cannot be read or the copy not be written, or where the copy is not sound.
    """
    db, file = Path(db), Path(file)
    _see_that_it_can_be_meant(db, file, force=force)
    with closing(_opened(db)) as raw, replacing(file) as part:
        try:
            _copy(raw, db, part, file, progress)
            counts = _checked(part, file)
            _keep(part)
            size = part.stat().st_size
        finally:
            _remove_beside(part)
    return Backup(str(file), size, counts)


def _opened(db: Path) -> sqlite3.Connection:
    try:
        return connect(str(db), create=False, read_only=True)
    except sqlite3.Error as error:
        raise StoreError(explain(error, str(db))) from error


def _see_that_it_can_be_meant(db: Path, file: Path, *, force: bool) -> None:
    own = [db, *(db.with_name(f"{db.name}{suffix}") for suffix in _BESIDE)]
    if any(_same(one, file) for one in own):
        raise UsageError(f"{file} is the store itself: name another file for the copy")
    if file.is_dir():
        raise UsageError(f"{file} is a folder: name a file in it for the copy")
    if file.exists() and not file.is_file():
        raise UsageError(f"{file} is no file, but a device or a pipe: name a file for the copy")
    if not file.parent.is_dir():
        raise UsageError(f"there is no folder {file.parent} to write {file.name} into: make it first")
    if file.exists() and not force:
        raise UsageError(f"{file} is there already: name another file, or replace it with --force")
    targets = (file, Path(os.path.realpath(file)))
    named = (one.with_name(f"{one.name}{suffix}") for one in targets for suffix in _BESIDE)
    beside = next((one for one in named if one.exists()), None)
    if beside is not None:
        raise UsageError(
            f"{file} is in use: {beside.name} lies beside it; close what has it open, or name another file"
        )


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve() or (one.exists() and other.exists() and one.samefile(other))


def _copy(
    raw: sqlite3.Connection, db: Path, part: Path, file: Path, progress: Callable[[str, int], None] | None
) -> None:
    """Into `part`, which is to be `file`."""

    def show(status: int, remaining: int, total: int) -> None:
        if progress is not None and total:
            progress("copy", 100 * (total - remaining) // total)

    try:
        # One moment for the whole copy: what others write meanwhile is not in it, and does not make it begin again
        raw.execute("BEGIN")
        if schema.inspect(raw) in (schema.State.EMPTY, schema.State.FOREIGN):
            raise StoreError(f"{db} is no store of quotetrace: name one with --db")
    except sqlite3.Error as error:
        raise StoreError(explain(error, str(db))) from error
    try:
        with closing(sqlite3.connect(part, isolation_level=None)) as copy:
            raw.backup(copy, pages=_TOGETHER, progress=show)
    except sqlite3.Error as error:
        raise StoreError(explain(error, str(file))) from error


def _checked(part: Path, file: Path) -> dict[str, int]:
    """How many of everything the copy holds. StoreError where it is not sound."""
    try:
        with closing(sqlite3.connect(part, isolation_level=None)) as copy:
            (said,) = copy.execute("PRAGMA quick_check(1)").fetchone()
            if said != "ok":
                raise StoreError(
                    f"the copy is not sound ({said}), and so may the store not be: go back to an older copy, or ingest "
                    "the articles into a new file"
                )
            return {name: copy.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in _COUNTED}
    except sqlite3.Error as error:
        raise StoreError(explain(error, str(file))) from error


def _keep(part: Path) -> None:
    """See that it is on the disk before it takes its name."""
    with part.open("rb+") as stream:
        os.fsync(stream.fileno())


def _remove_beside(part: Path) -> None:
    for suffix in _BESIDE:
        part.with_name(f"{part.name}{suffix}").unlink(missing_ok=True)
