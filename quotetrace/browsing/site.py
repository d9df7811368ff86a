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
from quotetrace.browsing.metadata import NAME, metadata
from quotetrace.errors import StoreError
from quotetrace.store.looking import look, seen, tables

# The folder that the pages find their style in, by its address
STATIC = "quotetrace"
_HERE = Path(__file__).parent
_SETTINGS = {
    # Of a large store a view is sorted as a whole, which takes a second or two
    "sql_time_limit_ms": 5_000,
    "facet_time_limit_ms": 1_000,
    "suggest_facets": False,
    "default_page_size": 50,
    # What an ingest has just written is to be seen when the page is loaded again
    "default_cache_ttl": 0,
    "allow_download": False,
}


class StoreDatabase(Database):  # type: ignore[misc]
    """The file of a store for Datasette: read by `look`, anew where another file took its place."""

    def __init__(self, site: Any, path: Path) -> None:
        super().__init__(site, path=str(path))
        self._of_thread = threading.local()
        self._opened: list[sqlite3.Connection] = []

    async def execute(self, sql: str, params: Any = None, **options: Any) -> Any:
        """What a statement gives. What is wrong with it says the page: nothing is logged."""
        return await super().execute(sql, params, **{**options, "log_sql_errors": False})

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

    def close(self) -> None:
        """Close what was opened, in whichever thread."""
        while self._opened:
            self._opened.pop().close()

    def _connection(self) -> sqlite3.Connection:
        known = getattr(self._of_thread, "known", None)
        if known is not None and known[1] == seen(self.path, known[0]):
            connection: sqlite3.Connection = known[0]
            return connection
        if known is not None:
            self._opened.remove(known[0])
            known[0].close()
            self._of_thread.known = None
        connection = self.connect()
        self.ds._prepare_connection(connection, self.name)
        self._of_thread.known = connection, seen(self.path, connection)
        return connection


def site(db: Path) -> Any:
    """The site of the store at `db`, which has been seen to be one: a `Datasette`, of which ``app()`` is the server."""
    if not pm.has_plugin(plugin.__name__):
        pm.register(plugin, plugin.__name__)
    # With rich it would print every mistake in somebody's SQL with all variables, to stdout
    handle_exception.rich = None
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
