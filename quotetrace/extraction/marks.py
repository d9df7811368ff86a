"""Quotation marks, found by a character scanner with a stack.

News pages mix curly, straight, single, low, angle and doubled single marks, often in one article, and about one
article in eight leaves a pair unbalanced. So each mark is judged by its neighbours (opener, closer, apostrophe,
measure), openers wait on a stack, and nothing that goes wrong in one paragraph is felt in the next but one. A mark
left open at the end of a paragraph continues where the next paragraph reopens it (the rule of English typesetting)
or closes it; otherwise it ends with its paragraph and is flagged.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from quotetrace.extraction.apostrophes import OPENING_PUNCTUATION, Singles, Window, is_elision, is_single
from quotetrace.extraction.doubles import closes_as_opener, end_before_tag, ends_in_tag, is_measure, nests
from quotetrace.extraction.misread import mend

# An unclosed mark may run on through so many paragraphs that do not reopen it before it is given up.
LONGEST_RUN_ON = 3
# Marks within marks within marks: no article nests deeper, hostile text does.
_DEEPEST = 8

_CHARACTERS = "\"“”„‟″＂«»‹›「」『』‘’‚‛'`´"
_MARK = re.compile(rf"[{_CHARACTERS}](?:(?<=')'|(?<=’)’|(?<=‘)‘|(?<=`)`)?")
_DOUBLE = frozenset(("''", "’’", "‘‘", "``", '"', "“", "”", "„", "‟", "″", "＂"))
_DOUBLED = frozenset(("''", "’’", "‘‘", "``"))
_ANGLE = frozenset("«»‹›「」『』")
_PARTNERS = dict(zip("«»‹›「」『』", "»«›‹」「』『", strict=True))
_ALWAYS_OPEN = frozenset("“„‟‚‛‘") | {"``", "‘‘"}


class Marked(NamedTuple):
    """The words between one pair of marks.

    start, end: the words, marks and inner blanks at the edges excluded; outer_start, outer_end: with the marks.
    depth: 0 for outermost. parent: index of the pair around it, or None. unclosed: one mark of the pair is missing.
    reopens: index of the piece in the paragraph before that this one goes on with, or None. single: ‘…’ or '…'.
    turn: a turn of a dialogue, which is speech whatever its words.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    depth: int = 0
    parent: int | None = None
    unclosed: bool = False
    reopens: int | None = None
    single: bool = False
    turn: bool = False


@dataclass(slots=True)
class _Open:
    """A mark on the stack: its characters, and the piece that it goes on with."""

    mark: str
    start: int
    inner: int
    reopens: int | None = None
    paragraphs: int = 0


def find_marked(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Marked]:
    """Every pair of marks within `paragraphs` (half-open spans of `text`, in order), outermost and nested, by start.

    Linear in the length of the text.
    """
    mended = mend(text)
    if mended is None:
        return _scan(text, paragraphs)
    clean, origin = mended
    moved = [(bisect_left(origin, start), bisect_left(origin, end)) for start, end in paragraphs]
    return [
        one._replace(
            start=origin[one.start],
            end=origin[one.end],
            outer_start=origin[one.outer_start],
            outer_end=origin[one.outer_end],
        )
        for one in _scan(clean, moved)
    ]


def _scan(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Marked]:
    scanner = _Scanner(text)
    places = _places_of_marks(text, paragraphs[0][0], paragraphs[-1][1]) if paragraphs else []
    for index, (start, end) in enumerate(paragraphs):
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        first = bisect_left(places, start)
        scanner.paragraph(start, end, following, places[first : bisect_left(places, end, first)])
    return nested(scanner.found)


