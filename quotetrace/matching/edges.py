"""Every pair of quotations whose words satisfy a relation.

Identical wordings are compared once (`relating`); here they are quotations again, and chains of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from quotetrace.folding import has_words
from quotetrace.matching.relating import relate_wordings
from quotetrace.matching.relations import DEFAULT, Found, Thresholds, find_unbroken
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


def texts_of(quotations: Iterable[Quotation]) -> dict[str, frozenset[str]]:
    """The texts of quotations and of their chains; of quotations that take no part in matching too.

    Each with the ids of the quotations behind it: those that print it, and what is chained to them.
    """
    given = [one for one in quotations if has_words(one.text)]
    chains = find_chains(given)
    chain_of = {piece.id: chain for chain in chains.values() for piece in chain}
    found: dict[str, set[str]] = {}
    for one in given:
        found.setdefault(one.text, set()).update(piece.id for piece in chain_of.get(one.id, (one,)))
    for chain in chains.values():
        found.setdefault(whole_text(chain), set()).update(piece.id for piece in chain)
    return {text: frozenset(ids) for text, ids in found.items()}


def _entries(quotations: Iterable[Quotation], *, is_new: bool) -> Iterator[_Entry]:
    """The quotations that take part, and the chains among them."""
    given = list(quotations)
    for one in given:
        if takes_part(one):
            yield _Entry(one.id, one.text, is_new, frozenset())
    for head, pieces in find_chains(given).items():
        yield _Entry(head, whole_text(pieces), is_new, frozenset(piece.id for piece in pieces))


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
