"""A connection for a program that asks questions of its own, as Datasette does: it can read, and nothing else.

Three locks, each of which is enough. SQLite opens the file for reading only; the connection refuses to change a row;
and whatever a statement wants to do besides reading is refused before it runs: writing, attaching another file, a
setting that is not asked for but set, an extension.

A question may also ask for more memory than there is, which no limit of time prevents: zeroblob(1000000000) is made in
an instant. So a value has an end, and a row; and `limit_memory` what SQLite takes for all there is to compute.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Hashable
from contextlib import closing, suppress
from pathlib import Path

from quotetrace.errors import StoreError
from quotetrace.store.canned import FUNCTIONS, PAGED_VIEWS
from quotetrace.store.connection import Alone, state_of
from quotetrace.store.opening import open_connection, opened_for_reading

_READING = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE})
# SQLite asks so when it sets up the search index or json_each in memory; it lets no statement change that table
_SETTING_UP = (sqlite3.SQLITE_UPDATE, "sqlite_master")
_REFUSED_FUNCTIONS = frozenset({"load_extension", "fts3_tokenizer"})
# Facts of the file and its schema, some about what is named in the argument
_FACTS = frozenset(
    "compile_options data_version database_list encoding foreign_key_list function_list index_info index_list "
    "index_xinfo page_count page_size schema_version table_info table_list table_xinfo".split()
)
# Bytes of a value, and of a stored row: an article is a file of 20 MB at most, and no encoding that it may have had
# grows to more than three times that in UTF-8; a letter or a row of a table may have 40 MB. A longer one could not be
# listed, not even by its label
LONGEST = 64_000_000
# Columns of an answer; all those of documents, quotations, members and utterances beside each other are fewer
_WIDEST = 120
# Bytes for sorting and whatever is computed: a million rows of 500 bytes are sorted in half of this
_MEMORY = 1_500_000_000
_ABOUT = frozenset("foreign_key_list index_info index_list index_xinfo table_info table_list table_xinfo".split())


def look(path: str | Path) -> sqlite3.Connection:
    """A raw connection to the store at `path` that can only read, with the functions of the canned queries, and with
    views that page through what those of the file have (PAGED_VIEWS), under their names."""
    name = str(path)
    if not Path(name).is_file():
        raise StoreError(f"there is no database at {name} any more")
    raw = opened_for_reading(name, mode="ro", one_thread=False)
    raw.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
    raw.setlimit(sqlite3.SQLITE_LIMIT_COLUMN, _WIDEST)
    raw.execute("PRAGMA temp_store=MEMORY")
    for view, sql in PAGED_VIEWS.items():
        raw.execute(f"CREATE TEMP VIEW {view} AS {sql}")
    raw.execute("PRAGMA query_only=ON")
    for function, arguments, call in FUNCTIONS:
        raw.create_function(function, arguments, call, deterministic=True)
    raw.set_authorizer(_only_reading)
    return raw


def seen(path: str | Path, raw: sqlite3.Connection | None = None) -> Hashable:
    """What stays the same for as long as `raw` shows what the store at `path` has: which file that is, and where it is
    read without a lock also when it was last written. None where it is gone."""
    try:
        found = Path(path).stat()
        state = state_of(str(path)) if isinstance(raw, Alone) else None
    except OSError:
        return None
    return found.st_dev, found.st_ino, state


def tables(path: str | Path) -> list[str]:
    """The names of the tables of a store, those of SQLite and of the search index among them."""
    with closing(look(path)) as raw:
        return [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]


def limit_memory() -> None:
    """From now on no question takes more than some memory: MemoryError. It is so for all of this process, for good."""
    with closing(sqlite3.connect(":memory:")) as raw:
        raw.execute(f"PRAGMA hard_heap_limit={_MEMORY}")


def tidy(path: str | Path) -> None:
    """Take away what `look` leaves beside a store, where nobody else has it open."""
    with suppress(StoreError):
        connection = open_connection(path, create=False, read_only=True)
        connection.close()


def _only_reading(action: int, first: str | None, second: str | None, database: str | None, inner: str | None) -> int:
    if action in _READING or (action, first) == _SETTING_UP:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION:
        return sqlite3.SQLITE_DENY if second in _REFUSED_FUNCTIONS else sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_PRAGMA and (first in _ABOUT or (first in _FACTS and second is None)):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY
