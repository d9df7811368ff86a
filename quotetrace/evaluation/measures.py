"""What a comparison with a gold is counted in: precision and recall, shares, overlaps, and what went wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

# Two spans are the same quotation where they share at least half of their union: a comma more or less is no fault.
SAME_SPAN = 0.5
# A gold span also stands for a predicted one that covers most of the shorter: an ellipsis may cut a quotation in two.
COVERED = 0.8

Bounds = tuple[int, int]
Left = TypeVar("Left")
Right = TypeVar("Right")


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of what was right, what was claimed and what there was to find; 0 where nothing was claimed or to find."""

    right: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """The share of the claimed that is right, 0 to 1."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that was found, 0 to 1."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 to 1."""
        return 2 * self.right / (self.predicted + self.gold) if self.predicted + self.gold else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a number of cases are right."""

    right: int
    total: int

    @property
    def value(self) -> float | None:
        """0 to 1, higher is better; None where there was no case."""
        return self.right / self.total if self.total else None


class Fault(StrEnum):
    """What sort of mistake a finding is."""

    MISSED = "missed"
    EXTRA = "extra"
    WRONG_SPEAKER = "wrong speaker"
    WRONG_NAME = "wrong name"
    WRONG_KIND = "wrong kind"
    READING = "reading"
    NOT_JOINED = "not joined"
    WRONGLY_JOINED = "wrongly joined"
    FIRST = "first"
    ORIGIN = "claimed origin"
    CONFLICT = "conflict"
    DRIFT = "drift"
    LINEAGE = "lineage"
    COPY = "copy"


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake, for people: where, what the gold says, what was predicted, the words it is about, and why."""

    fault: Fault
    where: str
    expected: str
    got: str
    words: str = ""
    why: str = ""

    def __str__(self) -> str:
        parts = [self.fault.upper(), self.where, f"{self.got or 'nothing'} for {self.expected or 'nothing'}"]
        return " | ".join([*parts, *(part for part in (self.words, self.why) if part)])


def share(cases: Iterable[bool]) -> Share:
    """How many of the cases are true."""
    known = list(cases)
    return Share(sum(known), len(known))


def overlap(left: Bounds, right: Bounds) -> float:
    """The characters two spans share over the characters of both, 0 to 1; 0 also where either is empty."""
    common = _common(left, right)
    return common / (max(left[1], right[1]) - min(left[0], right[0])) if common > 0 else 0.0


def covers(left: Bounds, right: Bounds) -> bool:
    """Whether two spans may stand for the same quotation: half of their union, or most of the shorter, is shared."""
    common = _common(left, right)
    shorter = min(left[1] - left[0], right[1] - right[0])
    return common > 0 and (overlap(left, right) >= SAME_SPAN or common >= COVERED * shorter)


def closest(span: Bounds, candidates: Iterable[Right], bounds: Callable[[Right], Bounds]) -> Right | None:
    """Of the candidates that may stand for a span, the one that shares most characters with it; of equals the first.

    None where no candidate covers it.
    """
    fitting = [one for one in candidates if covers(span, bounds(one))]
    return max(fitting, key=lambda one: (_common(span, bounds(one)), overlap(span, bounds(one))), default=None)


def pair_up(
    left: Iterable[Left], right: Iterable[Right], closeness: Callable[[Left, Right], float]
) -> list[tuple[Left, Right]]:
    """One-to-one pairs, the closest first, never any under `SAME_SPAN`; of equals the earlier in the given order."""
    lefts, rights = list(left), list(right)
    scored = [
        (closeness(one, other), number, index) for number, one in enumerate(lefts) for index, other in enumerate(rights)
    ]
    used_left: set[int] = set()
    used_right: set[int] = set()
    pairs = []
    for value, number, index in sorted(scored, key=lambda entry: (-entry[0], entry[1], entry[2])):
        if value < SAME_SPAN:
            break
        if number not in used_left and index not in used_right:
            used_left.add(number)
            used_right.add(index)
            pairs.append((lefts[number], rights[index]))
    return pairs


def _common(left: Bounds, right: Bounds) -> int:
    """The characters two spans share; 0 or less where they do not."""
    return min(left[1], right[1]) - max(left[0], right[0])
