"""The lines or paragraphs of a text, with their offsets, as the unit that is prose, a headline or site furniture.

A line is a unit; where a text is wrapped by hand at a fixed width, the lines of a paragraph are one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\r\n\x85\u2028\u2029]+")
# Texts wrapped by hand stay under this many characters a line; a paragraph on one line hardly ever does.
_WRAP_WIDTH = 100
# Of the lines directly below another, so many begin in lower case where text is wrapped; in lists hardly any.
_WRAPPED_SHARE = 0.35
_WRAPPED_LINES = 4


@dataclass(frozen=True, slots=True)
class Unit:
    """A line or paragraph ``text[start:end]`` without the blanks around it; words counts runs between blanks."""

    start: int
    end: int
    text: str
    words: int


def split_units(text: str) -> list[Unit]:
    """The units of `text` in order, blank lines left out."""
    lines = [unit for match in _LINE.finditer(text) if (unit := _trimmed(text, match.start(), match.end()))]
    return _unwrapped(text, lines) if _is_wrapped(text, lines) else lines


def _trimmed(text: str, start: int, end: int) -> Unit | None:
    raw = text[start:end]
    bare = raw.strip()
    if not bare:
        return None
    start += len(raw) - len(raw.lstrip())
    return Unit(start, start + len(bare), bare, len(bare.split()))


def _is_wrapped(text: str, lines: list[Unit]) -> bool:
    if any(len(line.text) > _WRAP_WIDTH for line in lines):
        return False
    below = [line for above, line in pairwise(lines) if adjacent(text, above, line)]
    lower = sum(line.text[0].islower() for line in below)
    return lower >= _WRAPPED_LINES and lower >= _WRAPPED_SHARE * len(below)


def adjacent(text: str, above: Unit, line: Unit) -> bool:
    """Whether one line stands directly below the other: no blank line between them."""
    return text.count("\n", above.end, line.start) <= 1 and text.count("\r", above.end, line.start) <= 1


def _unwrapped(text: str, lines: list[Unit]) -> list[Unit]:
    merged: list[Unit] = []
    for line in lines:
        if merged and adjacent(text, merged[-1], line):
            first = merged.pop()
            whole = text[first.start : line.end]
            merged.append(Unit(first.start, line.end, whole, first.words + line.words))
        else:
            merged.append(line)
    return merged
