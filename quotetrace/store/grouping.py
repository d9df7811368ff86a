"""Edges with their judgements, utterances with their traces, copies, and the journal of utterance ids.

Utterances and traces are recomputed by the stages; a digest of its rows tells whether an utterance changed, so that
only what is different is written. An id that was merged into another redirects to it for ever; an id is never given
twice, whatever is forgotten.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from sys import intern
from typing import Any

from quotetrace.errors import StoreError
from quotetrace.model import (
    ClaimedOrigin,
    Drift,
    DriftClass,
    Earlier,
    Edge,
    Edit,
    EditOp,
    First,
    FirstStatus,
    Frame,
    Judgement,
    Kind,
    Lineage,
    LineageStatus,
    Related,
    Relation,
    Trace,
    Utterance,
)
from quotetrace.store.connection import Connection, Row, Value
from quotetrace.store.rows import clock, dump, listed, moment_of, placeholders

# What the digest of an utterance is made of, beside its members
_DIGESTED_COLUMNS = (
    "id, representative, speaker, text, kind, first_status, first_published, first, documents, copies, outlets, "
    "outlet_names, flags, drifted, conflicts, claimed_origins, speaker_conflict"
)
UTTERANCE_COLUMNS = f"{_DIGESTED_COLUMNS}, related"
MEMBER_COLUMNS = (
    "quotation, utterance, position, relation, joined_because, parent, is_first, lineage_status, lineage_from, "
    "lineage_evidence, drift_from, drift_class, drift_classes, similarity, edits, frame"
)
_DRIFT_COLUMNS = "drift_from, drift_class, drift_classes, similarity, edits"
TRACED_COLUMNS = f"relation, joined_because, lineage_status, lineage_from, lineage_evidence, {_DRIFT_COLUMNS}, frame"
EDGE_COLUMNS = '"left", "right", relation, score, words, left_whole, right_whole, accepted, reason, speaker_conflict'
_NEXT_ID = "next_utterance"
# By the value in a column: a look-up costs less than an enum's call, and there may be a hundred thousand
_RELATIONS = {one.value: one for one in Relation}
_DRIFT_CLASSES = {one.value: one for one in DriftClass}
_EDIT_OPS = {one.value: one for one in EditOp}
_LINEAGES = {one.value: one for one in LineageStatus}
_KNOWN = 1 << 10


def add_judgements(connection: Connection, judgements: Iterable[Judgement], *, version: str) -> None:
    """Store edges with the decision on each and the version that made it; one that is already there is replaced."""
    columns = f"{EDGE_COLUMNS}, version"
    rows = (
        (
            *(one.edge.left, one.edge.right, one.edge.relation.value, one.edge.score, one.edge.words),
            *(int(one.edge.left_whole), int(one.edge.right_whole)),
            *(int(one.accepted), one.reason, int(one.speaker_conflict), version),
        )
        for one in judgements
    )
    connection.many(f"INSERT OR REPLACE INTO edges ({columns}) VALUES ({placeholders(columns)})", rows)


def judgements(connection: Connection) -> Iterator[Judgement]:
    """Every edge with its decision, in the order of left, right and relation."""
    sql = f'SELECT {EDGE_COLUMNS} FROM edges ORDER BY "left", "right", relation'
    return map(judgement_of, connection.rows(sql))


def judgement_of(row: Row) -> Judgement:
    """The judgement of a row of EDGE_COLUMNS. An id or a sentence that many have is one string: SQLite makes one each
    time, which are most of what edges weigh."""
    left, right, relation, score, words, left_whole, right_whole, accepted, reason, conflict = row
    ends = intern(left), intern(right)
    edge = Edge(*ends, _RELATIONS[relation], score, words, bool(left_whole), bool(right_whole))
    return Judgement(edge, bool(accepted), intern(reason), bool(conflict))


def next_utterance_id(connection: Connection) -> int:
    """The smallest id that no utterance ever had; ids start at 1."""
    row = connection.one("SELECT value FROM meta WHERE key = ?", [_NEXT_ID])
    return int(row[0]) if row else 1


def resolve(connection: Connection, utterance: int) -> int:
    """The id that `utterance` goes by today."""
    passed: set[int] = set()
    while row := connection.one("SELECT new FROM redirects WHERE old = ?", [utterance]):
        if utterance in passed:
            raise StoreError(
                f"{connection.name} was changed by another hand: utterance {utterance} goes by another id that goes by "
                "its own: restore a backup, or ingest the articles into a new file"
            )
        passed.add(utterance)
        utterance = row[0]
    return utterance


def circular(connection: Connection) -> Iterator[int]:
    """The ids that go by another that in the end goes by theirs; there is none in a store that was left alone."""
    going: dict[int, int] = dict(connection.rows("SELECT old, new FROM redirects ORDER BY old"))
    ending: set[int] = set()
    for first in going:
        one, passed = first, set()
        while one in going and one not in ending and one not in passed:
            passed.add(one)
            one = going[one]
        if one in passed:
            yield one
        ending |= passed


def add_to_journal(connection: Connection, redirects: Mapping[int, int], splits: Mapping[int, int]) -> None:
    """Note that ids go by another from now on (old to new), and what was split off from one (new to old)."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    rows = [(old, new, now) for old, new in sorted(redirects.items())]
    connection.many("INSERT OR REPLACE INTO redirects (old, new, since) VALUES (?, ?, ?)", rows)
    rows = [(new, old, now) for new, old in sorted(splits.items())]
    connection.many("INSERT OR REPLACE INTO splits (utterance, origin, since) VALUES (?, ?, ?)", rows)


