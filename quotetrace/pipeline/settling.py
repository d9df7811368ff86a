"""Settling: matching what waits for it, then grouping and tracing what that reaches.

Whatever a store holds already is not looked through again: the index tells which stored documents may matter to the new
ones, and marks in the store which utterances would read otherwise now. The result is that of doing everything anew.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from quotetrace.errors import AlikeError
from quotetrace.model import MATCHING, Failure, IndexEntry, Occurrence, Place, Quotation, Step
from quotetrace.pipeline.deciding import aliases_of, apply_decisions, note_what_holds
from quotetrace.pipeline.linking import ends, learn, with_links
from quotetrace.pipeline.narrating import read_narrative, shared_narrative
from quotetrace.pipeline.stages import Stages, default_stages
from quotetrace.pipeline.watching import Progress, unwatched
from quotetrace.store import Store, Workbench

# Documents that are matched in one transaction: as many as the memory of a small machine holds with what they reach.
TOGETHER = 10_000


def settle(store: Store, *, progress: Progress | None = None, stages: Stages | None = None) -> list[Failure]:
    """Match the documents that wait for it, then group and trace what they reach; nothing if none waits. What was set
    aside as a failure: documents that say one thing in so many ways that their pairs cannot be held.

    Very many documents are matched in several transactions; after each the store is as if the others had not come yet.
    Documents that no source gives any more go. Old edges keep their decisions: those depend on two documents alone,
    and on thresholds; where these changed, everything is matched again.
    """
    stages = stages or default_stages()
    failures: list[Failure] = []
    if store.is_settled() and _are_noted(store, stages):
        return failures
    with store.workbench.wide():
        while True:
            try:
                _settle(store, stages, progress or unwatched)
            except AlikeError as error:
                failures += _set_aside(store, error.documents, str(error))
            else:
                return failures


def _are_noted(store: Store, stages: Stages) -> bool:
    """Whether the store was matched with these settings."""
    recorded = store.settings()
    return all(recorded.get(name) == value for name, value in stages.settings.items())


def _settle(store: Store, stages: Stages, show: Progress) -> None:
    bench = store.workbench
    matched, seen = 0, None
    show(Step(MATCHING, matched))
    while True:
        with _uncollected(), store.batch():
            if not matched:
                # Somebody else may have done it while this waited
                are_noted = _are_noted(store, stages)
                if store.is_settled() and are_noted:
                    return
                if not are_noted:
                    bench.rematch(stages.settings)
                bench.note_tracer(stages.lexicons)
            # Between two of these transactions others may correct and forget
            if seen != store.written_elsewhere():
                seen = store.written_elsewhere()
                store.forget(bench.orphans())
                apply_decisions(bench)
                bench.unify_outlets()
                _match_promoted(bench, stages)
            new = bench.pending(TOGETHER)
            _settle_some(bench, stages, new)
            matched += len(new)
            show(Step(MATCHING, matched))
            if len(new) < TOGETHER:
                note_what_holds(bench)
                bench.mark_settled({**stages.settings, "lexicon_version": stages.lexicons})
                return


def _set_aside(store: Store, documents: Collection[str], reason: str) -> list[Failure]:
    """Note what gave these documents as failures, and forget them; what was matched before stays so."""
    with store.batch():
        failures = [Failure(source, reason) for source in store.workbench.sources_of(documents)]
        store.forget(documents)
        store.add_failures(failures)
    return failures


@contextmanager
def _uncollected() -> Iterator[None]:
    """Nothing looks for cycles among the millions of objects of a transaction before its end: there are few."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def forget(store: Store, documents: Iterable[str], *, stages: Stages | None = None) -> int:
    """Remove documents by id, and everything that came from them; how many there were."""
    with store.batch():
        gone = store.forget(documents)
        settle(store, stages=stages)
    return gone


def _settle_some(bench: Workbench, stages: Stages, new: Collection[str]) -> None:
    """Match some documents and trace what they reach; the speakers and the copies first, which tracing tells of."""
    numbers = _name_speakers(bench, stages, new)
    _find_copies(bench, stages, new)
    known, again = _match(bench, stages, new, numbers)
    narrative = read_narrative(bench, stages, new)
    outlets = bench.outlets()
    bench.mark_stale(stages.renamed_channels(bench.channels(), bench.outlets_before(), outlets))
    _group_and_trace(bench, stages, {*new, *again}, outlets, known, narrative)
    bench.mark_matched({*new, *again})


def _match_promoted(bench: Workbench, stages: Stages) -> None:
    """Where those went to which others with the same words had edges, what takes their place is matched again."""
    for crowd in bench.stale_crowds():
        promoted = stages.promoted(crowd)
        if len(promoted) == sum(not one.is_head for one in crowd):
            bench.dissolve([one.crowd for one in crowd[:1]])
        else:
            bench.replace_seats(replace(one, is_head=True) for one in promoted)
        bench.match_anew(bench.documents_of([one.quotation for one in promoted]))
    bench.settle_crowds()


def _name_speakers(bench: Workbench, stages: Stages, new: Collection[str]) -> dict[Place, int]:
    """Find the speakers of the new documents; of those that a person decided to be one within a document the number of
    the first, by their places."""
    entities = dict(bench.entities(new))
    aliases = aliases_of(bench.decisions())
    also = {place: aliases.of(one) for place, one in entities.items()}
    renamed = {place: names for place, names in also.items() if names != entities[place].also}
    bench.rename(renamed)
    entities |= {place: replace(entities[place], also=names) for place, names in renamed.items()}
    bench.add_names((place, stages.name_keys(one)) for place, one in entities.items())
    speakers: dict[Place, str | None] = {}
    for place, one, speaker in bench.namesakes(new):
        entities[place], speakers[place] = one, speaker
    bench.replace_speakers(stages.merge_speakers(entities.items()), among=entities, stored=speakers)
    return one_speaker(also)


