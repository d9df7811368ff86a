"""The options that several commands share, each declared once, and what they turn into."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from quotetrace.errors import StoreError
from quotetrace.model import Kind
from quotetrace.moments import Moment
from quotetrace.rendering.harmless import one_line
from quotetrace.rendering.versions import mixed_versions

if TYPE_CHECKING:
    from quotetrace.store import Store

# Names the user's table of outlets.
OUTLETS_VARIABLE = "QUOTETRACE_OUTLETS"
DEFAULT_DB = Path("quotes.db")
_NOTHING_YET = "Nothing has been ingested into {db} yet: run `quotetrace ingest PATH{named}` first."
_UNFINISHED = (
    "The last ingest into {db} did not finish, so this answer may be incomplete: unless it is still at it, "
    "run the same command again, `quotetrace ingest PATH{named}`, and it goes on where it stopped."
)
# A table is read by a person: more rows than this scroll away.
TABLE_ROWS = 50


class Format(StrEnum):
    """How results are written to stdout."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"


def _iso(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        Moment.parse(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no ISO 8601 time, for instance 2022-01-10 or 2022-01-07T18:48") from None
    return text


def _file(db: Path) -> Path:
    if str(db) == ":memory:":
        raise typer.BadParameter("a database in memory is gone when the command ends: name a file")
    return db


# Not readable: the store says what to do about it
Database = Annotated[
    Path,
    typer.Option(
        "--db", envvar="QUOTETRACE_DB", metavar="FILE", help="The store to use.", readable=False, callback=_file
    ),
]
Output = Annotated[Format, typer.Option("--format", help="A table for people, or data for programs.")]
Limit = Annotated[
    int | None,
    typer.Option(min=1, metavar="N", help=f"At most N rows: {TABLE_ROWS} in a table, else all.", show_default=False),
]
SpeakerFilter = Annotated[
    str | None,
    typer.Option("--speaker", metavar="NAME", help="Only this speaker: any case, a surname or alias will do."),
]
OutletFilter = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Only what this outlet published.")]
KindFilter = Annotated[Kind | None, typer.Option("--kind", help="Only quotations of this kind.")]
Since = Annotated[
    str | None, typer.Option("--since", metavar="TIME", callback=_iso, help="Published then or later (2022-01-10).")
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="TIME", callback=_iso, help="Published then or before (2022-01).")
]
Search = Annotated[str | None, typer.Option("--search", metavar="WORDS", help="With all these words, in any order.")]
UtteranceFilter = Annotated[
    int | None, typer.Option("--utterance", metavar="ID", help="Only the quotations of this utterance.")
]


def named(db: Path) -> str:
    """The option that names `db` in a command to type next; empty for the default."""
    return "" if db == DEFAULT_DB else f" --db {quote(str(db))}"


@contextmanager
def stored(db: Path) -> Iterator[Store]:
    """The store at `db` as it is at one moment, for reading; StoreError with the next step where there is none.

    Outlets go by the names that the user's table gives them, where the environment names one.
    """
    # The store costs a tenth of a second to import: help does without it.
    from quotetrace.press import load_outlets, using
    from quotetrace.store import Store

    table = load_outlets(os.environ.get(OUTLETS_VARIABLE) or None)
    with using(table), Store.open(db, read_only=True) as store, store.moment(), blaming(store, db):
        _warn(store, db)
        yield store


@contextmanager
def writable(db: Path) -> Iterator[Store]:
    """The store that is at `db`, for writing; one of an older version is brought up to date."""
    from quotetrace.cli.patience import patience
    from quotetrace.press import load_outlets, using
    from quotetrace.store import Store

    table = load_outlets(os.environ.get(OUTLETS_VARIABLE) or None)
    with using(table), Store.open(db, waiting=patience(db)) as store, blaming(store, db):
        # Whoever brings it up to date settles it as well
        if not store.is_only_migrated():
            _warn(store, db)
        yield store


@contextmanager
def blaming(store: Store, db: Path) -> Iterator[None]:
    """Where a command trips over a row of the store at `db` that another hand changed, say so: StoreError."""
    try:
        yield
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        wrong = next(store.unsound(), None)
        if wrong is None:
            raise
        raise StoreError(
            f"{db} was changed by another hand: {one_line(wrong)}: restore a backup, or ingest the articles into a new "
            f"file; all of it: quotetrace verify{named(db)}"
        ) from error


def _warn(store: Store, db: Path) -> None:
    """Say what is odd about the store at `db`: mixed versions, nothing in it, an ingest that did not finish."""
    if mixed := mixed_versions(store.versions()):
        print(mixed, file=sys.stderr)
    empty = store.is_empty()
    if empty or not store.is_settled():
        print(one_line((_NOTHING_YET if empty else _UNFINISHED).format(db=db, named=named(db))), file=sys.stderr)
