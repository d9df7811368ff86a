"""The decisions of people: kept for ever, marked where undone; what of the store each is attached to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from quotetrace.folding import fold_words
from quotetrace.model import Anchor, Decision, DecisionKind, DecisionState, Document, Part, Quotation, StoredDecision
from quotetrace.store.connection import Connection, Row, Value
from quotetrace.store.rows import dump, placeholders

# An article goes by its first words where its text was changed: headline and lede
_OPENING_WORDS = 40
_OPENING_CHARACTERS = 1_000
_COLUMNS = "key, kind, label, opening, document, part, start, stop, words, other, value, made, made_by, undone"
_STORED = f"id, state, targets, was, {_COLUMNS}"


def anchor_of(document: Document, quotation: Quotation | None = None) -> Anchor:
    """What a decision on this document, or on a quotation in it, holds on to."""
    label, opening = document.label, " ".join(_opening(document.text))
    if quotation is None:
        return Anchor(document.id, label, opening)
    words = " ".join(fold_words(quotation.text))
    return Anchor(document.id, label, opening, quotation.part, quotation.start, quotation.end, words)


def add(connection: Connection, decision: Decision) -> int:
    """Keep a decision; its number."""
    row = _values(decision)
    connection.execute(f"INSERT INTO decisions ({_COLUMNS}) VALUES ({placeholders(_COLUMNS)})", row)
    return connection.number("SELECT id FROM decisions WHERE key = ?", [decision.key])


def stored(connection: Connection) -> Iterator[StoredDecision]:
    """All decisions in the order in which they were made."""
    return map(_decision_of, connection.rows(f"SELECT {_STORED} FROM decisions ORDER BY made, key"))


def undo(connection: Connection, key: str, when: str) -> None:
    """Mark a decision as undone."""
    connection.execute("UPDATE decisions SET undone = ? WHERE key = ? AND undone IS NULL", [when, key])


def note_states(connection: Connection, decisions: Iterable[StoredDecision]) -> None:
    """Write down what became of decisions."""
    rows = [(one.state.value, dump(one.targets), one.was, one.number) for one in decisions]
    connection.many("UPDATE decisions SET state = ?, targets = ?, was = ? WHERE id = ?", rows)


def document_behind(connection: Connection, anchor: Anchor) -> str | None:
    """The document that an anchor holds on to: that of its id; where it is gone, the one that goes by its label and
    begins with at least half of the words, the one with most of them. None where there is none."""
    if connection.one("SELECT 1 FROM documents WHERE id = ?", [anchor.document]):
        return anchor.document
    asked = set(anchor.opening.split())
    sql = "SELECT id, substr(text, 1, ?) FROM documents WHERE label = ? ORDER BY id"
    best: tuple[int, str] | None = None
    for name, text in connection.rows(sql, [2 * _OPENING_CHARACTERS, anchor.label]):
        kept = len(asked.intersection(fold_words(text)))
        if 2 * kept >= len(asked) and (best is None or kept > best[0]):
            best = kept, name
    return best[1] if best else None


def _opening(text: str) -> Sequence[str]:
    return fold_words(text[:_OPENING_CHARACTERS])[:_OPENING_WORDS]


def _values(decision: Decision) -> tuple[Value, ...]:
    first: tuple[Value, ...] = (None,) * 7
    if decision.anchors:
        one = decision.anchors[0]
        first = (one.label, one.opening, one.document, one.part, one.start, one.end, one.words)
    others = [[a.document, a.label, a.opening, a.part, a.start, a.end, a.words] for a in decision.anchors[1:]]
    stated = (dump(decision.value), decision.made, decision.by, decision.undone)
    return (decision.key, decision.kind.value, *first, dump(others) if others else None, *stated)


def _decision_of(row: Row) -> StoredDecision:
    number, state, targets, was, _, kind, label, opening, *rest = row
    document, part, start, end, words, other, value, made, by, undone = rest
    anchors = [] if document is None else [_anchor(document, label, opening, part, start, end, words)]
    anchors += [_anchor(*one) for one in json.loads(other or "[]")]
    decision = Decision(DecisionKind(kind), tuple(anchors), tuple(json.loads(value)), made, by, undone)
    return StoredDecision(number, decision, DecisionState(state), tuple(json.loads(targets)), was)


def _anchor(document: str, label: str, opening: str, part: Any, *place: Any) -> Anchor:
    return Anchor(document, label, opening, Part(part) if part else None, *place)
