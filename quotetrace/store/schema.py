"""The schema of a store, made by named migrations; and what a file is to this version of it."""

from __future__ import annotations

import sqlite3
from enum import Enum
from typing import Any

from quotetrace.store import counted, marks, tables, views

MIGRATION_SET = "quotetrace"
# In the order in which they are applied; the last one names the schema's version
MIGRATIONS = (
    "m001_tables",
    "m002_search",
    "m003_views",
    "m004_containers",
    "m005_speaking",
    "m006_versions",
    "m007_spellings",
    "m008_index",
    "m010_decisions",
    "m011_frames",
    "m012_counted",
    "m013_aliases",
    "m014_narrative",
    "m015_packed",
)

_SCRIPTS = {
    "m001_tables": tables.TABLES,
    "m002_search": tables.SEARCH,
    "m003_views": views.VIEWS,
    "m004_containers": tables.CONTAINERS,
    "m005_speaking": tables.SPEAKING,
    "m006_versions": tables.VERSIONS,
    "m007_spellings": tables.SPELLINGS,
    "m008_index": marks.INDEX,
    "m010_decisions": tables.DECISIONS,
    "m011_frames": tables.FRAMES,
    "m012_counted": counted.COUNTED,
    "m013_aliases": tables.ALIASES,
    "m014_narrative": marks.NARRATIVE,
    "m015_packed": marks.PACKED,
}


class State(Enum):
    """What a database file is to this version of quotetrace."""

    EMPTY = "empty"
    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"
    FOREIGN = "foreign"


def inspect(raw: sqlite3.Connection) -> State:
    """What the open file is; sqlite3.DatabaseError if it is no database at all."""
    tables = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if tables <= {"_sqlite_migrations", "sqlite_sequence"}:
        return State.EMPTY
    if "_sqlite_migrations" not in tables:
        return State.FOREIGN
    sql = "SELECT name FROM _sqlite_migrations WHERE migration_set = ?"
    applied = {name for (name,) in raw.execute(sql, [MIGRATION_SET])}
    if not applied:
        return State.FOREIGN
    if not applied <= set(MIGRATIONS):
        return State.NEWER
    return State.CURRENT if len(applied) == len(MIGRATIONS) else State.OLDER


def migrate(raw: sqlite3.Connection) -> None:
    """Apply the migrations that are missing, all or none: in the transaction that is open."""
    # Imported here: it takes half the time a query may take, and a query does not migrate
    from sqlite_utils import Database, Migrations

    migrations = Migrations(MIGRATION_SET)
    for name in MIGRATIONS:
        migrations(name=name)(_script(_SCRIPTS[name]))
    migrations.apply(Database(raw))


def _script(sql: str) -> Any:
    def run(db: Any, /) -> None:
        db.executescript(sql)

    return run
