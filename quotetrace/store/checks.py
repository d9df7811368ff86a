"""Whether the store still says what its documents say: everything that can be derived again is, and compared."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

from quotetrace.errors import StoreError
from quotetrace.model import Document, Part, Quotation, Span
from quotetrace.store import grouping
from quotetrace.store.connection import Connection
from quotetrace.store.counting import wrong_counts
from quotetrace.store.index import unpacked
from quotetrace.store.rows import QUOTATION_COLUMNS, quotation_of
from quotetrace.store.summaries import texts
from quotetrace.store.values import own_tables, wrong_values

_LOST_FACES = """
SELECT id FROM utterances u WHERE NOT EXISTS (
    SELECT 1 FROM members m WHERE m.utterance = u.id AND m.quotation = u.representative
) AND (? OR id NOT IN (SELECT utterance FROM stale_utterances))
"""


def problems(connection: Connection, *, settled: bool) -> Iterator[str]:
    """One line for everything that disagrees; nothing where all is well, nor of what waits to be settled.

    Of rows with wrong values no more than that is told: the rest is derived from them.
    """
    for (line,) in connection.rows("PRAGMA integrity_check"):
        if line != "ok":
            yield f"SQLite: {line}"
    unreadable = list(wrong_values(connection))
    yield from unreadable
    yield from _dangling(connection)
    if unreadable:
        return
    yield from _index_problems(connection)
    wrong = wrong_counts(connection, settled=settled)
    if wrong:
        yield f"counts of speakers and outlets: {wrong} rows are out of date"
    for (utterance,) in connection.rows(_LOST_FACES, [settled]):
        yield f"utterance {utterance}: its representative is not one of its members"
    for summary in texts(connection):
        yield from _document_problems(connection, summary.document)


def unsound(connection: Connection) -> Iterator[str]:
    """Rows with values that quotetrace never writes, and rows that point to none; one line each."""
    yield from wrong_values(connection)
    yield from _dangling(connection)


def _dangling(connection: Connection) -> Iterator[str]:
    for own in own_tables():
        pointing = connection.rows(f'PRAGMA foreign_key_check("{own}")')
        for (table, parent), number in Counter((table, parent) for table, _, parent, _ in pointing).items():
            rows = f"a row of {table} points" if number == 1 else f"{number:,} rows of {table} point"
            yield f"{rows} to a row of {parent} that is not there"
    for utterance in grouping.circular(connection):
        yield f"utterance {utterance} goes by another id that goes by its own"


def _index_problems(connection: Connection) -> Iterator[str]:
    try:
        connection.one("SELECT count(*) FROM quotations_fts WHERE quotations_fts MATCH 'the'")
        missing = connection.number(
            "SELECT count(*) FROM quotations WHERE number NOT IN (SELECT id FROM quotations_fts_docsize)"
        )
    except StoreError as error:
        yield f"search index: {error}"
        return
    if missing:
        yield f"search index: {missing} quotations are missing"
    missing = unpacked(connection)
    if missing:
        yield f"index of words: {missing} documents are missing in what `find` looks through"


def _document_problems(connection: Connection, document: Document) -> Iterator[str]:
    row = connection.one("SELECT text_hash FROM documents WHERE id = ?", [document.id])
    if row is None or row[0] != hashlib.sha256(document.text.encode()).hexdigest():
        yield f"{document.label}: the text is not the one that was read"
    sql = f"SELECT {QUOTATION_COLUMNS} FROM quotations WHERE document = ? ORDER BY part, start"
    for values in connection.rows(sql, [document.id]):
        yield from _quotation_problems(document, quotation_of(values))


def _quotation_problems(document: Document, quotation: Quotation) -> Iterator[str]:
    text = document.text
    if quotation.part is Part.HEADLINE and document.headline_separate:
        text = document.headline or ""
    spans = {
        "quotation": Span(quotation.start, quotation.end, quotation.text),
        "speaker mention": quotation.speaker_mention,
        "cue": quotation.cue,
    }
    for name, span in spans.items():
        if span and text[span.start : span.end] != span.text:
            yield f"{document.label}: the {name} at {span.start} is not what the text says there"
