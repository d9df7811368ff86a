"""Speakers, outlets, documents and the whole collection in numbers."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from functools import partial

from quotetrace.model import DocumentSummary, EntityKind, Failure, OutletSummary, SpeakerSummary
from quotetrace.store import paging
from quotetrace.store.connection import Connection, Row, sql_limit
from quotetrace.store.names import aliases_of, outlets_called, speakers_called, speakers_in_part
from quotetrace.store.rows import DOCUMENT_COLUMNS, IN_TIME, document_of, listed

_SPEAKERS = """
SELECT name, kind, aliases, quotations, documents, outlets, utterances FROM speakers
WHERE quotations > 0 AND {where} ORDER BY quotations DESC, name, id LIMIT ?
"""
_OUTLETS = """
SELECT d.outlet, d.documents, coalesce(c.quotations, 0), coalesce(c.firsts, 0), coalesce(c.ties, 0)
FROM (SELECT outlet, count(*) AS documents FROM documents WHERE {where} GROUP BY outlet) d
LEFT JOIN outlet_counts c ON c.outlet = coalesce(d.outlet, '')
ORDER BY d.outlet IS NULL, d.documents DESC, d.outlet LIMIT ?
"""
# Of documents d, what `_summary` reads but for the text
_SUMMARY = f"{DOCUMENT_COLUMNS}, as_read, copy_class, (SELECT count(*) FROM quotations q WHERE q.document = d.id)"
_STORED_COUNTS = "counts"
_STORED_VERSIONS = "versions"
_COUNTS = {
    "documents": "SELECT count(*) FROM documents",
    "outlets": "SELECT count(DISTINCT outlet) FROM documents",
    "quotations": "SELECT count(*) FROM quotations",
    "attributed": "SELECT count(*) FROM quotations WHERE speaker IS NOT NULL",
    "speakers": "SELECT count(DISTINCT e.speaker) FROM quotations q JOIN entities e "
    "ON e.document = q.document AND e.number = q.entity",
    "utterances": "SELECT count(*) FROM utterances",
    "reported_by_two": "SELECT count(*) FROM utterances WHERE documents >= 2",
    "drifted": "SELECT count(*) FROM utterances WHERE drifted AND documents >= 2",
    "conflicts": "SELECT count(*) FROM utterances WHERE conflicts AND documents >= 2",
    "undated": "SELECT count(*) FROM documents WHERE wall_start IS NULL",
    "of_unknown_outlet": "SELECT count(*) FROM documents WHERE outlet IS NULL",
    "failures": "SELECT count(*) FROM failures",
}


def speakers(connection: Connection, name: str | None, limit: int | None, *, in_part: bool) -> Iterator[SpeakerSummary]:
    """Everybody who is quoted, or those called `name`, else, if `in_part`, those it is a part of; most quotations
    first."""
    called = None if name is None else speakers_called(connection, name)
    if name is not None and not called and in_part:
        called = speakers_in_part(connection, name)
    where, values = _among("id", called)
    for found, kind, aliases, *counts in connection.rows(_SPEAKERS.format(where=where), [*values, sql_limit(limit)]):
        yield SpeakerSummary(found, EntityKind(kind), aliases_of(aliases), *counts)


def outlets(connection: Connection, name: str | None, limit: int | None) -> Iterator[OutletSummary]:
    """Every outlet, or those called `name`; most documents first, the unknown last."""
    where, values = _among("outlet", None if name is None else outlets_called(connection, name))
    return (OutletSummary(*row) for row in connection.rows(_OUTLETS.format(where=where), [*values, sql_limit(limit)]))


def documents(
    connection: Connection, name: str | None, limit: int | None, after: str | None = None
) -> Iterator[DocumentSummary]:
    """All documents without their texts in order of time, or those after one; or with its text the one of this id,
    label or source."""
    if name is not None:
        ids = documents_called(connection, name)
        where, values = _among("id", ids if limit is None else ids[:limit])
        found = connection.rows(f"SELECT {_SUMMARY}, text FROM documents d WHERE {where} ORDER BY label, id", values)
    else:
        stretches = paging.FROM_THE_TOP if after is None else paging.after_document(connection, after)
        found = paging.read(stretches, limit, partial(_in_time, connection))
    return (_summary(connection, row) for row in found)


def _in_time(connection: Connection, stretch: paging.Stretch, limit: int | None) -> Iterator[Row]:
    where, order = stretch.where, stretch.order(IN_TIME)
    sql = f"SELECT {_SUMMARY}, '' FROM documents d WHERE {where} ORDER BY {order} LIMIT ?"
    return connection.rows(sql, [*where.values, sql_limit(limit)])


def documents_with(connection: Connection, ids: Collection[str], limit: int | None) -> Iterator[DocumentSummary]:
    """The documents with these ids without their texts, in order of time."""
    columns = _SUMMARY.replace("id, ", "d.id, ", 1)
    sql = (
        f"SELECT {columns}, '' FROM json_each(?) i CROSS JOIN documents d ON d.id = i.value ORDER BY {IN_TIME} LIMIT ?"
    )
    return (_summary(connection, row) for row in connection.rows(sql, [listed(ids), sql_limit(limit)]))


def texts(connection: Connection, documents: Collection[str] | None = None) -> Iterator[DocumentSummary]:
    """Every document with its text, or these, by id."""
    columns = ", ".join(f"d.{name}" for name in DOCUMENT_COLUMNS.split(", "))
    tables = "documents d" if documents is None else "json_each(?) i CROSS JOIN documents d ON d.id = i.value"
    sql = f"SELECT {columns}, d.copy_class, 0, d.text FROM {tables} ORDER BY d.id"
    rows = connection.rows(sql, [] if documents is None else [listed(documents)])
    return (DocumentSummary(document_of(row[:-3], row[-1]), (), 0, row[-3]) for row in rows)


def failures(connection: Connection, limit: int | None) -> Iterator[Failure]:
    """The inputs that could not be read when last tried, by source."""
    sql = "SELECT source, reason FROM failures ORDER BY source LIMIT ?"
    return (Failure(*row) for row in connection.rows(sql, [sql_limit(limit)]))


def counts(connection: Connection) -> dict[str, int]:
    """How many of everything the store holds, counted now."""
    return {name: connection.number(sql) for name, sql in _COUNTS.items()}


def stored_counts(connection: Connection) -> dict[str, int]:
    """The totals as `store_counts` left them, beside the failures of now."""
    row = connection.one("SELECT value FROM meta WHERE key = ?", [_STORED_COUNTS])
    known: dict[str, int] = json.loads(row[0]) if row else {}
    # An older version counted less
    missing = {name: connection.number(sql) for name, sql in _COUNTS.items() if name not in known}
    return {**known, **missing, "failures": connection.number(_COUNTS["failures"])}


def store_counts(connection: Connection) -> None:
    """Write down the totals and the versions."""
    sql = "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)"
    quoted = connection.number("SELECT count(*) FROM speakers WHERE quotations > 0")
    totals = {name: quoted if name == "speakers" else connection.number(sql) for name, sql in _COUNTS.items()}
    connection.execute(sql, [_STORED_COUNTS, json.dumps(totals)])
    connection.execute(sql, [_STORED_VERSIONS, json.dumps(versions(connection))])


def versions(connection: Connection) -> dict[str, int]:
    """How many documents each version of the package and its word lists derived, counted now."""
    sql = "SELECT package_version, lexicon_version, count(*) FROM documents GROUP BY 1, 2 ORDER BY 1, 2"
    return {version_name(package, lexicons): number for package, lexicons, number in connection.rows(sql)}


def outdated(connection: Connection, package: str, lexicons: str) -> list[str]:
    """The documents that another version derived, but for those whose quotations somebody else extracted."""
    sql = (
        "SELECT id FROM documents d WHERE (package_version, lexicon_version) IS NOT (?, ?) "
        "AND NOT EXISTS (SELECT 1 FROM quotations q WHERE q.document = d.id AND q.rule = 'given') ORDER BY id"
    )
    return [name for (name,) in connection.rows(sql, [package, lexicons])]


def stored_versions(connection: Connection) -> dict[str, int]:
    """The same as `store_counts` left it: counting goes through every document."""
    row = connection.one("SELECT value FROM meta WHERE key = ?", [_STORED_VERSIONS])
    known: dict[str, int] = json.loads(row[0]) if row else versions(connection)
    return known


def version_name(package: str, lexicons: str) -> str:
    """How a version of the package with its word lists is called; these are left out where they are not known."""
    return f"{package} lexicons {lexicons}" if lexicons else package


def documents_called(connection: Connection, name: str) -> list[str]:
    """Ids by whole id, else by label, else by source, else by the beginning of the id's digits."""
    questions = (
        ("SELECT id FROM documents WHERE id = ?", name),
        ("SELECT document FROM sources WHERE label = ? UNION SELECT id FROM documents WHERE label = ?", name),
        ("SELECT document FROM sources WHERE source = ?", name),
        ("SELECT id FROM documents WHERE id GLOB ? || '*'", _id_beginning(name)),
    )
    for sql, value in questions:
        found = sorted(document for (document,) in connection.rows(sql, [value] * sql.count("?"))) if value else []
        if found:
            return found
    return []


def _id_beginning(name: str) -> str:
    digits = name.removeprefix("sha256:")
    return f"sha256:{digits}" if len(digits) >= 4 and set(digits) <= set("0123456789abcdef") else ""


def _summary(connection: Connection, row: Row) -> DocumentSummary:
    *facts, as_read, copy_class, quotations, text = row
    document = document_of(tuple(facts), text)
    sources = connection.rows("SELECT source FROM sources WHERE document = ? ORDER BY source", [document.id])
    read = {field: values[0] for field, values in json.loads(as_read or "{}").items()}
    return DocumentSummary(document, tuple(source for (source,) in sources), quotations, copy_class, read)


def _among(column: str, values: Sequence[str] | None) -> tuple[str, list[str]]:
    if values is None:
        return "TRUE", []
    return f"{column} IN ({', '.join('?' for _ in values)})", list(values)
