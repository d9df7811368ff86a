"""Matching against judged pairs of spans, a third form of gold: ``{a: {doc, start, end}, b: {…}, label, group}``.

label: ``same`` and ``fragment`` belong to one utterance, ``different`` do not, ``debatable`` do not count. Pairs of
one `group` report the same utterance. A pair is joined where both spans are found in one traced utterance.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from quotetrace.errors import ReadingError
from quotetrace.evaluation.collection import SHOWN, MatchingScores
from quotetrace.evaluation.gold import Row, read_rows
from quotetrace.evaluation.measures import Bounds, Fault, Finding, Score, closest, share
from quotetrace.model import Part, Quotation, Trace

_FIELDS = {"a", "b", "label"}
_LABELS = {"same": True, "fragment": True, "different": False, "debatable": None}

Member = tuple[int, Quotation]


@dataclass(frozen=True, slots=True)
class GoldPair:
    """Two spans, each a document label and bounds; same: None where people would not agree."""

    left: tuple[str, Bounds]
    right: tuple[str, Bounds]
    same: bool | None
    group: str


def is_pairs(path: Path) -> bool:
    """Whether a file's first row is a judged pair."""
    if not path.is_file():
        return False
    with path.open(encoding="utf-8", errors="replace") as lines:
        try:
            row = json.loads(lines.readline())
        except (ValueError, RecursionError):
            return False
    return isinstance(row, dict) and row.keys() >= _FIELDS


def read_pairs(path: Path) -> tuple[GoldPair, ...]:
    """The pairs of a file; ReadingError names the line of one that is not understood."""
    return tuple(_pair(path, number, row) for number, row in read_rows(path, _FIELDS))


def score_pairs(pairs: Iterable[GoldPair], traces: Iterable[Trace]) -> MatchingScores:
    """How many pairs of one utterance are joined, and of two utterances kept apart.

    per_utterance gives each group one vote; a pair without a group is a group of its own.
    """
    members = _by_document(traces)
    right = predicted = wanted = 0
    votes: dict[str, list[bool]] = {}
    apart, findings = [], []
    for number, pair in enumerate(pairs):
        if pair.same is None:
            continue
        together = _joined(pair, members)
        right, predicted, wanted = right + (together and pair.same), predicted + together, wanted + pair.same
        if pair.same:
            votes.setdefault(pair.group or str(number), []).append(together)
        else:
            apart.append(not together)
        if together != pair.same:
            findings.append(_finding(pair, members, together=together))
    recalls = [sum(vote) / len(vote) for vote in votes.values()]
    mean = sum(recalls) / len(recalls) if recalls else 0.0
    return MatchingScores(Score(right, predicted, wanted), mean, share(apart), tuple(findings))


def _pair(path: Path, number: int, row: Row) -> GoldPair:
    if row["label"] not in _LABELS:
        raise ReadingError(f"{path}:{number}: label {row['label']!r} is none of {', '.join(_LABELS)}")
    try:
        left, right = ((span["doc"], (int(span["start"]), int(span["end"]))) for span in (row["a"], row["b"]))
    except (KeyError, TypeError, ValueError) as error:
        raise ReadingError(f"{path}:{number}: a and b each need doc, start and end") from error
    return GoldPair(left, right, _LABELS[row["label"]], str(row.get("group") or ""))


def _by_document(traces: Iterable[Trace]) -> dict[str, list[Member]]:
    members: dict[str, list[Member]] = {}
    for trace in traces:
        for traced in trace.quotations:
            if traced.occurrence.quotation.part is Part.BODY:
                entry = (trace.utterance, traced.occurrence.quotation)
                members.setdefault(traced.occurrence.label, []).append(entry)
    return members


def _find(span: tuple[str, Bounds], members: Mapping[str, Sequence[Member]]) -> Member | None:
    return closest(span[1], members.get(span[0], ()), lambda member: (member[1].start, member[1].end))


def _joined(pair: GoldPair, members: Mapping[str, Sequence[Member]]) -> bool:
    left, right = _find(pair.left, members), _find(pair.right, members)
    return left is not None and right is not None and left[0] == right[0]


def _finding(pair: GoldPair, members: Mapping[str, Sequence[Member]], *, together: bool) -> Finding:
    fault = Fault.WRONGLY_JOINED if together else Fault.NOT_JOINED
    where = " ".join(f"{label}/{bounds[0]}" for label, bounds in (pair.left, pair.right))
    found = [_find(span, members) for span in (pair.left, pair.right)]
    words = " / ".join(member[1].text[:SHOWN] if member else "(not extracted)" for member in found)
    return Finding(fault, where, "apart" if together else "one utterance", fault, words)
