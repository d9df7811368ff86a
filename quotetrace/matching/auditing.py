"""What matching missed: some quotations compared with all others, one by one, beside the edges that are stored.

The sample shares the folding of words and the tests of the relations with matching, nothing of how it finds its pairs.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set

import numpy as np

from quotetrace.matching import crowds
from quotetrace.matching.allpairs import relate_all
from quotetrace.matching.entries import MAX_WORDS
from quotetrace.matching.relations import DEFAULT, Found, Thresholds
from quotetrace.matching.wording import Wording, read_wording, takes_part
from quotetrace.model import Audit, Edge, Quotation, Relation


def audit(
    quotations: Iterable[Quotation],
    edges: Iterable[Edge],
    *,
    sample: int,
    seed: int = 0,
    thresholds: Thresholds = DEFAULT,
) -> Audit:
    """Compare `sample` of the quotations, drawn by `seed`, with all others, and look each relation up in `edges`.

    Each quotation stands by itself, the pieces of a chain too. Those that take no part in matching are left out. Of
    words that very many have (`crowds`) it is enough that two have an edge with a third.
    Time: about a minute for 500 of a million quotations.
    """
    known = sorted((one for one in quotations if takes_part(one)), key=lambda one: one.id)
    by_wording: dict[Wording, list[Quotation]] = defaultdict(list)
    for one in known:
        wording = read_wording(one.text)
        if len(wording.words) <= MAX_WORDS:
            by_wording[wording].append(one)
    drawn = {one.id for one in random.Random(seed).sample(known, min(sample, len(known)))}
    wordings = list(by_wording)
    asked = np.array([any(one.id in drawn for one in by_wording[wording]) for wording in wordings], dtype=bool)
    same = {(one, one): Found(Relation.VARIANT, 1.0) for one in np.flatnonzero(asked).tolist()}
    related = {**same, **relate_all(wordings, asked, thresholds)}
    expected = {
        (min(one.id, other.id), max(one.id, other.id)): found.relation
        for (left, right), found in related.items()
        for one, other in _pairs(by_wording[wordings[left]], by_wording[wordings[right]])
        if one.id in drawn or other.id in drawn
    }
    many = {wording: printed for wording, printed in by_wording.items() if len(printed) > crowds.CROWD}
    crowded = {one.id: wording for wording, printed in many.items() for one in printed}
    stored, beside = _stored(edges, expected.keys(), crowded)
    untold = [(*pair, relation) for pair, relation in sorted(expected.items()) if relation not in stored[pair]]
    missed = [one for one in untold if not _is_told_through(one[0], one[1], beside, crowded)]
    return Audit(len(drawn), len(known), Counter(expected.values()), tuple(missed), len(untold) - len(missed))


def _pairs(left: Sequence[Quotation], right: Sequence[Quotation]) -> Iterator[tuple[Quotation, Quotation]]:
    return ((one, other) for one in left for other in right if one.id != other.id)


def _stored(
    edges: Iterable[Edge], wanted: Iterable[tuple[str, str]], crowded: Container[str]
) -> tuple[dict[tuple[str, str], Sequence[Relation]], dict[str, set[str]]]:
    """The relations by which each pair is joined; an edge of a whole chain stands for those of its first piece. And
    what each of those in crowds has an edge with of them."""
    found: dict[tuple[str, str], Sequence[Relation]] = dict.fromkeys(wanted, ())
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for edge in edges:
        pair = min(edge.left, edge.right), max(edge.left, edge.right)
        if pair in found:
            found[pair] = tuple(Relation) if edge.left_whole or edge.right_whole else (edge.relation,)
        if edge.left in crowded and edge.right in crowded:
            beside[edge.left].add(edge.right)
            beside[edge.right].add(edge.left)
    return found, beside


def _is_told_through(one: str, other: str, beside: Mapping[str, Set[str]], crowded: Mapping[str, Wording]) -> bool:
    """Whether both are in crowds (`crowds`) and have an edge with a third, which has the words of one of them."""
    if one not in crowded or other not in crowded:
        return False
    words = crowded[one], crowded[other]
    return any(crowded[third] in words for third in beside.get(one, frozenset()) & beside.get(other, frozenset()))
