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
from dataclasses import dataclass, replace

# An unclosed mark may run on through so many paragraphs that do not reopen it before it is given up.
LONGEST_RUN_ON = 3
# Marks within marks within marks: no article nests deeper, hostile text does.
_DEEPEST = 8
# A single mark must find its closer within so many characters; apostrophes would else open quotations everywhere.
SINGLE_REACH = 1500

_MARK = re.compile(r"''|’’|‘‘|``|\"|[“”„‟″＂«»‹›‘’‚‛'`]")
_CURLY = re.compile("[“”]")
# Characters ahead in which the partner of a doubtful mark is looked for.
_LOOK_AHEAD = 3000
_DOUBLE = frozenset(("''", "’’", "‘‘", "``", '"', "“", "”", "„", "‟", "″", "＂"))
_ANGLE = frozenset("«»‹›")
_ALWAYS_OPEN = frozenset("“„‟‚‛‘") | {"``", "‘‘"}
_OPENING_PUNCTUATION = frozenset("([{<—–-/…*>|") | frozenset("“„‘‚«‹\"'`")
_CLOSING_PUNCTUATION = frozenset(".,;:!?)]}<—–-/…*") | frozenset("”’»›\"'")
_IS_N = re.compile(r"\s['’]n['’]\s")
_NEXT_SINGLE = re.compile(r"(?P<open>(?<=[\s(])['‘](?=\w))|(?P<close>(?<=[^\s])['’](?!\w))")
# Words that begin with an apostrophe; digits ('90s) are told by themselves.
_ELISIONS = re.compile(
    r"(?:em|til|till|tis|twas|cause|bout|round|n|cuz|ere|neath|nuff|ol|tude|ello|ya|s|re|ve|ll|d|m|t)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Marked:
    """The words between one pair of marks.

    start, end: the words, marks and inner blanks at the edges excluded; outer_start, outer_end: with the marks.
    depth: 0 for outermost. parent: index of the pair around it, or None. unclosed: one mark of the pair is missing.
    reopens: index of the piece in the paragraph before that this one goes on with, or None. single: ‘…’ or '…'.
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
    scanner = _Scanner(text)
    for index, (start, end) in enumerate(paragraphs):
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        scanner.paragraph(start, end, following)
    return _nested(scanner.found)


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Marked] = []
        self.stack: list[_Open] = []
        self.reopening: int | None = None
        self.following: tuple[int, int] | None = None
        self.last_double_close = 0

    def paragraph(self, start: int, end: int, following: tuple[int, int] | None) -> None:
        self.start, self.end, self.following = start, end, following
        self.last_double_close = start
        self.single_closers = self._single_closers()
        at = start
        while (match := _MARK.search(self.text, at, end)) is not None:
            at = self._mark(match.start(), match.group())
        self._paragraph_end()

    def _mark(self, at: int, mark: str) -> int:
        """Deal with the mark at `at`; where to look on."""
        # ''He said 'no''' : the first of three closes the inner quotation
        if mark in ("''", "’’") and self._top_is_single() and self.text[at : at + 3] == mark + mark[0]:
            mark = mark[0]
        after = at + len(mark)
        if mark in _DOUBLE:
            self._double(at, mark, after)
        elif mark in _ANGLE:
            self._angle(at, mark, after)
        else:
            self._single(at, mark, after)
        return after

    # --- neighbours -------------------------------------------------------------------------------------------

    def _before(self, at: int) -> str:
        return self.text[at - 1] if at > self.start else "\n"

    def _next(self, after: int) -> str:
        return self.text[after] if after < self.end else "\n"

    def _may_open(self, at: int, after: int) -> bool:
        before, following = self._before(at), self._next(after)
        return (
            (before.isspace() or before in _OPENING_PUNCTUATION) and not following.isspace() and following not in ",;)"
        )

    def _may_close(self, at: int, after: int) -> bool:
        before, following = self._before(at), self._next(after)
        return not before.isspace() and (following.isspace() or following in _CLOSING_PUNCTUATION)

    # --- double marks -----------------------------------------------------------------------------------------

    def _double(self, at: int, mark: str, after: int) -> None:
        top = self._open_double()
        if top is None:
            self._double_when_none_is_open(at, mark, after)
        elif at == self.start:
            self._push(at, mark, after)
        elif mark == '"' and self._is_measure(at, after):
            return
        elif top.mark == "„" or mark in ("”", "’’"):
            self._close(top, at, after)
        elif mark in _ALWAYS_OPEN or (self._may_open(at, after) and not self._may_close(at, after)):
            self._opener_within(top, at, mark, after)
        else:
            self._close(top, at, after)

    def _is_measure(self, at: int, after: int) -> bool:
        """Whether a straight mark behind a digit within an open quotation means inches: the rest pairs without it."""
        if not self._before(at).isdigit() or self._next(after) != " " or not self.text[after + 1 : after + 2].islower():
            return False
        return self.text.count('"', after, min(self.end, after + _LOOK_AHEAD)) % 2 == 1

    def _double_when_none_is_open(self, at: int, mark: str, after: int) -> None:
        before = self._before(at)
        if mark not in _ALWAYS_OPEN and before.isdigit() and not self._next(after).isalpha():
            return  # 6" pipe, 5'10''
        closes = mark not in _ALWAYS_OPEN and self._may_close(at, after) and not before.isspace()
        if closes and not (before in _OPENING_PUNCTUATION and not self._next(after).isspace()):
            self._orphan_closer(at, after)
            return
        if mark == "”" and not self._may_open(at, after) and at > self.start:
            return
        if at > self.start and self._next(after).isspace() and before.isspace() and mark in ("''", "”", "’’"):
            return
        self._push(at, mark, after)

    def _opener_within(self, top: _Open, at: int, mark: str, after: int) -> None:
        """A second opener: nested where the styles differ, else the first was never closed."""
        if (top.mark in "“„") != (mark in "“„") or self._closers_ahead(after) >= 2:
            self._push(at, mark, after)
            return
        self._give_up(top, at)
        self._push(at, mark, after)

    def _closers_ahead(self, after: int) -> int:
        """Curly closers before the next curly opener, at most two: two mean nesting."""
        count = 0
        for match in _CURLY.finditer(self.text, after, min(self.end, after + _LOOK_AHEAD)):
            if match.group() == "“" or count == 2:
                break
            count += 1
        return count

    def _orphan_closer(self, at: int, after: int) -> None:
        """A closer without an opener: if its paragraph began with the words, they are the quotation."""
        begin = self.last_double_close
        if begin != self.start or self.stack:
            return
        self.last_double_close = after
        self._emit(begin, begin, at, after, unclosed=True, single=False, reopens=None)

    # --- angle marks ------------------------------------------------------------------------------------------

    def _angle(self, at: int, mark: str, after: int) -> None:
        partner = {"«": "»", "»": "«", "‹": "›", "›": "‹"}[mark]
        opened = next((one for one in reversed(self.stack) if one.mark == partner), None)
        if opened is not None:
            self._close(opened, at, after)
        elif mark in "«‹" or self._may_open(at, after):
            self._push(at, mark, after)

    # --- single marks -----------------------------------------------------------------------------------------

    def _single(self, at: int, mark: str, after: int) -> None:
        before, following = self._before(at), self._next(after)
        if before.isalnum() and following.isalnum():
            return
        if mark in "'’" and _IS_N.match(self.text, max(at - 3, 0)):
            return  # rock 'n' roll
        opened = self.stack[-1] if self._top_is_single() else None
        if opened is not None and mark not in "‘‚`" and not before.isspace() and not following.isalnum():
            if not self._is_possessive(at, after):
                self._close(opened, at, after)
            return
        if mark == "’" or opened is not None:
            return
        if not self._may_open(at, after) or self._is_elision(after):
            return
        reopened = at == self.start and self.following is not None and self._reopens(mark, self.following[0])
        if reopened or self._has_single_closer(after):
            self._push(at, mark, after)

    def _is_elision(self, after: int) -> bool:
        return self._next(after).isdigit() or _ELISIONS.match(self.text, after) is not None

    def _single_closers(self) -> list[int]:
        """Where in this paragraph a single mark may close, in order."""
        return [
            match.start() for match in re.finditer(r"(?<=[^\s(\[“\"‘])['’](?![\w'’])", self.text[self.start : self.end])
        ]

    def _has_single_closer(self, after: int) -> bool:
        """Whether a closer comes; one that only looks like a plural possessive does not count."""
        for offset in self.single_closers[bisect_left(self.single_closers, after + 1 - self.start) :]:
            at = self.start + offset
            if at - after > SINGLE_REACH:
                return False
            plural = (
                self.text[at - 1] in "sS" and self.text[at + 1 : at + 2] == " " and self.text[at + 2 : at + 3].islower()
            )
            if not plural or self._opens_before(after, at):
                return True
            if self._quoted_plural(after, at):
                return True
        return False

    def _quoted_plural(self, after: int, at: int) -> bool:
        """'consequences' should it …: a word or two in marks of their own, with no later closer to wait for."""
        return self.text.count(" ", after, at) < 4

    def _opens_before(self, after: int, at: int) -> bool:
        return self.text[at - 1] in ".,!?"

    def _is_possessive(self, at: int, after: int) -> bool:
        """Whether an open single mark goes on past this s' or in': a better closer follows before another opener."""
        if self.text[at - 2 : at].lower() not in ("in",) and self._before(at) not in "sS":
            return False
        if not (self._next(after) == " " and self.text[after + 1 : after + 2].islower()):
            return False
        later = _NEXT_SINGLE.search(self.text, after, min(self.end, after + SINGLE_REACH))
        return later is not None and later.group("close") is not None

    # --- the stack --------------------------------------------------------------------------------------------

    def _top_is_single(self) -> bool:
        return bool(self.stack) and _is_single(self.stack[-1].mark)

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
            single=_is_single(opened.mark),
            reopens=opened.reopens,
        )

    def _give_up(self, opened: _Open, limit: int) -> None:
        """End a mark that is never closed: before the attribution that follows, else at `limit`."""
        while self.stack.pop() is not opened:
            pass
        end = limit
        for match in _TAG_AFTER.finditer(self.text, opened.inner, limit):
            end = match.end("stop")
            break
        self._emit(
            opened.start, opened.inner, end, end, unclosed=True, single=_is_single(opened.mark), reopens=opened.reopens
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
        if following is not None and self._reopens(opened.mark, following[0]):
            self.stack.clear()
            single = _is_single(opened.mark)
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
        return mark == opened and not self._is_elision(match.end())

    def _closes_first(self, opened: _Open, following: tuple[int, int]) -> bool:
        """Whether the first double mark of the next paragraph is a closer (the quotation runs over the break)."""
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


# `…, Vance said.` within a mark that is never closed: the words end at the stop before the name.
_TAG_AFTER = re.compile(
    r"(?P<stop>[,?!])\s+(?:(?:he|she|they|[A-Z]\w+)(?:\s[A-Z]\w+)?\s(?:said|says|added|told|wrote)|(?:said|says)\s[A-Z]\w+)\b"
)


def _is_single(mark: str) -> bool:
    return mark in ("'", "‘", "’", "‚", "‛", "`")


def _nested(found: list[Marked]) -> list[Marked]:
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
        out.append(replace(one, depth=len(around), parent=around[-1] if around else None, reopens=reopens))
        around.append(new)
    return out
