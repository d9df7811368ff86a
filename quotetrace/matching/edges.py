"""Every pair of quotations whose words satisfy a relation, by comparing all pairs. Exact, and the oracle of any index.

Identical wordings are compared once. The LCS of all pairs is computed by RapidFuzz on words mapped to code points,
tile by tile, so that memory stays flat; a pair that is too far apart for a variant and for a fragment is dropped
there. What is left goes through the tests of `relations`. Overlaps come from a dictionary of word runs instead.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import LCSseq
from rapidfuzz.process import cdist

from quotetrace.matching.relations import DEFAULT, Found, Thresholds, find_unbroken, membership, overlap
from quotetrace.matching.wording import (
    Wording,
    find_chains,
    raw_words,
    read_wording,
    takes_part,
    whole_text,
)
from quotetrace.model import Edge, Quotation, Relation

# A tile of LCS values is at most this many rows by columns of 32 bits: 16 MB.
TILE_ROWS = 512
TILE_COLUMNS = 8192
# Longer "quotations" are marks that never closed or whole speeches; comparing two of them window by window takes
# seconds, so they are not compared at all and stand alone.
MAX_WORDS = 5_000
# The surrogates are no characters; words are numbered past them.
_FIRST_SURROGATE, _SURROGATES = 0xD800, 0x800


@dataclass(frozen=True, slots=True)
class _Entry:
    """One thing to compare: a quotation, or a chain under the id of its first piece.

    pieces: the ids of the chain's pieces, empty for a single quotation.
    """

    id: str
    text: str
    new: bool
    pieces: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Match:
    """An edge and the number of words that its two texts have in common in order."""

    edge: Edge
    common: int


def find_edges(
    new: Sequence[Quotation], stored: Sequence[Quotation] = (), *, thresholds: Thresholds = DEFAULT
) -> list[Edge]:
    """The edges of all pairs new × new and new × stored, one a pair, in order of their ids.

    A `continues` chain takes part as a whole beside its pieces. What one of its pieces shares with a quotation is no
    edge of the whole; where the whole shares more, and its first piece relates too, the whole's edge is the one
    reported. An overlap's words are given as the shorter of the two prints them.
    """
    entries = [*_entries(new, is_new=True), *_entries(stored, is_new=False)]
    by_wording: dict[Wording, list[_Entry]] = defaultdict(list)
    for entry in entries:
        wording = read_wording(entry.text)
        if len(wording.words) <= MAX_WORDS:
            by_wording[wording].append(entry)
    wordings = sorted(by_wording, key=lambda wording: (len(wording.words), wording.words, wording.pieces))
    groups = [by_wording[wording] for wording in wordings]
    fresh = np.array([any(entry.new for entry in group) for group in groups], dtype=bool)
    related: list[_Match] = []
    for left, right, found in _related(wordings, fresh, thresholds):
        common = found.common(len(wordings[left].words), len(wordings[right].words))
        for edge in _expand(groups[left], groups[right], found, same=left == right):
            related.append(_Match(edge, common))
    edges = _one_a_pair(related, {entry.id: entry.pieces for entry in entries if entry.pieces})
    for edge in _short_fragments(new, thresholds):
        edges.setdefault(_pair(edge), edge)
    return [edges[pair] for pair in sorted(edges)]


def _entries(quotations: Iterable[Quotation], *, is_new: bool) -> Iterator[_Entry]:
    """The quotations that take part, and the chains among them."""
    given = list(quotations)
    for one in given:
        if takes_part(one):
            yield _Entry(one.id, one.text, is_new, frozenset())
    for head, chain in find_chains(given).items():
        yield _Entry(head, whole_text(chain), is_new, frozenset(piece.id for piece in chain))


def _related(
    wordings: Sequence[Wording], fresh: npt.NDArray[np.bool_], thresholds: Thresholds
) -> Iterator[tuple[int, int, Found]]:
    """Every related pair of wordings of which one is fresh, as indices; a wording with itself included."""
    for index in np.flatnonzero(fresh).tolist():
        yield index, index, Found(Relation.VARIANT, 1.0)
    related: set[tuple[int, int]] = set()
    for left, right in _close_pairs(wordings, fresh, thresholds):
        found = membership(wordings[left], wordings[right], thresholds)
        if found is not None:
            related.add((left, right))
            yield left, right, found
    for left, right in sorted(_sharing_runs(wordings, fresh, thresholds) - related):
        shared = overlap(wordings[left], wordings[right], thresholds)
        if shared is not None:
            yield left, right, shared


def _close_pairs(
    wordings: Sequence[Wording], fresh: npt.NDArray[np.bool_], thresholds: Thresholds
) -> Iterator[tuple[int, int]]:
    """Pairs left < right whose LCS does not rule out a variant or a fragment, and the identical short ones.

    The wordings come sorted by length, so the left one of a pair is never the longer.
    """
    lengths = np.array([len(wording.words) for wording in wordings], dtype=np.int64)
    first = int(np.searchsorted(lengths, thresholds.fragment_words))
    yield from _short_twins(wordings[:first], fresh)
    codes = _encode(wordings)
    least = np.array([_least_common(wording, thresholds) for wording in wordings], dtype=np.int64)
    for top in range(first, len(wordings), TILE_ROWS):
        rows = slice(top, min(top + TILE_ROWS, len(wordings)))
        for begin in range(top, len(wordings), TILE_COLUMNS):
            columns = slice(begin, min(begin + TILE_COLUMNS, len(wordings)))
            if not (fresh[rows].any() or fresh[columns].any()):
                continue
            common = cdist(codes[rows], codes[columns], scorer=LCSseq.similarity, dtype=np.int32)
            as_variant = -(-thresholds.variant_percent * (lengths[rows, None] + lengths[None, columns]) // 200)
            # equally long texts may be a fragment either way round, so the smaller need of the two counts
            as_fragment = np.where(
                lengths[rows, None] == lengths[None, columns],
                np.minimum(least[rows, None], least[None, columns]),
                least[rows, None],
            )
            close = common >= np.minimum(as_variant, as_fragment)
            close &= fresh[rows, None] | fresh[None, columns]
            for row, column in np.argwhere(close).tolist():
                if top + row < begin + column:
                    yield top + row, begin + column


def _short_twins(wordings: Sequence[Wording], fresh: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Pairs of short wordings with the same words and other ellipses; these come next to one another."""
    for left, wording in enumerate(wordings):
        right = left + 1
        while right < len(wordings) and wordings[right].words == wording.words:
            if fresh[left] or fresh[right]:
                yield left, right
            right += 1


