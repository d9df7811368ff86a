"""Questions that need a stage as well as the store: pasted words, and what matching missed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from quotetrace.model import Audit, FoundQuotation, Quotation, Relation
from quotetrace.pipeline.stages import Stages, default_find_words, default_look_up
from quotetrace.store import Store

# Quotations with one of the pasted words: from here on the index is asked which are worth reading.
MANY = 2_000
# Quotations that only overlap the words asked for come after those that have them
_RELATION_ORDER = {Relation.VARIANT: 0, Relation.FRAGMENT: 0, Relation.OVERLAP: 1}


def find(store: Store, words: str, *, limit: int | None = None, stages: Stages | None = None) -> list[FoundQuotation]:
    """The stored quotations that have `words`, the earliest first and the undated last; mere overlaps at the end."""
    find_words = stages.find_words if stages is not None else default_find_words()
    few = store.quotations_for_find(words, at_most=MANY)
    hits = find_words(words, _by_index(store, words, stages) if few is None else few)
    stored = store.stored_quotations([name for name, _, _ in hits])
    found = [FoundQuotation(one, relation, score) for one, (_, relation, score) in zip(stored, hits, strict=True)]
    found.sort(key=_found_order)
    return found[:limit]


def _by_index(store: Store, words: str, stages: Stages | None) -> Iterable[Quotation]:
    """The quotations that `words` may be found in, where too many have one of the words to read them all."""
    look_up = stages.look_up if stages is not None else default_look_up()
    documents, entries = store.indexed_words()
    texts: defaultdict[str, list[int]] = defaultdict(list)
    for place, text in look_up(words, entries):
        texts[documents[place]].append(text)
    return store.quotations_behind(texts)


def audit(store: Store, *, sample: int, seed: int = 0) -> Audit:
    """Compare `sample` of the stored quotations, drawn by `seed`, with all others, one by one: what matching missed."""
    from quotetrace.matching import audit as look  # numpy, which no other question needs

    edges = (judged.edge for judged in store.judgements())
    return look(store.quotations(), edges, sample=sample, seed=seed)


def _found_order(found: FoundQuotation) -> tuple[object, ...]:
    occurrence = found.stored.occurrence
    moment, quotation = occurrence.published, occurrence.quotation
    instant = datetime.max if moment is None else moment.start - timedelta(minutes=moment.offset or 0)
    return (_RELATION_ORDER[found.relation], moment is None, instant, occurrence.label, quotation.start, quotation.id)
