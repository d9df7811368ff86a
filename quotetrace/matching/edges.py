"""Every pair of quotations whose words satisfy a relation.

Identical wordings are compared once. What may be a variant or a fragment comes from the exact join (`join`), what may
be an overlap from the runs of words that two texts share (`runs`); the tests of `relations` have the last word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from quotetrace.lexicons import word_list
from quotetrace.matching.join import Join
from quotetrace.matching.keys import Texts, number_words
from quotetrace.matching.postings import Flags
from quotetrace.matching.relations import DEFAULT, Found, Thresholds, find_unbroken, membership, overlap
from quotetrace.matching.runs import sharing_runs
from quotetrace.matching.wording import (
    Wording,
    find_chains,
    raw_words,
    read_wording,
    takes_part,
    whole_text,
)
from quotetrace.model import Edge, Quotation, Relation

# Longer "quotations" are marks that never closed or whole speeches; comparing two of them window by window takes
# seconds, so they are not compared at all and stand alone.
MAX_WORDS = 5_000


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
    by_text: dict[str, list[_Entry]] = defaultdict(list)
    for entry in entries:
        by_text[entry.text].append(entry)
    by_wording: dict[Wording, list[_Entry]] = defaultdict(list)
    wording_of = {text: read_wording(text) for text in by_text}
    for text, printed in by_text.items():
        if len(wording_of[text].words) <= MAX_WORDS:
            by_wording[wording_of[text]] += printed
    wordings = sorted(by_wording, key=lambda wording: (len(wording.words), wording.words, wording.pieces))
    groups = [by_wording[wording] for wording in wordings]
    fresh = np.array([any(entry.new for entry in group) for group in groups], dtype=bool)
    related: list[_Match] = []
    for left, right, found in relate_wordings(wordings, fresh, thresholds):
        common = found.common(len(wordings[left].words), len(wordings[right].words))
        for edge in _expand(groups[left], groups[right], found, same=left == right):
            related.append(_Match(edge, common))
    edges = _one_a_pair(related, {entry.id: entry.pieces for entry in entries if entry.pieces})
    for edge in _short_fragments(new, wording_of, thresholds):
        edges.setdefault(_pair(edge), edge)
    return [edges[pair] for pair in sorted(edges)]


def _entries(quotations: Iterable[Quotation], *, is_new: bool) -> Iterator[_Entry]:
    """The quotations that take part, and the chains among them."""
    given = list(quotations)
    for one in given:
        if takes_part(one):
            yield _Entry(one.id, one.text, is_new, frozenset())
    for head, pieces in find_chains(given).items():
        yield _Entry(head, whole_text(pieces), is_new, frozenset(piece.id for piece in pieces))


def relate_wordings(
    wordings: Sequence[Wording], fresh: Flags, thresholds: Thresholds
) -> Iterator[tuple[int, int, Found]]:
    """Every related pair of wordings of which one is fresh, as indices; a wording with itself included."""
    for index in np.flatnonzero(fresh).tolist():
        yield index, index, Found(Relation.VARIANT, 1.0)
    short = bisect_left(wordings, thresholds.fragment_words, key=lambda wording: len(wording.words))
    for left, right in _short_twins(wordings[:short], fresh):
        yield left, right, Found(Relation.VARIANT, 1.0)
    numbered = _Numbered(wordings, fresh, thresholds)
    related: set[tuple[int, int]] = set()
    for left, right in numbered.close_pairs():
        found = membership(wordings[left], wordings[right], thresholds)
        if found is not None:
            related.add((left, right))
            yield left, right, found
    for pair in sorted(pair for pair in numbered.sharing_runs() if pair not in related):
        shared = overlap(wordings[pair[0]], wordings[pair[1]], thresholds)
        if shared is not None:
            yield *pair, shared


def _short_twins(wordings: Sequence[Wording], fresh: Flags) -> Iterator[tuple[int, int]]:
    """Pairs of short wordings with the same words and other ellipses; these come next to one another."""
    for left, wording in enumerate(wordings):
        right = left + 1
        while right < len(wordings) and wordings[right].words == wording.words:
            if fresh[left] or fresh[right]:
                yield left, right
            right += 1


class _Numbered:
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

    def close_pairs(self) -> list[tuple[int, int]]:
        """The pairs that may be variant or fragment: all that are, and few that are not."""
        return Join(self.texts, self.owners, self.content, self.fresh, self.thresholds).pairs()

    def sharing_runs(self) -> Iterator[tuple[int, int]]:
        """The pairs that may be overlaps."""
        count = len(self.fresh)
        compared = Texts(self.texts.words[: self.texts.starts[count]], self.texts.starts[: count + 1])
        for left, right in sharing_runs(compared, self.sentences, self.fresh, self.thresholds):
            yield from zip(left.tolist(), right.tolist(), strict=True)


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


def _short_fragments(
    new: Iterable[Quotation], wording_of: Mapping[str, Wording], thresholds: Thresholds
) -> Iterator[Edge]:
    """Two or three words that stand unbroken in exactly one longer quotation of the same speaker and document."""
    by_speaker: dict[tuple[str, str | int], list[Quotation]] = defaultdict(list)
    for quotation in new:
        speaker = _in_document_speaker(quotation)
        if takes_part(quotation) and speaker is not None:
            by_speaker[quotation.document, speaker].append(quotation)
    for said in by_speaker.values():
        words = {one.id: wording_of[one.text].words for one in said}
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
