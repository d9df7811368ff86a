"""Pasted words looked up in the index of a large store: the texts that `finding` would find, and few others.

A text that has enough of the words at all is compared with them, words as characters; nothing is left out for being
frequent, or for the words being few.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from quotetrace.matching.comparing import Comparable
from quotetrace.matching.index import END, SLOTS, EntryTexts, numbers_of, over_blocks, read_entries
from quotetrace.matching.keys import Ints
from quotetrace.matching.postings import Flags
from quotetrace.matching.relations import DEFAULT, Thresholds
from quotetrace.matching.runs import run_hashes
from quotetrace.matching.wording import read_wording


def look_up(words: str, entries: Sequence[bytes], *, thresholds: Thresholds = DEFAULT) -> list[tuple[int, int]]:
    """The texts that the words may be found in or that may be found in them, as position of the entry and in it."""
    parts = wanted_parts(words, thresholds)
    if not parts:
        return []
    wanted = read_entries([np.array([number for part in parts for number in (*part, END)], dtype="<u4").tobytes()])
    known = np.zeros(SLOTS, dtype=bool)
    known[wanted.words % SLOTS] = True
    known[END] = False

    def hits(block: EntryTexts) -> Ints:
        flags = known[block.words % SLOTS]
        found = np.zeros(len(block.starts), dtype=bool)
        for look in (_with_enough, _with_runs):
            found[look(wanted, block, flags, thresholds)] = True
        return np.flatnonzero(found)

    return list(over_blocks(entries, hits))


def wanted_parts(words: str, thresholds: Thresholds) -> list[list[int]]:
    """What is looked up for some words, as their numbers: all of them, and each piece that may be a fragment."""
    wording = read_wording(words)
    if not wording.words:
        return []
    pieces = (piece for piece in wording.pieces if len(piece) >= thresholds.fragment_words)
    return [numbers_of(part) for part in (wording.words, *pieces)]


def least_in_common(lengths: Ints, size: int, thresholds: Thresholds) -> Ints:
    """How many words texts of these lengths have in common, at least, with one of `size` words that is a variant or a
    fragment of it or has it as one, or with which it stands unbroken in the other."""
    shorter = np.minimum(lengths, size)
    need = np.minimum(thresholds.variant_need(lengths + size), thresholds.fragment_need(shorter))
    least: Ints = np.maximum(np.minimum(shorter, need), 1)
    return least


def _with_enough(wanted: EntryTexts, stored: EntryTexts, flags: Flags, thresholds: Thresholds) -> Ints:
    """The texts that have in common with the words what one of them must have to be a variant, a fragment or in it."""
    ours, theirs = Comparable(wanted), Comparable(stored)
    known = np.add.reduceat(flags.view(np.uint8), stored.starts, dtype=np.int64)
    hits = np.zeros(len(known), dtype=bool)
    for number, size in enumerate(wanted.lengths.tolist()):
        need = least_in_common(stored.lengths, size, thresholds)
        likely = np.flatnonzero(known >= need)
        hits[likely[ours.in_common(np.full(len(likely), number), theirs, likely) >= need[likely]]] = True
    return np.flatnonzero(hits)


def _with_runs(wanted: EntryTexts, stored: EntryTexts, flags: Flags, thresholds: Thresholds) -> Ints:
    """The texts that share a run of words as long as the shortest of overlaps."""
    size = thresholds.sentence_words
    last = len(flags) - size + 1
    if last <= 0:
        return np.zeros(0, dtype=np.int64)
    together = flags[:last].copy()
    for step in range(1, size):
        together &= flags[step : last + step]
    places = np.flatnonzero(together)
    runs = stored.words[places[:, None] + np.arange(size)].reshape(-1)
    hashes = run_hashes(runs, size)[::size]
    same = np.isin(hashes, run_hashes(wanted.words, size))
    return stored.owners[places[same]]
