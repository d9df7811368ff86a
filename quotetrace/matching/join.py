"""The exact join: every pair of texts that may be variant or fragment, without comparing all pairs.

Variants, by the prefix filter (Chaudhuri, Ganti, Kaushik 2006; Bayardo, Ma, Srikant 2007). Two texts of n and m words
with a common subsequence of L words share L words and, since every word left out parts at most one pair of neighbours,
3L - 1 - (n + m) bigrams. Where two texts share s of their keys, the rarest ``keys - s + c`` of the one and of the other
have c in common. So only those are looked up, by texts of fitting length alone. Bigrams are the rarer keys and serve
wherever they promise at least one; below that border both texts of a pair are looked up by words.

Fragments, asymmetrically. Of a text of n words, d may be missing in a window of n + d words: n - d words are there, and
n - 1 - 4d bigrams. So c of its d + c rarest words, and c of its 4d + c rarest bigrams, are keys of the longer text, all
of whose keys are looked up; whichever promises fewer pairs is asked.

What shares that many rare keys is compared, words as characters, and dropped where too few words are in common. Nothing
is ever left out for being frequent: that would void the guarantee.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TypeAlias

import numpy as np

from quotetrace.matching.keys import HALF, LOWER, Ints, Keys, Texts, as_characters, bigram_keys, common_words, word_keys
from quotetrace.matching.postings import Flags, Lookup, Postings, asked_of
from quotetrace.matching.relations import Thresholds

# How many of the rarest keys a pair must share, where it is sure to share as many: c above. With more, each text is
# looked up by more keys and fewer pairs are compared.
_SHARED = 2
# Pairs that are made of their numbers at once.
_AT_ONCE = 1 << 16

# How many keys two texts share: from the words in common and the words of both together.
Promise: TypeAlias = Callable[[Ints, Ints], Ints]
Tile: TypeAlias = tuple[Ints, Ints]
# Pairs of numbers, the lower one in the upper half of one number
Pairs: TypeAlias = Ints


def in_order(tiles: Iterable[Tile], *, most: int | None = None) -> tuple[Pairs, bool]:
    """The pairs of some tiles, lower number first, each once, sorted, and whether these are all: where tiles come with
    more than `most`, the rest is not looked for."""
    found: list[Ints] = []
    held = 0
    for left, right in tiles:
        found.append(left << HALF | right)
        held += len(left)
        if most is not None and held > most:
            break
    both = np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)
    return both, most is None or held <= most


def each(pairs: Pairs) -> Iterator[tuple[int, int]]:
    """Pairs as those of Python, which weigh eight times as much: made as they are asked for."""
    for start in range(0, len(pairs), _AT_ONCE):
        some = pairs[start : start + _AT_ONCE]
        yield from zip((some >> HALF).tolist(), (some & LOWER).tolist(), strict=True)


def words_shared(common: Ints, total: Ints) -> Ints:
    """The words that two texts share at least."""
    return common


def bigrams_shared(common: Ints, total: Ints) -> Ints:
    """The bigrams that two texts share at least; none or a negative number promises nothing."""
    return 3 * common - 1 - total


class Join:
    """Texts to be joined with one another.

    texts: those to be compared, in the order of their lengths; then the parts of them that may be fragments on their
    own. owners: of each the text that it is or is part of. content: whether each has the words of content that a
    fragment needs. fresh: of each text to be compared, whether its pairs are wanted; those of two others are known.
    """

    def __init__(self, texts: Texts, owners: Ints, content: Flags, fresh: Flags, thresholds: Thresholds) -> None:
        self.owners, self.content, self.fresh, self.thresholds = owners, content, fresh, thresholds
        self.lengths = texts.lengths
        self.compared = self.lengths[: len(fresh)]
        self.characters = as_characters(texts)
        self.words = word_keys(texts)
        self.bigrams = bigram_keys(texts)
        self.compared_pairs = 0

    def pairs(self, *, most: int | None = None) -> tuple[Pairs, bool]:
        """The pairs with enough words in common, as `in_order` has them."""
        return in_order(chain(self.variants(), self.fragments()), most=most)

    # --- variants ---------------------------------------------------------------------------------------------

    def variants(self) -> Iterator[Tile]:
        """Tiles of the pairs that have in common what variants have, the shorter text first."""
        least, longest = self.thresholds.fragment_words, int(self.compared.max(initial=0))
        border = bigram_border(self.thresholds, least, longest)
        yield from self._variants(self.words, words_shared, least, border)
        yield from self._variants(self.bigrams, bigrams_shared, border, longest + 1)

    def _variants(self, keys: Keys, shared: Promise, least: int, end: int) -> Iterator[Tile]:
        """Those whose shorter text has `least` words or more, and under `end`."""
        if least >= end:
            return
        as_shorter, as_longer = (table[self.compared] for table in self._promises(shared, least, end))
        postings = Postings(*_rarest(keys, as_shorter))
        text, key = _rarest(keys, as_longer)
        shortest = self.thresholds.least_partner(self.compared[text])
        first = np.searchsorted(self.compared, np.maximum(shortest, least))
        after = np.minimum(text, np.searchsorted(self.compared, end))
        asked = Lookup(text, key, first, after)
        for right, left, counts in asked_of(postings, asked, self.fresh, self.fresh):
            enough = counts >= np.minimum(_SHARED, np.minimum(as_shorter[left], as_longer[right]))
            left, right = left[enough], right[enough]
            need = self.thresholds.variant_need(self.compared[left] + self.compared[right])
            close = self._common(left, right) >= need
            yield left[close], right[close]

    def _promises(self, shared: Promise, least: int, end: int) -> tuple[Ints, Ints]:
        """By its length, how many keys a text shares with any variant that is not shorter, and with any not longer.

        0 for a text that has no such partner among those of `least` words or more and under `end`.
        """
        known = np.unique(self.compared)
        tables = np.zeros((2, int(known.max(initial=0)) + 1), dtype=np.int64)
        for length in known[known >= least].tolist():
            longer = np.arange(length, self.thresholds.greatest_partner(length) + 1)
            shorter = np.arange(max(least, self.thresholds.least_partner(length)), min(length, end - 1) + 1)
            for table, partners in zip(tables, (longer if length < end else longer[:0], shorter), strict=True):
                if len(partners):
                    total = partners + length
                    table[length] = shared(self.thresholds.variant_need(total), total).min()
        return tables[0], tables[1]

    # --- fragments --------------------------------------------------------------------------------------------

    def fragments(self) -> Iterator[Tile]:
        """Tiles of the pairs of which one text, or a part of it, has in common with the other what a fragment has."""
        need = self.thresholds.fragment_need(self.lengths)
        asking = self.content & (self.lengths >= self.thresholds.fragment_words)
        by_words = np.where(asking, need, 0)
        by_bigrams = np.where(asking, np.maximum(bigrams_shared(need, 3 * self.lengths - need), 0), 0)
        cheaper = (by_bigrams > 0) & (_costs(self.bigrams, by_bigrams) < _costs(self.words, by_words))
        for keys, shared in (
            (self.words, np.where(cheaper, 0, by_words)),
            (self.bigrams, np.where(cheaper, by_bigrams, 0)),
        ):
            compared = np.repeat(np.arange(len(self.compared)), np.diff(keys.starts)[: len(self.compared)])
            postings = Postings(compared, keys.keys[: len(compared)])
            text, key = _rarest(keys, shared)
            first = np.searchsorted(self.compared, self.lengths[self.owners[text]])
            asked = Lookup(text, key, first, np.full(len(text), len(self.compared)))
            for part, other, counts in asked_of(postings, asked, self.fresh[self.owners], self.fresh):
                enough = (counts >= np.minimum(_SHARED, shared[part])) & (self.owners[part] != other)
                part, other = part[enough], other[enough]
                close = self._common(part, other) >= need[part]
                one, other = self.owners[part[close]], other[close]
                yield np.minimum(one, other), np.maximum(one, other)

    # --- comparing --------------------------------------------------------------------------------------------

    def _common(self, left: Ints, right: Ints) -> Ints:
        """The words that each two texts have in common in order."""
        self.compared_pairs += len(left)
        return common_words(self.characters, left, self.characters, right)


def bigram_border(thresholds: Thresholds, least: int, longest: int) -> int:
    """The least words of a text from which on bigrams promise one for every variant that is not shorter.

    Up to texts of `longest` words; past that where they never do, as at thresholds of two thirds and less.
    """
    for length in range(longest, least - 1, -1):
        total = np.arange(length, thresholds.greatest_partner(length) + 1) + length
        if bigrams_shared(thresholds.variant_need(total), total).min() < 1:
            return length + 1
    return least


def _taken(keys: Keys, shared: Ints) -> Ints:
    """How many of its rarest keys each text is looked up by if it shares so many with each partner; none for 0."""
    has = np.diff(keys.starts)[: len(shared)]
    return np.where(shared > 0, has - shared + np.minimum(shared, _SHARED), 0)


def _rarest(keys: Keys, shared: Ints) -> tuple[Ints, Ints]:
    """The rarest keys of each text, as many as `_taken`: texts and keys, aligned."""
    taken = _taken(keys, shared)
    text = np.repeat(np.arange(len(taken)), taken)
    place = np.arange(len(text)) - np.repeat(np.cumsum(taken) - taken, taken)
    return text, keys.keys[keys.starts[text] + place]


def _costs(keys: Keys, shared: Ints) -> Ints:
    """How many texts have the keys that each text is looked up by, all lookups together."""
    done = np.zeros(len(keys.keys) + 1, dtype=np.int64)
    np.cumsum(keys.frequency[keys.keys], out=done[1:])
    begin = keys.starts[:-1]
    costs: Ints = done[begin + _taken(keys, shared)] - done[begin]
    return costs
