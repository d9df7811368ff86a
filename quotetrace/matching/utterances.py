"""Utterances from accepted edges: stars around the fullest wording, never chains.

The quotations are taken the fullest first. Each picks one best parent among the fuller ones whose utterance it may
join, and it may join only where it relates to the representative itself; otherwise it begins an utterance of its own.
So a fragment that fits two statements goes with one of them and never ties the two together. The order is total
(fullness, then quotation id), so that the same edges give the same utterances whatever the order of arrival.

Nor may it join a member by another speaker with under eight words: through a report that names nobody, two people's
short phrases would become one. With eight words or more it joins, and the utterance is a speaker conflict. A quotation
and one inside it are two utterances too.

A `continues` chain with an accepted edge as a whole is one unit: its pieces go together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from quotetrace.matching.compatibility import Compatibility, compare_speakers
from quotetrace.matching.decision import CONFLICT_WORDS, SHORT_WORDS
from quotetrace.matching.hands import Hands, Pair
from quotetrace.matching.relations import find_unbroken, membership
from quotetrace.matching.stars import Link, Star, Unit
from quotetrace.matching.wording import (
    chain_heads,
    find_chains,
    read_wording,
    takes_part,
    whole_text,
)
from quotetrace.model import (
    STANDS_FOR_ALL,
    Edge,
    Judgement,
    Member,
    Occurrence,
    Quotation,
    Relation,
    Utterance,
)

# Why two or three words stay where the quotation that they are a piece of was split from
WITHIN = "its words stand there unbroken"


@dataclass(frozen=True, slots=True)
class Grouping:
    """The utterances in the order of their representatives' ids, the ids that now lead to another one, and of each new
    id that took quotations from an utterance which goes on the id of that one."""

    utterances: tuple[Utterance, ...]
    redirects: Mapping[int, int]
    splits: Mapping[int, int]


def group(
    judgements: Iterable[Judgement],
    occurrences: Mapping[str, Occurrence],
    *,
    pairs: Collection[Pair] = (),
    previous: Mapping[str, int] | None = None,
    next_id: int = 1,
) -> Grouping:
    """Every quotation that takes part in exactly one utterance, singletons included; their links are found apart
    (`related.find_links`).

    judgements: all edges between the quotations of `occurrences` that are accepted; others do not count.
    pairs: the quotations that a person joined or split (`hands`).
    previous: the utterance id of each quotation in the store. Where utterances merge the smallest id stays and the
    others redirect to it; where one splits, the part with the fullest of its old members keeps the id. New ids count
    from `next_id` in the order of the representatives' ids.
    """
    known = [judged for judged in judgements if judged.accepted]
    units = _units(known, occurrences)
    unit_of = {piece.id: unit for unit in units for piece in unit.pieces}
    links = _links(known, unit_of)
    hands = Hands(pairs, unit_of)
    stars = hands.join(_stars(units, links, occurrences, hands), occurrences)
    ids, redirects, splits = _number(stars, unit_of, previous or {}, next_id)
    made = [_utterance(star, ids[star.root.id], unit_of, links) for star in stars]
    return Grouping(tuple(sorted(made, key=lambda one: one.representative)), redirects, splits)


def _units(judgements: Sequence[Judgement], occurrences: Mapping[str, Occurrence]) -> list[Unit]:
    """Chains with an accepted edge as a whole, and every other quotation by itself; the fullest first."""
    quotations = [occurrence.quotation for occurrence in occurrences.values() if takes_part(occurrence.quotation)]
    together = {head for judged in judgements for head in _wholes(judged.edge)}
    chains = {head: chain for head, chain in find_chains(quotations).items() if head in together}
    in_chain = chain_heads(chains)
    units = [_unit((quotation,)) for quotation in quotations if quotation.id not in in_chain]
    return sorted([*units, *(_unit(chain) for chain in chains.values())], key=lambda unit: unit.rank)


def _wholes(edge: Edge) -> list[str]:
    """The first pieces of the chains that an edge takes as wholes."""
    return [edge.left] * edge.left_whole + [edge.right] * edge.right_whole


def _unit(pieces: Sequence[Quotation]) -> Unit:
    words = read_wording(whole_text(pieces)).words
    return Unit(pieces[0].id, pieces[0].document, tuple(pieces), words, len(pieces) > 1)


_CLOSENESS = {Relation.VARIANT: 1, Relation.FRAGMENT: 0}


def _links(judgements: Iterable[Judgement], unit_of: Mapping[str, Unit]) -> dict[tuple[str, str], Link]:
    """The best accepted edge between every two units, under both orders of their ids.

    An edge to a chain as a whole counts before one to a piece of it, then the closer relation, then the score.
    """
    links: dict[tuple[str, str], Link] = {}
    for judged in judgements:
        edge = judged.edge
        left, right = unit_of[edge.left].id, unit_of[edge.right].id
        if left == right:
            continue
        link = Link(judged, edge.relation, edge.score)
        old = links.get((left, right))
        if old is None or _strength(link) > _strength(old):
            links[left, right] = links[right, left] = link
    return links


def _strength(link: Link) -> tuple[int, int, float, str, str]:
    edge = link.judgement.edge
    return edge.left_whole + edge.right_whole, _CLOSENESS[link.relation], link.score, edge.left, edge.right


def _stars(
    units: Sequence[Unit],
    links: Mapping[tuple[str, str], Link],
    occurrences: Mapping[str, Occurrence],
    hands: Hands,
) -> list[Star]:
    """The units, the fullest first, each with the best parent whose utterance it may join, or as a root of its own."""
    neighbours: dict[str, list[str]] = defaultdict(list)
    for left, right in links:
        neighbours[left].append(right)
    known = {unit.id: unit for unit in units}
    star_of: dict[str, Star] = {}
    stars: list[Star] = []
    for unit in units:
        voice = occurrences[unit.id]
        beside = {id(star): star for star in (star_of.get(other) for other in neighbours[unit.id]) if star is not None}
        open_to = {key for key, star in beside.items() if not star.nests(unit) and not hands.bars(unit, star)}
        near = [known[other] for other in neighbours[unit.id] if id(star_of.get(other)) in open_to]
        fits = {key for key in open_to if _fits(unit, voice, beside[key], links)}
        parents = [
            other
            for other in near
            if id(star_of[other.id]) in fits or _goes_with(unit, voice, other, star_of[other.id], occurrences)
        ]
        if parents:
            star = star_of[min(parents, key=lambda other: _nearness(unit, other, star_of[other.id])).id]
            inside = [other for other in parents if star_of[other.id] is star]
            star.add(unit, min(inside, key=lambda other: _preference(unit, other, links)).id, voice)
        else:
            star = Star.begin(unit, voice)
            stars.append(star)
        star_of[unit.id] = star
    return stars


def _fits(unit: Unit, voice: Occurrence, star: Star, links: Mapping[tuple[str, str], Link]) -> bool:
    """Whether a unit relates to the representative of an utterance, and no speaker speaks against it there."""
    return (unit.id, star.root.id) in links and (len(unit.words) >= CONFLICT_WORDS or not star.differs(voice))


def _goes_with(unit: Unit, voice: Occurrence, parent: Unit, star: Star, occurrences: Mapping[str, Occurrence]) -> bool:
    """Two or three words out of a longer quotation of the same document and speaker go where that goes, as long as the
    representative has them too."""
    if len(unit.words) >= SHORT_WORDS or unit.document != parent.document:
        return False
    same = compare_speakers(voice, occurrences[parent.id]) is Compatibility.SAME
    return same and find_unbroken(unit.words, star.root.words) >= 0


def _nearness(unit: Unit, other: Unit, star: Star) -> tuple[object, ...]:
    """The utterance to join first: through a quotation of the same document, then the one with the fullest wording.

    Not the one with the closest member: a copy that is no member of the full statement (nobody is named there) would
    draw the other copies away from it.
    """
    return unit.document != other.document, star.root.rank


def _preference(unit: Unit, parent: Unit, links: Mapping[tuple[str, str], Link]) -> tuple[object, ...]:
    """The best parent within an utterance first: the closest relation, one of the same document, the fullest."""
    link = links[unit.id, parent.id]
    return (
        -_CLOSENESS[link.relation],
        -link.score,
        unit.document != parent.document,
        parent.rank,
    )


def _number(
    stars: Sequence[Star], unit_of: Mapping[str, Unit], previous: Mapping[str, int], next_id: int
) -> tuple[dict[str, int], dict[int, int], dict[int, int]]:
    """An id for every star by its root's id, the redirects of the ids that were merged away, and what was split off."""
    star_of = {piece.id: star.root.id for star in stars for unit in star.parents for piece in unit_of[unit].pieces}
    heirs: dict[int, str] = {}
    before: dict[str, int] = {}
    for quotation in sorted(star_of, key=lambda one: (unit_of[one].rank, one)):
        if quotation in previous:
            heirs.setdefault(previous[quotation], star_of[quotation])
            before.setdefault(star_of[quotation], previous[quotation])
    ids: dict[str, int] = {}
    redirects: dict[int, int] = {}
    splits: dict[int, int] = {}
    for old in sorted(heirs):
        kept = ids.setdefault(heirs[old], old)
        if kept != old:
            redirects[old] = kept
    for star in sorted(stars, key=lambda one: one.root.face.id):
        if star.root.id not in ids:
            ids[star.root.id] = next_id
            if star.root.id in before:
                splits[next_id] = before[star.root.id]
            next_id += 1
    return ids, redirects, {new: redirects.get(old, old) for new, old in splits.items()}


