"""The edits of a drift: the differences of two texts as people see them, nothing of either text lost.

None begins or ends inside a printed word, and the marks and blanks that both sides share at its ends stand apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence, Set
from typing import NamedTuple

from quotetrace.model import DriftClass, Edit, EditOp

# To ask an enum for its member costs as much as to make a short list.
_EQUAL, _INSERT, _DELETE, _REPLACE = EditOp


class Piece(NamedTuple):
    """Raw characters of both texts that stand opposite each other. kept: one aligned word on either side."""

    before: str
    after: str
    drift_class: DriftClass
    kept: bool = False


def edits_of(pieces: Sequence[Piece], seams: tuple[Set[int], Set[int]]) -> tuple[Edit, ...]:
    """The edits of two texts cut into pieces, in order and complete; neighbouring equal ones are one.

    seams: where in each text one unit ends and the next begins, within a printed word.
    """
    found: list[Edit] = []
    equal = ""
    for before, after, drift_class, kept in _across(pieces, *seams) if any(seams) else pieces:
        if before == after:
            equal += before
            continue
        old, new, tail = before, after, 0
        if before and after and not kept:
            head = _shared(before, after)
            tail = _shared(before[: head - len(before) - 1 : -1], after[: head - len(after) - 1 : -1])
            old, new = before[head : len(before) - tail], after[head : len(after) - tail]
            equal += before[:head]
        if equal:
            found.append(Edit(_EQUAL, equal, equal))
        found.append(Edit(_REPLACE if old and new else _DELETE if old else _INSERT, old, new, drift_class))
        equal = before[len(before) - tail :]
    if equal:
        found.append(Edit(_EQUAL, equal, equal))
    return tuple(found)


def worst(classes: Collection[DriftClass]) -> DriftClass:
    """The most severe of some classes."""
    if len(classes) == 1:
        return next(iter(classes))
    return max(classes, key=lambda one: one.severity, default=DriftClass.NONE)


def _across(pieces: Sequence[Piece], seams_before: Set[int], seams_after: Set[int]) -> Iterator[Piece]:
    """The pieces, those that meet at a seam made one: nobody reads *wo* and *n't*."""
    old = new = 0
    run: list[Piece] = []
    for index, piece in enumerate(pieces, start=1):
        run.append(piece)
        old, new = old + len(piece.before), new + len(piece.after)
        if index == len(pieces) or not (old in seams_before or new in seams_after):
            yield run[0] if len(run) == 1 else _joined(run)
            run = []


def _joined(run: Sequence[Piece]) -> Piece:
    return Piece(
        "".join(piece.before for piece in run),
        "".join(piece.after for piece in run),
        worst([piece.drift_class for piece in run]),
    )


def _shared(before: str, after: str) -> int:
    """How many marks and blanks both texts begin with."""
    for index, (old, new) in enumerate(zip(before, after, strict=False)):
        if old != new or old.isalnum():
            return index
    return min(len(before), len(after))
