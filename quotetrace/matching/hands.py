"""What a person decided of two quotations overrules what their words say: joined by hand, or split by hand.

A split keeps two quotations out of one utterance, also through a third. A join makes one of two finished utterances;
where members of theirs were split, the less full of each two stays out, but neither the fullest of the utterance nor a
quotation that was joined. Where no other could stay out the split holds, and the two are not joined.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from quotetrace.matching.stars import Star, Unit
from quotetrace.model import Judgement, Occurrence

SPLIT = "split by hand"

# Two quotation ids, the smaller first, and whether they are joined (True) or split (False)
Pair = tuple[str, str, bool]


class Hands:
    """The pairs among some units."""

    def __init__(self, pairs: Iterable[Pair], unit_of: Mapping[str, Unit]) -> None:
        self.joined: list[tuple[Unit, Unit]] = []
        self._split: defaultdict[str, set[str]] = defaultdict(set)
        for left, right, joined in pairs:
            # Marks that are nobody's words (scare quotes) take no part in any utterance
            if left not in unit_of or right not in unit_of or unit_of[left] is unit_of[right]:
                continue
            one, other = sorted((unit_of[left], unit_of[right]), key=lambda unit: unit.rank)
            if joined:
                self.joined.append((one, other))
            else:
                self._split[one.id].add(other.id)
                self._split[other.id].add(one.id)
        self._held = {unit.id for pair in self.joined for unit in pair}

    def bars(self, unit: Unit, star: Star) -> bool:
        """Whether the unit was split from a member."""
        return not self._split[unit.id].isdisjoint(star.parents)

    def join(self, stars: Sequence[Star], occurrences: Mapping[str, Occurrence]) -> list[Star]:
        """The utterances after the joins."""
        star_of = {unit: star for star in stars for unit in star.parents}
        for one, other in sorted(self.joined, key=lambda pair: (pair[0].rank, pair[1].rank)):
            left, right = star_of[one.id], star_of[other.id]
            if left is right:
                continue
            out = self._staying_out(left, right)
            if out is None:
                continue
            fuller, lesser = sorted((left, right), key=lambda star: star.root.rank)
            here, there = (one, other) if fuller is left else (other, one)
            made = _without(fuller, out, occurrences)
            made.take_in(_without(lesser, out, occurrences), here.id, there.id)
            star_of |= dict.fromkeys(made.parents, made)
            star_of |= {unit.id: Star.begin(unit, occurrences[unit.id]) for unit in out.values()}
        return list({id(star): star for star in star_of.values()}.values())

    def _staying_out(self, left: Star, right: Star) -> dict[str, Unit] | None:
        """The units, by id, that cannot be in one utterance with the others; None where that is no choice."""
        units = {unit.id: unit for star in (left, right) for unit in star.members()}
        fixed = self._held | {left.root.id, right.root.id}
        out: dict[str, Unit] = {}
        conflicts = [(units[a], units[b]) for a in left.parents for b in self._split[a] & right.parents.keys()]
        for pair in _ordered(conflicts):
            if any(unit.id in out for unit in pair):
                continue
            loose = [unit for unit in pair if unit.id not in fixed]
            if not loose:
                return None
            out[loose[-1].id] = loose[-1]
        return out


def overrule(judgements: Iterable[Judgement], pairs: Iterable[Pair]) -> list[Judgement]:
    """The judgements, those on two quotations that were split by hand turned into refusals that say so."""
    split = {(left, right) for left, right, joined in pairs if not joined}
    if not split:
        return list(judgements)
    return [
        replace(one, accepted=False, reason=SPLIT, speaker_conflict=False)
        if (min(one.edge.left, one.edge.right), max(one.edge.left, one.edge.right)) in split
        else one
        for one in judgements
    ]


def _ordered(conflicts: Iterable[tuple[Unit, Unit]]) -> list[tuple[Unit, Unit]]:
    """Each two the fuller first, in the order of the less full."""
    pairs = [(one, other) if one.rank < other.rank else (other, one) for one, other in conflicts]
    return sorted(pairs, key=lambda pair: (pair[1].rank, pair[0].rank))


def _without(star: Star, out: Mapping[str, Unit], occurrences: Mapping[str, Occurrence]) -> Star:
    """The utterance without some members; those that had joined it through one of them stay for the same reason."""
    if out.keys().isdisjoint(star.parents):
        return star
    units = {unit.id: unit for unit in star.members()}
    made = Star.begin(star.root, occurrences[star.root.id])
    for unit, parent in star.parents.items():
        if parent is not None and unit not in out:
            made.add(units[unit], star.root.id if parent in out else parent, occurrences[unit])
    made.reasons.update({unit: because for unit, because in star.reasons.items() if unit not in out})
    return made
