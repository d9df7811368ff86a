"""Links in settling: which utterances share words with those that changed, without reading all edges of these.

An utterance beside those that changed keeps its links to all others; only those to what changed are found anew. Where
it has as many links as are kept at all, others may wait behind them: then all of its edges are read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import replace

from quotetrace.model import Judgement, Occurrence, Related, Utterance
from quotetrace.pipeline.stages import Stages
from quotetrace.store import Workbench


def with_links(
    bench: Workbench,
    stages: Stages,
    changed: Sequence[Utterance],
    beside: Sequence[Utterance],
    judgements: Sequence[Judgement],
    known: dict[str, Occurrence],
    *,
    gone: Set[int],
) -> list[Utterance]:
    """The utterances with their links to all others, and what of these was earlier.

    changed: those that were grouped anew; judgements: on all edges of their members. beside: those at the other ends of
    these. gone: the ids by which the members of `changed` went, or that are stale.
    """
    utterances = [*changed, *beside]
    links = _find(bench, stages, utterances, judgements, known)
    now = {one.id: one.representative for one in changed}
    renewed = _beside(bench, stages, beside, links, gone=gone, now=now)
    links |= {number: found for number, found in renewed.items() if found is not None}
    unsure = [one for one in beside if renewed[one.id] is None]
    if unsure:
        members = {member.quotation for one in unsure for member in one.members}
        theirs = stages.overrule(bench.judgements(members), bench.pairs_of(members))
        links |= _find(bench, stages, unsure, theirs, known, beside=utterances)
    linked = {link.utterance for related in links.values() for link in related}
    others = bench.utterances(linked - {one.id for one in utterances})
    learn(bench, known, {member.quotation for one in (*utterances, *others) for member in one.members})
    return stages.tell_earlier(
        [replace(one, related=links.get(one.id, ())) for one in utterances], known, beside=others
    )


def learn(bench: Workbench, known: dict[str, Occurrence], quotations: Set[str]) -> None:
    """Read the occurrences of these quotations that are not known yet."""
    known |= bench.occurrences_of(quotations - known.keys())


def ends(judgements: Iterable[Judgement]) -> set[str]:
    """The quotations at the ends of edges."""
    return {end for judged in judgements for end in (judged.edge.left, judged.edge.right)}


def _find(
    bench: Workbench,
    stages: Stages,
    utterances: Collection[Utterance],
    judgements: Sequence[Judgement],
    known: dict[str, Occurrence],
    beside: Collection[Utterance] = (),
) -> dict[int, tuple[Related, ...]]:
    """The links of utterances by these edges alone. beside: others that are not stored as they are now."""
    around = [*beside, *utterances]
    utterance_of = {member.quotation: one.id for one in around for member in one.members}
    own = {one.id: one.representative for one in around}
    at_ends = ends(judgements)
    outside = bench.utterance_of(at_ends - utterance_of.keys())
    faces = bench.representatives(set(outside.values())) | own
    learn(bench, known, at_ends.union(faces.values()))
    return stages.find_links(judgements, known, utterance_of | outside, faces, among={one.id for one in utterances})


def _beside(
    bench: Workbench,
    stages: Stages,
    beside: Sequence[Utterance],
    fresh: Mapping[int, tuple[Related, ...]],
    *,
    gone: Set[int],
    now: Mapping[int, str],
) -> dict[int, tuple[Related, ...] | None]:
    """All links of utterances of which `fresh` are those to what changed; None where others may wait behind them.

    now: what stands for each utterance that changed.
    """
    stored = bench.links([one.id for one in beside])
    before = bench.representatives({link.utterance for links in stored.values() for link in links})
    return {
        one.id: stages.renew_links(stored[one.id], fresh.get(one.id, ()), gone=gone, before=before, now=now)
        for one in beside
    }
