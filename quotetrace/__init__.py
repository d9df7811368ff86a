"""quotetrace: who said it first, and how the wording drifted.

The library in seven names; everything that the commands do can be done with them:

- `read(paths)`: articles to documents (`model.Document`), inputs that cannot be read to `model.Failure`
- `extract(paths)`: the same articles to documents with their quotations and speakers (`model.Extraction`), no store
- `open_store(path, create=True)`: a `Store`, a context manager; its methods are the queries
- `ingest(paths, store)`: read, extract, resolve speakers, match, trace, store; says what it did (`model.IngestReport`)
- `find(store, words)`: the stored quotations that have some words, fuzzily (`model.FoundQuotation`)
- `records(store, "quotes")`: the rows of a table of `export`, as pandas takes them
- `Store`: the class itself, for annotations

What goes wrong is a `QuotetraceError`. `import quotetrace` costs nothing: spaCy, numpy and SQLite are imported by the
first use of what needs them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quotetrace.errors import QuotetraceError
    from quotetrace.pipeline import extract, find, ingest
    from quotetrace.reading import read
    from quotetrace.store import Store
    from quotetrace.subjects import records

    open_store = Store.open

__version__ = "0.1.0"
__all__ = ["QuotetraceError", "Store", "__version__", "extract", "find", "ingest", "open_store", "read", "records"]

# The room each name lives in, and what it is called there.
_ROOMS = {
    "QuotetraceError": ("quotetrace.errors", "QuotetraceError"),
    "Store": ("quotetrace.store", "Store"),
    "extract": ("quotetrace.pipeline", "extract"),
    "find": ("quotetrace.pipeline", "find"),
    "ingest": ("quotetrace.pipeline", "ingest"),
    "open_store": ("quotetrace.store", "Store.open"),
    "read": ("quotetrace.reading", "read"),
    "records": ("quotetrace.subjects", "records"),
}


def __getattr__(name: str) -> object:
    """The name from its room, imported now and remembered."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    room, path = _ROOMS[name]
    found: object = import_module(room)
    for step in path.split("."):
        found = getattr(found, step)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
