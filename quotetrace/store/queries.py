"""Which quotations and utterances somebody asks for: filters to SQL, rows to model objects.

A filter that names nobody (an unknown speaker, a search without a word in it) finds nothing; only an utterance id that
was never given is an error, because people copy those from somewhere.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from quotetrace.errors import NotFoundError, UsageError
from quotetrace.model import Kind, Occurrence, Quotation, StoredQuotation, Trace, TracedQuotation
from quotetrace.moments import Moment
from quotetrace.store import grouping
from quotetrace.store.connection import GREATEST, Connection, Value, sql_limit
from quotetrace.store.counting import all_counted
from quotetrace.store.names import one_outlet_called, search_words, speakers_called
from quotetrace.store.rows import (
    IN_TIME,
    OCCURRENCE_COLUMNS,
    OCCURRENCE_TABLES,
    OCCURRENCE_WIDTH,
    QUOTATION_COLUMNS,
    clock,
    listed,
    occurrence_of,
    quotation_of,
    utc_bounds,
)
from quotetrace.store.summaries import documents_called

_TABLES = f"{OCCURRENCE_TABLES} LEFT JOIN members m ON m.quotation = q.id"
# CROSS JOIN makes SQLite begin with the documents in their order of time
_TABLES_IN_TIME = _TABLES.replace(
    "quotations q JOIN documents d ON d.id = q.document", "documents d CROSS JOIN quotations q ON q.document = d.id"
)
# From the narrow rows, which an index has in order of time for each speaker and each outlet
_TABLES_COUNTED = _TABLES.replace(
    "quotations q JOIN documents d",
    "counted c CROSS JOIN quotations q ON q.number = c.quotation CROSS JOIN documents d",
)
_IN_TIME_COUNTED = "c.moment, d.label, d.id, q.part DESC, q.start"
# By the index documents_time, then by quotations_place: a first page reads no more than it shows
_IN_TIME = f"{IN_TIME}, q.part DESC, q.start"
# As tables show a place: a document, where the quotation starts, and perhaps where it ends
_PLACE = re.compile(r"(?P<document>.+):(?P<start>\d{1,18})(?:-(?P<end>\d{1,18}))?$", re.DOTALL)
_MEMBER_TABLES = "members m CROSS JOIN quotations q ON q.id = m.quotation CROSS JOIN documents d ON d.id = q.document"


@dataclass(slots=True)
class _Where:
    """Conditions joined by AND, with their values in order."""

    conditions: list[str] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)

    def add(self, condition: str, *values: Value) -> None:
        self.conditions.append(condition)
        self.values.extend(values)

    def any_of(self, column: str, values: Sequence[Value]) -> None:
        # One alone is an equation, which SQLite knows to leave an index in order
        asked = "= ?" if len(values) == 1 else f"IN ({', '.join('?' for _ in values)})"
        self.add(f"{column} {asked}", *values)

    def __str__(self) -> str:
        return " AND ".join(self.conditions) or "TRUE"


@dataclass(frozen=True, slots=True)
class Filters:
    """What a question about quotations may name; None asks for all. See `Store.quotes`."""

    speaker: str | None = None
    outlet: str | None = None
    kind: Kind | str | None = None
    since: str | None = None
    until: str | None = None
    search: str | None = None

    @property
    def are_wide(self) -> bool:
        """Whether most documents may pass, so that going through them in order beats finding all and sorting."""
        return self.speaker is None and self.outlet is None and self.search is None

    @property
    def are_counted(self) -> bool:
        """Whether the narrow rows lead to what passes: they know the speaker and the outlet."""
        return not self.are_wide and self.search is None

    @property
    def are_only_counted(self) -> bool:
        """Whether nothing else is asked for than what the narrow rows know."""
        return self.are_counted and self.kind is None and self.since is None and self.until is None

    def where(self, connection: Connection, *, counted: bool = False) -> _Where:
        """The conditions on quotations q, documents d and entities e. counted: on counted c, too."""
        where = _Where()
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
            _add_search(where, self.search)
        return where


def quotes(
    connection: Connection, filters: Filters, *, utterance: int | None = None, limit: int | None = None
) -> Iterator[StoredQuotation]:
    """The quotations that pass, in order of time, then document and place; the undated last."""
    counted = utterance is None and filters.are_counted and all_counted(connection)
    where = filters.where(connection, counted=counted)
    if utterance is not None:
        where.add("m.utterance = ?", known_utterance(connection, utterance))
    tables = _TABLES_IN_TIME if filters.are_wide and utterance is None else _TABLES_COUNTED if counted else _TABLES
    order = _IN_TIME_COUNTED if counted else _IN_TIME
    sql = f"SELECT {OCCURRENCE_COLUMNS}, m.utterance FROM {tables} WHERE {where} ORDER BY {order} LIMIT ?"
    rows = connection.rows(sql, [*where.values, sql_limit(limit)])
    return (StoredQuotation(occurrence_of(row[:-1]), row[-1]) for row in rows)


def stored_quotations(connection: Connection, ids: Sequence[str]) -> list[StoredQuotation]:
    """These quotations, in the order of `ids`; NotFoundError for one that is not stored."""
    sql = f"SELECT {OCCURRENCE_COLUMNS}, m.utterance FROM {_TABLES} WHERE q.id = ?"
    found = []
    for name in ids:
        row = connection.one(sql, [name])
        if row is None:
            raise NotFoundError(f"no quotation {name} in {connection.name}")
        found.append(StoredQuotation(occurrence_of(row[:-1]), row[-1]))
    return found


def quotations_at(connection: Connection, name: str) -> list[str]:
    """The ids of the quotations that `name` means: an id, or a document and a place in it."""
    if connection.one("SELECT 1 FROM quotations WHERE id = ?", [name]):
        return [name]
    match = _PLACE.match(name)
    if match is None:
        return []
    sql = (
        "SELECT q.id FROM json_each(?) i CROSS JOIN quotations q ON q.document = i.value "
        "WHERE q.start = ? AND coalesce(q.stop = ?, TRUE) ORDER BY q.document, q.part, q.start"
    )
    end = match["end"] and min(int(match["end"]), GREATEST)
    values = [listed(documents_called(connection, match["document"])), min(int(match["start"]), GREATEST), end]
    return [found for (found,) in connection.rows(sql, values)]


def in_time(connection: Connection, ids: Collection[str], limit: int | None) -> list[str]:
    """These quotations by time, then document and place, the undated last; the first of them alone."""
    sql = (
        "SELECT q.id FROM json_each(?) i CROSS JOIN quotations q ON q.id = i.value "
        f"CROSS JOIN documents d ON d.id = q.document ORDER BY {_IN_TIME} LIMIT ?"
    )
    return [name for (name,) in connection.rows(sql, [listed(ids), sql_limit(limit)])]


def traces(
    connection: Connection,
    filters: Filters,
    *,
    all: bool = False,  # noqa: A002 - the word of the command line
    drifted: bool = False,
    conflicts: bool = False,
    limit: int | None = None,
) -> Iterator[Trace]:
    """The utterances with a quotation that passes; most documents first, then by the first time and id."""
    counted = filters.are_counted and all_counted(connection)
    where = filters.where(connection, counted=counted)
    conditions = [] if all else ["u.documents >= 2"]
    conditions += ["u.drifted"] if drifted else []
    conditions += ["u.conflicts"] if conflicts else []
    if where.conditions and filters.are_wide:
        # One utterance after the other until the page is full; CROSS JOIN begins with its members
        conditions.append(f"EXISTS (SELECT 1 FROM {_MEMBER_TABLES} WHERE m.utterance = u.id AND {where})")
    elif where.conditions:
        narrow = "counted c" if filters.are_only_counted else _TABLES_COUNTED
        utterance, tables = ("c.utterance", narrow) if counted else ("m.utterance", _TABLES)
        conditions.append(f"u.id IN (SELECT {utterance} FROM {tables} WHERE {where})")
    columns = ", ".join(f"u.{name}" for name in grouping.UTTERANCE_COLUMNS.split(", "))
    sql = (
        f"SELECT {columns} FROM utterances u WHERE {' AND '.join(conditions) or 'TRUE'} "
        "ORDER BY u.documents DESC, u.first_published IS NULL, u.first_published, u.id LIMIT ?"
    )
    rows = connection.rows(sql, [*where.values, sql_limit(limit)])
    return (grouping.trace_of(row, _members(connection, row[0])) for row in rows)


def trace(connection: Connection, utterance: int) -> Trace:
    """One utterance, by its id or one that was merged into it. NotFoundError if there is none."""
    number = known_utterance(connection, utterance)
    sql = f"SELECT {grouping.UTTERANCE_COLUMNS} FROM utterances WHERE id = ?"
    return grouping.trace_of(next(connection.rows(sql, [number])), _members(connection, number))


def known_utterance(connection: Connection, utterance: int) -> int:
    """The id that `utterance` goes by today. NotFoundError if none does."""
    given = 0 < utterance <= GREATEST
    number = grouping.resolve(connection, utterance) if given else 0
    if connection.one("SELECT 1 FROM utterances WHERE id = ?", [number]) is None:
        raise NotFoundError(f"no utterance {utterance}: `quotetrace trace --all` lists those there are")
    return number


def occurrences(connection: Connection) -> Iterator[Occurrence]:
    """Every quotation beside its document's facts, by document id and place."""
    sql = f"SELECT {OCCURRENCE_COLUMNS} FROM {OCCURRENCE_TABLES} ORDER BY q.document, q.part, q.start"
    return (occurrence_of(row[:OCCURRENCE_WIDTH]) for row in connection.rows(sql))


