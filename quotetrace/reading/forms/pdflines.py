"""Printed lines to paragraphs: what stands at the head and foot of every page goes, lines of a paragraph become one.

A page knows no paragraphs, only lines at places. A paragraph ends where the next line is set off, indented or of
another size; where a page or a column ends, the words decide, so that a quotation goes on overleaf.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, zip_longest
from statistics import median

from quotetrace.folding import fold_words
from quotetrace.lexicons import lines as listed

# A line set further below than this, in the usual distance of lines, begins a paragraph.
_SET_OFF = 1.3
# A distance between lines that this share of them has, or more, is none of the accidents of setting.
_RARE_GAP = 0.15
# A size that differs by more than this share is another piece: a headline, a caption, a note.
_OTHER_SIZE = 0.08
# A first line is indented by so many sizes of its letters; more is a column of a table, or centred.
_INDENT = (0.5, 6.0)
# A line this much shorter than lines are, as a share, may be a paragraph's last.
_SHORT = 0.8
# How many lines at the top and at the bottom of a page may be its running head and foot.
_EDGE_LINES = 3
# A running head stands on this share of the pages or more (papers have one for the left and one for the right), at the
# same height, give or take so many points.
_RUNNING_SHARE, _SAME_HEIGHT = 0.4, 4.0
# The initial of a story is this many times as large as its letters.
_DROP_CAP = 1.5
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page|p\.?)?\s*+[-–—]?\s*+\d{1,4}\s*+[-–—]?(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
_ENDED = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_BROKEN_WORD = re.compile(r"(?<![^\W\d_])([^\W\d_]+)[-‐]$")
_SOFT_HYPHEN = "\xad"
_FIRST_PART = re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]+(?:[-‐][^\W\d_]+)+")
_WORD = re.compile(r"[^\W\d_]+")
_OPENING, _CLOSING = "“„«", "”»"
# "two-" at a line's end before one of these is no broken word: two- and three-storey houses.
_SUSPENDING = frozenset({"and", "or", "to", "nor", "but"})


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its words, where it begins (points from the left and the bottom), the size of its letters."""

    text: str
    x: float
    y: float
    size: float
    page: int


def without_running_lines(pages: Sequence[Sequence[Line]]) -> tuple[list[Line], list[str]]:
    """The lines of all pages but for running heads and feet and page numbers; and these, each once."""
    edges = [_edges(page) for page in pages]
    places: dict[tuple[str, ...], list[Line]] = {}
    for page, edge in zip(pages, edges, strict=True):
        for at in edge:
            places.setdefault(_wording(page[at].text), []).append(page[at])
    needed = max(2, _RUNNING_SHARE * len(pages))
    running = {wording for wording, lines in places.items() if _in_place(lines) >= needed}
    kept: list[Line] = []
    dropped: dict[str, None] = {}
    for page, edge in zip(pages, edges, strict=True):
        for at, line in enumerate(page):
            if at in edge and _wording(line.text) in running and not _is_title(line, places[_wording(line.text)]):
                dropped.setdefault(line.text)
            elif not (at in edge and _PAGE_NUMBER.fullmatch(line.text)):
                kept.append(line)
    return kept, list(dropped)


def _edges(page: Sequence[Line]) -> set[int]:
    """Which lines stand highest and lowest on the page, wherever the file has them."""
    heights = sorted({round(line.y) for line in page}, reverse=True)
    outer = {*heights[:_EDGE_LINES], *heights[-_EDGE_LINES:]}
    return {at for at, line in enumerate(page) if round(line.y) in outer}


def _wording(text: str) -> tuple[str, ...]:
    """The words of a line, its numbers alike: pages are counted."""
    return tuple("#" if word.isdigit() else word for word in fold_words(_NUMBER.sub("1", text))) or (text,)


