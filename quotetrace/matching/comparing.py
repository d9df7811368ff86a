"""Texts of index entries compared, words as characters; those of too different words are told apart by a few bits.

A text's signature has a bit for each of its words, so that each bit that another text's has not is a word that the
other has not. Of two texts with one rare word in common, as of most that are looked up, that tells enough.
"""

from __future__ import annotations

from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from quotetrace.matching.index import EntryTexts
from quotetrace.matching.keys import Ints, Texts, as_characters, common_words
from quotetrace.matching.postings import Flags

# Two numbers of 64 bits for each text: a quotation of eighty words leaves half of them unset.
Signatures: TypeAlias = npt.NDArray[np.uint64]

# How many bits are set in a number of 16: NumPy counts them itself only since its second release.
_SET = np.array([number.bit_count() for number in range(1 << 16)], dtype=np.uint8)


class Comparable:
    """The texts of some entries, as others are compared with them."""

    def __init__(self, texts: EntryTexts) -> None:
        self.texts = texts

    @cached_property
    def _signatures(self) -> Signatures:
        return _signatures(self.texts)

    def with_enough(self, own: Ints, other: Comparable, theirs: Ints, need: Ints) -> Flags:
        """Whether each of these texts has as many words in common with one of the others, in order, as both need.

        own, theirs, need: aligned. A few may have one or two fewer: two words of one number count as the same.
        """
        ours, their = self._signatures[own], other._signatures[theirs]
        lacking = np.maximum(
            _bits(ours & ~their) + need - self.texts.lengths[own],
            _bits(their & ~ours) + need - other.texts.lengths[theirs],
        )
        enough: Flags = lacking <= 0
        likely = np.flatnonzero(enough)
        enough[likely] = self.in_common(own[likely], other, theirs[likely]) >= need[likely]
        return enough

    def in_common(self, own: Ints, other: Comparable, theirs: Ints) -> Ints:
        """How many words each of these texts has in common with one of the others, in order."""
        ours, left = np.unique(own, return_inverse=True)
        their, right = np.unique(theirs, return_inverse=True)
        return common_words(_characters(self.texts, ours), left, _characters(other.texts, their), right)


def _characters(texts: EntryTexts, wanted: Ints) -> list[str]:
    """Some of the texts as strings with one character a word."""
    lengths = texts.lengths[wanted]
    starts = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(lengths)))
    places = np.repeat(texts.starts[wanted] - starts[:-1], lengths) + np.arange(starts[-1])
    return as_characters(Texts(texts.words[places], starts))


def _signatures(texts: EntryTexts) -> Signatures:
    bits = np.uint64(1) << (texts.words & 63).astype(np.uint64)
    upper = (texts.words & 64).astype(bool)
    halves = (np.where(upper, np.uint64(0), bits), np.where(upper, bits, np.uint64(0)))
    return np.stack([np.bitwise_or.reduceat(half, texts.starts) for half in halves], axis=1)


def _bits(signatures: Signatures) -> Ints:
    """How many bits are set in each."""
    bits: Ints = _SET[signatures.view(np.uint16)].sum(axis=1, dtype=np.int64)
    return bits