def replace_copies(connection: Connection, classes: Mapping[str, str], *, among: Collection[str]) -> None:
    """Make these the classes of copies: document id to class; of the documents `among` no other is a copy."""
    sql = "SELECT d.id, d.copy_class FROM json_each(?) i CROSS JOIN documents d ON d.id = i.value"
    rows = list(connection.rows(sql, [listed(among)]))
    changed = [(classes.get(name), name) for name, stored in rows if classes.get(name) != stored]
    connection.many("UPDATE documents SET copy_class = ? WHERE id = ?", changed)


def replace_utterances(
    connection: Connection, utterances: Iterable[Utterance], traces: Iterable[Trace], *, among: Collection[int]
) -> None:
    """Make these the utterances in place of those `among`, with their traces; what is unchanged is not written.

    `traces` may come in any order; an utterance without a trace is not stored.
    """
    by_id = {utterance.id: utterance for utterance in utterances}
    sql = "SELECT u.id, u.digest FROM json_each(?) i CROSS JOIN utterances u ON u.id = i.value"
    stored: dict[int, str] = dict(connection.rows(sql, [listed({*among, *by_id})]))
    seen, changed = {}, []
    for trace in traces:
        row, members = _utterance_row(by_id[trace.utterance], trace), _member_rows(by_id[trace.utterance], trace)
        firsts = _first_rows(trace)
        seen[trace.utterance] = trace.related
        digest = hashlib.sha256(dump([row, members, firsts]).encode()).hexdigest()
        if stored.get(trace.utterance) != digest:
            changed.append(((*row, _related_values(trace.related), digest), members, firsts))
    # Old rows go first: a quotation that moved stands in one utterance at a time
    connection.many("DELETE FROM utterances WHERE id = ?", [(number,) for number in stored if number not in seen])
    connection.many("DELETE FROM utterances WHERE id = ?", [(row[0],) for row, _, _ in changed])
    columns = f"{_DIGESTED_COLUMNS}, related, digest"
    rows = [row for row, _, _ in changed]
    connection.many(f"INSERT INTO utterances ({columns}) VALUES ({placeholders(columns)})", rows)
    told = (member for _, members, _ in changed for member in members)
    connection.many(f"INSERT INTO members ({MEMBER_COLUMNS}) VALUES ({placeholders(MEMBER_COLUMNS)})", told)
    had = [first for _, _, firsts in changed for first in firsts]
    connection.many("INSERT INTO firsts (utterance, outlet, status) VALUES (?, ?, ?)", had)
    replace_related(connection, seen.items())
    _raise_next_id(connection, max(seen, default=0) + 1)


