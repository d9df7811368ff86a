"""Every pair of quotations whose words satisfy a relation.

Identical wordings are compared once (`relating`); here they are quotations again, and chains of them. Of words that
very many have, which pairs these are is told in `crowds`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from quotetrace.errors import AlikeError
from quotetrace.folding import has_words
from quotetrace.matching.crowds import Group, Place, grouped, pairs, pairs_besides
from quotetrace.matching.entries import Entry, by_wording, entries_of, of_one_chain
from quotetrace.matching.relating import MOST_ALIKE, relate_wordings
from quotetrace.matching.relations import DEFAULT, Found, Thresholds, find_unbroken
from quotetrace.matching.wording import find_chains, raw_words, read_wording, takes_part, whole_text
from quotetrace.model import Edge, Quotation, Relation


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
    return _find(new, stored, {}, thresholds, refusing=False)


def tell_edges(
    new: Sequence[Quotation],
    stored: Sequence[Quotation],
    heads: Mapping[str, Collection[Place]],
    *,
    thresholds: Thresholds = DEFAULT,
) -> list[Edge]:
    """The same, but for the pairs of crowds that have none. heads: of each crowd, by its name (`crowds`).

    AlikeError, with the new documents whose fault it is, where there are more pairs than can be held.
    """
    return _find(new, stored, heads, thresholds, refusing=True)


def _find(
    new: Sequence[Quotation],
    stored: Sequence[Quotation],
    heads: Mapping[str, Collection[Place]],
    thresholds: Thresholds,
    *,
    refusing: bool,
) -> list[Edge]:
    entries = [*entries_of(new, new=True), *entries_of(stored, new=False)]
    known = by_wording(entries)
    wordings = sorted(known, key=lambda wording: (len(wording.words), wording.words, wording.pieces))
    groups = [grouped(wording, known[wording], heads) for wording in wordings]
    fresh = np.array([any(entry.new for entry in group.entries) for group in groups], dtype=bool)
    document_of = {entry.id: entry.document for entry in entries}
    related: list[_Match] = []
    crowded: list[tuple[Group, Group, Found, int]] = []
    refuse = partial(_refuse, groups) if refusing else None
    for left, right, found in relate_wordings(wordings, fresh, thresholds, refuse):
        common = found.common(len(wordings[left].words), len(wordings[right].words))
        related += _matches(pairs(groups[left], groups[right]), found, common)
        if groups[left].others and groups[right].others:
            crowded.append((groups[left], groups[right], found, common))
    if crowded:
        near = _edged((one.edge for one in related), document_of)
        for one, other, found, common in crowded:
            related += _matches(pairs_besides(one, other, near), found, common)
    edges = _one_a_pair(related, {entry.id: entry.pieces for entry in entries if entry.pieces})
    for edge in _short_fragments(new, thresholds):
        edges.setdefault(_pair(edge), edge)
    return [edges[pair] for pair in sorted(edges)]


def _refuse(groups: Sequence[Group], wordings: Iterable[int]) -> None:
    """AlikeError with the new documents that have one of the wordings, if there are any."""
    documents = {one.document for place in wordings for one in groups[place].entries if one.new}
    if documents:
        raise AlikeError(frozenset(documents), most=MOST_ALIKE)


def _edged(edges: Iterable[Edge], document_of: Mapping[str, str]) -> dict[str, set[str]]:
    """By document the others that it has an edge with."""
    near: defaultdict[str, set[str]] = defaultdict(set)
    for edge in edges:
        left, right = document_of[edge.left], document_of[edge.right]
        if left != right:
            near[left].add(right)
            near[right].add(left)
    return dict(near)


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


def _matches(pairs: Iterable[tuple[Entry, Entry]], found: Found, common: int) -> Iterator[_Match]:
    """The edges of two wordings' occurrences."""
    for one, other in pairs:
        if (one.new or other.new) and one.id != other.id and not of_one_chain(one, other):
            yield _Match(_edge(one, other, found), common)


def _edge(one: Entry, other: Entry, found: Found) -> Edge:
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
        words = {one.id: read_wording(one.text).words for one in said}
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
