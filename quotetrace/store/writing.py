"""Documents, their quotations and entities, sources and failures: what reading and extraction bring.

A document that is derived anew keeps its row and the rows of the quotations that are still there, so that their
utterance keeps its id; its edges go, and it waits (`pending`) to be matched again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from quotetrace import __version__
from quotetrace.model import Document, Extraction, Failure
from quotetrace.store.connection import Connection, Value
from quotetrace.store.corrections import leave_crowds, restore
from quotetrace.store.names import add_outlets, indexed_words
from quotetrace.store.rows import (
    DOCUMENT_COLUMNS,
    QUOTATION_COLUMNS,
    document_values,
    dump,
    entity_values,
    placeholders,
    quotation_values,
)
from quotetrace.store.speaking import facts_beside, hand_over, standing

_DOCUMENT_ROW = f"{DOCUMENT_COLUMNS}, package_version, lexicon_version, outlet_as_read, pending, text_hash, text"
_SOURCE_ROW = "source, document, label, content_hash, fingerprint, container, standing, facts"
_QUOTATION_ROW = f"{QUOTATION_COLUMNS}, words"
# A quotation that begins where it began may be another one now: its utterance is told anew
_STALE = """
INSERT INTO stale_utterances SELECT m.utterance FROM quotations q CROSS JOIN members m ON m.quotation = q.id
WHERE q.document = ? ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class KnownInput:
    """A source as it was when last read: the document it gave, the hash of its bytes, and of all that was read."""

    document: str
    content_hash: str
    fingerprint: str
    reader_version: int


@dataclass(frozen=True, slots=True)
class Derived:
    """A document, and what was extracted from it as it stands in the store: rows that are quickly sent from one process
    to another. attributed: how many of its quotations have a speaker. given_up: as in `Extraction`."""

    document: Document
    quotations: tuple[tuple[Value, ...], ...]
    entities: tuple[tuple[Value, ...], ...]
    attributed: int
    given_up: str | None = None


def derived(extraction: Extraction) -> Derived:
    """What an extraction is in the store."""
    return Derived(
        extraction.document,
        tuple((*quotation_values(one), indexed_words(one.text)) for one in extraction.quotations),
        tuple(entity_values(one) for one in extraction.entities),
        sum(one.speaker is not None for one in extraction.quotations),
        extraction.given_up,
    )


def fingerprint(document: Document) -> str:
    """A hash of everything reading found but the label, which depends on the PATH given."""
    values = document_values(document)
    facts = dump([value for value in values if value not in (document.label, document.source)])
    return hashlib.sha256(f"{facts}\n{document.text}".encode()).hexdigest()


def add(connection: Connection, found: Derived, *, lexicons: str) -> None:
    """Store a document with its quotations and entities, or what a new derivation of it found."""
    document = found.document
    add_outlets(connection, [document.outlet])
    is_stored = connection.one("SELECT 1 FROM documents WHERE id = ?", [document.id]) is not None
    if is_stored:
        restore(connection, document.id)
    hand_over(connection, document)
    _upsert(connection, "documents", _DOCUMENT_ROW, [_document_row(document, lexicons)])
    if is_stored:
        _drop_old(connection, found)
    _upsert(connection, "quotations", _QUOTATION_ROW, found.quotations)
    connection.many(
        "INSERT INTO entities (document, number, name, kind, aliases, roles, gender) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(document.id, number, *entity) for number, entity in enumerate(found.entities)],
    )


def add_source(connection: Connection, document: Document, *, known_print: str | None = None) -> bool:
    """Remember that this source gave this document; a failure that was noted for it is over.

    known_print: its fingerprint, where that is known. True where the source gave another document before, which may
    have no source left.
    """
    before = known_input(connection, document.source)
    facts = (document.label, document.content_hash, known_print or fingerprint(document), document.container)
    voice = (standing(document), facts_beside(connection, document))
    connection.execute(
        f"INSERT OR REPLACE INTO sources ({_SOURCE_ROW}) VALUES ({placeholders(_SOURCE_ROW)})",
        (document.source, document.id, *facts, *voice),
    )
    connection.execute("DELETE FROM failures WHERE source = ?", [document.source])
    return before is not None and before.document != document.id


