"""Links between utterances that share words without being one: look-alikes, overlaps, fragments that fit another.

A stock phrase in n documents that nothing else ties together has n² links; nobody reads them, so each utterance keeps
the closest few. Members are not touched by that bound: every edge has had its decision before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from quotetrace.matching.compatibility import Compatibility, compare_speakers
from quotetrace.matching.decision import CONFLICT_WORDS
from quotetrace.matching.relations import longest_run
from quotetrace.matching.wording import raw_words, read_wording
from quotetrace.model import Edge, Judgement, Occurrence, Related, Relation

FRAGMENT, LOOK_ALIKE, OVERLAP = "fragment", "look-alike", "overlap"
# Links that an utterance keeps: more than a person looks through, and a bound on what a slogan costs.
MOST_RELATED = 20
# Of several links between the same two utterances the most telling is kept.
_RANKS = {FRAGMENT: 0, LOOK_ALIKE: 1, OVERLAP: 2}
_RELATIONS = {rank: relation for relation, rank in _RANKS.items()}
# Pairs of texts whose common words are remembered; thousands of pairs of a stock phrase are the same two texts.
_CACHED_PAIRS = 1 << 12

# Sorts the closest first: how telling, how many words, then the representative's id, never the utterance's number,
# which depends on the order of arrival.
_Rank = tuple[int, int, str, str, str]


def find_links(
    judgements: Iterable[Judgement],
    occurrences: Mapping[str, Occurrence],
    utterance_of: Mapping[str, int],
    representatives: Mapping[int, str],
    *,
    among: Collection[int] | None = None,
) -> dict[int, tuple[Related, ...]]:
    """For every utterance the closest of the others with some of its words, one link each, the closest first.

    At most `MOST_RELATED`. A link may be among the closest of one of its utterances and not of the other. Each is told
    whether one speaker may have said both: where a speaker is not known, only as many shared words as make a conflict
    of two speakers count; fewer are a phrase that many people use.

    occurrences: the ends of the edges, and the representatives. representatives: quotation id by utterance. among: the
    utterances of which links are wanted, None for all; all edges of their members must be given.
    """
    closest: dict[int, dict[int, _Rank]] = {}
    for judged in judgements:
        left, right = utterance_of[judged.edge.left], utterance_of[judged.edge.right]
        if left == right:
            continue
        relation, words = _name(judged), judged.edge.words or _common_words(judged.edge, occurrences)
        because = judged.reason if relation == LOOK_ALIKE else ""
        for here, there in ((left, right), (right, left)):
            if among is None or here in among:
                rank = _rank(relation, words, representatives[there], because)
                _keep(closest.setdefault(here, {}), rank, there)
    faces = {number: occurrences[name] for number, name in representatives.items()}
    return {
        here: tuple(
            Related(
                there, _RELATIONS[rank[0]], rank[3], _may_be_one(rank[3], faces[here], faces[there]), because=rank[4]
            )
            for rank, there in _closest(links)
        )
        for here, links in sorted(closest.items())
    }


def renew_links(
    stored: Sequence[Related],
    fresh: Sequence[Related],
    *,
    gone: Collection[int],
    before: Mapping[int, str],
    now: Mapping[int, str],
) -> tuple[Related, ...] | None:
    """The links of an utterance of which some others changed; None where that cannot be told from these alone.

    stored: its links until now, the closest first. fresh: those to what changed. gone: the utterances that changed, by
    the ids they had. before: the representatives of what `stored` links to; now: of what `fresh` does. An utterance
    with as many links as are kept may have more, all of them behind the last: where one of these may move up, all edges
    must be asked (`find_links`).
    """
    staying = [link for link in stored if link.utterance not in gone]
    if any(link.utterance not in before for link in staying):
        return None
    kept = [(_rank_of(link, before), link) for link in staying]
    merged = sorted([*kept, *((_rank_of(link, now), link) for link in fresh)], key=lambda one: one[0])
    renewed = tuple(link for _, link in merged[:MOST_RELATED])
    if len(stored) < MOST_RELATED:
        return renewed
    last = stored[-1]
    known = last.utterance in before and len(renewed) == MOST_RELATED
    return renewed if known and merged[len(renewed) - 1][0] <= _rank_of(last, before) else None


def _rank(relation: str, words: str, face: str, because: str) -> _Rank:
    return _RANKS[relation], -len(words.split()), face, words, because


def _rank_of(link: Related, faces: Mapping[int, str]) -> _Rank:
    return _rank(link.relation, link.words, faces[link.utterance], link.because)


def _may_be_one(words: str, one: Occurrence, other: Occurrence) -> bool:
    speakers = compare_speakers(one, other)
    if speakers is Compatibility.UNKNOWN:
        return len(read_wording(words).words) >= CONFLICT_WORDS
    return speakers is not Compatibility.DIFFERENT


def _keep(links: dict[int, _Rank], rank: _Rank, utterance: int) -> None:
    """Remember a link unless the same utterance has a closer one; forget the far ones when there are many.

    What is forgotten has `MOST_RELATED` closer links before it, which only get closer, so it is never missed.
    """
    old = links.get(utterance)
    if old is None or rank < old:
        links[utterance] = rank
    if len(links) > 2 * MOST_RELATED:
        kept = _closest(links)
        links.clear()
        links.update({one: position for position, one in kept})


def _closest(links: Mapping[int, _Rank]) -> list[tuple[_Rank, int]]:
    """The ranks and the utterances of the closest links; no two have one rank, of which the representative is part."""
    return sorted((rank, utterance) for utterance, rank in links.items())[:MOST_RELATED]


def _name(judged: Judgement) -> str:
    """What people read: a refused membership is a look-alike; variants that went two ways share words like overlaps."""
    if judged.edge.relation is Relation.OVERLAP:
        return OVERLAP
    if not judged.accepted:
        return LOOK_ALIKE
    return FRAGMENT if judged.edge.relation is Relation.FRAGMENT else OVERLAP


def _common_words(edge: Edge, occurrences: Mapping[str, Occurrence]) -> str:
    """The longest run of words that both quotations have, as the left one prints it; empty where they share none."""
    return _longest_run(occurrences[edge.left].quotation.text, occurrences[edge.right].quotation.text)


@lru_cache(maxsize=_CACHED_PAIRS)
def _longest_run(left: str, right: str) -> str:
    start, length = longest_run(read_wording(left).words, read_wording(right).words)
    return raw_words(left, start, start + length) if length else ""
