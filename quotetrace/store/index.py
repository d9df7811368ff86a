"""The index: what is kept of every document so that new ones are compared with those alone that may matter to them.

Words for matching, bodies for copies, names for speakers. Each is written in the transaction that stores what it was
made for, and goes with its document.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from quotetrace.model import CopyKeys, Entity, IndexEntry, NameKeys, Place
from quotetrace.store.connection import Connection, Row
from quotetrace.store.rows import dump, entity_of, listed

# Numbers of documents whose words are packed together.
PACKED_TOGETHER = 512
_ENTITY_COLUMNS = "e.document, e.number, e.name, e.kind, e.aliases, e.roles, e.gender, e.also"
_NAMESAKES = f"""
WITH RECURSIVE asked (name, own) AS (
    SELECT i.name, i.own FROM json_each(:documents) d CROSS JOIN name_index i ON i.document = d.value
    UNION SELECT name, own FROM stale_names
    UNION
    SELECT theirs.name, theirs.own FROM asked
    CROSS JOIN name_index near ON near.name = asked.name AND (near.own OR asked.own)
    CROSS JOIN name_index theirs ON theirs.document = near.document AND theirs.number = near.number
)
SELECT {_ENTITY_COLUMNS}, e.speaker FROM (SELECT name, max(own) AS own FROM asked GROUP BY name) a
CROSS JOIN name_index near ON near.name = a.name AND (near.own OR a.own)
CROSS JOIN entities e ON e.document = near.document AND e.number = near.number
"""


# --- words ---------------------------------------------------------------------------------------------------


def add_words(connection: Connection, entries: Mapping[str, IndexEntry]) -> None:
    """Keep an entry for each document, in place of the one it had."""
    rows = ((document, entry.words, dump(entry.quotations)) for document, entry in entries.items())
    connection.many("INSERT OR REPLACE INTO word_index (document, words, quotations) VALUES (?, ?, ?)", rows)


def words(connection: Connection, *, without: Collection[str]) -> tuple[list[str], list[bytes]]:
    """The documents that have an entry, and its words; in any order, as sorting costs more than reading."""
    return _columns(connection.rows("SELECT document, words FROM word_index"), without)


def pack_words(connection: Connection, pack: Callable[[Sequence[bytes]], bytes]) -> None:
    """Keep in short what was added to the words since; all anew where most of what is packed is gone."""
    after = _last_packed(connection)
    new = connection.number("SELECT count(*) FROM word_index WHERE number > ?", [after])
    if not new:
        return
    packed = connection.number("SELECT coalesce(sum(documents), 0) FROM word_blocks")
    if packed + new > 2 * connection.number("SELECT count(*) FROM word_index") + PACKED_TOGETHER:
        connection.execute("DELETE FROM word_blocks")
        after = 0
    first = after // PACKED_TOGETHER * PACKED_TOGETHER  # a block that is not full is packed again
    rows = connection.rows("SELECT number, words FROM word_index WHERE number >= ? ORDER BY number", [first])
    connection.many("INSERT OR REPLACE INTO word_blocks VALUES (?, ?, ?, ?)", list(_blocks(rows, pack)))


def packed_words(connection: Connection) -> tuple[list[list[int]], list[bytes]]:
    """The blocks of packed words: the numbers that the documents of each have, and what is packed."""
    rows = list(connection.rows("SELECT numbers, words FROM word_blocks ORDER BY block"))
    return [json.loads(numbers) for numbers, _ in rows], [packed for _, packed in rows]


def numbered_words(connection: Connection, numbers: Iterable[int], *, after: int) -> tuple[list[str], list[bytes]]:
    """The documents that have these numbers, and all with a number `after` that, and the words of each."""
    sql = (
        "SELECT i.document, i.words FROM json_each(?) n CROSS JOIN word_index i ON i.number = n.value "
        "UNION ALL SELECT document, words FROM word_index WHERE number > ?"
    )
    return _columns(connection.rows(sql, [listed(numbers), after]), ())


def unpacked(connection: Connection) -> int:
    """How many documents are missing in the blocks of packed words that they should be in."""
    sql = (
        "SELECT count(*) FROM word_index i WHERE i.number <= ? AND i.number NOT IN "
        "(SELECT n.value FROM word_blocks CROSS JOIN json_each(numbers) n)"
    )
    return connection.number(sql, [_last_packed(connection)])


def _last_packed(connection: Connection) -> int:
    row = connection.one("SELECT numbers FROM word_blocks ORDER BY block DESC LIMIT 1")
    return json.loads(row[0])[-1] if row else 0


def _blocks(
    rows: Iterable[tuple[int, bytes]], pack: Callable[[Sequence[bytes]], bytes]
) -> Iterator[tuple[int, int, str, bytes]]:
    for block, some in groupby(rows, lambda row: row[0] // PACKED_TOGETHER):
        numbers, words = zip(*some, strict=True)
        yield block, len(numbers), dump(numbers), pack(words)


def quotations_behind(connection: Connection, texts: Mapping[str, Collection[int]]) -> set[str]:
    """The ids of the quotations behind some texts of documents' entries."""
    sql = "SELECT i.document, i.quotations FROM json_each(?) d CROSS JOIN word_index i ON i.document = d.value"
    found: set[str] = set()
    for document, quotations in connection.rows(sql, [listed(texts)]):
        behind = json.loads(quotations)
        for place in texts[document]:
            found.update(behind[place])
    return found


