"""Values that no version of quotetrace writes: what another hand put into a row, before anything trips over it.

Every column holds the type that its table declares. Beside that some hold one word of a few, some a clock time, some
JSON, some numbers of so many bytes each.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from enum import StrEnum
from functools import cache
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
# Characters of a value that are shown; an id is longer
_SHOWN = 64


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


def _arrays(*types: str, also: str = "1") -> str:
    """A JSON array of arrays. types: of the elements of each, in order, as SQLite calls them; of several one, with
    bars. also: what else holds for the `value` of each."""
    return _array("array", each=f"{_typed('value', types)} AND {also}")


def _tuple(*types: str, also: str = "1") -> str:
    """A JSON array whose elements are of these types, as above."""
    return f"CASE WHEN {_array(length=len(types))} THEN {_typed('{}', types)} AND {also} ELSE 0 END"


def _typed(array: str, types: Sequence[str]) -> str:
    wanted = ((place, ", ".join(f"'{one}'" for one in kinds.split("|"))) for place, kinds in enumerate(types))
    return " AND ".join(f"coalesce(json_type({array}, '$[{place}]'), 'null') IN ({kinds})" for place, kinds in wanted)


def _clock(column: str = "{}") -> str:
    """Worked out anew, a day that no month has is another; and Python knows no year 0."""
    return f"replace(datetime({column}, '+0 days'), ' ', 'T') IS {column} AND {column} >= '0001'"


_TIME = f"{_clock()} AND precision IS NOT NULL AND utc_start IS NOT NULL"
# An array that begins with a clock time and its precision
_MOMENT = _clock("json_extract({}, '$[0]')") + " AND " + _word(Precision, "json_extract({}, '$[1]')")
_OBJECT = "CASE WHEN json_valid({}) THEN json_type({}) = 'object' ELSE 0 END"
_COUNTS = f"CASE WHEN {_OBJECT} THEN NOT EXISTS (SELECT 1 FROM json_each({{}}) WHERE type <> 'integer') ELSE 0 END"
_TEXTS = _array("text")
_TEXT, _OPTIONAL, _NUMBER, _NUMBER_OR_NONE, _TRUTH = "text", "text|null", "integer", "integer|null", "true|false"
_EDIT = " AND ".join((_word(EditOp, "json_extract(value, '$[0]')"), _word(DriftClass, "json_extract(value, '$[3]')")))
# What holds beside the type, with {} for the column
_RULES: Mapping[str, str] = {
    "meta.value": (
        "CASE key WHEN 'next_utterance' THEN {} NOT GLOB '*[^0-9]*' AND {} <> '' AND length({}) < 19 "
        f"WHEN 'outlets' THEN {_TEXTS} WHEN 'aliases' THEN {_array('array')} "
        f"WHEN 'counts' THEN {_COUNTS} WHEN 'versions' THEN {_COUNTS} ELSE 1 END"
    ),
    "documents.precision": _word(Precision),
    "documents.wall_start": _TIME,
    "documents.wall_end": _TIME,
    "documents.utc_start": _clock(),
    "documents.utc_end": _clock(),
    # Once any two digits of hours and of minutes were a zone
    "documents.zone_minutes": "abs({}) <= 99 * 60 + 99",
    "documents.modified": _tuple(_TEXT, _TEXT, _NUMBER_OR_NONE, also=_MOMENT),
    "documents.zones": _arrays(_NUMBER, _NUMBER, _TEXT, also=_word(ZoneKind, "json_extract(value, '$[2]')")),
    "documents.evidence": _arrays(_TEXT, _TEXT, _TEXT, _NUMBER_OR_NONE, _NUMBER_OR_NONE, "true|false|null", _OPTIONAL),
    "documents.as_read": f"CASE WHEN {_OBJECT} THEN "
    "NOT EXISTS (SELECT 1 FROM json_each({}) WHERE type <> 'array') ELSE 0 END",
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
    "quotations.told_to": _arrays(_NUMBER, _NUMBER, _TEXT, _OPTIONAL),
    "quotations.flags": _array("text", each=_word(Flag, "value")),
    "quotations.as_read": _array(length=2),
    "word_index.quotations": _array("array"),
    "word_blocks.numbers": "CASE WHEN {} = '[]' THEN 0 ELSE " + _array("integer") + " END",
    "body_index.runs": "length({}) % 4 = 0",
    "narrative_index.runs": "length({}) % 4 = 0",
    "stale_narrative.runs": "length({}) % 4 = 0",
    "edges.relation": _word(Relation),
    "utterances.kind": _word(Kind),
    "utterances.first_status": _word(FirstStatus),
    "utterances.first": _tuple(
        *(_OPTIONAL, _OPTIONAL, _NUMBER_OR_NONE, "array", "array", "array", "array"),
        also=f"(json_type({{}}, '$[0]') = 'null' OR {_MOMENT})",
    ),
    "utterances.outlet_names": _TEXTS,
    "utterances.flags": _array("text", each="value NOT GLOB '*[^a-z-]*'"),
    "utterances.claimed_origins": _arrays(_TEXT, _OPTIONAL, _TRUTH),
    "utterances.related": _arrays(_NUMBER, _TEXT, _TEXT),
    "firsts.status": _word(FirstStatus),
    "members.relation": _word(Relation),
    "members.lineage_status": _word(LineageStatus),
    "members.lineage_evidence": _TEXTS,
    "members.drift_class": _word(DriftClass),
    "members.drift_classes": _array("text", each=_word(DriftClass, "value")),
    "members.edits": _arrays(_TEXT, _TEXT, _TEXT, _TEXT, also=_EDIT),
    "members.frame": "CASE WHEN {} = '' THEN 1 ELSE " + _tuple(_OPTIONAL, "array|null", "array") + " END",
    "counted.drift": _word(DriftClass),
    "decisions.kind": _word(DecisionKind),
    "decisions.document": "label IS NOT NULL AND opening IS NOT NULL",
    "decisions.part": _word(Part),
    "decisions.start": "stop IS NOT NULL AND words IS NOT NULL",
    "decisions.state": _word(DecisionState),
    "decisions.value": _TEXTS,
    "decisions.other": _arrays(_TEXT, _TEXT, _TEXT, _OPTIONAL, _NUMBER_OR_NONE, _NUMBER_OR_NONE, _OPTIONAL),
    "decisions.targets": _TEXTS,
}


def wrong_values(connection: Connection) -> Iterator[str]:
    """One line for the first value of each row that is none of those its column may have.

    Tables and columns that somebody else made are theirs.
    """
    for table, columns in groupby(_own_columns(), key=itemgetter(0)):
        declared = list(columns)
        cases = " ".join(
            f"WHEN NOT ({_test(table, name, kind, required)}) THEN '{name} is ' || {_shown(name)}"
            for _, name, kind, required, _ in declared
        )
        key = " || ', ' || ".join([_shown(name) for _, name, *_, place in declared if place] or ["rowid"])
        sql = f'SELECT {key}, CASE {cases} END AS wrong FROM "{table}" t WHERE wrong IS NOT NULL'
        for row, wrong in connection.rows(sql):
            yield f"{table} {row}: {wrong}, which quotetrace never writes"


def own_tables() -> list[str]:
    """The tables that quotetrace makes, but for the search index."""
    return list(dict.fromkeys(table for table, *_ in _own_columns()))


@cache
def _own_columns() -> Sequence[Row]:
    """Table, name, type, whether a value is required, and place in the key of each column that quotetrace makes."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as raw:
        schema.migrate(raw)
        return raw.execute(_OWN).fetchall()


def _shown(name: str) -> str:
    column = f't."{name}"'
    return f"quote(iif(typeof({column}) IN ('text', 'blob'), substr({column}, 1, {_SHOWN}), {column}))"


def _test(table: str, name: str, declared: str, required: int) -> str:
    """What holds for a right value, in SQL."""
    # By the table too: what goes through an array has a column `value` itself
    column = f't."{name}"'
    rule = _RULES.get(f"{table}.{name}", "1").replace("{}", column)
    right = f"CASE WHEN typeof({column}) IN {_TYPES[declared]} THEN {rule} ELSE 0 END"
    return right if required else f"{column} IS NULL OR {right}"
