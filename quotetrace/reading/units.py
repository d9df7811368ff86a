"""The lines or paragraphs of a text, with their offsets, as the unit that is prose, a headline or site furniture.

A line is a unit; where a text is wrapped by hand at a fixed width, the lines of a paragraph are one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice, pairwise

_LINE = re.compile(r"[^\r\n\x85\u2028\u2029]+")
# A report of book length has a third of this; more lines are a dump, and each costs a look at its wording.
MOST_LINES = 20_000
# Longer lines are no headline, no caption and no chrome: the exact number of their words does not matter.
_COUNTED_CHARACTERS = 100_000
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
    """The units of `text` in order, blank lines left out; what follows the most lines that an article has is one."""
    matches = _LINE.finditer(text)
    lines = [unit for match in islice(matches, MOST_LINES) if (unit := _trimmed(text, match.start(), match.end()))]
    rest = next(matches, None)
    units = _unwrapped(text, lines) if _is_wrapped(text, lines) else lines
    remainder = _trimmed(text, rest.start(), len(text)) if rest else None
    return [*units, remainder] if remainder else units


def _trimmed(text: str, start: int, end: int) -> Unit | None:
    raw = text[start:end]
    bare = raw.strip()
    if not bare:
        return None
    start += len(raw) - len(raw.lstrip())
    return Unit(start, start + len(bare), bare, _count_words(bare))


def _count_words(text: str) -> int:
    """The runs between blanks; of a giant line its blanks are counted: a list of its words would be giant too."""
    return len(text.split()) if len(text) <= _COUNTED_CHARACTERS else text.count(" ") + 1


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
    """The paragraphs: runs of lines without a blank one between."""
    paragraphs: list[list[Unit]] = []
    for line in lines:
        if paragraphs and adjacent(text, paragraphs[-1][-1], line):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return [_joined(text, paragraph) for paragraph in paragraphs]


def _joined(text: str, lines: list[Unit]) -> Unit:
    start, end = lines[0].start, lines[-1].end
    return Unit(start, end, text[start:end], sum(line.words for line in lines))