def links(connection: Connection, utterances: Collection[int]) -> dict[int, tuple[Related, ...]]:
    """The links of each of these utterances, the closest first."""
    sql = "SELECT u.id, u.related FROM json_each(?) i CROSS JOIN utterances u ON u.id = i.value"
    rows = connection.rows(sql, [listed(utterances)])
    return {number: tuple(_related_of(*one) for one in json.loads(related)) for number, related in rows}


def replace_related(connection: Connection, related: Iterable[tuple[int, Sequence[Related]]]) -> None:
    """Make these the links of utterances (by id); what is unchanged is not written."""
    rows = ((values, number, values) for number, links in related for values in (_related_values(links),))
    connection.many("UPDATE utterances SET related = ? WHERE id = ? AND related <> ?", rows)


def drifts(connection: Connection, quotations: Collection[str]) -> dict[str, Drift]:
    """The drift of each of these quotations that has one, but for those whose words are those of the origin."""
    columns = ", ".join(f"m.{name}" for name in _DRIFT_COLUMNS.split(", "))
    sql = (
        f"SELECT m.quotation, {columns} FROM json_each(?) i CROSS JOIN members m ON m.quotation = i.value "
        "WHERE m.drift_class <> 'none'"
    )
    return {name: _drift_of(row) for name, *row in connection.rows(sql, [listed(quotations)])}


def trace_of(row: Row) -> Trace:
    """The trace of a row of UTTERANCE_COLUMNS, without its quotations."""
    fields = dict(zip(UTTERANCE_COLUMNS.split(", "), row, strict=True))
    published, precision, zone, *lists = json.loads(fields["first"])
    names, documents, outlets, undated = (tuple(one) for one in lists)
    first = First(
        FirstStatus(fields["first_status"]), moment_of(published, precision, zone), names, documents, outlets, undated
    )
    return Trace(
        utterance=fields["id"],
        speaker=fields["speaker"],
        text=fields["text"],
        kind=Kind(fields["kind"]),
        first=first,
        outlets=tuple(json.loads(fields["outlet_names"])),
        documents=fields["documents"],
        copies=fields["copies"],
        flags=tuple(json.loads(fields["flags"])),
        claimed_origins=tuple(ClaimedOrigin(*one) for one in json.loads(fields["claimed_origins"])),
        related=tuple(_related_of(*one) for one in json.loads(fields["related"])),
    )


def lineage_and_drift(row: Row) -> tuple[Relation, str, Lineage, Drift, Frame | None]:
    """What a row of TRACED_COLUMNS says of a member."""
    relation, because, status, lineage_from, evidence, *drift, frame = row
    lineage = Lineage(_LINEAGES[status], lineage_from, _evidence_of(evidence))
    return _RELATIONS[relation], because, lineage, _drift_of(drift), _frame_of(frame)


def _drift_of(row: Sequence[Any]) -> Drift:
    """The drift of a row of _DRIFT_COLUMNS."""
    origin, drift_class, classes, similarity, edits = row
    return Drift(
        origin=origin,
        drift_class=_DRIFT_CLASSES[drift_class],
        classes=_classes_of(classes),
        similarity=similarity,
        edits=edits_in(edits),
    )


# Among the members of an utterance most say what another says: each is parsed once


@lru_cache(maxsize=_KNOWN)
def _evidence_of(column: str) -> tuple[str, ...]:
    return tuple(json.loads(column))


@lru_cache(maxsize=_KNOWN)
def _classes_of(column: str) -> tuple[DriftClass, ...]:
    return tuple(_DRIFT_CLASSES[one] for one in json.loads(column))


@lru_cache(maxsize=_KNOWN)
def edits_in(column: str) -> tuple[Edit, ...]:
    """The edits that stand in a column."""
    return _edits_of(json.loads(column))


