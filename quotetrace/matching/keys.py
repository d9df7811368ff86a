"""Words and pairs of words as numbers, the rarest first: what the exact join looks texts up by.

A key is a word or a bigram of a text with the number of its occurrence there (the second *the* is another key than the
first), so that the keys two texts share are as many as the words or bigrams they share. Keys are numbered from the
rarest to the most frequent; any total order would do for the guarantee, this one makes the shortest lists.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, count, pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import LCSseq
from rapidfuzz.process import cpdist

Ints: TypeAlias = npt.NDArray[np.int64]

# Two numbers in one of 64 bits: the first in the upper half.
HALF = 32
LOWER = (1 << HALF) - 1
# The surrogates are no characters; words are numbered past them, and from 1 again once the characters are used up.
_FIRST_SURROGATE, _SURROGATES, _CHARACTERS = 0xD800, 0x800, 0x110000
# Pairs compared in one call of RapidFuzz, on every core.
_COMPARED = 1 << 18
_ALL_CORES = -1


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts as numbers of words: text i is ``words[starts[i]:starts[i + 1]]``."""

    words: Ints
    starts: Ints

    @property
    def lengths(self) -> Ints:
        """The words of each text."""
        return np.diff(self.starts)


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of each text in the order of their numbers: those of text i are ``keys[starts[i]:starts[i + 1]]``.

    frequency: in how many texts each key occurs.
    """

    keys: Ints
    starts: Ints
    frequency: Ints


def number_words(texts: Iterable[Sequence[str]]) -> tuple[Texts, dict[str, int]]:
    """The texts as numbers of words, and the number of each word in the order of their appearance."""
    known = list(texts)
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    words = np.fromiter((numbers[word] for word in chain.from_iterable(known)), dtype=np.int64)
    return Texts(words, _starts(np.fromiter(map(len, known), dtype=np.int64, count=len(known)))), dict(numbers)


def word_keys(texts: Texts) -> Keys:
    """A key for each word."""
    return _keys(texts.words, texts.lengths)


def bigram_keys(texts: Texts) -> Keys:
    """A key for each two words that stand side by side; a text of one word has none."""
    last = np.zeros(len(texts.words), dtype=bool)
    last[texts.starts[1:][texts.lengths > 0] - 1] = True
    first = np.flatnonzero(~last)
    pairs = (
        texts.words[first] * (int(texts.words.max(initial=0)) + 1) + texts.words[np.minimum(first + 1, len(last) - 1)]
    )
    _, dense = np.unique(pairs, return_inverse=True)
    return _keys(dense.astype(np.int64), np.maximum(texts.lengths - 1, 0))


def as_characters(texts: Texts) -> list[str]:
    """Each text as a string with one character a word, so that RapidFuzz compares words at machine speed.

    Past a million different words some share a character: then two texts may seem closer than they are, never farther.
    """
    numbers = texts.words % (_CHARACTERS - _SURROGATES - 1) + 1
    numbers[numbers >= _FIRST_SURROGATE] += _SURROGATES
    whole = numbers.astype("<u4").tobytes().decode("utf-32-le")
    starts = texts.starts.tolist()
    return [whole[start:end] for start, end in pairwise(starts)]


def common_words(one: Sequence[str], left: Ints, other: Sequence[str], right: Ints) -> Ints:
    """How many words each two texts have in common in order: number `left` of the one and `right` of the other list.

    Texts as characters; too many rather than too few past a million words.
    """
    out = np.empty(len(left), dtype=np.int64)
    for top in range(0, len(left), _COMPARED):
        rows = slice(top, top + _COMPARED)
        ours, theirs = [one[text] for text in left[rows].tolist()], [other[text] for text in right[rows].tolist()]
        out[rows] = cpdist(ours, theirs, scorer=LCSseq.similarity, dtype=np.int32, workers=_ALL_CORES)
    return out


def _keys(items: Ints, sizes: Ints) -> Keys:
    """Number the items of each text by occurrence, then all of them by frequency."""
    owner = np.repeat(np.arange(len(sizes), dtype=np.int64), sizes)
    both = np.sort(owner << HALF | items)
    owner, items = both >> HALF, both & LOWER
    first = np.ones(len(both), dtype=bool)
    first[1:] = both[1:] != both[:-1]
    position = np.arange(len(both), dtype=np.int64)
    occurrence = position - np.maximum.accumulate(np.where(first, position, 0))
    again = np.flatnonzero(occurrence)
    numbered = items.copy()
    if len(again):  # the second occurrence of an item and so on: keys of their own behind all others
        _, more = np.unique(items[again] << HALF | occurrence[again], return_inverse=True)
        numbered[again] = more + int(items.max()) + 1
    counts = np.bincount(numbered) if len(numbered) else np.zeros(0, dtype=np.int64)
    order = np.argsort(counts, kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    keys = np.sort(owner << HALF | rank[numbered]) & LOWER
    return Keys(keys, _starts(sizes), counts[order].astype(np.int64))


def _starts(sizes: Ints) -> Ints:
    starts = np.zeros(len(sizes) + 1, dtype=np.int64)
    np.cumsum(sizes, out=starts[1:])
    return starts
