"""What a change reaches: the quotations that must be grouped anew, and what stands beside them.

Utterances are made of accepted edges, so a change reaches whatever is joined to it by these or by hand, by an utterance
they had in common, or by a chain. Beside them stand the utterances that share words with theirs.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Set

from quotetrace.model import Edge, Judgement, Member, Occurrence, Quotation, Relation, ToldTo, Utterance
from quotetrace.store.connection import Connection
from quotetrace.store.grouping import EDGE_COLUMNS, judgement_of
from quotetrace.store.rows import (
    OCCURRENCE_COLUMNS,
    OCCURRENCE_TABLES,
    QUOTATION_COLUMNS,
    listed,
    occurrence_of,
    quotation_of,
)

_BEGINNING = """
SELECT q.id FROM json_each(?) d CROSS JOIN quotations q ON q.document = d.value
UNION SELECT m.quotation FROM stale_utterances s CROSS JOIN members m ON m.utterance = s.utterance
"""
_EDGES = ", ".join(f"e.{name}" for name in EDGE_COLUMNS.split(", "))
# The edges at some quotations but for those to what is known: one between two of them is read by its left end, and by
# its right end the index tells that it was. Between the quotations of an utterance there are very many.
_EDGES_AT = f"""
WITH asked AS MATERIALIZED (SELECT value AS id FROM json_each(?)),
known AS MATERIALIZED (SELECT value AS id FROM json_each(?)),
to_asked AS MATERIALIZED (
    SELECT e."left", e."right", e.relation FROM asked CROSS JOIN edges e INDEXED BY edges_right ON e."right" = asked.id
    WHERE e."left" NOT IN (SELECT id FROM asked) AND e."left" NOT IN (SELECT id FROM known)
)
SELECT {_EDGES} FROM asked CROSS JOIN edges e ON e."left" = asked.id WHERE e."right" NOT IN (SELECT id FROM known)
UNION ALL SELECT {_EDGES} FROM to_asked t
    CROSS JOIN edges e ON e."left" = t."left" AND e."right" = t."right" AND e.relation = t.relation
"""
_MOST_KNOWN = 4
# What is joined to some quotations otherwise. Some come several times: to look for these here is quicker than to have
# SQLite sort them
_JOINED = """
WITH asked AS MATERIALIZED (SELECT value AS id FROM json_each(?))
SELECT p."right" FROM asked CROSS JOIN pairs p ON p."left" = asked.id WHERE p.joined
UNION ALL SELECT p."left" FROM asked CROSS JOIN pairs p ON p."right" = asked.id WHERE p.joined
UNION ALL SELECT o.quotation FROM (
    SELECT DISTINCT m.utterance FROM asked CROSS JOIN members m ON m.quotation = asked.id
) u CROSS JOIN members o ON o.utterance = u.utterance
UNION ALL SELECT o.id FROM asked CROSS JOIN quotations o ON o.continues = asked.id AND o.continues IS NOT NULL
UNION ALL SELECT o.id FROM asked CROSS JOIN quotations q ON q.id = asked.id
          CROSS JOIN quotations o ON o.id = q.continues
"""
# Quotations q by their documents, or by their own ids; CROSS JOIN begins with what is asked for
_OF_DOCUMENTS = "json_each(?) i CROSS JOIN quotations q ON q.document = i.value"
_CALLED = "json_each(?) i CROSS JOIN quotations q ON q.id = i.value"
_BY_PLACE = "q.document, q.part, q.start"
# Quotations, all that stand inside their marks, and all of the documents of some
_WITHIN = """
SELECT value FROM json_each(:ends)
UNION SELECT n.id FROM json_each(:ends) i CROSS JOIN quotations q ON q.id = i.value CROSS JOIN quotations n
    ON n.document = q.document AND n.part = q.part AND n.start BETWEEN q.start AND q.stop AND n.stop <= q.stop
UNION SELECT n.id FROM json_each(:chained) i CROSS JOIN quotations q ON q.id = i.value
    CROSS JOIN quotations n ON n.document = q.document
