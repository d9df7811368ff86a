"""What came from a path or an outlet, and dropping it: the sources, and what was noted as failed."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable

from quotetrace.store.connection import Connection, Value
from quotetrace.store.names import outlets_named
from quotetrace.store.rows import listed

# A path itself, and what begins with it and a mark: from the mark to the character after it, by the index. In a folder,
# or as a record or a member of a file (``#``); `bare` is the path without a mark at its end, as the root has one.
_FOLDER_MARK = os.sep
_BELOW = (
    "(source = :path OR source >= :path || '#' AND source < :path || '$' "
    f"OR source >= :bare || '{_FOLDER_MARK}' AND source < :bare || '{chr(ord(_FOLDER_MARK) + 1)}' "
    # In a folder in an archive
    "OR source >= :path || '/' AND source < :path || '0')"
)
# Rows of a manifest are noted by their line
_FAILED_BELOW = f"{_BELOW} OR source >= :path || ':' AND source < :path || ';'"


def sources_below(connection: Connection, path: str) -> dict[str, str]:
    """What gave documents at a path or below it (a folder's files, a file's records), with the document of each."""
    return dict(connection.rows(f"SELECT source, document FROM sources WHERE {_BELOW} ORDER BY source", _marked(path)))


def failures_below(connection: Connection, path: str) -> list[str]:
    """What could not be read at a path or below it."""
    rows = connection.rows(f"SELECT source FROM failures WHERE {_FAILED_BELOW} ORDER BY source", _marked(path))
    return [source for (source,) in rows]


def documents_of(connection: Connection, outlet: str) -> list[str]:
    """The documents of the outlet that `outlet` means as a whole; see `names.outlets_named`."""
    sql = "SELECT d.id FROM json_each(?) o CROSS JOIN documents d ON d.outlet = o.value ORDER BY d.id"
    return [name for (name,) in connection.rows(sql, [listed(outlets_named(connection, outlet))])]


def given_by_others(connection: Connection, documents: Collection[str], sources: Collection[str]) -> set[str]:
    """Those of the documents that something else than these sources gave too."""
    sql = (
        "SELECT DISTINCT s.document FROM json_each(?) d CROSS JOIN sources s ON s.document = d.value "
        "WHERE s.source NOT IN (SELECT value FROM json_each(?))"
    )
    return {name for (name,) in connection.rows(sql, [listed(documents), listed(sources)])}


def drop_sources(connection: Connection, sources: Iterable[str]) -> None:
    """These gave nothing; their documents stay for whatever else gave them."""
    connection.many("DELETE FROM sources WHERE source = ?", [(source,) for source in sources])


def clear_failures(connection: Connection, sources: Iterable[str]) -> None:
    """Nothing is noted of these any more."""
    connection.many("DELETE FROM failures WHERE source = ?", [(source,) for source in sources])


def utterances_of(connection: Connection, documents: Collection[str]) -> tuple[int, list[int]]:
    """How many quotations the documents have, and the utterances these report."""
    sql = (
        "SELECT q.id, m.utterance FROM json_each(?) d CROSS JOIN quotations q ON q.document = d.value "
        "LEFT JOIN members m ON m.quotation = q.id"
    )
    rows = list(connection.rows(sql, [listed(documents)]))
    return len(rows), sorted({utterance for _, utterance in rows if utterance is not None})


def first_documents(connection: Connection, utterances: Collection[int]) -> dict[int, frozenset[str]]:
    """The documents in which each of these utterances, by the id it goes by today, was first; those there are."""
    sql = (
        "WITH RECURSIVE today (asked, id) AS (SELECT value, value FROM json_each(?) "
        "UNION SELECT today.asked, r.new FROM today JOIN redirects r ON r.old = today.id) "
        "SELECT today.asked, json_extract(u.first, '$[4]') FROM today CROSS JOIN utterances u ON u.id = today.id"
    )
    rows = connection.rows(sql, [listed(utterances)])
    return {asked: frozenset(json.loads(documents)) for asked, documents in rows}


def _marked(path: str) -> dict[str, Value]:
    return {"path": path, "bare": path.rstrip(_FOLDER_MARK)}