def quotations(connection: Connection) -> Iterator[Quotation]:
    """The quotations of the documents that are matched, by document id and place."""
    columns = ", ".join(f"q.{name}" for name in QUOTATION_COLUMNS.split(", "))
    sql = (
        f"SELECT {columns} FROM quotations q JOIN documents d ON d.id = q.document "
        "WHERE NOT d.pending ORDER BY q.document, q.part, q.start"
    )
    return map(quotation_of, connection.rows(sql))


def quotations_for_find(connection: Connection, words: str, at_most: int) -> Iterator[Quotation] | None:
    """The quotations that share a word with `words`, as every relation needs; None for more than so many."""
    wanted = list(dict.fromkeys(search_words(words)))
    if not wanted:
        return iter(())
    query = _any_word(wanted)
    some = "SELECT 1 FROM quotations_fts WHERE quotations_fts MATCH ? LIMIT ?"
    if connection.number(f"SELECT count(*) FROM ({some})", [query, at_most + 1]) > at_most:
        return None
    columns = ", ".join(f"q.{name}" for name in QUOTATION_COLUMNS.split(", "))
    sql = (
        f"SELECT {columns} FROM quotations_fts f JOIN quotations q ON q.number = f.rowid "
        "WHERE quotations_fts MATCH ? ORDER BY q.id"
    )
    return map(quotation_of, connection.rows(sql, [query]))


