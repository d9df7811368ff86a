"""The schema of a store, made by named migrations; and what a file is to this version of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import Enum
from typing import Any

from quotetrace.store import counted, crowds, marks, tables, views

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
    "m016_crowds",
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
    "m016_crowds": crowds.CROWDS,
}


# Where sqlite-utils keeps what was applied, word for word as it writes that
_MIGRATED = """
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
"""


# By this key the table `meta` tells whether what is told of the documents is to be worked out anew: NO, YES, or
# BY_SCHEMA where nothing but another schema is the reason
UNSETTLED = "unsettled"
NO, YES, BY_SCHEMA = "no", "yes", "by another schema"


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
    """Apply the migrations that are missing, all or none: in the transaction that is open. What was settled is not."""
    if raw.execute("SELECT 1 FROM sqlite_master").fetchone() is None:
        _make(raw)
        return
    # Imported here: it takes half the time a query may take, and a query does not migrate
    from sqlite_utils import Database, Migrations

    migrations = Migrations(MIGRATION_SET)
    for name in MIGRATIONS:
        migrations(name=name)(_script(_SCRIPTS[name]))
    migrations.apply(Database(raw))
    raw.execute("UPDATE meta SET value = ? WHERE key = ? AND value = ?", [BY_SCHEMA, UNSETTLED, NO])


def _make(raw: sqlite3.Connection) -> None:
    """What the migrations come to where there is nothing yet, in a tenth of the time that it takes to import them."""
    for script in (_MIGRATED, *(_SCRIPTS[name] for name in MIGRATIONS)):
        for statement in _statements(script):
            raw.execute(statement)
    sql = "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, ?)"
    raw.executemany(sql, [(MIGRATION_SET, name, str(datetime.now(UTC))) for name in MIGRATIONS])


def _statements(script: str) -> Iterator[str]:
    """The statements one by one: SQLite's own way to run a script ends the transaction that is open."""
    statement = ""
    for part in script.split(";"):
        statement += f"{part};"
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""


def _script(sql: str) -> Any:
    def run(db: Any, /) -> None:
        db.executescript(sql)

    return run
