"""Wordings of one utterance laid out word under word along one of them, the spine, in blocks as wide as the terminal.

Every column holds one word of the spine, or the place for a word that another wording put in. The spine is printed in
full, of every other wording only what differs from it there: ``{+three+}`` under the *two* that it stands for,
``[-not-]`` under a *not* it has not. A line in which a wording differs nowhere is left out, and of a long cut nothing
but dashes is printed, under the words that it lacks.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from quotetrace.model import DriftClass, Edit, EditOp
from quotetrace.rendering.harmless import visible
from quotetrace.rendering.words import GONE, NEW, is_marked, without_colour

_WORD = re.compile(r"\S+")
# From so many words on, a cut is shown by dashes.
_LONG_CUT = 4
_GAP = 2  # columns between the label and the words
_DASHES = "red"
# Words at each word of the spine, and those put in before the first and behind each
_Row = tuple[list[str], list[list[str]]]
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")


@dataclass(frozen=True, slots=True)
class Aligned:
    """A row: its label, and its edits from the spine (none: the same words)."""

    label: str
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class _Cell:
    """What stands in one column of one row beside the spine: kept is what both have, gone and new what only one has."""

    kept: str = ""
    gone: str = ""
    new: str = ""

    @property
    def differs(self) -> bool:
        return bool(self.gone or self.new)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A cell to print. closing: of a cut shown by dashes what ends it, else None. goes_on: into the next column."""

    text: Text
    closing: str | None = None
    goes_on: bool = False

    @property
    def width(self) -> int:
        return cell_len(self.text.plain) + len(self.closing or "")


class Alignment:
    """`rows` under the words of `text`, the spine, whose own label is `label`."""

    def __init__(self, label: str, text: str, rows: Sequence[Aligned]) -> None:
        self.label = label
        self.labels = [row.label for row in rows]
        self.words, *contents = _columns(text, [(), *(row.edits for row in rows)])
        self.rows = [[_compared(*both) for both in zip(self.words, content, strict=True)] for content in contents]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        plain = without_colour(console)
        spine = [_Drawn(Text(word)) for word in self.words]
        drawn = [_drawn(row, plain=plain) for row in self.rows]
        widths = [max(cell.width for cell in column) for column in zip(spine, *drawn, strict=True)]
        margin = max(map(len, (self.label, *self.labels))) + _GAP
        differed = False
        for start, stop in _lines(widths, options.max_width - margin):
            shown = [i for i, row in enumerate(self.rows) if any(cell.differs for cell in row[start:stop])]
            if start and (shown or differed):
                yield Text()
            differed = bool(shown)
            yield _line(self.label, margin, spine[start:stop], widths[start:stop])
            for i in shown:
                yield _line(self.labels[i], margin, drawn[i][start:stop], widths[start:stop])


def edits_between(spine: str, text: str) -> tuple[Edit, ...]:
    """The edits from one text to another for the eye alone, word by word: which words stand beside which, no classes
    but that all which differ is marked. For two texts neither of which the stored drift begins with."""
    before, after = (re.findall(r"(?:(?<!\s)\s+)?\S+", raw) for raw in (spine, text))
    keys = [
        [_core(word.translate(_STRAIGHT)).casefold() or word.strip() for word in words] for words in (before, after)
    ]
    edits: list[Edit] = []
    for op, i, j, m, n in SequenceMatcher(None, keys[0], keys[1]).get_opcodes():
        if op == "equal":
            edits += [_pair(*both) for both in zip(before[i:j], after[m:n], strict=True)]
        else:
            # Blanks around them, or they would be signs at a word that stays
            new = f" {''.join(after[m:n])} "
            edits.append(Edit(EditOp.REPLACE, "".join(before[i:j]), new, DriftClass.SUBSTITUTION))
    return tuple(edits)


def _pair(before: str, after: str) -> Edit:
    """The same word on both sides, with other signs or capitals or not."""
    if before.strip().translate(_STRAIGHT) != after.strip().translate(_STRAIGHT):
        return Edit(EditOp.REPLACE, before, after, DriftClass.PUNCTUATION)
    return Edit(EditOp.EQUAL, before, before)


def _columns(text: str, rows: Sequence[Sequence[Edit]]) -> list[list[str]]:
    """What each row has in each column: the words of `text`, and behind each as many places as any row put words in."""
    spans = [match.span() for match in _WORD.finditer(text)]
    place = _Spine(text, [start for start, _ in spans], [end for _, end in spans])
    placed = [place.row(edits) for edits in rows]
    places = [max(len(added[slot]) for _, added in placed) for slot in range(len(spans) + 1)]
    laid: list[list[str]] = []
    for own, added in placed:
        row = [*added[0], *[""] * (places[0] - len(added[0]))]
        for slot, word in enumerate(own, start=1):
            row += [word, *added[slot], *[""] * (places[slot] - len(added[slot]))]
        laid.append([visible(word) for word in row])
    return laid


