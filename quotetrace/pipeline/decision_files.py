"""Decisions as a file that a team shares: one JSON object a line, in the order in which they were made."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from quotetrace.errors import ReadingError
from quotetrace.model import Anchor, Decision, DecisionKind, EntityKind, Part
from quotetrace.moments import Moment
from quotetrace.store import folded_name

_ANCHORS = {
    DecisionKind.SPEAKER: 1,
    DecisionKind.OUTLET: 1,
    DecisionKind.DATE: 1,
    DecisionKind.ALIAS: 0,
    DecisionKind.JOIN: 2,
    DecisionKind.SPLIT: 2,
}
# The greatest number that a store can have
_LAST = 2**63 - 1
# Characters: some hundred times the longest quotation that anybody decides of
_LONGEST_LINE = 10_000_000
_OF_QUOTATIONS = frozenset({DecisionKind.SPEAKER, DecisionKind.JOIN, DecisionKind.SPLIT})


def decision_record(one: Decision) -> dict[str, object]:
    """A decision as an object for such a file."""
    return {
        "kind": one.kind.value,
        "about": [
            {
                "document": anchor.document,
                "label": anchor.label,
                "opening": anchor.opening,
                "part": anchor.part.value if anchor.part else None,
                "start": anchor.start,
                "end": anchor.end,
                "words": anchor.words,
            }
            for anchor in one.anchors
        ],
        "value": list(one.value),
        "made": one.made,
        "by": one.by,
        "undone": one.undone,
    }


def read_decisions(path: Path) -> list[Decision]:
    """The decisions of such a file; ReadingError names the line of one that is not understood."""
    found = []
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(iter(partial(lines.readline, _LONGEST_LINE), ""), start=1):
                if len(line) == _LONGEST_LINE:
                    raise ReadingError(f"{path}:{number}: is no decision (a line of {_LONGEST_LINE:,} characters)")
                if line.strip():
                    found.append(_read(path, number, line))
    except UnicodeDecodeError:
        raise ReadingError(f"{path}: is no UTF-8 text; export it again: quotetrace correct export FILE") from None
    return found


def _read(path: Path, number: int, line: str) -> Decision:
    try:
        return _decision(json.loads(line))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        reason = f"{type(error).__name__}: {error}" if isinstance(error, KeyError) else str(error)
        raise ReadingError(
            f"{path}:{number}: is no decision ({reason}); a file of decisions comes from: quotetrace correct export"
        ) from None


def _decision(row: Mapping[str, Any]) -> Decision:
    kind = DecisionKind(row["kind"])
    anchors = tuple(_anchor(one, kind in _OF_QUOTATIONS) for one in row["about"])
    value = tuple(map(_text, row["value"]))
    if len(anchors) != _ANCHORS[kind]:
        raise ValueError(f"a {kind} is about {_ANCHORS[kind]}, not {len(anchors)}")
    if kind is DecisionKind.SPEAKER and value:
        name, entity_kind = value
        EntityKind(entity_kind)
        _see_that_it_names(name)
    elif kind is DecisionKind.OUTLET:
        (name,) = value
        _see_that_it_names(name)
    elif kind is DecisionKind.DATE and value:
        Moment.parse(*value)
    elif kind is DecisionKind.ALIAS:
        one, other = map(folded_name, value)
        if not one or not other or one == other:
            raise ValueError("an alias is of two names")
    elif value and kind is not DecisionKind.SPEAKER:
        raise ValueError(f"a {kind} has no value")
    if len(anchors) > len({(one.document, one.part, one.start, one.end) for one in anchors}):
        raise ValueError("both are one quotation")
    by, undone = row.get("by"), row.get("undone")
    return Decision(
        kind,
        anchors,
        value,
        _time(row["made"]),
        None if by is None else _text(by),
        None if undone is None else _time(undone),
    )


def _anchor(row: Mapping[str, Any], of_quotation: bool) -> Anchor:
    part = Part(row["part"]) if of_quotation else None
    start, end = (_offset(row[name]) for name in ("start", "end"))
    return Anchor(
        _text(row["document"]), _text(row["label"]), _text(row["opening"]), part, start, end, _text(row["words"])
    )


def _offset(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _LAST:
        raise ValueError(f"{value!r} is no place in a text")
    return value


def _time(value: object) -> str:
    """When something was decided, as it was written down."""
    stated = _text(value)
    datetime.fromisoformat(stated)
    return stated


def _see_that_it_names(name: str) -> None:
    if not folded_name(name):
        raise ValueError(f"{name!r} is no name")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no text")
    value.encode()  # JSON can state half a surrogate pair, which is a UnicodeEncodeError: nothing can keep it
    return value
