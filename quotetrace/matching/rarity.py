"""How much it says that two texts share a word: a table shipped with the package, never the collection itself.

Counting in the collection would let unrelated documents change an old decision.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache

from quotetrace.lexicons import lines, word_list

# The row of word_frequencies.tsv that holds the sum of all counts.
_TOTAL = "*"
# A word that the table does not list is taken to be half as frequent as its rarest row.
_UNLISTED_SHARE = 0.5
# Rare words stand less than once in 4,096 words of news: "horse", "threatening", most names; not "economy".
RARE_BITS = 12.0


@cache
def _information() -> tuple[dict[str, float], float]:
    """Bits by word, and the bits of a word that is not listed."""
    counts = {word: int(count) for word, count in (line.split("\t") for line in lines("word_frequencies.tsv"))}
    total = counts.pop(_TOTAL)
    bits = {word: math.log2(total / count) for word, count in counts.items()}
    return bits, math.log2(total / (min(counts.values()) * _UNLISTED_SHARE))


def information(word: str) -> float:
    """Bits that a folded word carries: 4 for *the*, about 16 for one that is not listed. Higher is rarer."""
    bits, unlisted = _information()
    return bits.get(word, unlisted)


def rare_words(words: Iterable[str]) -> list[str]:
    """The rare ones of some folded words, sorted, each once."""
    return sorted({word for word in words if information(word) >= RARE_BITS})


def topic_words(words: Iterable[str]) -> frozenset[str]:
    """The words that tell what a sentence is about: no function words, no titles, no words of saying.

    *Said* or *told* stands in every sentence around a quotation and tells nothing of its topic.
    """
    return frozenset(words).difference(*map(word_list, ("stopwords.txt", "honorifics.txt", "saying_words.txt")))
