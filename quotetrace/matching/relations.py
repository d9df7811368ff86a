"""How the words of two quotations relate: variant, fragment, overlap, as exact integer tests on folded words.

LCS is the longest common subsequence of words. Words are hashed once by RapidFuzz and compared bit-parallel;
nothing here is approximate. DESIGN section 7 is the definition, `tests/matching/slow_relations.py` says it again
slowly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from rapidfuzz.distance import LCSseq

from quotetrace.matching.wording import Wording, content_words
from quotetrace.model import Relation

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

# A number of words, or an array of such numbers.
Length = TypeVar("Length", int, "npt.NDArray[np.int64]")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where the relations begin. Recorded in the store; never mixed within one.

    variant_percent: 2·LCS / (|a| + |b|) in percent. 80: one word in five may differ.
    fragment_percent: LCS / |shorter| in percent within one window. 85: one word in seven may differ.
    fragment_words, content_words: a fragment's least words, and how many of them must be no function words;
        below that, words fit too many texts and only identical ones relate.
    overlap_words, sentence_words: a shared run this long, or a whole shared sentence this long, is worth a link.
    """

    variant_percent: int = 80
    fragment_percent: int = 85
    fragment_words: int = 4
    content_words: int = 2
    overlap_words: int = 8
    sentence_words: int = 5

    def variant_need(self, total: Length) -> Length:
        """The least LCS that makes variants of two texts of `total` words together."""
        return -(-self.variant_percent * total // 200)

    def least_partner(self, length: Length) -> Length:
        """The fewest words that a variant of a text of `length` words has."""
        return -(-self.variant_percent * length // (200 - self.variant_percent))

    def greatest_partner(self, length: Length) -> Length:
        """The most words that a variant of a text of `length` words has."""
        return 200 * length // self.variant_percent - length

    def fragment_need(self, length: Length) -> Length:
        """The least LCS that makes a fragment of a text of `length` words."""
        return -(-self.fragment_percent * length // 100)

    def window(self, length: int) -> int:
        """The widest window that a fragment of `length` words may spread over: as many words in as may be lost."""
        return 2 * length - self.fragment_need(length)


DEFAULT = Thresholds()


@dataclass(frozen=True, slots=True)
class Found:
    """A relation between two wordings.

    score: 0 to 1 as in `model.Edge`. reverse: for a fragment, whether the second text is the shorter.
    start, end: for an overlap, the shared words as positions in the first text, else 0.
    """

    relation: Relation
    score: float
    reverse: bool = False
    start: int = 0
    end: int = 0

    def common(self, left: int, right: int) -> int:
        """The words in common that the score was made of, for two texts of so many words."""
        return round(self.score * ((left + right) / 2 if self.relation is Relation.VARIANT else min(left, right)))


def relate(left: Wording, right: Wording, thresholds: Thresholds = DEFAULT) -> Found | None:
    """The closest relation of two wordings, or None. Variant before fragment before overlap."""
    found = membership(left, right, thresholds)
    if found is not None or min(len(left.words), len(right.words)) < thresholds.fragment_words:
        return found
    # No run is longer than the words in common, which are counted in a tenth of the time that it takes to find
    if lcs(left.words, right.words) < min(thresholds.overlap_words, thresholds.sentence_words):
        return None
    return overlap(left, right, thresholds)


def membership(left: Wording, right: Wording, thresholds: Thresholds = DEFAULT) -> Found | None:
    """The closest relation that can make two quotations one utterance: variant, else fragment, else None."""
    score = variant(left.words, right.words, thresholds)
    if score is not None:
        return Found(Relation.VARIANT, score)
    if min(len(left.words), len(right.words)) < thresholds.fragment_words:
        return None
    return _either_fragment(left, right, thresholds)


def lcs(left: Sequence[str], right: Sequence[str]) -> int:
    """The length in words of the longest common subsequence."""
    return int(LCSseq.similarity(left, right))


def variant(left: Sequence[str], right: Sequence[str], thresholds: Thresholds = DEFAULT) -> float | None:
    """2·LCS / (|a| + |b|) if that is enough, else None. Texts under `fragment_words` must be identical."""
    total = len(left) + len(right)
    if min(len(left), len(right)) < thresholds.fragment_words:
        return 1.0 if left and tuple(left) == tuple(right) else None
    need = thresholds.variant_need(total)
    if min(len(left), len(right)) < need:
        return None
    common = lcs(left, right)
    return 2 * common / total if common >= need else None


def fragment(short: Wording, long: Wording, thresholds: Thresholds = DEFAULT) -> float | None:
    """LCS / |short| in the best window of `long` if `short` is a fragment of it, else None.

    A text with ellipses may fit piece by piece instead; its score is the share of its words that were placed.
    """
    if len(short.words) > len(long.words):
        return None
    score = _fits(short.words, long.words, thresholds)
    if score is None and len(short.pieces) > 1:
        score = _fits_in_pieces(short, long.words, thresholds)
    return score


def overlap(left: Wording, right: Wording, thresholds: Thresholds = DEFAULT) -> Found | None:
    """The longest shared run that is worth a link: `overlap_words` long, or a whole sentence of either text."""
    start, length = longest_run(left.words, right.words)
    if length < thresholds.overlap_words:
        start, length = max(
            _shared_sentence(left, right, thresholds),
            _sentence_of_right(left, right, thresholds),
            key=lambda run: (run[1], -run[0]),
        )
    if not length:
        return None
    shorter = min(len(left.words), len(right.words))
    return Found(Relation.OVERLAP, length / shorter, start=start, end=start + length)


def longest_run(left: Sequence[str], right: Sequence[str]) -> tuple[int, int]:
    """Start in `left` and length of the longest run of words that stands unbroken in both; the first of equals."""
    numbers: dict[str, str] = {}
    # one character a word: the substring search of str is linear, even on five thousand times the same word
    one, other = ("".join([numbers.setdefault(word, chr(len(numbers))) for word in text]) for text in (left, right))
    best_start, best = 0, 0
    for start in range(len(one)):
        while start + best < len(one) and one[start : start + best + 1] in other:
            best_start, best = start, best + 1
    return best_start, best


def find_unbroken(needle: Sequence[str], hay: Sequence[str], start: int = 0) -> int:
    """The first position from `start` on where the words stand unbroken, or -1. No words stand nowhere."""
    wanted, size = tuple(needle), len(needle)
    if not size:
        return -1
    for index in range(start, len(hay) - size + 1):
        if hay[index] == wanted[0] and tuple(hay[index : index + size]) == wanted:
            return index
    return -1


def _either_fragment(left: Wording, right: Wording, thresholds: Thresholds) -> Found | None:
    forward = fragment(left, right, thresholds)
    backward = fragment(right, left, thresholds)
    if forward is None and backward is None:
        return None
    reverse = forward is None or (backward is not None and backward > forward)
    return Found(Relation.FRAGMENT, (backward if reverse else forward) or 0.0, reverse=reverse)


def _fits(short: Sequence[str], long: Sequence[str], thresholds: Thresholds) -> float | None:
    """LCS / |short| in the best window, for words that are enough to be told from chance."""
    if len(short) < thresholds.fragment_words:
        return None
    need, width = thresholds.fragment_need(len(short)), thresholds.window(len(short))
    best = 0
    for start in _window_starts(short, long, need, width):
        best = max(best, lcs(short, long[start : start + width]))
        if best == len(short):
            break
    if best < need or len(content_words(short)) < thresholds.content_words:
        return None
    return best / len(short)


def _window_starts(short: Sequence[str], long: Sequence[str], need: int, width: int) -> list[int]:
    """Where a window with `need` words of `short` may begin.

    A window that fits can be trimmed to begin with a shared word, and then holds `need` shared words within
    `width`; so these starts are enough, and counting rejects almost everything before any LCS is computed.
    """
    wanted = set(short)
    at = [index for index, word in enumerate(long) if word in wanted]
    return [first for first, last in zip(at, at[need - 1 :], strict=False) if last - first < width]


def _fits_in_pieces(short: Wording, long: Sequence[str], thresholds: Thresholds) -> float | None:
    """The share of words placed, if a piece of four words fits and all shorter pieces stand unbroken in order.

    Kept for each number of placed long pieces (none, some): the earliest position reached and the words placed;
    the earliest dominates, because everything that fits after a later position fits after an earlier one too.
    """
    states: dict[bool, tuple[int, int]] = {False: (0, 0)}
    for piece in short.pieces:
        after: dict[bool, tuple[int, int]] = {}
        for placed, (position, words) in states.items():
            if len(piece) < thresholds.fragment_words:
                found = find_unbroken(piece, long, position)
                if found >= 0:
                    _keep(after, placed, (found + len(piece), words + len(piece)))
                continue
            _keep(after, placed, (position, words))
            end = _earliest_fit(piece, long, position, thresholds)
            if end is not None:
                _keep(after, True, (end, words + thresholds.fragment_need(len(piece))))
        states = after
    return states[True][1] / len(short.words) if True in states else None


def _keep(states: dict[bool, tuple[int, int]], placed: bool, state: tuple[int, int]) -> None:
    """Remember the better of two ways to the same place: earlier, then more words."""
    old = states.get(placed)
    if old is None or (state[0], -state[1]) < (old[0], -old[1]):
        states[placed] = state


def _earliest_fit(piece: Sequence[str], long: Sequence[str], start: int, thresholds: Thresholds) -> int | None:
    """Where the earliest-ending window from `start` on ends that holds the piece as a fragment; None if none does."""
    if len(content_words(piece)) < thresholds.content_words:
        return None
    need, width = thresholds.fragment_need(len(piece)), thresholds.window(len(piece))
    ends = [
        first + size
        for first in _window_starts(piece, long, need, width)
        if first >= start
        for size in range(need, min(width, len(long) - first) + 1)
        if lcs(piece, long[first : first + size]) >= need
    ]
    return min(ends, default=None)


def _shared_sentence(left: Wording, right: Wording, thresholds: Thresholds) -> tuple[int, int]:
    """Start in `left` and length of its longest sentence that stands unbroken in `right`; length 0 if none does."""
    shared = [
        (end - start, -start)
        for start, end in left.sentences
        if end - start >= thresholds.sentence_words and find_unbroken(left.words[start:end], right.words) >= 0
    ]
    length, start = max(shared, default=(0, 0))
    return -start, length


def _sentence_of_right(left: Wording, right: Wording, thresholds: Thresholds) -> tuple[int, int]:
    """The same for the sentences of `right`, as start in `left` and length."""
    start, length = _shared_sentence(right, left, thresholds)
    return (find_unbroken(right.words[start : start + length], left.words), length) if length else (0, 0)
