"""Verifying: what a store says of some documents is derived anew from their quotations, and compared."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Mapping, Sequence

from quotetrace import __version__
from quotetrace.model import Judgement, Occurrence, Relation, Trace, Utterance
from quotetrace.pipeline.linking import ends
from quotetrace.pipeline.narrating import shared_narrative
from quotetrace.pipeline.settling import one_speaker, said_by_one
from quotetrace.pipeline.stages import Stages, default_stages
from quotetrace.store import Store, Workbench

# What a trace tells of an utterance, by the word for it in a complaint
_TRACED = {
    "speaker": "speaker",
    "words": "text",
    "first": "first",
    "outlets": "outlets",
    "documents": "documents",
    "copies": "copies",
    "flags": "flags",
    "claimed origins": "claimed_origins",
}


def verify(store: Store, *, sample: int, seed: int = 0, stages: Stages | None = None) -> Iterator[str]:
    """What disagrees with what it was derived from, one line each; nothing where all is well.

    Of all documents: hash, offsets, keys, counts and search index (`Store.verify`). Of `sample` of them, drawn by
    `seed`: the edges of their quotations and the decisions on these, the members of their utterances, and what is
    traced of them. No more is asked of a store that waits to be settled or that several versions derived: what
    another version found need not be what this one finds; nor of one with wrong values.
    """
    found = store.verify()
    yield from found
    if not sample or not is_comparable(store, stages) or (found and any(store.wrong_values())):
        return
    try:
        yield from _derived_anew(store, stages or default_stages(), _drawn(store, sample, seed))
    except LookupError:
        if not found:
            raise
        yield "the sample cannot be derived anew from rows that disagree"


def is_comparable(store: Store, stages: Stages | None = None) -> bool:
    """Whether the store is settled, and this version alone derived its documents."""
    own = f"{__version__} lexicons {(stages or default_stages()).lexicons}".removesuffix(" lexicons ")
    return store.is_settled() and all(name == own or name.startswith(f"{own} ") for name in store.versions())


def _drawn(store: Store, sample: int, seed: int) -> list[str]:
    known = store.workbench.matched()
    return sorted(random.Random(seed).sample(known, min(sample, len(known))))


def _derived_anew(store: Store, stages: Stages, documents: Sequence[str]) -> Iterator[str]:
    bench = store.workbench
    yield from _edges(bench, stages, documents)
    reached, judgements = bench.reached(documents)
    pairs = bench.pairs_of(reached)
    judgements = stages.overrule(judgements, pairs)
    known = bench.occurrences_of(reached)
    previous = bench.utterance_of(reached)
    grouping = stages.group(
        [one for one in judgements if one.accepted and one.edge.relation is not Relation.OVERLAP],
        known,
        pairs=pairs,
        previous=previous,
        next_id=bench.next_utterance_id(),
    )
    stored = {one.id: one for one in bench.utterances(set(previous.values()))}
    yield from _members(stored, {one.id: one for one in grouping.utterances})
    yield from _traces(store, stages, [one for one in grouping.utterances if stored.get(one.id) == one], known)


def _edges(bench: Workbench, stages: Stages, documents: Collection[str]) -> Iterator[str]:
    """The edges of these documents, found and decided again among them and with those they have edges with."""
    own = {one.id for one in bench.quotations(documents)}
    stored = {_place(one): one for one in bench.judgements(own)}
    near = {one.quotation.document for one in bench.occurrences_of(ends(stored.values())).values()}
    known = bench.occurrences(near.union(documents))
    numbers = one_speaker({place: one.also for place, one in bench.entities(near.union(documents))})
    quotations = [said_by_one(one.quotation, numbers) for one in known.values()]
    found = stages.decide(stages.tell_edges(quotations, (), bench.heads(known.keys()).heads), known)
    anew = {_place(one): one for one in found if one.edge.left in own or one.edge.right in own}
    for place in sorted(stored.keys() | anew.keys()):
        if stored.get(place) != anew.get(place):
            left, right = (f"{known[name].label}:{known[name].quotation.start}" for name in place[:2])
            yield f"{left} and {right}: {_difference(stored.get(place), anew.get(place))}"


def _place(judged: Judgement) -> tuple[str, str, str]:
    edge = judged.edge
    left, right = sorted((edge.left, edge.right))
    return left, right, f"{edge.relation} {edge.left_whole} {edge.right_whole}"


def _difference(stored: Judgement | None, anew: Judgement | None) -> str:
    if stored is None or anew is None:
        return "their relation is not stored" if stored is None else "they are stored as related, and are not"
    if stored.edge != anew.edge:
        return "how their words relate is stored otherwise"
    return f"stored as {_verdict(stored)}, decided as {_verdict(anew)}"


def _verdict(judged: Judgement) -> str:
    return f"{'joined' if judged.accepted else 'not joined'} ({judged.reason})"


def _members(stored: Mapping[int, Utterance], anew: Mapping[int, Utterance]) -> Iterator[str]:
    for number in sorted(stored.keys() | anew.keys()):
        if stored.get(number) != anew.get(number):
            yield f"utterance {number}: its members are not what their relations make of them"


def _traces(
    store: Store, stages: Stages, utterances: Sequence[Utterance], known: Mapping[str, Occurrence]
) -> Iterator[str]:
    bench = store.workbench
    _, runs = bench.narrative(without=())
    shared = shared_narrative(bench, stages, utterances, known, runs)
    for anew in stages.trace(utterances, known, outlets=bench.outlets(), drifts={}, narrative=shared):
        [stored] = store.traces(utterance=anew.utterance)
        wrong = [name for name, told in _TRACED.items() if getattr(stored, told) != getattr(anew, told)]
        wrong += _wrong_quotations(stored, anew)
        if wrong:
            yield f"utterance {anew.utterance}: stored otherwise than it is traced: {', '.join(wrong)}"


def _wrong_quotations(stored: Trace, anew: Trace) -> Iterator[str]:
    """What is told otherwise of any quotation."""
    pairs = list(zip(stored.quotations, anew.quotations, strict=True))
    for name in ("occurrence", "lineage", "drift", "frame"):
        if any(getattr(left, name) != getattr(right, name) for left, right in pairs):
            yield name