def _utterance_row(utterance: Utterance, trace: Trace) -> tuple[Value, ...]:
    first = trace.first
    moment = first.published
    stated = (clock(moment.start), moment.precision.value, moment.offset) if moment else (None, None, None)
    drifted = any(one.drift.drift_class.changes_words for one in trace.quotations)
    return (
        *(utterance.id, utterance.representative, trace.speaker, trace.text, trace.kind.value),
        *(first.status.value, moment.isoformat() if moment else None),
        dump([*stated, first.quotations, first.documents, first.outlets, first.undated]),
        *(trace.documents, trace.copies, len(trace.outlets), dump(trace.outlets), dump(trace.flags)),
        *(int(drifted), int(any(flag.endswith("-conflict") for flag in trace.flags))),
        dump([[one.text, one.outlet, one.in_collection] for one in trace.claimed_origins]),
        int(utterance.speaker_conflict),
    )


def _related_values(links: Iterable[Related]) -> str:
    return dump([_link_values(one) for one in links])


def _link_values(one: Related) -> list[object]:
    values: list[object] = [one.utterance, one.relation, one.words, one.compatible, one.because]
    if one.earlier is None:
        return values
    moment = one.earlier.published
    return [*values, one.earlier.outlet, one.earlier.label, clock(moment.start), moment.precision.value, moment.offset]


def _related_of(utterance: int, relation: str, words: str, compatible: bool = False, *more: Any) -> Related:
    """A related utterance as `_link_values` wrote it, or an older release without the last values or the reason."""
    because, *earlier = more if len(more) in (1, 6) else ("", *more)
    if not earlier:
        return Related(utterance, relation, words, compatible, because=because)
    outlet, label, *time = earlier
    moment = moment_of(*time)
    return Related(utterance, relation, words, compatible, Earlier(outlet, label, moment) if moment else None, because)


def _member_rows(utterance: Utterance, trace: Trace) -> list[tuple[Value, ...]]:
    parents = {member.quotation: member.parent for member in utterance.members}
    return [
        (
            *(one.occurrence.quotation.id, utterance.id, position, one.relation.value, one.joined_because),
            parents.get(one.occurrence.quotation.id),
            int(one.occurrence.quotation.id in trace.first.quotations),
            *(one.lineage.status.value, one.lineage.origin, dump(one.lineage.evidence)),
            *(one.drift.origin, one.drift.drift_class.value, dump([kind.value for kind in one.drift.classes])),
            one.drift.similarity,
            *(dump(_edit_values(one.drift.edits)), _frame_value(one.frame)),
        )
        for position, one in enumerate(trace.quotations)
    ]


def _edit_values(edits: Iterable[Edit]) -> list[list[str]]:
    return [[edit.op.value, edit.before, edit.after, edit.drift_class.value] for edit in edits]


def _edits_of(values: Iterable[Sequence[str]]) -> tuple[Edit, ...]:
    return tuple(Edit(_EDIT_OPS[op], before, after, _DRIFT_CLASSES[kind]) for op, before, after, kind in values)


def _frame_value(frame: Frame | None) -> str:
    """A frame as it stands in its column; empty for none."""
    return dump([frame.origin, frame.cue, _edit_values(frame.edits)]) if frame else ""


def _frame_of(value: str) -> Frame | None:
    if not value:
        return None
    origin, cue, edits = json.loads(value)
    return Frame(origin, tuple(cue) if cue else None, _edits_of(edits))


def _first_rows(trace: Trace) -> list[tuple[Value, ...]]:
    """One row for each outlet that had it first, and one without a name where a first document's is unknown."""
    unknown = any(
        one.occurrence.outlet is None and one.occurrence.quotation.document in trace.first.documents
        for one in trace.quotations
    )
    outlets: list[str | None] = [*trace.first.outlets, *([None] if unknown else [])]
    return [(trace.utterance, outlet, trace.first.status.value) for outlet in outlets]


def _raise_next_id(connection: Connection, number: int) -> None:
    number = max(number, next_utterance_id(connection))
    connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", [_NEXT_ID, str(number)])
