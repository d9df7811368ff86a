"""All pairs of wordings compared with one another: what the exact join is checked against, never what matching runs.

Slow, obvious and complete: `audit` asks it about a sample, and the tests about whole collections.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np
from rapidfuzz.distance import LCSseq
from rapidfuzz.process import cdist

from quotetrace.matching.keys import as_characters, number_words
from quotetrace.matching.postings import Flags
from quotetrace.matching.relations import Found, Thresholds, relate
from quotetrace.matching.wording import Wording

# A tile of LCS values is at most this many rows by columns of 32 bits: 16 MB.
TILE_ROWS, TILE_COLUMNS = 512, 8192


def relate_all(wordings: Sequence[Wording], sample: Flags, thresholds: Thresholds) -> dict[tuple[int, int], Found]:
    """The relation of every pair of wordings, lower number first, of which one is in the sample."""
    found = {}
    for left, right in set(chain(_close(wordings, sample, thresholds), _sharing_runs(wordings, sample, thresholds))):
        relation = relate(wordings[left], wordings[right], thresholds)
        if relation is not None:
            found[left, right] = relation
    return found


def _close(wordings: Sequence[Wording], sample: Flags, thresholds: Thresholds) -> Iterator[tuple[int, int]]:
    """Pairs with as many words in common, in order, as a variant or a fragment of them needs at least."""
    texts, _ = number_words(wording.words for wording in wordings)
    characters, lengths = as_characters(texts), texts.lengths
    needs = np.array([_least_common(wording, thresholds) for wording in wordings], dtype=np.int64)
    rows = np.flatnonzero(sample)
    for top in range(0, len(rows), TILE_ROWS):
        asked = rows[top : top + TILE_ROWS]
        for begin in range(0, len(wordings), TILE_COLUMNS):
            others = np.arange(begin, min(begin + TILE_COLUMNS, len(wordings)))
            common = cdist(
                [characters[one] for one in asked.tolist()],
                characters[begin : begin + TILE_COLUMNS],
                scorer=LCSseq.similarity,
                dtype=np.int32,
                workers=-1,
            )
            need = thresholds.variant_need(lengths[asked, None] + lengths[None, others])
            need = np.minimum(need, np.minimum(needs[asked, None], needs[None, others]))
            for row, column in np.argwhere((common >= need) & (asked[:, None] != others[None, :])).tolist():
                one, other = int(asked[row]), int(others[column])
                yield min(one, other), max(one, other)


def _least_common(wording: Wording, thresholds: Thresholds) -> int:
    """The fewest words in common with which a wording can be a fragment of another, whole or by one of its pieces."""
    sizes = [len(piece) for piece in wording.pieces if len(piece) >= thresholds.fragment_words]
    return thresholds.fragment_need(min(sizes, default=len(wording.words)))


def _sharing_runs(wordings: Sequence[Wording], sample: Flags, thresholds: Thresholds) -> Iterator[tuple[int, int]]:
    """Pairs with a run of `overlap_words` in common, or of which one holds a whole shorter sentence of the other."""
    sizes = range(thresholds.sentence_words, thresholds.overlap_words + 1)
    holding: dict[tuple[str, ...], list[int]] = defaultdict(list)
    whole: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for one in np.flatnonzero(sample).tolist():
        for size in sizes:
            for run in set(_runs(wordings[one], size)):
                holding[run].append(one)
        for run in _sentences(wordings[one], thresholds):
            whole[run].append(one)
    for other, wording in enumerate(wordings):
        sentences = set(_sentences(wording, thresholds))
        for size in sizes:
            for run in set(_runs(wording, size)):
                as_long = size == thresholds.overlap_words or run in sentences
                for one in holding.get(run, ()) if as_long else whole.get(run, ()):
                    if one != other:
                        yield min(one, other), max(one, other)


def _runs(wording: Wording, size: int) -> Iterator[tuple[str, ...]]:
    return (wording.words[start : start + size] for start in range(len(wording.words) - size + 1))


def _sentences(wording: Wording, thresholds: Thresholds) -> list[tuple[str, ...]]:
    """The sentences that are long enough to be shared and too short to be told by a run alone."""
    known = (wording.words[start:end] for start, end in wording.sentences)
    return [one for one in known if thresholds.sentence_words <= len(one) < thresholds.overlap_words]
