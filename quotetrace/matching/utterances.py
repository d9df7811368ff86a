"""Utterances from accepted edges: stars around the fullest wording, never chains.

The quotations are taken the fullest first. Each picks one best parent among the fuller ones whose utterance it may
join, and it may join only where it relates to the representative itself; otherwise it begins an utterance of its own.
So a fragment that fits two statements goes with one of them and never ties the two together. The order is total
(fullness, then quotation id), so that the same edges give the same utterances whatever the order of arrival.

A `continues` chain with an accepted edge as a whole is one unit: its pieces go together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quotetrace.matching.relations import longest_run
from quotetrace.matching.wording import (
    chain_heads,
    find_chains,
    raw_words,
    read_wording,
    takes_part,
    whole_text,
)
from quotetrace.model import Edge, Flag, Judgement, Member, Occurrence, Quotation, Related, Relation, Utterance

# Over this many words it is a speech rather than a saying, and stands for an utterance only if nothing else can.
FULLEST_WORDS = 150


@dataclass(frozen=True, slots=True)
class Grouping:
    """The utterances in the order of their representatives' ids, and the ids that now lead to another one."""

    utterances: tuple[Utterance, ...]
    redirects: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class _Unit:
    """A quotation, or a chain that goes together. id: of its first piece. pieces: in order."""

    id: str
    document: str
    pieces: tuple[Quotation, ...]
    words: tuple[str, ...]
    whole: bool

    @property
    def rank(self) -> tuple[bool, int, bool, str]:
        """Sorts the fullest first; what is unclosed or too long comes last, a chain after one text as full."""
        unfit = len(self.words) > FULLEST_WORDS or any(Flag.UNCLOSED in piece.flags for piece in self.pieces)
        return unfit, -len(self.words), self.whole, self.id

    @property
    def face(self) -> Quotation:
        """The quotation that stands for the unit: the longest piece, the first of equals."""
        return min(self.pieces, key=lambda piece: (-len(read_wording(piece.text).words), piece.start, piece.id))


@dataclass(frozen=True, slots=True)
class _Link:
    """An accepted edge between two units."""

    judgement: Judgement
    relation: Relation
    score: float


@dataclass(slots=True)
class _Star:
    """An utterance in the making: the root unit, and for each further unit its parent."""

    root: _Unit
    parents: dict[str, str | None]


def group(
    judgements: Iterable[Judgement],
    occurrences: Mapping[str, Occurrence],
    *,
    previous: Mapping[str, int] | None = None,
    next_id: int = 1,
) -> Grouping:
    """Every quotation that takes part in exactly one utterance, singletons included.

    previous: the utterance id of each quotation in the store. Where utterances merge the smallest id stays and the
    others redirect to it; where one splits, the part with the fullest of its old members keeps the id. New ids count
    from `next_id` in the order of the representatives' ids.
    """
    known = list(judgements)
    units = _units(known, occurrences)
    unit_of = {piece.id: unit for unit in units for piece in unit.pieces}
    links = _links(known, unit_of)
    stars = _stars(units, links)
    star_of = {piece.id: star for star in stars for unit in star.parents for piece in unit_of[unit].pieces}
    ids, redirects = _number(stars, unit_of, previous or {}, next_id)
    related = _related(known, occurrences, star_of, ids)
    made = [_utterance(star, ids[star.root.id], unit_of, links, related.get(ids[star.root.id], ())) for star in stars]
    return Grouping(tuple(sorted(made, key=lambda one: one.representative)), redirects)


def _units(judgements: Sequence[Judgement], occurrences: Mapping[str, Occurrence]) -> list[_Unit]:
    """Chains with an accepted edge as a whole, and every other quotation by itself; the fullest first."""
    quotations = [occurrence.quotation for occurrence in occurrences.values() if takes_part(occurrence.quotation)]
    together = {head for judged in judgements if judged.accepted for head in _wholes(judged.edge)}
    chains = {head: chain for head, chain in find_chains(quotations).items() if head in together}
    in_chain = chain_heads(chains)
    units = [_unit((quotation,)) for quotation in quotations if quotation.id not in in_chain]
    return sorted([*units, *(_unit(chain) for chain in chains.values())], key=lambda unit: unit.rank)


def _wholes(edge: Edge) -> list[str]:
    """The first pieces of the chains that an edge takes as wholes."""
    return [edge.left] * edge.left_whole + [edge.right] * edge.right_whole


def _unit(pieces: Sequence[Quotation]) -> _Unit:
    words = read_wording(whole_text(pieces)).words
    return _Unit(pieces[0].id, pieces[0].document, tuple(pieces), words, len(pieces) > 1)


_CLOSENESS = {Relation.VARIANT: 1, Relation.FRAGMENT: 0}


def _links(judgements: Iterable[Judgement], unit_of: Mapping[str, _Unit]) -> dict[tuple[str, str], _Link]:
    """The best accepted edge between every two units, under both orders of their ids.

    An edge to a chain as a whole counts before one to a piece of it, then the closer relation, then the score.
    """
    links: dict[tuple[str, str], _Link] = {}
    for judged in judgements:
        edge = judged.edge
        left, right = unit_of[edge.left].id, unit_of[edge.right].id
        if not judged.accepted or left == right:
            continue
        link = _Link(judged, edge.relation, edge.score)
        old = links.get((left, right))
        if old is None or _strength(link) > _strength(old):
            links[left, right] = links[right, left] = link
    return links


def _strength(link: _Link) -> tuple[int, int, float, str, str]:
    edge = link.judgement.edge
    return edge.left_whole + edge.right_whole, _CLOSENESS[link.relation], link.score, edge.left, edge.right


