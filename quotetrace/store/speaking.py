"""Which source gives a document its facts, where several have the same text.

One that knows the time goes first, then one that knows the outlet, then the smallest path: never the order of arrival.
The facts of the others wait beside their source, so that one of them can speak as soon as the first is gone, whether or
not its file is at hand.
"""

from __future__ import annotations

import json

from quotetrace.model import Document
from quotetrace.store.connection import Connection
from quotetrace.store.corrections import restore
from quotetrace.store.rows import DOCUMENT_COLUMNS, document_of, document_values, dump

# The outlet as this reading spells it, whatever spelling the store shows
_FACTS = DOCUMENT_COLUMNS.replace(" outlet,", " outlet_as_read,")
# The best of the waiting sources, of the documents whose speaker is gone or stands behind it
_HEIRS = """
SELECT waiting.source, waiting.document FROM sources waiting
JOIN documents d ON d.id = waiting.document
LEFT JOIN sources speaker ON speaker.source = d.source AND speaker.document = d.id
WHERE waiting.facts IS NOT NULL
AND (speaker.source IS NULL OR (waiting.standing, waiting.source) < (speaker.standing, speaker.source))
ORDER BY waiting.document, waiting.standing, waiting.source
"""


def standing(document: Document) -> int:
    """0 to 3, the lower the better: what a reading does not know of time and outlet."""
    return 2 * (document.published is None) + (document.outlet is None)


def speaks_for(connection: Connection, document: Document) -> bool:
    """Whether this reading gives the stored document its facts; True for a new one, and where no other source can."""
    sql = (
        "SELECT d.source, s.standing FROM documents d "
        "LEFT JOIN sources s ON s.source = d.source AND s.document = d.id WHERE d.id = ?"
    )
    row = connection.one(sql, [document.id])
    if row is None or row[0] == document.source or row[1] is None:
        return True
    speaker, rank = row
    return (standing(document), document.source) < (rank, speaker)


def hand_over(connection: Connection, document: Document) -> None:
    """From here on the stored document has this reading's facts; those it had wait beside their source."""
    row = connection.one(f"SELECT {_FACTS} FROM documents WHERE id = ?", [document.id])
    if row is not None:
        speaker = row[DOCUMENT_COLUMNS.split(", ").index("source")]
        sql = "UPDATE sources SET facts = ? WHERE source = ? AND document = ?"
        connection.execute(sql, [dump(row), speaker, document.id])
    connection.execute("UPDATE sources SET facts = NULL WHERE source = ?", [document.source])


def facts_beside(connection: Connection, document: Document) -> str | None:
    """What waits beside the source: nothing where it speaks."""
    row = connection.one("SELECT source FROM documents WHERE id = ?", [document.id])
    return None if row and row[0] == document.source else dump(document_values(document))


def heirs(connection: Connection) -> list[str]:
    """The sources that have to speak from now on, one for each document whose speaker is gone or has fallen behind."""
    best: dict[str, str] = {}
    for source, document in connection.rows(_HEIRS):
        best.setdefault(document, source)
    return list(best.values())


def outlet_said(connection: Connection, source: str) -> str | None:
    """The outlet of evidence of the kind *option* among what a source knows."""
    sql = "SELECT d.evidence, s.facts FROM sources s JOIN documents d ON d.id = s.document WHERE s.source = ?"
    row = connection.one(sql, [source])
    if row is None:
        return None
    told, waiting = row
    if waiting is not None:
        told = json.loads(waiting)[DOCUMENT_COLUMNS.split(", ").index("evidence")]
    return next((value for field, value, kind, *_ in json.loads(told) if (field, kind) == ("outlet", "option")), None)


def as_read(connection: Connection, document: str) -> Document:
    """The stored document with the facts that were read of it, whatever was decided by hand."""
    sql = f"SELECT {_FACTS}, text FROM documents WHERE id = ?"
    restore(connection, document)
    *facts, text = next(connection.rows(sql, [document]))
    return document_of(tuple(facts), text)


def reading_of(connection: Connection, source: str) -> Document:
    """The document as a waiting source has it."""
    sql = "SELECT s.facts, s.label, d.text FROM sources s JOIN documents d ON d.id = s.document WHERE s.source = ?"
    facts, label, text = next(connection.rows(sql, [source]))
    values = dict(zip(DOCUMENT_COLUMNS.split(", "), json.loads(facts), strict=True)) | {"label": label}
    return document_of(tuple(values.values()), text)