def one_speaker(also: Mapping[Place, Sequence[str]]) -> dict[Place, int]:
    """Of speakers that a person decided to be one within a document the number of the first, by their places.

    also: what a person decided of the names of each.
    """
    first: dict[tuple[str, tuple[str, ...]], int] = {}
    decided = sorted((place, tuple(names)) for place, names in also.items() if names)
    return {place: first.setdefault((place[0], names), place[1]) for place, names in decided}


def _find_copies(bench: Workbench, stages: Stages, new: Collection[str]) -> None:
    bodies = {document.id: stages.read_body(document) for document in bench.texts(new)}
    keys = {name: stages.copy_keys(body) for name, body in bodies.items()}
    stored, runs = bench.runs(without=keys.keys())
    near = {stored[place] for place in stages.may_be_copies([one.runs for one in keys.values()], runs)}
    near |= bench.same_bodies(keys.values())
    bench.add_bodies(keys)
    among = {*new, *near}
    among |= bench.copy_mates(among)
    bodies |= {document.id: stages.read_body(document) for document in bench.texts(among - bodies.keys())}
    bench.replace_copies(stages.find_copies(bodies.values()), among=among)


def _match(
    bench: Workbench, stages: Stages, new: Collection[str], numbers: Mapping[Place, int]
) -> tuple[dict[str, Occurrence], Collection[str]]:
    """Find and decide the edges of the new documents; the occurrences at their ends, and the documents that were
    matched again besides, as others have the words now to which edges lead (`Seating.displaced`); those of them that
    wait for it anyway have their own turn.

    numbers: by which number some of the new documents' speakers go, two names of one person by one.
    """
    again: set[str] = set()
    quotations, nearby = _compared(bench, stages, new, numbers, add=True)
    seating = stages.seat(quotations, nearby, bench.seats(quotations, nearby))
    # What these have besides may be the words of a crowd that nobody knew of yet
    while more := bench.match_anew(seating.displaced):
        again |= more
        numbers = {**numbers, **one_speaker({place: one.also for place, one in bench.entities(more)})}
        quotations, nearby = _compared(bench, stages, {*new, *again}, numbers, add=False)
        seating = stages.seat(quotations, nearby, bench.seats(quotations, nearby))
    bench.replace_seats(seating.seats)
    edges = stages.tell_edges(quotations, nearby, seating.heads)
    occurrences = bench.occurrences_behind(edges)
    bench.add_judgements(stages.decide(edges, occurrences), lexicons=stages.lexicons)
    return occurrences, again


def _compared(
    bench: Workbench, stages: Stages, new: Collection[str], numbers: Mapping[Place, int], *, add: bool
) -> tuple[list[Quotation], list[Quotation]]:
    """The quotations of the new documents, and the stored ones that may relate to one of them; not of those that wait
    themselves, whose turn comes.

    add: whether the index has not got their words yet.
    """
    quotations = list(bench.quotations(new))
    if numbers:
        quotations = [said_by_one(one, numbers) for one in quotations]
    entries = dict.fromkeys(new, IndexEntry()) | stages.index_entries(quotations)
    stored, words = bench.words(without=entries.keys() | bench.waiting())
    near: defaultdict[str, list[int]] = defaultdict(list)
    for place, text in stages.may_relate([one.words for one in entries.values()], words):
        near[stored[place]].append(text)
    if add:
        bench.add_words(entries)
        bench.pack_words(stages.pack)
    return quotations, bench.quotations_behind(near)


def said_by_one(quotation: Quotation, numbers: Mapping[Place, int]) -> Quotation:
    """The quotation with the number by which its speaker goes (`one_speaker`)."""
    if quotation.entity is None:
        return quotation
    return replace(quotation, entity=numbers.get((quotation.document, quotation.entity), quotation.entity))


def _group_and_trace(
    bench: Workbench,
    stages: Stages,
    new: Collection[str],
    outlets: Collection[str],
    known: dict[str, Occurrence],
    narrative: Sequence[bytes],
) -> None:
    """Group what the new documents and the stale utterances reach, trace what that changes, and link what is beside.

    An utterance with the members it had, none of them stale, can differ in nothing but its links.
    known: some of the occurrences, so that they are not read again; the others are added. narrative: the runs of words
    outside the marks of all documents.
    """
    reached, judgements = bench.reached(new)
    previous = bench.utterance_of(reached)
    pairs = bench.pairs_of(reached)
    judgements = stages.overrule(judgements, pairs)
    learn(bench, known, reached)
    accepted = [one for one in judgements if one.accepted]
    occurrences = {name: known[name] for name in reached}
    grouping = stages.group(accepted, occurrences, pairs=pairs, previous=previous, next_id=bench.next_utterance_id())
    beside = bench.utterances(set(bench.utterance_of(ends(judgements) - reached).values()))
    stale = set(bench.stale_utterances())
    gone = stale.union(previous.values())
    utterances = with_links(bench, stages, grouping.utterances, beside, judgements, known, gone=gone)
    before = {one.id: one for one in bench.utterances(set(previous.values()))}
    same = {one.id for one in grouping.utterances if one.id not in stale and before.get(one.id) == one}
    same.update(one.id for one in beside)
    bench.replace_related([one for one in utterances if one.id in same])
    changed = [one for one in utterances if one.id not in same]
    drifts = bench.drifts({member.quotation for one in changed for member in one.members})
    shared = shared_narrative(bench, stages, changed, known, narrative)
    traces = stages.trace(changed, known, outlets=outlets, drifts=drifts, narrative=shared)
    bench.replace_utterances(changed, traces, among=gone - same)
    bench.add_to_journal(grouping.redirects, grouping.splits)
