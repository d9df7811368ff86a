"""Links between utterances that share words without being one: look-alikes, overlaps, fragments that fit another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from quotetrace.matching.relations import longest_run
from quotetrace.matching.wording import raw_words, read_wording
from quotetrace.model import Edge, Judgement, Occurrence, Related, Relation

FRAGMENT, LOOK_ALIKE, OVERLAP = "fragment", "look-alike", "overlap"
# Of several links between the same two utterances the most telling is kept.
_TELLING = {FRAGMENT: 2, LOOK_ALIKE: 1, OVERLAP: 0}


def find_related(
    judgements: Iterable[Judgement], occurrences: Mapping[str, Occurrence], utterance_of: Mapping[str, int]
) -> dict[int, tuple[Related, ...]]:
    """For every utterance the others with some of its words, one link each, in the order of their ids."""
    best: dict[tuple[int, int], Related] = {}
    for judged in judgements:
        left, right = utterance_of[judged.edge.left], utterance_of[judged.edge.right]
        if left == right:
            continue
        words = judged.edge.words or _common_words(judged.edge, occurrences)
        for here, there in ((left, right), (right, left)):
            link = Related(there, _name(judged), words)
            old = best.get((here, there))
            if old is None or _weight(link) > _weight(old):
                best[here, there] = link
    found: dict[int, list[Related]] = defaultdict(list)
    for here, there in sorted(best):
        found[here].append(best[here, there])
    return {here: tuple(links) for here, links in found.items()}


def _name(judged: Judgement) -> str:
    """What people read: a refused membership is a look-alike; variants that went two ways share words like overlaps."""
    if judged.edge.relation is Relation.OVERLAP:
        return OVERLAP
    if not judged.accepted:
        return LOOK_ALIKE
    return FRAGMENT if judged.edge.relation is Relation.FRAGMENT else OVERLAP


def _weight(link: Related) -> tuple[int, int, str]:
    return _TELLING[link.relation], len(link.words), link.words


def _common_words(edge: Edge, occurrences: Mapping[str, Occurrence]) -> str:
    """The longest run of words that both quotations have, as the left one prints it; empty where they share none."""
    left, right = (occurrences[end].quotation.text for end in (edge.left, edge.right))
    start, length = longest_run(read_wording(left).words, read_wording(right).words)
    return raw_words(left, start, start + length) if length else ""