def _least_common(wording: Wording, thresholds: Thresholds) -> int:
    """The least LCS with which a wording can be a fragment of another, whole or by one of its pieces."""
    lengths = [len(piece) for piece in wording.pieces if len(piece) >= thresholds.fragment_words]
    return thresholds.fragment_need(min(lengths, default=len(wording.words)))


def _encode(wordings: Sequence[Wording]) -> list[str]:
    """Each wording as a string with one character a word, so that RapidFuzz compares words at machine speed."""
    numbers: dict[str, str] = {}
    codes: list[str] = []
    for wording in wordings:
        for word in wording.words:
            if word not in numbers:
                number = len(numbers) + 1
                numbers[word] = chr(number if number < _FIRST_SURROGATE else number + _SURROGATES)
        codes.append("".join([numbers[word] for word in wording.words]))
    return codes


def _sharing_runs(
    wordings: Sequence[Wording], fresh: npt.NDArray[np.bool_], thresholds: Thresholds
) -> set[tuple[int, int]]:
    """Pairs left < right that share a run of `overlap_words`, or of which one holds a whole sentence of the other."""
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    sentences = {
        wording.words[start:end]
        for wording in wordings
        for start, end in wording.sentences
        if thresholds.sentence_words <= end - start < thresholds.overlap_words
    }
    for index, wording in enumerate(wordings):
        for size in range(thresholds.sentence_words, thresholds.overlap_words + 1):
            for start in range(len(wording.words) - size + 1):
                run = wording.words[start : start + size]
                if (size == thresholds.overlap_words or run in sentences) and index not in holders[run][-1:]:
                    holders[run].append(index)
    pairs: set[tuple[int, int]] = set()
    for indices in holders.values():
        for position, left in enumerate(indices):
            pairs.update((left, right) for right in indices[position + 1 :] if fresh[left] or fresh[right])
    return pairs


