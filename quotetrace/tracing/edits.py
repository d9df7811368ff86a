"""The edits of a drift: the differences of two texts as people see them, nothing of either text lost.

None begins or ends inside a printed word, and the marks and blanks that both sides share at its ends stand apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from quotetrace.model import DriftClass, Edit, EditOp
from quotetrace.tracing.wording import units


class Piece(NamedTuple):
    """Raw characters of both texts that stand opposite each other. kept: one aligned word on either side."""

    before: str
    after: str
    drift_class: DriftClass
    kept: bool = False


def edits_of(pieces: Sequence[Piece]) -> tuple[Edit, ...]:
    """The edits of two texts cut into pieces, in order and complete; neighbouring equal ones are one."""
    return _merged(edit for piece in _whole_words(pieces) for edit in _edits(piece))


def worst(classes: Iterable[DriftClass]) -> DriftClass:
    """The most severe of some classes."""
    return max(classes, key=lambda one: one.severity, default=DriftClass.NONE)


def _whole_words(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, those that meet inside a printed word made one: nobody reads *wo* and *n't*."""
    seams_before = _seams("".join(piece.before for piece in pieces))
    seams_after = _seams("".join(piece.after for piece in pieces))
    old = new = 0
    run: list[Piece] = []
    for index, piece in enumerate(pieces, start=1):
        run.append(piece)
        old, new = old + len(piece.before), new + len(piece.after)
        if index == len(pieces) or not (old in seams_before or new in seams_after):
            yield run[0] if len(run) == 1 else _joined(run)
            run = []


def _seams(text: str) -> set[int]:
    """Where a printed word is aligned as two: *won't*, *cannot*."""
    return {left.end for left, right in pairwise(units(text)) if left.end == right.start}


def _joined(run: Sequence[Piece]) -> Piece:
    return Piece(
        "".join(piece.before for piece in run),
        "".join(piece.after for piece in run),
        worst(piece.drift_class for piece in run),
    )


def _edits(piece: Piece) -> Iterator[Edit]:
    """The edit of a piece, the marks and blanks that both sides share at its ends apart; none without characters."""
    if piece.before == piece.after:
        if piece.before:
            yield Edit(EditOp.EQUAL, piece.before, piece.after)
        return
    head = 0 if piece.kept else _shared(piece.before, piece.after)
    before, after = piece.before[head:], piece.after[head:]
    tail = 0 if piece.kept else _shared(before[::-1], after[::-1])
    if head:
        yield Edit(EditOp.EQUAL, piece.before[:head], piece.after[:head])
    old, new = before[: len(before) - tail], after[: len(after) - tail]
    operation = EditOp.REPLACE if old and new else EditOp.DELETE if old else EditOp.INSERT
    yield Edit(operation, old, new, piece.drift_class)
    if tail:
        yield Edit(EditOp.EQUAL, before[len(before) - tail :], after[len(after) - tail :])


def _shared(before: str, after: str) -> int:
    """How many marks and blanks both texts begin with."""
    for index, (old, new) in enumerate(zip(before, after, strict=False)):
        if old != new or old.isalnum():
            return index
    return min(len(before), len(after))


def _merged(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Neighbouring equal ones as one."""
    merged: list[Edit] = []
    for edit in edits:
        if merged and edit.op is EditOp.EQUAL is merged[-1].op:
            last = merged.pop()
            edit = Edit(EditOp.EQUAL, last.before + edit.before, last.after + edit.after)
        merged.append(edit)
    return tuple(merged)