# --- bodies --------------------------------------------------------------------------------------------------


def add_bodies(connection: Connection, keys: Mapping[str, CopyKeys]) -> None:
    """Keep what tells the copies of each document, in place of what was kept."""
    rows = ((document, one.page, one.body, one.runs) for document, one in keys.items())
    connection.many("INSERT OR REPLACE INTO body_index (document, page, body, runs) VALUES (?, ?, ?, ?)", rows)


def runs(connection: Connection, *, without: Collection[str]) -> tuple[list[str], list[bytes]]:
    """The documents of which bodies are kept, and their runs; in any order."""
    return _columns(connection.rows("SELECT document, runs FROM body_index"), without)


def same_bodies(connection: Connection, keys: Iterable[CopyKeys]) -> set[str]:
    """The documents with the page or the whole body of one of these."""
    found: set[str] = set()
    for one in keys:
        found.update(name for (name,) in connection.rows("SELECT document FROM body_index WHERE page = ?", [one.page]))
        found.update(name for (name,) in connection.rows("SELECT document FROM body_index WHERE body = ?", [one.body]))
    return found


def copy_mates(connection: Connection, documents: Collection[str]) -> set[str]:
    """The documents in the copy classes of these, or in one that has lost a document."""
    sql = (
        "SELECT id FROM documents WHERE copy_class IN (SELECT copy_class FROM stale_copies UNION "
        "SELECT o.copy_class FROM json_each(?) d CROSS JOIN documents o ON o.id = d.value)"
    )
    return {name for (name,) in connection.rows(sql, [listed(documents)])}


# --- names ---------------------------------------------------------------------------------------------------


def add_names(connection: Connection, keys: Iterable[tuple[Place, NameKeys]]) -> None:
    """Keep under which names each entity is looked for."""
    rows = [
        (name, own, *place)
        for place, one in keys
        for name, own in ((one.own, 1), (one.alias, 1), *((other, 0) for other in sorted(one.others)))
        if name is not None
    ]
    connection.many("INSERT OR IGNORE INTO name_index (name, own, document, number) VALUES (?, ?, ?, ?)", rows)


def rename(connection: Connection, also: Mapping[Place, Sequence[str]]) -> None:
    """Make these what a person decided of the names of entities; their keys are those of the reading again."""
    rows = [(dump(names), *place) for place, names in also.items()]
    connection.many("UPDATE entities SET also = ? WHERE document = ? AND number = ?", rows)
    sql = "DELETE FROM name_index WHERE document = ? AND number = ? AND name GLOB 'alias *'"
    connection.many(sql, list(also))


def entities_called(
    connection: Connection, names: Collection[str], surnames: Collection[str]
) -> Iterator[tuple[Place, Entity]]:
    """The entities that may be called by one of the folded names, people with one of the surnames, and all that have
    decided names; of documents that are matched."""
    sql = (
        "SELECT e.document, e.number FROM json_each(?) f CROSS JOIN speaker_names n ON n.folded = f.value "
        "CROSS JOIN entities e ON e.speaker = n.speaker "
        "UNION SELECT i.document, i.number FROM json_each(?) f "
        "CROSS JOIN name_index i ON i.name = 'person ' || f.value "
        "UNION SELECT document, number FROM entities WHERE also <> '[]'"
    )
    sql = f"SELECT {_ENTITY_COLUMNS} FROM ({sql}) n CROSS JOIN entities e USING (document, number)"
    return map(_placed, connection.rows(sql, [listed(names), listed(surnames)]))


def entities_renamed(connection: Connection) -> list[Entity]:
    """The entities with decided names, each that differs once."""
    sql = "SELECT DISTINCT name, kind, aliases, roles, gender, also FROM entities WHERE also <> '[]'"
    return [entity_of(row) for row in connection.rows(sql)]


def entities(connection: Connection, documents: Collection[str]) -> Iterator[tuple[Place, Entity]]:
    """The speakers that these documents know, each with its place."""
    sql = (
        f"SELECT {_ENTITY_COLUMNS} FROM json_each(?) d CROSS JOIN entities e ON e.document = d.value "
        "ORDER BY e.document, e.number"
    )
    return map(_placed, connection.rows(sql, [listed(documents)]))


def namesakes(connection: Connection, documents: Collection[str]) -> Iterator[tuple[Place, Entity, str | None]]:
    """The entities that are namesakes of those of these documents, or of one that is gone, and theirs, and so on, each
    with the speaker that it is. One with several names may come several times: to find that out costs more."""
    rows = connection.rows(_NAMESAKES, {"documents": listed(documents)})
    return ((*_placed(row[:-1]), row[-1]) for row in rows)


def _placed(row: Row) -> tuple[Place, Entity]:
    return (row[0], row[1]), entity_of(row[2:])


def _columns(rows: Iterable[Row], without: Collection[str]) -> tuple[list[str], list[bytes]]:
    left = [row for row in rows if row[0] not in without]
    return [name for name, _ in left], [value for _, value in left]
