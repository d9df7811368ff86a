"""Values that no version of quotetrace writes: what another hand put into a row, before anything trips over it.

Every column holds the type that its table declares. Beside that some hold one word of a few, some a clock time, some
JSON, some numbers of so many bytes each.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from enum import StrEnum
from itertools import groupby
from operator import itemgetter

from quotetrace.model import (
    DecisionKind,
    DecisionState,
    DriftClass,
    EditOp,
    EntityKind,
    FirstStatus,
    Flag,
    Kind,
    LineageStatus,
    Part,
    Relation,
    ZoneKind,
)
from quotetrace.moments import Precision
from quotetrace.store import schema
from quotetrace.store.connection import Connection, Row

# All but those of SQLite and of the search index, which says itself whether it is whole
_OWN = """
SELECT t.name, c.name, c.type, c."notnull", c.pk FROM sqlite_master t, pragma_table_info(t.name) c
WHERE t.type = 'table' AND t.name NOT GLOB '*sqlite_*' AND t.name NOT GLOB 'quotations_fts*' ORDER BY t.name, c.cid
"""
_TYPES = {"TEXT": "('text')", "INTEGER": "('integer')", "BLOB": "('blob')", "REAL": "('real', 'integer')"}
# Characters of a value that are shown
_SHOWN = 40


def _word(words: type[StrEnum], column: str = "{}") -> str:
    return f"{column} IN {tuple(map(str, words))}"


def _array(of: str = "", *, length: int | None = None, each: str = "1") -> str:
    """A JSON array. of: the type of all elements, as SQLite calls it. each: what else holds for the `value` of each.

    By cases, as no test may be tried before it is known that the text is JSON at all.
    """
    right = f"CASE WHEN type = '{of}' THEN coalesce({each}, 0) ELSE 0 END" if of else each
    whole = f"json_array_length({{}}) = {length}" if length else "1"
    return (
        "CASE WHEN NOT json_valid({}) THEN 0 WHEN json_type({}) <> 'array' THEN 0 "
        f"ELSE {whole} AND NOT EXISTS (SELECT 1 FROM json_each({{}}) WHERE NOT {right}) END"
    )


_TIME = "strftime('%Y-%m-%dT%H:%M:%S', {}) IS {}"
_OBJECT = "CASE WHEN json_valid({}) THEN json_type({}) = 'object' ELSE 0 END"
_TEXTS, _ARRAYS = _array("text"), _array("array")
# What holds beside the type, with {} for the column
_RULES: Mapping[str, str] = {
    "meta.value": (
        "CASE key WHEN 'next_utterance' THEN {} NOT GLOB '*[^0-9]*' AND {} <> '' "
        f"WHEN 'outlets' THEN {_TEXTS} WHEN 'aliases' THEN {_ARRAYS} "
        f"WHEN 'counts' THEN {_OBJECT} WHEN 'versions' THEN {_OBJECT} ELSE 1 END"
    ),
    "documents.precision": _word(Precision),
    "documents.wall_start": _TIME,
    "documents.wall_end": _TIME,
    "documents.utc_start": _TIME,
    "documents.utc_end": _TIME,
    "documents.modified": _array(length=3),
    "documents.zones": _array("array", each=_word(ZoneKind, "json_extract(value, '$[2]')")),
    "documents.evidence": _array("array", each="json_array_length(value) BETWEEN 3 AND 7"),
    "documents.as_read": _OBJECT,
    "sources.facts": _array(length=22),
    "entities.kind": _word(EntityKind),
    "entities.aliases": _TEXTS,
    "entities.roles": _TEXTS,
    "entities.also": _TEXTS,
    "speakers.kind": _word(EntityKind),
    "speakers.aliases": _TEXTS,
    "speakers.also": _TEXTS,
    "quotations.part": _word(Part),
    "quotations.kind": _word(Kind),
    "quotations.told_to": _array("array", each="json_array_length(value) BETWEEN 3 AND 4"),
    "quotations.flags": _array("text", each=_word(Flag, "value")),
    "quotations.as_read": _array(length=2),
    "word_index.quotations": _ARRAYS,
    "word_blocks.numbers": _array("integer"),
    "body_index.runs": "length({}) % 4 = 0",
    "narrative_index.runs": "length({}) % 4 = 0",
    "stale_narrative.runs": "length({}) % 4 = 0",
    "edges.relation": _word(Relation),
    "utterances.kind": _word(Kind),
    "utterances.first_status": _word(FirstStatus),
    "utterances.first": _array(length=7),
    "utterances.outlet_names": _TEXTS,
    "utterances.flags": _TEXTS,
    "utterances.claimed_origins": _array("array", each="json_array_length(value) = 3"),
    "utterances.related": _ARRAYS,
    "firsts.status": _word(FirstStatus),
    "members.relation": _word(Relation),
    "members.lineage_status": _word(LineageStatus),
    "members.lineage_evidence": _TEXTS,
    "members.drift_class": _word(DriftClass),
    "members.drift_classes": _array("text", each=_word(DriftClass, "value")),
    "members.edits": _array(
        "array", each="json_array_length(value) = 4 AND " + _word(EditOp, "json_extract(value, '$[0]')")
    ),
    "members.frame": f"CASE WHEN {{}} = '' THEN 1 ELSE {_array(length=3)} END",
    "decisions.kind": _word(DecisionKind),
    "decisions.part": _word(Part),
    "decisions.state": _word(DecisionState),
    "decisions.value": _TEXTS,
    "decisions.other": _ARRAYS,
    "decisions.targets": _TEXTS,
}


def wrong_values(connection: Connection) -> Iterator[str]:
    """One line for the first value of each row that is none of those its column may have.

    Tables and columns that somebody else made are theirs.
    """
    for table, columns in groupby(_own_columns(), key=itemgetter(0)):
        declared = list(columns)
        cases = " ".join(
            f"WHEN NOT ({_test(f'{table}.{name}', kind, required)}) "
            f"THEN '{name} is ' || quote(substr(\"{name}\", 1, {_SHOWN}))"
            for _, name, kind, required, _ in declared
        )
        key = " || ', ' || ".join([f'quote("{name}")' for _, name, *_, place in declared if place] or ["rowid"])
        sql = f'SELECT {key}, CASE {cases} END AS wrong FROM "{table}" WHERE wrong IS NOT NULL'
        for row, wrong in connection.rows(sql):
            yield f"{table} {row}: {wrong}, which quotetrace never writes"


def _own_columns() -> list[Row]:
    """Table, name, type, whether a value is required, and place in the key of each column that quotetrace makes."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as raw:
        schema.migrate(raw)
        return raw.execute(_OWN).fetchall()


def _test(place: str, declared: str, required: int) -> str:
    """What holds for a right value, in SQL."""
    column = f'"{place.partition(".")[2]}"'
    rule = _RULES.get(place, "1").replace("{}", column)
    right = f"CASE WHEN typeof({column}) IN {_TYPES[declared]} THEN {rule} ELSE 0 END"
    return right if required else f"{column} IS NULL OR {right}"