def _expand(left: Sequence[_Entry], right: Sequence[_Entry], found: Found, *, same: bool) -> Iterator[Edge]:
    """The edges of two wordings' occurrences; within one wording each pair once."""
    for position, one in enumerate(left):
        for other in right[position + 1 :] if same else right:
            if (one.new or other.new) and one.id != other.id and not _of_one_chain(one, other):
                yield _edge(one, other, found)


def _of_one_chain(one: _Entry, other: _Entry) -> bool:
    """Whether one is a chain and the other a piece of it: these are the same words, not the same words again."""
    return one.id in other.pieces or other.id in one.pieces


def _edge(one: _Entry, other: _Entry, found: Found) -> Edge:
    left, right = one, other
    words = raw_words(one.text, found.start, found.end) if found.relation is Relation.OVERLAP else ""
    if found.reverse if found.relation is Relation.FRAGMENT else one.id > other.id:
        left, right = other, one
    return Edge(left.id, right.id, found.relation, found.score, words, bool(left.pieces), bool(right.pieces))


def _pair(edge: Edge) -> tuple[str, str]:
    return (edge.left, edge.right) if edge.left < edge.right else (edge.right, edge.left)


_CLOSENESS = {Relation.VARIANT: 2, Relation.FRAGMENT: 1, Relation.OVERLAP: 0}


def _one_a_pair(related: Sequence[_Match], chains: Mapping[str, Collection[str]]) -> dict[tuple[str, str], Edge]:
    """One edge between every two ids: a membership before an overlap, then the whole chain, then the closer."""
    pieces = {piece for chain in chains.values() for piece in chain}
    by_pieces = {
        _pair(one.edge): one.common
        for one in related
        if not (one.edge.left_whole or one.edge.right_whole or one.edge.relation is Relation.OVERLAP)
        and not pieces.isdisjoint(_pair(one.edge))
    }
    edges: dict[tuple[str, str], Edge] = {}
    for one in related:
        old = edges.get(_pair(one.edge))
        if (old is None or _width(one.edge) > _width(old)) and not _of_one_piece(one, chains, by_pieces):
            edges[_pair(one.edge)] = one.edge
    return edges


def _of_one_piece(one: _Match, chains: Mapping[str, Collection[str]], by_pieces: Mapping[tuple[str, str], int]) -> bool:
    """Whether a chain's edge is that of one of its pieces: with as many words in common."""
    edge = one.edge
    if not (edge.left_whole or edge.right_whole):
        return False
    left = chains[edge.left] if edge.left_whole else (edge.left,)
    right = chains[edge.right] if edge.right_whole else (edge.right,)
    return any(by_pieces.get((min(a, b), max(a, b)), 0) >= one.common for a in left for b in right)


def _width(edge: Edge) -> tuple[bool, int, int, float, bool]:
    member = edge.relation is not Relation.OVERLAP
    return member, edge.left_whole + edge.right_whole, _CLOSENESS[edge.relation], edge.score, edge.left_whole


def _in_document_speaker(quotation: Quotation) -> str | int | None:
    return quotation.speaker if quotation.entity is None else quotation.entity


def _short_fragments(new: Iterable[Quotation], thresholds: Thresholds) -> Iterator[Edge]:
    """Two or three words that stand unbroken in exactly one longer quotation of the same speaker and document."""
    by_speaker: dict[tuple[str, str | int], list[Quotation]] = defaultdict(list)
    for quotation in new:
        speaker = _in_document_speaker(quotation)
        if takes_part(quotation) and speaker is not None:
            by_speaker[quotation.document, speaker].append(quotation)
    for said in by_speaker.values():
        words: Mapping[str, tuple[str, ...]] = {one.id: read_wording(one.text).words for one in said}
        for short in words:
            if not 2 <= len(words[short]) < thresholds.fragment_words:
                continue
            holding = [
                one
                for one in words
                if len(words[one]) > len(words[short]) and find_unbroken(words[short], words[one]) >= 0
            ]
            if len(holding) == 1:
                yield Edge(short, holding[0], Relation.FRAGMENT, 1.0)
