"""Decisions of people, as lines and tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from rich.table import Table
from rich.text import Text

from quotetrace.model import Anchor, DecisionKind, DecisionState, StoredDecision
from quotetrace.rendering.harmless import one_line
from quotetrace.rendering.phrases import quoted
from quotetrace.rendering.rows import Row
from quotetrace.rendering.tables import ASIDE, WARNING, listing_table

_LONGEST = 60


def decision_row(one: StoredDecision) -> Row:
    """A decision with what became of it; `was` is what it overrules, `about` the places, or the names of an alias."""
    decision = one.decision
    alias = decision.kind is DecisionKind.ALIAS
    return {
        "decision": one.number,
        "kind": decision.kind.value,
        "about": list(decision.value) if alias else [_place(anchor) for anchor in decision.anchors],
        "words": [anchor.words for anchor in decision.anchors if anchor.part],
        "value": decision.value[0] if decision.value and not alias else None,
        "was": one.was,
        "state": one.state.value,
        "made": decision.made,
        "by": decision.by,
        "undone": decision.undone,
        "targets": list(one.targets),
    }


def decided(one: StoredDecision) -> str:
    """A decision in one line: *date of storm.txt: 2022-01-10 (read: 2022-01-11)*."""
    decision = one.decision
    places = [_place(anchor) for anchor in decision.anchors]
    if decision.kind is DecisionKind.JOIN:
        return f"{places[0]} and {places[1]} are one utterance"
    if decision.kind is DecisionKind.SPLIT:
        return f"{places[0]} and {places[1]} are two utterances"
    if decision.kind is DecisionKind.ALIAS:
        return " and ".join(map(one_line, decision.value)) + " are one speaker"
    nothing = "nobody" if decision.kind is DecisionKind.SPEAKER else "unknown"
    value = one_line(decision.value[0]) if decision.value else nothing
    was = f" (read: {one_line(one.was) if one.was else nothing})" if one.state is DecisionState.APPLIED else ""
    return f"{decision.kind.value} of {places[0]}: {value}{was}"


def decisions_table(decisions: Iterable[StoredDecision]) -> Table:
    """What was decided, by whom, and what became of it."""
    table = listing_table("Decision", "What", "State", noun="decision")
    known = list(decisions)
    joined = {one.targets for one in known if _is_join(one, DecisionState.APPLIED)}
    for one in known:
        what = Text(decided(one))
        words = [anchor.words for anchor in one.decision.anchors if anchor.part]
        for each in words:
            what.append(f"\n“{_shortened(each)}”", ASIDE)
        what.append(f"\nmade {_made(one)}", ASIDE)
        settled = one.state in (DecisionState.APPLIED, DecisionState.UNDONE)
        state = _state(one, joined)
        cells = Text(str(one.number)), what, Text(state, "" if settled else WARNING)
        table.add_record(*cells, told=_lines(one, state))
    return table


def _lines(one: StoredDecision, state: str) -> Iterator[str]:
    """A decision without columns, its words in full."""
    yield f"Decision {one.number}: {decided(one)}"
    for anchor in one.decision.anchors:
        if anchor.part:
            yield f"Words: {quoted(anchor.words)}"
    yield f"State: {state}"
    yield f"Made: {_made(one)}"


def _made(one: StoredDecision) -> str:
    """On which day and by whom, as far as that was told."""
    told = one.decision.made[:10] + (f" by {one.decision.by}" if one.decision.by else "")
    return one_line(told)


_STATES = {
    DecisionState.APPLIED: "holds",
    DecisionState.WAITING: "waits for its document",
    DecisionState.ORPHAN: "what it is about is gone",
    DecisionState.OVERRULED: "a later one holds",
    DecisionState.UNDONE: "undone",
}


def _state(one: StoredDecision, joined: Collection[tuple[str, ...]]) -> str:
    """What became of it; joined: the quotations of the joins that hold."""
    if _is_join(one, DecisionState.OVERRULED) and one.targets not in joined:
        return "a split holds"
    if one.decision.kind is DecisionKind.ALIAS and one.state is DecisionState.WAITING:
        return "waits for both names"
    return _STATES[one.state]


def _is_join(one: StoredDecision, state: DecisionState) -> bool:
    return one.decision.kind is DecisionKind.JOIN and one.state is state


def _place(anchor: Anchor) -> str:
    label = one_line(anchor.label)
    return f"{label}:{anchor.start}" if anchor.part else label


def _shortened(words: str) -> str:
    plain = one_line(words)
    return plain if len(plain) <= _LONGEST else plain[:_LONGEST].rpartition(" ")[0] + " …"