@dataclass(frozen=True, slots=True)
class _Spine:
    """The words of the spine by where they start and end."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def row(self, edits: Sequence[Edit]) -> _Row:
        """What a row has at each word of the spine, empty where it has none, and the words it has put in before the
        first and behind each."""
        own = [""] * len(self.starts)
        added: list[list[str]] = [[] for _ in range(len(own) + 1)]
        if not edits:
            return [self.text[start:end] for start, end in zip(self.starts, self.ends, strict=True)], added
        at = 0
        for edit in edits:
            end = at + len(edit.before)
            touched = range(bisect_right(self.ends, at), bisect_left(self.starts, end)) if end > at else range(0)
            if is_marked(edit):
                self._put(edit.after, at, touched, (own, added))
            else:
                for i in touched:
                    own[i] += self.text[max(at, self.starts[i]) : min(end, self.ends[i])]
            at = end
        return own, added

    def _put(self, after: str, at: int, touched: range, row: _Row) -> None:
        """New words under the words they stand for; those left over behind the last of these. Signs put in at a word
        that stays (a comma) belong to it."""
        words, (own, added) = after.split(), row
        slot = touched.stop if touched else bisect_left(self.starts, at)
        if words and not touched:
            if slot and self.ends[slot - 1] >= at and not after[0].isspace():
                own[slot - 1] += words.pop(0)
            ahead = bisect_right(self.starts, at) - 1
            if words and ahead >= 0 and self.ends[ahead] > at and not after[-1].isspace():
                own[ahead] += words.pop()
        for i, new in zip(touched, words, strict=False):
            own[i] += new
        added[slot] += words[len(touched) :]


def _compared(spine: str, own: str) -> _Cell:
    if spine == own:
        return _Cell()
    core = _core(spine)
    if core and core == _core(own):  # only the signs at its end or its beginning differ
        before, after = spine.split(core, 1), own.split(core, 1)
        if before[0] == after[0]:
            return _Cell(before[0] + core, before[1], after[1])
    return _Cell("", "" if own and spine else spine, own)


def _core(word: str) -> str:
    """The word from its first letter or digit to its last."""
    known = [i for i, character in enumerate(word) if character.isalnum()]
    return word[known[0] : known[-1] + 1] if known else ""


def _drawn(row: Sequence[_Cell], *, plain: bool) -> list[_Drawn]:
    """The cells of a row: what was put in and what is missing marked where there is no colour, neighbours as one."""
    drawn: list[_Drawn] = []
    dashed = _long_cuts(row)
    for i, cell in enumerate(row):
        text, whole = Text(cell.kept), not cell.kept
        if cell.gone:
            opening = "[-" * (plain and not (whole and _is_cut_at(row, i - 1)))
            closing = "-]" * (plain and not (whole and _is_cut_at(row, i + 1)))
            if i in dashed:
                drawn.append(_Drawn(Text(f"{opening}-", _DASHES), closing, _is_cut_at(row, i + 1)))
                continue
            text.append(opening + cell.gone + closing, GONE)
        if cell.new:
            opening = "{+" * (plain and not (whole and _is_new_at(row, i - 1)))
            closing = "+}" * (plain and not (whole and _is_new_at(row, i + 1)))
            text.append(opening + cell.new + closing, NEW)
        drawn.append(_Drawn(text))
    return drawn


def _is_cut(cell: _Cell) -> bool:
    return bool(cell.gone) and not cell.kept and not cell.new


def _is_cut_at(row: Sequence[_Cell], i: int) -> bool:
    return 0 <= i < len(row) and _is_cut(row[i])


def _is_new_at(row: Sequence[_Cell], i: int) -> bool:
    return 0 <= i < len(row) and bool(row[i].new) and not row[i].kept


def _long_cuts(row: Sequence[_Cell]) -> set[int]:
    """The columns in which a long cut goes on."""
    runs = (list(run) for cut, run in groupby(range(len(row)), lambda i: _is_cut(row[i])) if cut)
    return {i for run in runs if len(run) >= _LONG_CUT for i in run}


def _lines(widths: Sequence[int], available: int) -> Iterator[tuple[int, int]]:
    """The columns that fit on each line, one at least."""
    start, used = 0, 0
    for column, width in enumerate(widths):
        if column > start and used + width > available:
            yield start, column
            start, used = column, 0
        used += width + 1
    if widths:
        yield start, len(widths)


def _line(label: str, margin: int, cells: Sequence[_Drawn], widths: Sequence[int]) -> Text:
    line = Text().append(label.ljust(margin), "dim")
    for i, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        missing = width - cell.width
        if cell.closing is None:
            line.append(cell.text).append(" " * (missing + 1))
        else:
            line.append(cell.text).append("-" * missing + cell.closing, _DASHES)
            line.append(("-" if cell.goes_on else " ") * (i < len(cells) - 1), _DASHES)
    line.rstrip()
    return line