def _stars(units: Sequence[_Unit], links: Mapping[tuple[str, str], _Link]) -> list[_Star]:
    """The units, the fullest first, each with the best parent whose root it relates to, or as a root of its own."""
    neighbours: dict[str, list[str]] = defaultdict(list)
    for left, right in links:
        neighbours[left].append(right)
    known = {unit.id: unit for unit in units}
    star_of: dict[str, _Star] = {}
    stars: list[_Star] = []
    for unit in units:
        open_parents = [
            known[other]
            for other in neighbours[unit.id]
            if other in star_of and _relates(unit.id, star_of[other].root.id, links)
        ]
        if open_parents:
            parent = min(open_parents, key=lambda other: _preference(unit, other, links))
            star = star_of[parent.id]
            star.parents[unit.id] = parent.id
        else:
            star = _Star(unit, {unit.id: None})
            stars.append(star)
        star_of[unit.id] = star
    return stars


def _relates(left: str, right: str, links: Mapping[tuple[str, str], _Link]) -> bool:
    return (left, right) in links


def _preference(unit: _Unit, parent: _Unit, links: Mapping[tuple[str, str], _Link]) -> tuple[object, ...]:
    """The best parent first: the closest relation, one of the same document, the fullest."""
    link = links[unit.id, parent.id]
    return (
        -_CLOSENESS[link.relation],
        -link.score,
        unit.document != parent.document,
        parent.rank,
    )


def _number(
    stars: Sequence[_Star], unit_of: Mapping[str, _Unit], previous: Mapping[str, int], next_id: int
) -> tuple[dict[str, int], dict[int, int]]:
    """An id for every star by its root's id, and the redirects of the ids that were merged away."""
    star_of = {piece.id: star.root.id for star in stars for unit in star.parents for piece in unit_of[unit].pieces}
    heirs: dict[int, str] = {}
    for quotation in sorted(star_of, key=lambda one: (unit_of[one].rank, one)):
        if quotation in previous:
            heirs.setdefault(previous[quotation], star_of[quotation])
    ids: dict[str, int] = {}
    redirects: dict[int, int] = {}
    for old in sorted(heirs):
        kept = ids.setdefault(heirs[old], old)
        if kept != old:
            redirects[old] = kept
    for star in sorted(stars, key=lambda one: one.root.face.id):
        if star.root.id not in ids:
            ids[star.root.id] = next_id
            next_id += 1
    return ids, redirects


def _utterance(
    star: _Star,
    number: int,
    unit_of: Mapping[str, _Unit],
    links: Mapping[tuple[str, str], _Link],
    related: Sequence[Related],
) -> Utterance:
    """The finished utterance, the representative first, the others in the order of their ids."""
    face = star.root.face
    members = [
        member
        for unit, parent in star.parents.items()
        for member in _members(unit_of[unit], parent, star, unit_of, links)
    ]
    members.sort(key=lambda member: (member.quotation != face.id, member.quotation))
    conflict = any(
        links[unit, star.root.id].judgement.speaker_conflict
        for unit, parent in star.parents.items()
        if parent is not None
    )
    return Utterance(number, face.id, tuple(members), conflict, tuple(related))


def _members(
    unit: _Unit,
    parent: str | None,
    star: _Star,
    unit_of: Mapping[str, _Unit],
    links: Mapping[tuple[str, str], _Link],
) -> list[Member]:
    """A member for each piece of a unit; the pieces of one chain are fragments of what they make together."""
    if parent is None:
        face = star.root.face
        return [
            Member(piece.id, Relation.VARIANT, "the fullest wording")
            if piece.id == face.id
            else Member(piece.id, Relation.FRAGMENT, "the same quotation continued", face.id)
            for piece in unit.pieces
        ]
    to_root = links[unit.id, star.root.id]
    relation = Relation.FRAGMENT if unit.whole or star.root.whole else to_root.relation
    origin = unit_of[parent].face.id
    because = links[unit.id, parent].judgement.reason
    return [Member(piece.id, relation, because, origin) for piece in unit.pieces]


_NAMED = {Relation.OVERLAP: "overlap", Relation.FRAGMENT: "fragment", Relation.VARIANT: "overlap"}
# Of several links between the same two utterances the most telling is kept.
_TELLING = {"fragment": 2, "look-alike": 1, "overlap": 0}


def _related(
    judgements: Iterable[Judgement],
    occurrences: Mapping[str, Occurrence],
    star_of: Mapping[str, _Star],
    ids: Mapping[str, int],
) -> dict[int, tuple[Related, ...]]:
    """For every utterance the others with some of its words, one link each, in the order of their ids."""
    best: dict[tuple[int, int], Related] = {}
    for judged in judgements:
        left, right = (ids[star_of[end].root.id] for end in (judged.edge.left, judged.edge.right))
        if left == right:
            continue
        named = _NAMED[judged.edge.relation]
        if not judged.accepted and judged.edge.relation is not Relation.OVERLAP:
            named = "look-alike"
        words = judged.edge.words or _common_words(judged.edge, occurrences)
        for here, there in ((left, right), (right, left)):
            link = Related(there, named, words)
            old = best.get((here, there))
            if old is None or _weight(link) > _weight(old):
                best[here, there] = link
    found: dict[int, list[Related]] = defaultdict(list)
    for here, there in sorted(best):
        found[here].append(best[here, there])
    return {here: tuple(links) for here, links in found.items()}


def _weight(link: Related) -> tuple[int, int, str]:
    return _TELLING[link.relation], len(link.words), link.words


def _common_words(edge: Edge, occurrences: Mapping[str, Occurrence]) -> str:
    """The longest run of words that both quotations have, as the first of them prints it."""
    left, right = (occurrences[end].quotation.text for end in (edge.left, edge.right))
    start, length = longest_run(read_wording(left).words, read_wording(right).words)
    return raw_words(left, start, start + length) if length else ""
