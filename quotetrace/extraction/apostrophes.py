"""Single marks told from apostrophes: which open a quotation, which close one, which belong to a word.

*the rowers' boat*, *rock 'n' roll*, *the '90s*, *cup o' tea*: an apostrophe has every shape of a mark. So a single
mark opens only where a closer is in sight or the next paragraph reopens it, and what may close but may belong to a
word as well (rowers', rowin') is believed to close only where no better closer follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

# A single mark must find its closer within so many characters; apostrophes would else open quotations everywhere.
SINGLE_REACH = 1500
# Marks that are looked at ahead of a doubtful one.
_MARKS_AHEAD = 16
OPENING_PUNCTUATION = frozenset("([{<—–-/…*>|") | frozenset("“„‘‚«‹\"'`")
CLOSING_PUNCTUATION = frozenset(".,;:!?)]}<—–-/…*") | frozenset("”’»›\"'")
_SINGLES = frozenset("'‘’‚‛`´")
_SENTENCE_END = re.compile(r"[.?!]\s+[A-Z]")
# Words in marks within marks that a plural's apostrophe may close.
_FEW_WORDS = 4

_IS_N = re.compile(r"\s['‘’]n['’]\s")
_OPENER = r"(?:(?<=[\s(\[“\"—–]['‘´‚])|(?<![\s\S].)(?<=['‘´‚]))(?=[\w\[(…$£€#@])"
_CLOSER = r"(?<=[^\s(\[“‘]['’´])(?!\w)|(?<=[.,?!\"”]\s['’´])(?=\s|\Z)|(?<=[^\s(\[“]‘)(?=[\s.,;:?!)])"
# The mark comes first and is looked back from: a pattern that begins with a set of characters skips all others fast.
_SHAPED = re.compile(f"['‘’‚´](?:(?P<open>{_OPENER})|(?P<close>{_CLOSER}))")
# Words that begin with an apostrophe, and years ('90s, '04) but no other numbers ('3,210 victims').
_ELISIONS = re.compile(
    r"(?:(?:em|til|till|tis|twas|cause|bout|round|n|cuz|ere|neath|nuff|ol|tude|ello|ya|s|re|ve|ll|d|m|t)\b|"
    r"\d\ds?\b(?![,.:]?\d|[-–%]))",
    re.I,
)
# Words that end with an apostrophe: plurals and names in s, rowin', cup o' tea, ol' man.
_CUT_SHORT = re.compile(r"(?:[sS]|in|\b(?:o|an|th|ol|lil|wi|po|mo|fo|jus|las|ha|gi|t))\Z")


def is_single(mark: str) -> bool:
    """Whether the mark is a single one: ‘ ’ ' ‚ ` ´."""
    return mark in _SINGLES


def is_elision(text: str, after: int) -> bool:
    """Whether a word that begins with an apostrophe follows at `after`: 'em, 'tis, '90s."""
    return _ELISIONS.match(text, after) is not None


class Window(NamedTuple):
    """A paragraph, ``text[start:end]``: what stands beside a mark in it; a line break beyond its edges."""

    text: str
    start: int
    end: int

    def before(self, at: int) -> str:
        """The character before the mark that begins at `at`."""
        return self.text[at - 1] if at > self.start else "\n"

    def behind(self, after: int) -> str:
        """The character behind the mark that ends at `after`."""
        return self.text[after] if after < self.end else "\n"

    def may_open(self, at: int, after: int) -> bool:
        """Whether the mark stands where an opener does: behind a blank or a bracket, before a word."""
        before, following = self.before(at), self.behind(after)
        return (
            (before.isspace() or before in OPENING_PUNCTUATION) and not following.isspace() and following not in ",;)"
        )

    def may_close(self, at: int, after: int) -> bool:
        """Whether the mark stands where a closer does: behind a word or a stop, before a blank or a stop."""
        before, following = self.before(at), self.behind(after)
        return not before.isspace() and (following.isspace() or following in CLOSING_PUNCTUATION)


