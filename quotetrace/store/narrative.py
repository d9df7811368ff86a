"""What is kept of every document so that passages shared outside the marks are found without reading it again.

What goes with a document, or is written over, waits in `stale_narrative` for the next settling: a run of words that
fewer documents have may be evidence again between others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from quotetrace.store.connection import Connection
from quotetrace.store.rows import listed


def add_runs(connection: Connection, runs: Mapping[str, bytes]) -> None:
    """Keep the runs of each document, in place of what was kept."""
    sql = (
        "INSERT INTO narrative_index (document, runs) VALUES (?, ?) "
        "ON CONFLICT (document) DO UPDATE SET runs = excluded.runs"
    )
    connection.many(sql, list(runs.items()))


def stale_runs(connection: Connection) -> list[bytes]:
    """The runs of documents that are gone, and what was written over, since the last settling."""
    return [runs for (runs,) in connection.rows("SELECT runs FROM stale_narrative")]


def all_runs(connection: Connection, *, without: Collection[str]) -> tuple[list[str], list[bytes]]:
    """The documents of which runs are kept, and the runs of each, but for some documents; in any order."""
    left = [row for row in connection.rows("SELECT document, runs FROM narrative_index") if row[0] not in without]
    return [name for name, _ in left], [runs for _, runs in left]


def runs_of(connection: Connection, documents: Collection[str]) -> dict[str, bytes]:
    """The runs of each of these documents of which any are kept."""
    sql = "SELECT n.document, n.runs FROM json_each(?) d CROSS JOIN narrative_index n ON n.document = d.value"
    return dict(connection.rows(sql, [listed(documents)]))


def utterances_in(connection: Connection, documents: Collection[str]) -> dict[str, set[int]]:
    """The utterances that each of these documents reports, as they are stored."""
    sql = (
        "SELECT q.document, m.utterance FROM json_each(?) d CROSS JOIN quotations q ON q.document = d.value "
        "CROSS JOIN members m ON m.quotation = q.id"
    )
    found: defaultdict[str, set[int]] = defaultdict(set)
    for document, utterance in connection.rows(sql, [listed(documents)]):
        found[document].add(utterance)
    return dict(found)