def pending_quotations(connection: Connection) -> Iterator[Quotation]:
    """The quotations of the documents that wait to be matched, which the index does not have."""
    columns = ", ".join(f"q.{name}" for name in QUOTATION_COLUMNS.split(", "))
    sql = (
        f"SELECT {columns} FROM documents d CROSS JOIN quotations q ON q.document = d.id WHERE d.pending ORDER BY q.id"
    )
    return map(quotation_of, connection.rows(sql))


def _members(connection: Connection, utterance: int) -> tuple[TracedQuotation, ...]:
    columns = ", ".join(f"m.{name}" for name in grouping.TRACED_COLUMNS.split(", "))
    sql = f"SELECT {OCCURRENCE_COLUMNS}, {columns} FROM {_TABLES} WHERE m.utterance = ? ORDER BY m.position"
    return tuple(
        TracedQuotation(occurrence_of(row[:OCCURRENCE_WIDTH]), *grouping.lineage_and_drift(row[OCCURRENCE_WIDTH:]))
        for row in connection.rows(sql, [utterance])
    )


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


def _add_since(where: _Where, since: Moment) -> None:
    """Documents that are not certainly older: as written if no zone is given, else compared in UTC."""
    if since.offset is None:
        where.add("d.wall_end > ?", clock(since.start))
    else:
        where.add("d.utc_end > ?", utc_bounds(since)[0])


def _add_until(where: _Where, until: Moment) -> None:
    """Documents that are not certainly younger; *until a day* includes that day."""
    if until.offset is None:
        where.add("d.wall_start < ?", clock(until.end))
    else:
        where.add("d.utc_start < ?", utc_bounds(until)[1])


def _add_search(where: _Where, search: str) -> None:
    words = list(dict.fromkeys(search_words(search)))
    if not words:
        where.add("FALSE")
        return
    where.add(
        "q.number IN (SELECT rowid FROM quotations_fts WHERE quotations_fts MATCH ?)",
        " AND ".join(_phrase(word) for word in words),
    )


def _any_word(words: Sequence[str]) -> str:
    return " OR ".join(_phrase(word) for word in words)


def _phrase(word: str) -> str:
    """One word as an FTS5 string: nothing in it is query syntax, split at apostrophes as the text was."""
    return '"' + word.replace('"', '""') + '"'
