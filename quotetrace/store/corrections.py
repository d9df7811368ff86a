"""What decisions overrule in documents and quotations: the row says what was decided, `as_read` what was read.

Each of these makes the store say exactly what is wanted, and nothing else is corrected then: what is decided no longer
reads again as it was read. What changes is matched again.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from quotetrace.model import DecisionKind, Entity, EntityKind, Voices
from quotetrace.moments import Moment
from quotetrace.store.connection import Connection, Value
from quotetrace.store.names import add_outlets
from quotetrace.store.rows import dump, entity_of, listed, moment_values

OUTLET, PUBLISHED, SPEAKER = "outlet", "published", "speaker"
_COLUMNS = {
    OUTLET: ("outlet_as_read",),
    PUBLISHED: ("published", "precision", "zone_minutes", "wall_start", "wall_end", "utc_start", "utc_end"),
}
_ALL = [name for names in _COLUMNS.values() for name in names]
# A document that is matched again: its edges go, and whatever was told of its quotations and of who speaks is stale
_AGAIN = (
    'DELETE FROM edges WHERE "left" IN (SELECT id FROM quotations WHERE document = :document) '
    'OR "right" IN (SELECT id FROM quotations WHERE document = :document)',
    "INSERT INTO stale_utterances SELECT m.utterance FROM quotations q JOIN members m ON m.quotation = q.id "
    "WHERE q.document = :document ON CONFLICT DO NOTHING",
    "INSERT INTO stale_speakers SELECT speaker FROM entities WHERE document = :document AND speaker IS NOT NULL "
    "ON CONFLICT DO NOTHING",
    "UPDATE documents SET pending = 1 WHERE id = :document",
)

# What is decided of a document, by field; an unknown outlet or time is None
Facts = Mapping[str, str | Moment | None]


def restore(connection: Connection, document: str) -> None:
    """Let a document and its quotations say what was read."""
    _write_facts(connection, document, {})
    _restore_voices(connection, document)


def correct_documents(connection: Connection, wanted: Mapping[str, Facts]) -> None:
    """Make these what is decided of documents."""
    corrected = {name for (name,) in connection.rows("SELECT id FROM documents WHERE as_read IS NOT NULL")}
    for document in sorted(corrected | wanted.keys()):
        desired = {field: _values(field, value) for field, value in wanted.get(document, {}).items()}
        if _write_facts(connection, document, desired):
            match_again(connection, document)


def correct_speakers(connection: Connection, wanted: Mapping[str, Voices]) -> None:
    """Make these what is decided of the speakers of quotations, by document."""
    sql = "SELECT DISTINCT document FROM quotations WHERE as_read IS NOT NULL"
    corrected = {name for (name,) in connection.rows(sql)}
    for document in sorted(corrected | wanted.keys()):
        voices = wanted.get(document, Voices((), {}))
        if _voices(connection, document) != voices:
            leave_crowds(connection, document)
            _restore_voices(connection, document)
            _write_voices(connection, document, voices)
            match_again(connection, document)


def entities_read(connection: Connection, document: str) -> list[Entity]:
    """The speakers that reading found in a document, in the order of their numbers."""
    sql = "SELECT name, kind, aliases, roles, gender FROM entities WHERE document = ? AND NOT decided ORDER BY number"
    return [entity_of((*row, "[]")) for row in connection.rows(sql, [document])]


def voices_read(connection: Connection, document: str) -> dict[str, int | None]:
    """The number of the speaker that reading found for each quotation of a document."""
    sql = "SELECT id, iif(as_read IS NULL, entity, json_extract(as_read, '$[1]')) FROM quotations WHERE document = ?"
    return dict(connection.rows(sql, [document]))


def replace_pairs(connection: Connection, pairs: Mapping[tuple[str, str], bool]) -> None:
    """Make these the pairs of quotations that are joined (True) or split (False) by hand."""
    now = {(left, right): bool(joined) for left, right, joined in connection.rows("SELECT * FROM pairs")}
    gone = [pair for pair, joined in now.items() if pairs.get(pair) is not joined]
    connection.many('DELETE FROM pairs WHERE "left" = ? AND "right" = ?', gone)
    new = [(*pair, int(joined)) for pair, joined in sorted(pairs.items()) if now.get(pair) is not joined]
    connection.many('INSERT INTO pairs ("left", "right", joined) VALUES (?, ?, ?)', new)


def pairs_of(connection: Connection, quotations: Collection[str]) -> list[tuple[str, str, bool]]:
    """The pairs joined or split by hand with one of these quotations, in order."""
    sql = (
        'SELECT p."left", p."right", p.joined FROM json_each(:ids) i CROSS JOIN pairs p ON p."left" = i.value UNION '
        'SELECT p."left", p."right", p.joined FROM json_each(:ids) i CROSS JOIN pairs p ON p."right" = i.value'
    )
    rows = connection.rows(sql, {"ids": listed(quotations)})
    return sorted((left, right, bool(joined)) for left, right, joined in rows)


def said_before(connection: Connection, kind: DecisionKind, target: str) -> str | None:
    """What was read where a decision of this kind overrules it: speaker, outlet or time, None if unknown."""
    if kind is DecisionKind.SPEAKER:
        row = connection.one("SELECT json_extract(as_read, '$[0]') FROM quotations WHERE id = ?", [target])
    else:
        field = OUTLET if kind is DecisionKind.OUTLET else PUBLISHED
        sql = "SELECT json_extract(as_read, ?) FROM documents WHERE id = ?"
        row = connection.one(sql, [f"$.{field}[0]", target])
    return row[0] if row else None


def match_again(connection: Connection, document: str) -> None:
    """Let a document wait to be matched, as if it had just come."""
    for sql in _AGAIN:
        connection.execute(sql, {"document": document})


def leave_crowds(connection: Connection, document: str) -> None:
    """Let no quotation of a document be in a crowd until it is matched again: what it says, and whether it takes part,
    may be another now."""
    sql = "DELETE FROM crowds WHERE quotation IN (SELECT id FROM quotations WHERE document = ?)"
    connection.execute(sql, [document])


def _values(field: str, value: str | Moment | None) -> list[Value]:
    if field == OUTLET:
        return [str(value) if value is not None else None]
    return list(moment_values(value if isinstance(value, Moment) else None))


def _write_facts(connection: Connection, document: str, desired: Mapping[str, list[Value]]) -> bool:
    """Whether anything is another now."""
    sql = f"SELECT as_read, {', '.join(_ALL)} FROM documents WHERE id = ?"
    row = connection.one(sql, [document])
    if row is None:
        return False
    read: dict[str, list[Value]] = json.loads(row[0] or "{}")
    says = dict(zip(_ALL, row[1:], strict=True))
    now = {field: [says[name] for name in names] for field, names in _COLUMNS.items()}
    if {field: now[field] for field in read} == desired:
        return False
    kept = {field: read.get(field, now[field]) for field in desired}
    columns: dict[str, Value] = {"as_read": dump(kept) if kept else None}
    for field in {**read, **desired}:
        columns.update(zip(_COLUMNS[field], desired.get(field) or read[field], strict=True))
    if "outlet_as_read" in columns:
        columns["outlet"] = columns["outlet_as_read"]
        add_outlets(connection, [] if columns["outlet"] is None else [str(columns["outlet"])])
    changes = ", ".join(f"{name} = ?" for name in columns)
    connection.execute(f"UPDATE documents SET {changes} WHERE id = ?", [*columns.values(), document])
    return True


def _voices(connection: Connection, document: str) -> Voices:
    sql = "SELECT name, kind FROM entities WHERE document = ? AND decided ORDER BY number"
    entities = tuple(Entity(name, EntityKind(kind)) for name, kind in connection.rows(sql, [document]))
    sql = "SELECT id, speaker, entity FROM quotations WHERE document = ? AND as_read IS NOT NULL"
    return Voices(entities, {name: (speaker, entity) for name, speaker, entity in connection.rows(sql, [document])})


def _write_voices(connection: Connection, document: str, voices: Voices) -> None:
    sql = "SELECT coalesce(max(number) + 1, 0) FROM entities WHERE document = ?"
    first = connection.number(sql, [document])
    sql = (
        "INSERT INTO entities (document, number, name, kind, aliases, roles, gender, decided) "
        "VALUES (?, ?, ?, ?, '[]', '[]', NULL, 1)"
    )
    named = [(document, number, one.name, one.kind.value) for number, one in enumerate(voices.entities, start=first)]
    connection.many(sql, named)
    sql = "UPDATE quotations SET as_read = json_array(speaker, entity), speaker = ?, entity = ? WHERE id = ?"
    connection.many(sql, [(*voice, name) for name, voice in sorted(voices.speakers.items())])


def _restore_voices(connection: Connection, document: str) -> None:
    sql = (
        "UPDATE quotations SET speaker = json_extract(as_read, '$[0]'), entity = json_extract(as_read, '$[1]'), "
        "as_read = NULL WHERE document = ? AND as_read IS NOT NULL"
    )
    connection.execute(sql, [document])
    connection.execute("DELETE FROM entities WHERE document = ? AND decided", [document])
