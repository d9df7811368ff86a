"""The store as a site of Datasette's: every connection of it is one that can only read."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from datasette import handle_exception
from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm
from datasette.views.base import DatasetteError

from quotetrace.browsing import plugin
from quotetrace.browsing.cells import neutralise
from quotetrace.browsing.metadata import NAME, metadata
from quotetrace.errors import StoreError
from quotetrace.store.looking import LONGEST, look, seen, tables

# The folder that the pages find their style in, by its address
STATIC = "quotetrace"
_HERE = Path(__file__).parent
_SETTINGS = {
    # To sort what changed its meaning in a million quotations takes half of this
    "sql_time_limit_ms": 10_000,
    "facet_time_limit_ms": 1_000,
    "suggest_facets": False,
    "default_page_size": 50,
    # What an ingest has just written is to be seen when the page is loaded again
    "default_cache_ttl": 0,
    "allow_download": False,
}
# As Datasette begins what counts the rows of a page; how long that may take, in milliseconds
_COUNT, _COUNT_MS = "select count(*) from ", 500
# Of a table so many rows are counted for the list of tables
_COUNTED = 10_000
_TOO_MUCH = (
    f"this is more than the {LONGEST // 1_000_000} MB that an answer may have: ask for fewer rows, with _size=10, or "
    "fewer columns, with _col=label"
)
_TOO_COSTLY = "this takes more memory than there is for a question: ask for less at a time"


class _Answer:
    """What a connection gives, measured, so that it has an end before memory has: a thousand rows could be anything."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.size = 0
        connection.text_factory = self._text
        connection.row_factory = self._row

    def _text(self, value: bytes) -> str:
        self._count(value)
        return value.decode("utf-8", "replace")

    def _row(self, cursor: sqlite3.Cursor, row: tuple[Any, ...]) -> sqlite3.Row:
        for value in row:
            if isinstance(value, bytes):
                self._count(value)
        return sqlite3.Row(cursor, row)

    def _count(self, value: bytes) -> None:
        self.size += len(value)
        if self.size > LONGEST:
            raise sqlite3.OperationalError(_TOO_MUCH)


class StoreDatabase(Database):  # type: ignore[misc]
    """The file of a store for Datasette: read by `look`, anew where another file took its place."""

    def __init__(self, site: Any, path: Path) -> None:
        super().__init__(site, path=str(path))
        self._of_thread = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._stopped = False

    async def execute(self, sql: str, params: Any = None, **options: Any) -> Any:
        """What a statement gives. What is wrong with it says the page: nothing is logged.

        What Datasette counts for a page is done without where it takes long; SQLite hears of no limit in a count(*).
        """
        if sql.startswith(_COUNT) and not options.get("truncate"):
            sql, options["custom_time_limit"] = sql.replace("*", "1", 1), _COUNT_MS
        try:
            return await super().execute(sql, params, **{**options, "log_sql_errors": False})
        except sqlite3.DataError as error:
            raise sqlite3.OperationalError(_TOO_MUCH) from error
        except MemoryError as error:
            raise sqlite3.OperationalError(_TOO_COSTLY) from error

    async def table_counts(self, limit: int = 10) -> dict[str, int | None]:
        """How many rows each table has; None for more than some thousand."""
        counts: dict[str, int | None] = {}
        for table in await self.table_names():
            sql = f"SELECT count(*) FROM (SELECT 1 FROM [{table}] LIMIT {_COUNTED + 1})"
            found = (await self.execute(sql, truncate=True)).first()[0]
            counts[table] = found if found <= _COUNTED else None
        return counts

    async def execute_fn(self, fn: Callable[[sqlite3.Connection], Any]) -> Any:
        """What `fn` gives for a connection of the thread that it runs in."""
        return await asyncio.get_running_loop().run_in_executor(self.ds.executor, lambda: fn(self._connection()))

    async def execute_write_fn(self, fn: Callable[[sqlite3.Connection], Any], block: bool = True) -> Any:
        """Nothing: PermissionError."""
        raise PermissionError("a store is only looked at here: nothing of it can be changed")

    def connect(self, write: bool = False) -> sqlite3.Connection:
        """A connection that can only read, whatever is asked for."""
        try:
            connection = look(self.path)
        except StoreError as error:
            raise DatasetteError(str(error), title="No store", status=503) from error
        self._opened.append(connection)
        return connection

    def stop(self) -> None:
        """Break off what is asked at the moment, in whichever thread, and answer nothing more."""
        self._stopped = True
        for connection in tuple(self._opened):
            connection.interrupt()

    def close(self) -> None:
        """Close what was opened, in whichever thread."""
        while self._opened:
            self._opened.pop().close()

    def _connection(self) -> sqlite3.Connection:
        if self._stopped:
            raise DatasetteError("browsing has been ended", title="Ended", status=503)
        known = getattr(self._of_thread, "known", None)
        if known is not None and known[1] == seen(self.path, known[0]):
            connection: sqlite3.Connection = known[0]
            self._of_thread.answer.size = 0
            return connection
        if known is not None:
            self._opened.remove(known[0])
            known[0].close()
            self._of_thread.known = None
        connection = self.connect()
        self.ds._prepare_connection(connection, self.name)
        self._of_thread.answer = _Answer(connection)
        self._of_thread.known = connection, seen(self.path, connection)
        return connection


def site(db: Path) -> Any:
    """The site of the store at `db`, which has been seen to be one: a `Datasette`, of which ``app()`` is the server."""
    if not pm.has_plugin(plugin.__name__):
        pm.register(plugin, plugin.__name__)
    # With rich it would print every mistake in somebody's SQL with all variables, to stdout
    handle_exception.rich = None
    neutralise()
    made = Datasette(
        metadata=metadata(db.name, tables(db)),
        settings=_SETTINGS,
        template_dir=str(_HERE / "templates"),
        static_mounts=[(STATIC, str(_HERE / "static"))],
    )
    # Datasette adds an empty one to write into where it is given no file by name
    made.remove_database("_memory")
    made.add_database(StoreDatabase(made, db), name=NAME)
    return made