class Singles(NamedTuple):
    """The single marks of one paragraph.

    reopened: whether the next paragraph begins with such a mark. below: the single marks of the next paragraph.
    """

    window: Window
    reopened: bool = False
    below: Singles | None = None

    @property
    def runs_on(self) -> bool:
        """Whether the next paragraph closes what is open here; looked at only where a mark makes it matter."""
        return self.below is not None and self.below.closes_first()

    def is_apostrophe(self, at: int, after: int) -> bool:
        """Whether the mark stands within a word, or on either side of 'n'."""
        before, following = self.window.before(at), self.window.behind(after)
        if before.isalnum() and following.isalnum():
            return True
        return _IS_N.match(self.window.text, max(at - 3, 0)) is not None or (
            _IS_N.match(self.window.text, max(at - 1, 0)) is not None
        )

    # --- openers ----------------------------------------------------------------------------------------------

    def opens(self, at: int, mark: str, after: int) -> bool:
        """Whether the mark opens a quotation, where none in single marks is open."""
        if not self._stands_open(at, after):
            return at == self.window.start and self._closes_sentence(after)
        if mark == "’":
            return at == self.window.start and self._closes_sentence(after)
        if is_elision(self.window.text, after):
            return self._closes_sentence(after) or self._closes_number(after)
        return self._has_closer(after) or ((self.reopened or self.runs_on) and self._introduces(at))

    def _introduces(self, at: int) -> bool:
        """Whether speech may begin at the mark: at the start of the paragraph, or with a capital behind a stop."""
        words = self.window.text[max(self.window.start, at - 2) : at].rstrip()
        return not words or (words[-1] in ".,:;?!—–-" and self.window.behind(at + 1).isupper())

    def _stands_open(self, at: int, after: int) -> bool:
        """Whether the neighbours are an opener's; a capital right behind a stop will do: said:'We row'."""
        glued = self.window.before(at) in ",:;" and self.window.behind(after).isupper()
        return glued or self.window.may_open(at, after)

    def _has_closer(self, after: int) -> bool:
        """Whether a closer comes; one that may be a plural possessive counts for a few words or within a sentence."""
        closers = (match.start() for match in self._marks_from(after + 1) if match.lastgroup == "close")
        return any(not self._is_doubtful(at) or not _SENTENCE_END.search(self.window.text, after, at) for at in closers)

    def closes_first(self) -> bool:
        """Whether the first single mark of the paragraph closes a quotation that was opened before it."""
        return self._closes_sentence(self.window.start)

    def _closes_number(self, after: int) -> bool:
        """Whether the mark before a number finds its closer a few words on: his '47 percent' of voters."""
        first = next(self._marks_from(after), None)
        return (
            first is not None
            and first.lastgroup == "close"
            and self.window.behind(after).isdigit()
            and not self._is_doubtful(first.start())
            and self._are_few(after, first.start())
        )

    def _closes_sentence(self, after: int) -> bool:
        """Whether the next single mark closes and stands behind a stop: 'Tis late,' she said."""
        for match in self._marks_from(after):
            if match.lastgroup == "open" and is_elision(self.window.text, match.end()):
                continue
            return match.lastgroup == "close" and self.window.before(match.start()) in ".,?!"
        return False

    # --- closers ----------------------------------------------------------------------------------------------

    def closes(self, opened: str, opened_at: int, at: int, mark: str, after: int) -> bool:
        """Whether the mark closes the quotation that the mark `opened` opens at `opened_at`."""
        before, following = self.window.before(at), self.window.behind(after)
        if mark in "‘‚‛`":
            return mark == "‘" and opened == "‚" and self.window.may_close(at, after)
        if before.isspace():  # 'We row. ' and no more
            return following.isspace() and self.window.text[at - 2 : at - 1] in tuple('.,?!"”')
        if following.isalnum():
            return before in ".,?!"
        return not self._is_possessive(opened_at, at)

    def nests(self, opened_at: int, after: int) -> bool:
        """Whether the mark opens a quotation within the one in the same marks that opened at `opened_at`.

        It does where so many closers follow that both are closed, or all but the one that the next paragraph reopens.
        """
        depth = self._depth_behind(after, 2, after)
        return depth == 0 or (depth == 1 and self.reopened and self._introduces(opened_at))

    def _depth_behind(self, after: int, depth: int, begin: int | None = None) -> int:
        """How many of `depth` open quotations the marks behind leave open; 0 as soon as none is.

        begin: where the words of the innermost one begin, where few of them may stand before a doubtful closer.
        """
        for match in self._marks_from(after):
            if match.lastgroup == "open":
                depth += not is_elision(self.window.text, match.end())
                begin = match.end()
            elif not self._is_doubtful(match.start()) or (begin is not None and self._are_few(begin, match.start())):
                depth -= 1
                begin = None
            if depth == 0:
                break
        return depth

    def _are_few(self, start: int, end: int) -> bool:
        return self.window.text.count(" ", start, end) < _FEW_WORDS

    def _is_possessive(self, opened_at: int, at: int) -> bool:
        """Whether the word before goes with the mark (rowers' boat): a closer too many follows, or a reopened mark."""
        if not self._is_cut_short(at):
            return False
        if self.window.behind(at + 1) in ".,?!" and self.window.text[at + 2 : at + 3] in ("'", "’"):
            return True  # 'We were rowin','
        if self.window.behind(at + 1) != " ":
            return False
        depth = self._depth_behind(at + 2, 1)
        if depth == 1 and self.reopened and opened_at == self.window.start:
            return self.window.text[at + 2 : at + 3].islower()
        return depth == 0

    def _is_doubtful(self, at: int) -> bool:
        """Whether the closer may as well be the apostrophe of the word before: the rowers' boat."""
        text = self.window.text
        return self._is_cut_short(at) and text[at + 1 : at + 2] == " " and text[at + 2 : at + 3].islower()

    def _is_cut_short(self, at: int) -> bool:
        return _CUT_SHORT.search(self.window.text, max(at - 4, self.window.start), at) is not None

    def _marks_from(self, after: int) -> Iterator[re.Match[str]]:
        """The next few marks that look like an opener or a closer."""
        limit = min(self.window.end, after + SINGLE_REACH)
        return islice(_SHAPED.finditer(self.window.text, after, limit), _MARKS_AHEAD)