def _in_place(lines: Sequence[Line]) -> int:
    """On how many pages the line stands where it mostly stands."""
    heights = sorted(line.y for line in lines)
    usual = heights[len(heights) // 2]
    return len({line.page for line in lines if abs(line.y - usual) <= _SAME_HEIGHT})


def _is_title(line: Line, others: Sequence[Line]) -> bool:
    """Whether a line with the running head's words is the headline that the others repeat: it is set larger."""
    return line.size > (1 + _OTHER_SIZE) * min(one.size for one in others)


def paragraphs(lines: Sequence[Line]) -> list[str]:
    """The paragraphs of printed lines, words broken at line ends whole again."""
    layout = _Layout.of(lines)
    words = _Words.of(lines)
    found: list[str] = []
    above: Line | None = None
    for line, below in zip_longest(lines, lines[1:]):
        if above is not None and layout.goes_on(above, line, below, found[-1]):
            found[-1] = words.joined(found[-1], line.text, drop_cap=_is_drop_cap(above, line))
        else:
            found.append(line.text)
        above = line
    return found


def _is_drop_cap(above: Line, line: Line) -> bool:
    return len(above.text) == 1 and above.text.isupper() and above.size > _DROP_CAP * line.size


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a text is set: its size, and by size the distance of lines, how long full ones are, where they begin."""

    body: int
    leading: dict[int, float]
    full: dict[int, float]
    lefts: dict[tuple[int, int], list[float]]

    @classmethod
    def of(cls, lines: Sequence[Line]) -> _Layout:
        gaps: dict[int, Counter[float]] = {}
        lengths: dict[int, list[int]] = {}
        lefts: dict[tuple[int, int], Counter[float]] = {}
        for line in lines:
            size = round(line.size)
            lengths.setdefault(size, []).append(len(line.text))
            lefts.setdefault((line.page, size), Counter())[round(line.x, 1)] += 1
        for above, line in pairwise(lines):
            gap = above.y - line.y
            if above.page == line.page and _alike(above, line) and 0.5 * line.size < gap < 3 * line.size:
                gaps.setdefault(round(line.size), Counter())[round(gap, 1)] += 1
        return cls(
            max(lengths, key=lambda size: sum(lengths[size]), default=0),
            {size: _usual(found) for size, found in gaps.items()},
            {size: median(sorted(found)[len(found) // 2 :]) for size, found in lengths.items()},
            {key: [x for x, times in found.items() if times > 1] for key, found in lefts.items()},
        )

    def goes_on(self, above: Line, line: Line, below: Line | None, paragraph: str) -> bool:
        """Whether `line` goes on with the paragraph that ends, so far, in `above`."""
        if _is_drop_cap(above, line):
            return True
        if not _alike(above, line):
            return False
        size = round(line.size)
        gap = above.y - line.y
        if above.page != line.page or gap < -0.5 * line.size or gap > 8 * line.size:
            return not _ENDED.search(paragraph) or is_open(paragraph) or line.text[:1].islower()
        if gap > _SET_OFF * self.leading.get(size, 1.3 * line.size):
            return False
        if size > self.body:
            return True  # a headline's lines are centred, and short where they like
        if self._is_indented(above, line, below):
            return False
        short = len(above.text) < _SHORT * self.full.get(size, 0)
        return not (short and _ENDED.search(above.text) and not line.text[:1].islower())

    def _is_indented(self, above: Line, line: Line, below: Line | None) -> bool:
        """Whether a line is a paragraph's first by its indent: from the line above, or, where that is one too, from
        the margin to which the line below returns."""
        low, high = (times * line.size for times in _INDENT)
        if low < line.x - above.x < high:
            return True
        margins = self.lefts.get((line.page, round(line.size)), ())
        margin = max((x for x in margins if low < line.x - x < high), default=None)
        returns = below is not None and margin is not None and abs(below.x - margin) < low
        return abs(line.x - above.x) < low and returns and bool(_ENDED.search(above.text))


def _usual(gaps: Counter[float]) -> float:
    """The distance of lines: the smallest that is not rare; where every paragraph is one line, the gaps are more."""
    return min(gap for gap, times in gaps.items() if times >= _RARE_GAP * gaps.total())


def _alike(above: Line, line: Line) -> bool:
    return abs(above.size - line.size) <= _OTHER_SIZE * max(above.size, line.size)


def is_open(paragraph: str) -> bool:
    """Whether a quotation that began in the paragraph has not ended in it."""
    opened = max(map(paragraph.rfind, _OPENING))
    if opened >= 0 or any(mark in paragraph for mark in _CLOSING):
        return opened > max(map(paragraph.rfind, _CLOSING))
    return paragraph.count('"') % 2 == 1


@dataclass(frozen=True, slots=True)
class _Words:
    """The words that stand unbroken inside the lines, and the compounds that are written with a hyphen there."""

    whole: frozenset[str]
    compounds: frozenset[str]

    @classmethod
    def of(cls, lines: Iterable[Line]) -> _Words:
        whole: set[str] = set()
        compounds: set[str] = set()
        for line in lines:
            text = line.text.lower()
            whole.update(_WORD.findall(text))
            compounds.update(match.replace("‐", "-") for match in _COMPOUND.findall(text))
        return cls(frozenset(whole), frozenset(compounds))

    def joined(self, above: str, line: str, *, drop_cap: bool = False) -> str:
        """Two lines as one: with a blank between, or as one word where a word was broken."""
        if drop_cap:
            return above + line
        if above.endswith(_SOFT_HYPHEN):
            return above[:-1] + line
        broken, rest = _BROKEN_WORD.search(above), _FIRST_PART.match(line)
        if broken is None or rest is None:
            return above + line if above.endswith(("—", "-")) and above[-2:-1].isalnum() else f"{above} {line}"
        first, second = broken[1], rest.group()
        if second in _SUSPENDING:
            return f"{above} {line}"
        return above + line if self._has_hyphen(first, second) else above[:-1] + line

    def _has_hyphen(self, first: str, second: str) -> bool:
        """Whether a word broken behind a hyphen is written with it: names are; so are words that stand so elsewhere in
        the text, and two common words that together are none."""
        left, right = first.lower(), second.lower()
        if second[0].isupper() and not first.isupper():
            return True
        if f"{left}-{right}" in self.compounds:
            return True
        if left + right in self.whole or left + right in _common():
            return False
        return min(len(left), len(right)) > 2 and left in _common() and right in _common()


@cache
def _common() -> frozenset[str]:
    return frozenset(_words_listed())


def _words_listed() -> Iterator[str]:
    return (line.split("\t")[0] for line in listed("word_frequencies.tsv"))