def _places_of_marks(text: str, start: int, end: int) -> list[int]:
    """Where the characters that marks are made of stand in ``text[start:end]``, in order.

    Most of a text is none, and has few kinds: to look for each is far cheaper than to ask every character.
    """
    places = []
    for mark in _CHARACTERS:
        at = text.find(mark, start, end)
        while at >= 0:
            places.append(at)
            at = text.find(mark, at + 1, end)
    return sorted(places)


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Marked] = []
        self.stack: list[_Open] = []
        self.reopening: int | None = None
        self.following: tuple[int, int] | None = None
        self.last_double_close = 0

    def paragraph(self, start: int, end: int, following: tuple[int, int] | None, places: Sequence[int]) -> None:
        """Scan ``text[start:end]``, in which marks stand at `places`."""
        if not places and not self.stack:
            self.reopening = None
            return
        self.start, self.end, self.following = start, end, following
        self.last_double_close = start
        self.window = Window(self.text, start, end)
        self.singles = self._singles(following)
        at = start
        for place in places:
            if place >= at and (match := _MARK.match(self.text, place, end)) is not None:
                at = self._mark(place, match.group())
        self._paragraph_end()

    def _singles(self, following: tuple[int, int] | None) -> Singles:
        if following is None:
            return Singles(self.window)
        return Singles(self.window, self._reopens_single(following[0]), below=Singles(Window(self.text, *following)))

    def _mark(self, at: int, mark: str) -> int:
        """Deal with the mark at `at`; where to look on."""
        # ''He said 'no''' : the first of three closes the inner quotation
        if mark in ("''", "’’") and self._top_is_single() and self._are_two(at, mark):
            mark = mark[0]
        after = at + len(mark)
        if mark in _DOUBLE:
            self._double(at, mark, after)
        elif mark in _ANGLE:
            self._angle(at, mark, after)
        else:
            self._single(at, mark, after)
        return after

    def _are_two(self, at: int, mark: str) -> bool:
        """Whether a doubled mark is two single ones: the third of three closes, or no doubled one is open."""
        return self.text[at : at + 3] == mark + mark[0] or all(one.mark not in _DOUBLED for one in self.stack)

    # --- double marks -----------------------------------------------------------------------------------------

    def _double(self, at: int, mark: str, after: int) -> None:
        top = self._open_double()
        if top is None:
            self._double_when_none_is_open(at, mark, after)
        elif at == self.start:
            self._push(at, mark, after)
        elif mark == '"' and is_measure(self.window, at, after):
            return
        elif top.mark == "„" or mark in ("”", "’’") or closes_as_opener(self.window, top.mark, at, mark, after):
            self._close(top, at, after)
        elif mark in _ALWAYS_OPEN or (self.window.may_open(at, after) and not self.window.may_close(at, after)):
            self._opener_within(top, at, mark, after)
        else:
            self._close(top, at, after)

    def _double_when_none_is_open(self, at: int, mark: str, after: int) -> None:
        before = self.window.before(at)
        if mark not in _ALWAYS_OPEN and before.isdigit() and not self.window.behind(after).isalpha():
            return  # 6" pipe, 5'10''
        closes = mark not in _ALWAYS_OPEN and self.window.may_close(at, after) and not before.isspace()
        if closes and not (before in OPENING_PUNCTUATION and not self.window.behind(after).isspace()):
            self._orphan_closer(at, after)
            return
        if mark == "”" and not self.window.may_open(at, after) and at > self.start:
            return
        if at > self.start and self.window.behind(after).isspace() and before.isspace() and mark in ("''", "”", "’’"):
            return
        self._push(at, mark, after)

    def _opener_within(self, top: _Open, at: int, mark: str, after: int) -> None:
        """A second opener: nested where the styles differ, else the first was never closed."""
        if not nests(self.window, top.mark, mark, after):
            self._give_up(top, at)
        self._push(at, mark, after)

    def _orphan_closer(self, at: int, after: int) -> None:
        """A closer without an opener: if its paragraph began with the words, they are the quotation."""
        begin = self.last_double_close
        if begin != self.start or self.stack:
            return
        self.last_double_close = after
        closed_here = takewhile(lambda one: one.outer_end > begin, reversed(self.found))
        first = min((one.outer_start for one in closed_here), default=at)
        if first < begin:
            return  # those words end a pair of the paragraph before
        misprinted = self.text[begin] in "'‘" and first > begin
        self._emit(begin, begin + misprinted, at, after, unclosed=True, single=False, reopens=None)

    # --- angle marks ------------------------------------------------------------------------------------------

    def _angle(self, at: int, mark: str, after: int) -> None:
        partner = _PARTNERS[mark]
        opened = next((one for one in reversed(self.stack) if one.mark in (partner, mark)), None)
        if opened is not None and (opened.mark == partner or not self.window.may_open(at, after)):
            self._close(opened, at, after)
        elif mark in "«‹「『" or self.window.may_open(at, after):
            self._push(at, mark, after)

    # --- single marks -----------------------------------------------------------------------------------------

    def _single(self, at: int, mark: str, after: int) -> None:
        if self.singles.is_apostrophe(at, after):
            return
        opened = self.stack[-1] if self._top_is_single() else None
        if opened is None:
            if self.singles.opens(at, mark, after):
                self._push(at, mark, after)
        elif self.singles.closes(opened.mark, opened.start, at, mark, after):
            self._close(opened, at, after)
        elif mark != "’" and self.window.may_open(at, after) and self.singles.nests(opened.start, after):
            self._push(at, mark, after)

    # --- the stack --------------------------------------------------------------------------------------------

    def _top_is_single(self) -> bool:
        return bool(self.stack) and is_single(self.stack[-1].mark)

    def _open_double(self) -> _Open | None:
        return next((one for one in reversed(self.stack) if one.mark in _DOUBLE), None)

    def _push(self, at: int, mark: str, after: int) -> None:
        if len(self.stack) >= _DEEPEST:
            return
        reopens = self.reopening if at == self.start and not self.stack else None
        self.stack.append(_Open(mark, at, after, reopens))

    def _close(self, opened: _Open, at: int, after: int) -> None:
        """Close `opened`; whatever was opened within it and never closed was no quotation mark."""
        while self.stack.pop() is not opened:
            pass
        if opened.mark in _DOUBLE:
            self.last_double_close = after
        self._emit(
            opened.start,
            opened.inner,
            at,
            after,
            unclosed=False,
            single=is_single(opened.mark),
            reopens=opened.reopens,
        )

    def _give_up(self, opened: _Open, limit: int) -> None:
        """End a mark that is never closed: before the attribution that follows, else at `limit`."""
        while self.stack.pop() is not opened:
            pass
        end = end_before_tag(self.text, opened.inner, limit)
        self._emit(
            opened.start, opened.inner, end, end, unclosed=True, single=is_single(opened.mark), reopens=opened.reopens
        )

    def _emit(
        self, outer: int, inner: int, stop: int, after: int, *, unclosed: bool, single: bool, reopens: int | None
    ) -> int | None:
        """Keep the words found; their index, or None where the marks hold no word."""
        start, end = inner, stop
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if not any(character.isalnum() for character in self.text[start:end]):
            return None
        self.found.append(Marked(start, end, outer, after, 0, None, unclosed, reopens, single))
        return len(self.found) - 1

    def _paragraph_end(self) -> None:
        """Close what is open, unless the next paragraph goes on with it."""
        self.reopening = None
        if not self.stack:
            return
        opened = self.stack[0]
        del self.stack[1:]
        following = self.following
        if (
            following is not None
            and self._reopens(opened.mark, following[0])
            and not ends_in_tag(self.window, opened.inner)
        ):
            self.stack.clear()
            single = is_single(opened.mark)
            found = self._emit(
                opened.start, opened.inner, self.end, self.end, unclosed=False, single=single, reopens=opened.reopens
            )
            self.reopening = found if found is not None else opened.reopens
            return
        opened.paragraphs += 1
        if following is None or opened.paragraphs > LONGEST_RUN_ON or not self._closes_first(opened, following):
            self._give_up(opened, self.end)

    def _reopens(self, opened: str, at: int) -> bool:
        """Whether the paragraph at `at` begins with a mark of the same sort as the one open."""
        match = _MARK.match(self.text, at)
        if match is None:
            return False
        mark = match.group()
        if mark in _DOUBLE or opened in _DOUBLE:
            return mark in _DOUBLE and opened in _DOUBLE
        return mark == opened and not is_elision(self.text, match.end())

    def _reopens_single(self, at: int) -> bool:
        """Whether the paragraph at `at` begins with a single mark that may open it."""
        return self.text[at] in "'‘" and self._reopens(self.text[at], at)

    def _closes_first(self, opened: _Open, following: tuple[int, int]) -> bool:
        """Whether the first double mark of the next paragraph is a closer (the quotation runs over the break)."""
        if is_single(opened.mark):
            return Singles(Window(self.text, *following)).closes_first()
        if opened.mark not in _DOUBLE:
            return False
        for match in _MARK.finditer(self.text, following[0], following[1]):
            if match.group() not in _DOUBLE:
                continue
            before = self.text[match.start() - 1]
            following_character = self.text[match.end() : match.end() + 1] or "\n"
            if match.group() in _ALWAYS_OPEN:
                return False
            return not before.isspace() and not following_character.isalnum()
        return False


def nested(found: list[Marked]) -> list[Marked]:
    """Sorted by start, each with its depth and the index of the pair around it."""
    order = sorted(range(len(found)), key=lambda index: (found[index].outer_start, -found[index].outer_end))
    place = {old: new for new, old in enumerate(order)}
    out: list[Marked] = []
    around: list[int] = []
    for new, old in enumerate(order):
        one = found[old]
        while around and out[around[-1]].outer_end <= one.outer_start:
            around.pop()
        reopens = place[one.reopens] if one.reopens is not None else None
        out.append(one._replace(depth=len(around), parent=around[-1] if around else None, reopens=reopens))
        around.append(new)
    return out