def relabel(connection: Connection, document: Document) -> bool:
    """People call a known source by this reading's label from now on, and a failure that was noted for it is over;
    whether the label of a document changed."""
    connection.execute("DELETE FROM failures WHERE source = ?", [document.source])
    sql = "UPDATE sources SET label = ? WHERE source = ? AND label <> ?"
    connection.execute(sql, [document.label, document.source, document.label])
    sql = "UPDATE documents SET label = ? WHERE id = ? AND source = ? AND label <> ?"
    return bool(connection.execute(sql, [document.label, document.id, document.source, document.label]))


def keep_sources(connection: Connection, container: str, sources: Container[str]) -> int:
    """Drop what a file gave before and gives no more, also what was noted as failed of it, of a record (``#12``) or of
    a manifest's row (``:12``): all but `sources`; how many sources went."""
    sql = "SELECT source FROM sources WHERE container = ? OR source = ?"
    gone = [(source,) for (source,) in connection.rows(sql, [container, container]) if source not in sources]
    connection.many("DELETE FROM sources WHERE source = ?", gone)
    # From "#" to the character after it: everything that begins with "container#", by the index; so for ":"
    sql = (
        "SELECT source FROM failures WHERE source = ? OR source >= ? || '#' AND source < ? || '$' "
        "OR source >= ? || ':' AND source < ? || ';'"
    )
    noted = [(source,) for (source,) in connection.rows(sql, [container] * 5) if source not in sources]
    connection.many("DELETE FROM failures WHERE source = ?", noted)
    return len(gone)


def known_input(connection: Connection, source: str) -> KnownInput | None:
    """What is known of a source, or None if it was never read."""
    row = connection.one(
        "SELECT s.document, s.content_hash, s.fingerprint, d.reader_version "
        "FROM sources s JOIN documents d ON d.id = s.document WHERE s.source = ?",
        [source],
    )
    return KnownInput(*row) if row else None


def add_failures(connection: Connection, failures: Iterable[Failure]) -> None:
    """Note inputs that could not be read; a newer reason replaces the older."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    rows = [(failure.source, failure.reason, now) for failure in failures]
    connection.many("INSERT OR REPLACE INTO failures (source, reason, seen) VALUES (?, ?, ?)", rows)


def forget(connection: Connection, documents: Iterable[str]) -> int:
    """Remove documents with their sources, quotations and edges; how many there were."""
    return sum(connection.execute("DELETE FROM documents WHERE id = ?", [document]) for document in documents)


def orphans(connection: Connection) -> list[str]:
    """The documents that no source gives any more: their file was changed and now gives another."""
    sql = "SELECT id FROM documents d WHERE NOT EXISTS (SELECT 1 FROM sources WHERE document = d.id) ORDER BY id"
    return [document for (document,) in connection.rows(sql)]


def _document_row(document: Document, lexicons: str) -> tuple[Value, ...]:
    text_hash = hashlib.sha256(document.text.encode()).hexdigest()
    return (*document_values(document), __version__, lexicons, document.outlet, 1, text_hash, document.text)


def _drop_old(connection: Connection, found: Derived) -> None:
    document = found.document.id
    leave_crowds(connection, document)
    connection.execute(_STALE, [document])
    connection.execute("DELETE FROM entities WHERE document = ?", [document])
    kept = {row[0] for row in found.quotations}
    stored = [row[0] for row in connection.rows("SELECT id FROM quotations WHERE document = ?", [document])]
    connection.many("DELETE FROM quotations WHERE id = ?", [(one,) for one in stored if one not in kept])
    connection.many('DELETE FROM edges WHERE "left" = ? OR "right" = ?', [(one, one) for one in stored if one in kept])


def _upsert(connection: Connection, table: str, columns: str, rows: Iterable[tuple[Value, ...]]) -> None:
    changes = ", ".join(f"{name} = excluded.{name}" for name in columns.split(", ") if name != "id")
    connection.many(
        f"INSERT INTO {table} ({columns}) VALUES ({placeholders(columns)}) ON CONFLICT (id) DO UPDATE SET {changes}",
        rows,
    )
