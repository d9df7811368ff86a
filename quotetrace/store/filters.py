"""What people filter quotations by, as conditions in SQL, and the way on which a first page is found soonest.

A filter that names nobody (an unknown speaker, a search without a word in it) finds nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from quotetrace.errors import UsageError
from quotetrace.model import Kind
from quotetrace.moments import Moment
from quotetrace.store.connection import Connection, Value
from quotetrace.store.counting import all_counted
from quotetrace.store.names import one_outlet_called, search_words, speakers_called
from quotetrace.store.rows import IN_TIME, OCCURRENCE_TABLES, clock, utc_bounds

TABLES = f"{OCCURRENCE_TABLES} LEFT JOIN members m ON m.quotation = q.id"
# CROSS JOIN makes SQLite begin with the documents in their order of time, by the index documents_time, and go on by
# quotations_place: a first page reads no more than it shows
_TABLES_IN_TIME = TABLES.replace(
    "quotations q JOIN documents d ON d.id = q.document", "documents d CROSS JOIN quotations q ON q.document = d.id"
)
# From the narrow rows, which an index has in order of time for each speaker and each outlet
_TABLES_COUNTED = TABLES.replace(
    "quotations q JOIN documents d",
    "counted c CROSS JOIN quotations q ON q.number = c.quotation CROSS JOIN documents d",
)
QUOTATIONS_IN_TIME = f"{IN_TIME}, q.part DESC, q.start"
_COUNTED_IN_TIME = "c.moment, d.label, d.id, q.part DESC, q.start"
# Where more quotations have the words, it is sooner to look for them in order of time than to sort all that have them;
# and to look through the utterances in their order than to gather those of all that have them.
_SORTED = 2_000
_GATHERED = 50_000


@dataclass(slots=True)
class Where:
    """Conditions joined by AND, with their values in order."""

    conditions: list[str] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)

    def add(self, condition: str, *values: Value) -> None:
        """One condition more."""
        self.conditions.append(condition)
        self.values.extend(values)

    def any_of(self, column: str, values: Sequence[Value]) -> None:
        """The column has one of these values."""
        # One alone is an equation, which SQLite knows to leave an index in order
        asked = "= ?" if len(values) == 1 else f"IN ({', '.join('?' for _ in values)})"
        self.add(f"{column} {asked}", *values)

    def and_those(self, other: Where) -> Where:
        """These conditions and the other's after them."""
        return Where(self.conditions + other.conditions, self.values + other.values)

    def __str__(self) -> str:
        return " AND ".join(self.conditions) or "TRUE"


@dataclass(frozen=True, slots=True)
class Way:
    """Tables and conditions on them: quotations q, documents d, entities e, speakers s and members m.

    order: by time, then document and place, the undated last. wide: most documents may pass, so that one goes through
    them until the page is full. counted: the way begins with the rows of `counted` c.
    """

    tables: str
    where: Where
    order: str
    wide: bool = False
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Filters:
    """What a question about quotations may name; None asks for all. See `Store.quotes`."""

    speaker: str | None = None
    outlet: str | None = None
    kind: Kind | str | None = None
    since: str | None = None
    until: str | None = None
    search: str | None = None

    def way(self, connection: Connection) -> Way:
        """How to find what passes."""
        if self.search is not None and not _have_many(connection, self.search, _SORTED):
            return Way(TABLES, self.where(connection, by_words=True), QUOTATIONS_IN_TIME)
        if self.speaker is None and self.outlet is None:
            return Way(_TABLES_IN_TIME, self.where(connection), QUOTATIONS_IN_TIME, wide=True)
        if not all_counted(connection):
            return Way(TABLES, self.where(connection), QUOTATIONS_IN_TIME)
        return Way(_TABLES_COUNTED, self.where(connection, counted=True), _COUNTED_IN_TIME, counted=True)

    def narrow(self, connection: Connection) -> Where | None:
        """The conditions on the rows of `counted` c alone; None where these do not tell what passes, where everything
        does, or where it is sooner to go through the utterances in their order."""
        named = (self.speaker, self.outlet, self.search)
        others = (self.kind, self.since, self.until)
        if all(one is None for one in named) or any(one is not None for one in others) or not all_counted(connection):
            return None
        if self.search is not None and _have_many(connection, self.search, _GATHERED):
            return None
        return self.where(connection, counted=True, by_words=True)

    def where(self, connection: Connection, *, counted: bool = False, by_words: bool = False) -> Where:
        """The conditions on q, d and e. counted: on c where it knows as much. by_words: begin with what has them."""
        where = Where()
        if self.speaker is not None:
            where.any_of("c.speaker" if counted else "e.speaker", speakers_called(connection, self.speaker))
        if self.outlet is not None:
            # By the speaker's index where there is one: a plus sign keeps SQLite from the outlet's
            column = "d.outlet" if not counted else "c.outlet" if self.speaker is None else "+c.outlet"
            where.any_of(column, one_outlet_called(connection, self.outlet))
        if self.kind is not None:
            where.add("q.kind = ?", _kind(self.kind))
        if self.since is not None:
            _add_since(where, _moment("since", self.since))
        if self.until is not None:
            _add_until(where, _moment("until", self.until))
        if self.search is not None:
            # With the plus sign, SQLite looks a quotation up among those found, not all those found in an index
            number = "c.quotation" if counted and by_words else "q.number" if by_words else "+q.number"
            _add_search(where, number, search_query(self.search))
        return where


def search_query(search: str) -> str:
    """All of these words as FTS5 asks for them; empty where there is none."""
    return " AND ".join(_phrase(word) for word in dict.fromkeys(search_words(search)))


def any_word(words: Sequence[str]) -> str:
    """Any of these words as FTS5 asks for them."""
    return " OR ".join(_phrase(word) for word in words)


def _phrase(word: str) -> str:
    """One word as an FTS5 string: nothing in it is query syntax, split at apostrophes as the text was."""
    return '"' + word.replace('"', '""') + '"'


def _have_many(connection: Connection, search: str, number: int) -> bool:
    """Whether more quotations than this have the words."""
    query = search_query(search)
    sql = "SELECT rowid FROM quotations_fts WHERE quotations_fts MATCH ? LIMIT 1 OFFSET ?"
    return bool(query) and connection.one(sql, [query, number]) is not None


def _kind(kind: Kind | str) -> str:
    try:
        return Kind(kind).value
    except ValueError:
        raise UsageError(f"no kind of quotation is called {kind!r}: choose {', '.join(Kind)}") from None


def _moment(name: str, text: str) -> Moment:
    try:
        return Moment.parse(text)
    except ValueError:
        raise UsageError(f"--{name} {text!r} is no date: write it like 2022-01-07 or 2022-01-07T18:48") from None


def _add_since(where: Where, since: Moment) -> None:
    """Documents that are not certainly older: as written if no zone is given, else compared in UTC."""
    if since.offset is None:
        where.add("d.wall_end > ?", clock(since.start))
    else:
        where.add("d.utc_end > ?", utc_bounds(since)[0])


def _add_until(where: Where, until: Moment) -> None:
    """Documents that are not certainly younger; *until a day* includes that day."""
    if until.offset is None:
        where.add("d.wall_start < ?", clock(until.end))
    else:
        where.add("d.utc_start < ?", utc_bounds(until)[1])


def _add_search(where: Where, number: str, query: str) -> None:
    if query:
        where.add(f"{number} IN (SELECT rowid FROM quotations_fts WHERE quotations_fts MATCH ?)", query)
    else:
        where.add("FALSE")
