"""Pairs of texts that share a run of words: eight in a row, or a whole sentence of five to seven."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from quotetrace.matching.keys import Ints, Texts
from quotetrace.matching.postings import Flags, Lookup, Postings, asked_of
from quotetrace.matching.relations import Thresholds

Hashes: TypeAlias = npt.NDArray[np.uint64]
# Words as numbers, of any width.
Numbers: TypeAlias = npt.NDArray[np.integer]

# A run is hashed by a polynomial in an odd number, modulo 2^64.
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


def sharing_runs(texts: Texts, sentences: Ints, fresh: Flags, thresholds: Thresholds) -> Iterator[tuple[Ints, Ints]]:
    """Tiles of pairs of texts with a run in common, of which one is fresh, the lower number first, each pair once.

    sentences: of all texts, as rows of (first word, number of words) of ``texts.words``. Runs are told by their hash,
    so a pair may share none; every pair that shares one is here.
    """
    owner = np.repeat(np.arange(len(fresh)), texts.lengths)
    holders, runs = [], []
    for size in range(thresholds.sentence_words, thresholds.overlap_words + 1):
        hashes = run_hashes(texts.words, size)
        holder = owner[: len(hashes)]
        inside = holder == owner[size - 1 :]
        if size < thresholds.overlap_words:
            inside &= np.isin(hashes, hashes[sentences[sentences[:, 1] == size, 0]])
        holders.append(holder[inside])
        runs.append(hashes[inside] ^ np.uint64(size))
    _, run = np.unique(np.concatenate(runs), return_inverse=True)
    order = np.argsort(np.concatenate(holders), kind="stable")
    holder, run = np.concatenate(holders)[order], run.astype(np.int64)[order]
    again = np.bincount(run)[run] > 1
    holder, run = holder[again], run[again]
    asked = Lookup(holder, run, np.zeros_like(holder), holder)
    for right, left, _ in asked_of(Postings(holder, run), asked, fresh, fresh):
        yield left, right


def run_hashes(words: Numbers, size: int) -> Hashes:
    """A hash for each run of `size` words, by its first word."""
    return extend_hashes(np.zeros(len(words), dtype=np.uint64), words, 0, size)


def extend_hashes(hashes: Hashes, words: Numbers, size: int, longer: int) -> Hashes:
    """The hashes of all runs of `longer` words from those of the first `size` words of each."""
    count = max(len(words) - longer + 1, 0)
    hashes = hashes[:count]
    for place in range(size, longer):
        hashes = one_word_more(hashes, words[place : place + count])
    return hashes


def one_word_more(hashes: Hashes, words: Numbers) -> Hashes:
    """The hashes of the same runs with one word more."""
    hashes = hashes * _FACTOR + words.astype(np.uint64) + np.uint64(1)
    hashes ^= hashes >> np.uint64(29)
    return hashes
