"""Matching what waits for it, grouping and tracing: one transaction that brings a store up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from quotetrace.model import Occurrence
from quotetrace.pipeline.stages import Stages, default_stages
from quotetrace.store import Store

# Called with the name of the step and how many are done
Progress = Callable[[str, int], None]


def settle(store: Store, *, progress: Progress | None = None, stages: Stages | None = None) -> None:
    """Match the documents that wait for it, then group and trace anew, in one transaction; nothing if none waits.

    Documents that no source gives any more go. Old edges keep their decisions: those depend on two documents alone,
    and on thresholds; where these changed, everything is matched again.
    """
    stages = stages or default_stages()
    recorded = store.settings()
    other_settings = any(recorded.get(name) != value for name, value in stages.settings.items())
    if store.is_settled() and not other_settings:
        return
    show = progress or unwatched
    with store.batch():
        previous = store.utterance_of()
        if other_settings:
            store.rematch()
        store.forget(store.orphans())
        store.unify_outlets()
        store.replace_speakers(stages.merge_speakers(store.entities()))
        store.replace_copies(stages.find_copies(store.texts()))
        occurrences = {one.quotation.id: one for one in store.occurrences()}
        show("match", len(occurrences))
        new = list(store.quotations(pending=True))
        edges = stages.find_edges(new, list(store.quotations(pending=False)))
        store.add_judgements(stages.decide(edges, occurrences), lexicons=stages.lexicons)
        _group_and_trace(store, stages, occurrences, previous)
        show("trace", len(occurrences))
        store.mark_settled({**stages.settings, "lexicon_version": stages.lexicons})


def forget(store: Store, documents: Iterable[str], *, stages: Stages | None = None) -> int:
    """Remove documents by id, and everything that came from them; how many there were."""
    with store.batch():
        gone = store.forget(documents)
        settle(store, stages=stages)
    return gone


def _group_and_trace(
    store: Store, stages: Stages, occurrences: Mapping[str, Occurrence], previous: Mapping[str, int]
) -> None:
    judgements = list(store.judgements())
    grouping = stages.group(judgements, occurrences, previous=previous, next_id=store.next_utterance_id())
    traces = stages.trace(grouping.utterances, occurrences, outlets=store.outlet_names())
    store.replace_utterances(grouping.utterances, traces, grouping.redirects)


def unwatched(step: str, done: int) -> None:
    """Nobody looks at the progress."""