def _utterance(
    star: Star,
    number: int,
    unit_of: Mapping[str, Unit],
    links: Mapping[tuple[str, str], Link],
) -> Utterance:
    """The finished utterance, the representative first, the others in the order of their ids."""
    face = star.root.face
    members = [
        member
        for unit, parent in star.parents.items()
        for member in _members(unit_of[unit], parent, star, unit_of, links)
    ]
    members.sort(key=lambda member: (member.quotation != face.id, member.quotation))
    return Utterance(number, face.id, tuple(members), star.conflict)


def _members(
    unit: Unit,
    parent: str | None,
    star: Star,
    unit_of: Mapping[str, Unit],
    links: Mapping[tuple[str, str], Link],
) -> list[Member]:
    """A member for each piece of a unit; the pieces of one chain are fragments of what they make together."""
    if parent is None:
        face = star.root.face
        return [
            Member(piece.id, Relation.VARIANT, STANDS_FOR_ALL)
            if piece.id == face.id
            else Member(piece.id, Relation.FRAGMENT, "the same quotation continued", face.id)
            for piece in unit.pieces
        ]
    to_root = links.get((unit.id, star.root.id))
    relation = Relation.FRAGMENT if unit.whole or star.root.whole or to_root is None else to_root.relation
    if to_root is None and star.reasons and find_unbroken(unit.words, star.root.words) < 0:
        found = membership(read_wording(whole_text(unit.pieces)), read_wording(whole_text(star.root.pieces)))
        relation = found.relation if found else Relation.VARIANT
    origin = unit_of[parent].face.id
    link = links.get((unit.id, parent))
    because = star.reasons.get(unit.id) or (link.judgement.reason if link else WITHIN)
    return [Member(piece.id, relation, because, origin) for piece in unit.pieces]
