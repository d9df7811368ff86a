"""All pairs of wordings compared with one another: what the exact join is checked against, never what matching runs.

Slow, obvious and complete: `audit` asks it about a sample, and the tests about whole collections.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    for left, right in _not_too_far(wordings, sample, thresholds):
        relation = relate(wordings[left], wordings[right], thresholds)
        if relation is not None:
            found[left, right] = relation
    return found


def _not_too_far(wordings: Sequence[Wording], sample: Flags, thresholds: Thresholds) -> Iterator[tuple[int, int]]:
    """Pairs with as many words in common, in order, as any relation needs at least."""
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
            # of two in the sample the lower number asks
            new = ~sample[None, others] | (others[None, :] > asked[:, None])
            for row, column in np.argwhere((common >= need) & new).tolist():
                yield min(asked[row], others[column]), max(asked[row], others[column])


def _least_common(wording: Wording, thresholds: Thresholds) -> int:
    """The fewest words in common with which a wording can relate to any other, but as a variant."""
    sizes = [len(piece) for piece in wording.pieces if len(piece) >= thresholds.fragment_words]
    fragment = thresholds.fragment_need(min(sizes, default=len(wording.words)))
    sentences = [end - start for start, end in wording.sentences if end - start >= thresholds.sentence_words]
    return min([fragment, thresholds.overlap_words, *sentences])