"""
_UTTERANCE_OF = "SELECT m.quotation, m.utterance FROM json_each(?) q CROSS JOIN members m ON m.quotation = q.value"


def reached(connection: Connection, documents: Collection[str]) -> tuple[set[str], list[Judgement]]:
    """The quotations that must be grouped anew: of these documents, of the utterances that something was taken from
    or that would read otherwise now, and all that are joined to one of them; and their edges, as `judgements` does."""
    frontier = {name for (name,) in connection.rows(_BEGINNING, [listed(documents)])}
    found: set[str] = set()
    judged: list[Judgement] = []
    while frontier:
        judged += (here := _edges_at(connection, frontier, known=found))
        joined = {name for (name,) in connection.rows(_JOINED, [listed(frontier)])}
        joined.update(end for one in here if one.accepted for end in (one.edge.left, one.edge.right))
        found |= frontier
        frontier = joined - found
    return found, sorted(judged, key=_by_ends)


def stale_utterances(connection: Connection) -> list[int]:
    """The utterances that something was taken from, or that would read otherwise now, in order."""
    rows = connection.rows("SELECT utterance FROM stale_utterances ORDER BY utterance")
    return [utterance for (utterance,) in rows]


def mark_stale(connection: Connection, utterances: Iterable[int]) -> None:
    """These utterances would read otherwise now."""
    rows = [(utterance,) for utterance in utterances]
    connection.many("INSERT OR IGNORE INTO stale_utterances (utterance) VALUES (?)", rows)


def judgements(connection: Connection, quotations: Collection[str]) -> list[Judgement]:
    """The edges with one of these quotations at an end, with their decisions, by left, right and relation."""
    return sorted(_edges_at(connection, quotations), key=_by_ends)


def _by_ends(judged: Judgement) -> tuple[str, str, str]:
    return judged.edge.left, judged.edge.right, judged.edge.relation


def _edges_at(connection: Connection, quotations: Collection[str], known: Set[str] = frozenset()) -> list[Judgement]:
    """The edges with one of these quotations at an end, each once, but for those that end at one of `known`."""
    if len(known) <= _MOST_KNOWN * len(quotations):
        return list(map(judgement_of, connection.rows(_EDGES_AT, [listed(quotations), listed(known)])))
    # Telling SQLite of so many would cost more than the few rows that it then need not read
    found = map(judgement_of, connection.rows(_EDGES_AT, [listed(quotations), listed(())]))
    return [one for one in found if one.edge.left not in known and one.edge.right not in known]


def utterance_of(connection: Connection, quotations: Collection[str]) -> dict[str, int]:
    """The utterance of each of these quotations that has one."""
    return dict(connection.rows(_UTTERANCE_OF, [listed(quotations)]))


def utterances(connection: Connection, ids: Collection[int]) -> list[Utterance]:
    """These utterances as they are stored, without their links, in the order of their ids."""
    sql = (
        "SELECT u.id, u.representative, u.speaker_conflict, m.quotation, m.relation, m.joined_because, m.parent "
        "FROM json_each(?) i CROSS JOIN utterances u ON u.id = i.value CROSS JOIN members m ON m.utterance = u.id "
        "ORDER BY u.id, m.quotation <> u.representative, m.quotation"
    )
    found: dict[int, tuple[str, bool, list[Member]]] = {}
    for number, face, conflict, quotation, relation, because, parent in connection.rows(sql, [listed(ids)]):
        known = found.setdefault(number, (face, bool(conflict), []))
        known[2].append(Member(quotation, Relation(relation), because, parent))
    return [Utterance(number, face, tuple(of), conflict) for number, (face, conflict, of) in found.items()]


def representatives(connection: Connection, ids: Collection[int]) -> dict[int, str]:
    """The quotation that stands for each of these utterances."""
    sql = "SELECT u.id, u.representative FROM json_each(?) i CROSS JOIN utterances u ON u.id = i.value"
    return dict(connection.rows(sql, [listed(ids)]))


def quotations_of(connection: Connection, documents: Collection[str]) -> Iterator[Quotation]:
    """The quotations of these documents, by document id and place."""
    return _quotations(connection, _OF_DOCUMENTS, documents)


def quotations_called(connection: Connection, ids: Collection[str]) -> Iterator[Quotation]:
    """The quotations with these ids, by document id and place."""
    return _quotations(connection, _CALLED, ids)


def occurrences_in(connection: Connection, documents: Collection[str]) -> Iterator[Occurrence]:
    """The quotations of these documents beside what is known of these, by document id and place."""
    return _occurrences(connection, _OF_DOCUMENTS, documents)


def occurrences_of(connection: Connection, quotations: Collection[str]) -> Iterator[Occurrence]:
    """The quotations with these ids beside what is known of their documents, by document id and place."""
    return _occurrences(connection, _CALLED, quotations)


def occurrences_behind(connection: Connection, edges: Collection[Edge]) -> Iterator[Occurrence]:
    """What a decision on these edges asks of quotations: their ends and what is quoted inside these, of a document with
    a chain at an end everything; by document id and place."""
    sides = {*((one.left, one.left_whole) for one in edges), *((one.right, one.right_whole) for one in edges)}
    asked = {"ends": listed({name for name, _ in sides}), "chained": listed(name for name, whole in sides if whole)}
    return occurrences_of(connection, [name for (name,) in connection.rows(_WITHIN, asked)])


def _quotations(connection: Connection, chosen: str, ids: Collection[str]) -> Iterator[Quotation]:
    columns = ", ".join(f"q.{name}" for name in QUOTATION_COLUMNS.split(", "))
    sql = f"SELECT {columns} FROM {chosen} ORDER BY {_BY_PLACE}"
    return map(quotation_of, connection.rows(sql, [listed(ids)]))


def _occurrences(connection: Connection, chosen: str, ids: Collection[str]) -> Iterator[Occurrence]:
    tables = OCCURRENCE_TABLES.replace("quotations q JOIN documents d", f"{chosen} CROSS JOIN documents d")
    sql = f"SELECT {OCCURRENCE_COLUMNS} FROM {tables} ORDER BY {_BY_PLACE}"
    return map(occurrence_of, connection.rows(sql, [listed(ids)]))


def channels(connection: Connection) -> Iterator[tuple[int, ToldTo]]:
    """The channels that quotations were told to, each with the utterance of its quotation."""
    sql = (
        "SELECT m.utterance, q.told_to FROM quotations q INDEXED BY quotations_told "
        "JOIN members m ON m.quotation = q.id WHERE q.told_to <> '[]' ORDER BY q.id"
    )
    for utterance, told_to in connection.rows(sql):
        for values in json.loads(told_to):
            yield utterance, ToldTo(*values)
