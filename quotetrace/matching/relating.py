"""Every pair of wordings that satisfies a relation.

What may be a variant or a fragment comes from the exact join (`join`), what may be an overlap from the runs of words
that two texts share (`runs`); the tests of `relations` have the last word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

import numpy as np

from quotetrace.lexicons import word_list
from quotetrace.matching.join import Join, Pairs, each, in_order
from quotetrace.matching.keys import HALF, LOWER, Texts, number_words
from quotetrace.matching.postings import Flags
from quotetrace.matching.relations import Found, Thresholds, membership, overlap
from quotetrace.matching.runs import sharing_runs
from quotetrace.matching.wording import Wording
from quotetrace.model import Relation

# Pairs of wordings that may relate, of 10,000 documents with all that is stored. Collections have a tenth of that.
MOST_PAIRS = 3_000_000
# Pairs of one wording that are more than it should have then: stock phrases in a million quotations have some hundred.
MOST_ALIKE = 1_500
# Pairs, some of them found twice, that are enough to tell whose fault it is: they take some two gigabytes.
MOST_HELD = 40_000_000


def relate_wordings(
    wordings: Sequence[Wording],
    fresh: Flags,
    thresholds: Thresholds,
    refuse: Callable[[list[int]], None] | None = None,
) -> Iterator[tuple[int, int, Found]]:
    """Every related pair of wordings of which one is fresh, as indices; a wording with itself included.

    refuse: where there are more pairs than any collection has, called with the wordings that have the most of them,
    before these are compared one by one. It may raise.
    """
    for index in np.flatnonzero(fresh).tolist():
        yield index, index, Found(Relation.VARIANT, 1.0)
    short = bisect_left(wordings, thresholds.fragment_words, key=lambda wording: len(wording.words))
    for left, right in _short_twins(wordings[:short], fresh):
        yield left, right, Found(Relation.VARIANT, 1.0)
    numbered = Numbered(wordings, fresh, thresholds)
    related: set[tuple[int, int]] = set()
    for left, right in each(_checked(numbered.join().pairs, len(wordings), refuse)):
        found = membership(wordings[left], wordings[right], thresholds)
        if found is not None:
            related.add((left, right))
            yield left, right, found
    for left, right in each(_checked(numbered.sharing_runs, len(wordings), refuse)):
        shared = None if (left, right) in related else overlap(wordings[left], wordings[right], thresholds)
        if shared is not None:
            yield left, right, shared


def _checked(find: Callable[..., tuple[Pairs, bool]], number: int, refuse: Callable[[list[int]], None] | None) -> Pairs:
    """What `find` finds among so many wordings. Where a part of it tells already that some have too many pairs, these
    are refused first."""
    found, are_all = find(most=None if refuse is None else MOST_HELD)
    if refuse is not None and (alike := most_alike(found, number)):
        refuse(alike)
    return found if are_all else find()[0]


def most_alike(pairs: Pairs, number: int) -> list[int]:
    """Of so many wordings those that have too many of the pairs, if there are too many of these."""
    if len(pairs) <= MOST_PAIRS:
        return []
    has = np.bincount(pairs >> HALF, minlength=number) + np.bincount(pairs & LOWER, minlength=number)
    return np.flatnonzero(has > MOST_ALIKE).tolist()


class Numbered:
    """Wordings in the order of their lengths, as numbers of words.

    texts: the wordings, then the pieces between ellipses that may be fragments on their own.
    """

    def __init__(self, wordings: Sequence[Wording], fresh: Flags, thresholds: Thresholds) -> None:
        self.fresh, self.thresholds = fresh, thresholds
        pieces = [
            (owner, piece)
            for owner, wording in enumerate(wordings)
            if len(wording.pieces) > 1
            for piece in wording.pieces
            if len(piece) >= thresholds.fragment_words
        ]
        rows = chain((wording.words for wording in wordings), (piece for _, piece in pieces))
        self.texts, numbers = number_words(rows)
        self.owners = np.array([*range(len(wordings)), *(owner for owner, _ in pieces)], dtype=np.int64)
        function_words = word_list("stopwords.txt")
        content = np.array([word not in function_words for word in numbers], dtype=np.int64)
        before = np.concatenate(([0], np.cumsum(content[self.texts.words])))
        self.content = np.diff(before[self.texts.starts]) >= thresholds.content_words
        starts = self.texts.starts.tolist()
        runs = [
            (starts[owner] + start, end - start)
            for owner, wording in enumerate(wordings)
            for start, end in wording.sentences
            if thresholds.sentence_words <= end - start < thresholds.overlap_words
        ]
        self.sentences = np.array(runs, dtype=np.int64).reshape(-1, 2)

    def join(self) -> Join:
        """What finds the pairs that may be variant or fragment: all that are, and few that are not."""
        return Join(self.texts, self.owners, self.content, self.fresh, self.thresholds)

    def sharing_runs(self, *, most: int | None = None) -> tuple[Pairs, bool]:
        """The pairs that may be overlaps, as `in_order` has them."""
        count = len(self.fresh)
        compared = Texts(self.texts.words[: self.texts.starts[count]], self.texts.starts[: count + 1])
        return in_order(sharing_runs(compared, self.sentences, self.fresh, self.thresholds), most=most)


def _short_twins(wordings: Sequence[Wording], fresh: Flags) -> Iterator[tuple[int, int]]:
    """Pairs of short wordings with the same words and other ellipses; these come next to one another."""
    for left, wording in enumerate(wordings):
        right = left + 1
        while right < len(wordings) and wordings[right].words == wording.words:
            if fresh[left] or fresh[right]:
                yield left, right
            right += 1
