"""Which quotations and utterances somebody asks for: rows to model objects.

Only an utterance id that was never given is an error, because people copy those from somewhere.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from operator import itemgetter

from quotetrace.errors import NotFoundError
from quotetrace.model import Occurrence, Quotation, StoredQuotation, Trace, TracedQuotation
from quotetrace.store import grouping, paging
from quotetrace.store.connection import GREATEST, Connection, Row, sql_limit
from quotetrace.store.filters import QUOTATIONS_IN_TIME, TABLES, Filters, Way, Where, any_word
from quotetrace.store.names import search_words
from quotetrace.store.paging import Stretch
from quotetrace.store.rows import (
    OCCURRENCE_COLUMNS,
    OCCURRENCE_TABLES,
    OCCURRENCE_WIDTH,
    QUOTATION_COLUMNS,
    listed,
    occurrence_of,
    quotation_of,
)
from quotetrace.store.summaries import documents_called

_MEMBER_TABLES = "members m CROSS JOIN quotations q ON q.id = m.quotation CROSS JOIN documents d ON d.id = q.document"
# One quotation of an utterance whose document's outlet is not known
_OF_UNKNOWN_OUTLET = f"SELECT m.quotation FROM {_MEMBER_TABLES} WHERE m.utterance = ? AND d.outlet IS NULL LIMIT 1"
# As tables show a place: a document, where the quotation starts, and perhaps where it ends
_PLACE = re.compile(r"(?P<document>.+):(?P<start>\d{1,18})(?:-(?P<end>\d{1,18}))?$", re.DOTALL)


def quotes(
    connection: Connection,
    filters: Filters,
    *,
    utterance: int | None = None,
    after: str | None = None,
    limit: int | None = None,
) -> Iterator[StoredQuotation]:
    """The quotations that pass, in order of time, then document and place; the undated last. Those after one."""
    if utterance is None:
        way = filters.way(connection)
    else:
        way = Way(TABLES, filters.where(connection), QUOTATIONS_IN_TIME)
        way.where.add("m.utterance = ?", known_utterance(connection, utterance))
    narrow = filters.narrow(connection) if way.counted and filters.search is None else None
    if after is None:
        stretches: Sequence[Stretch] = paging.FROM_THE_TOP
    else:
        stretches = (paging.after_counted if way.counted else paging.after_quotation)(connection, after)

    def rows(stretch: Stretch, left: int | None) -> Iterator[Row]:
        where = way.where.and_those(stretch.where)
        # All stretches but the last are of one moment
        if narrow is not None and left and stretch is stretches[-1]:
            _end_with_the_page(connection, narrow.and_those(stretch.where), where, left)
        order = stretch.order(way.order)
        sql = f"SELECT {OCCURRENCE_COLUMNS}, m.utterance FROM {way.tables} WHERE {where} ORDER BY {order} LIMIT ?"
        return connection.rows(sql, [*where.values, sql_limit(left)])

    return (StoredQuotation(occurrence_of(row[:-1]), row[-1]) for row in paging.read(stretches, limit, rows))


def _end_with_the_page(connection: Connection, narrow: Where, where: Where, left: int) -> None:
    """Ask for nothing that is later than a page of so many: one surname may be that of several people, whose rows
    SQLite would all read and sort."""
    sql = f"SELECT c.moment FROM counted c WHERE {narrow} ORDER BY c.moment LIMIT 1 OFFSET ?"
    last = connection.one(sql, [*narrow.values, sql_limit(left) - 1])
    if last is not None:
        where.add("c.moment <= ?", last[0])


def stored_quotations(connection: Connection, ids: Sequence[str]) -> list[StoredQuotation]:
    """These quotations, in the order of `ids`; NotFoundError for one that is not stored."""
    sql = f"SELECT {OCCURRENCE_COLUMNS}, m.utterance FROM {TABLES} WHERE q.id = ?"
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
        f"CROSS JOIN documents d ON d.id = q.document ORDER BY {QUOTATIONS_IN_TIME} LIMIT ?"
    )
    return [name for (name,) in connection.rows(sql, [listed(ids), sql_limit(limit)])]


def passing_utterances(
    connection: Connection,
    filters: Filters,
    *,
    all: bool = False,  # noqa: A002 - the word of the command line
    drifted: bool = False,
    conflicts: bool = False,
    utterance: int | None = None,
) -> Where:
    """The conditions on utterances u with a quotation that passes, of two documents or more unless `all`; on one of
    them, by an id that it goes or went by, however many report it. NotFoundError for an id never given."""
    narrow = filters.narrow(connection)
    way = filters.way(connection)
    where = way.where if narrow is None else narrow
    conditions = [] if all or utterance is not None else ["u.documents >= 2"]
    if utterance is not None:
        conditions.append(f"u.id = {known_utterance(connection, utterance):d}")
    conditions += ["u.drifted"] if drifted else []
    conditions += ["u.conflicts"] if conflicts else []
    if narrow is not None:
        conditions.append(f"u.id IN (SELECT c.utterance FROM counted c WHERE {where})")
    elif where.conditions and way.wide:
        # One utterance after the other until the page is full; CROSS JOIN begins with its members
        conditions.append(f"EXISTS (SELECT 1 FROM {_MEMBER_TABLES} WHERE m.utterance = u.id AND {where})")
    elif where.conditions:
        conditions.append(f"u.id IN (SELECT m.utterance FROM {way.tables} WHERE {where})")
    return Where(conditions, where.values)


def traces(
    connection: Connection,
    filters: Filters,
    *,
    all: bool = False,  # noqa: A002 - the word of the command line
    drifted: bool = False,
    conflicts: bool = False,
    after: int | None = None,
    limit: int | None = None,
    brief: bool = False,
    utterance: int | None = None,
) -> Iterator[Trace]:
    """The utterances with a quotation that passes; most documents first, then by the first time and id. Those after
    one. brief: with the quotations alone that a line is told from. utterance: this one, if it passes."""
    passing = passing_utterances(
        connection, filters, all=all, drifted=drifted, conflicts=conflicts, utterance=utterance
    )
    columns = ", ".join(f"u.{name}" for name in grouping.UTTERANCE_COLUMNS.split(", "))
    stretches: Sequence[Stretch] = paging.FROM_THE_TOP
    if after is not None:
        stretches = paging.after_utterance(connection, known_utterance(connection, after))

    def rows(stretch: Stretch, left: int | None) -> Iterator[Row]:
        asked = passing.and_those(stretch.where)
        order = stretch.order(paging.MOST_TOLD)
        sql = f"SELECT {columns} FROM utterances u WHERE {asked} ORDER BY {order} LIMIT ?"
        return connection.rows(sql, [*asked.values, sql_limit(left)])

    def told(row: Row) -> Trace:
        bare = grouping.trace_of(row)
        quotations = _brief_members(connection, bare) if brief else _members(connection, bare.utterance)
        return replace(bare, quotations=quotations)

    return map(told, paging.read(stretches, limit, rows))


def trace(connection: Connection, utterance: int) -> Trace:
    """One utterance, by its id or one that was merged into it. NotFoundError if there is none."""
    number = known_utterance(connection, utterance)
    sql = f"SELECT {grouping.UTTERANCE_COLUMNS} FROM utterances WHERE id = ?"
    return replace(grouping.trace_of(next(connection.rows(sql, [number]))), quotations=_members(connection, number))


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
    query = any_word(wanted)
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


def _members(connection: Connection, utterance: int, where: Where | None = None) -> tuple[TracedQuotation, ...]:
    """The quotations of an utterance in order of time, or those that pass."""
    columns = ", ".join(f"m.{name}" for name in grouping.TRACED_COLUMNS.split(", "))
    asked = Where(["m.utterance = ?"], [utterance]).and_those(where or Where())
    sql = f"SELECT m.position, {OCCURRENCE_COLUMNS}, {columns} FROM {TABLES} WHERE {asked}"
    width = 1 + OCCURRENCE_WIDTH
    # SQLite would copy whole rows to sort them, which takes longer
    rows = sorted(connection.rows(sql, asked.values), key=itemgetter(0))
    return tuple(TracedQuotation(occurrence_of(row[1:width]), *grouping.lineage_and_drift(row[width:])) for row in rows)


def _brief_members(connection: Connection, bare: Trace) -> tuple[TracedQuotation, ...]:
    """The quotations that a line on an utterance is told from, of however many."""
    representative = connection.one("SELECT representative FROM utterances WHERE id = ?", [bare.utterance])
    unknown = connection.one(_OF_UNKNOWN_OUTLET, [bare.utterance])
    ids = listed({*bare.first.quotations, *(representative or ()), *(unknown or ())})
    among = Where(["m.quotation IN (SELECT value FROM json_each(?))"], [ids])
    return _members(connection, bare.utterance, among)
