"""Questions that need a stage as well as the store: pasted words, and what matching missed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from quotetrace.model import Audit, FoundQuotation, Quotation, Relation
from quotetrace.pipeline.stages import FindWords, Stages, default_find_words, default_look_up
from quotetrace.store import Store

# Quotations with one of the pasted words: from here on the index is asked which are worth reading.
MANY = 5_000
# So many of the earliest quotations are read before it is judged whether MANY of them would fill a page.
FEW = 250


def find(store: Store, words: str, *, limit: int | None = None, stages: Stages | None = None) -> list[FoundQuotation]:
    """The stored quotations that have `words`, the earliest first and the undated last; mere overlaps at the end."""
    find_words = stages.find_words if stages is not None else default_find_words()
    few = store.quotations_for_find(words, at_most=MANY)
    if few is None and limit is not None and (page := _first_page(store, words, find_words, limit)):
        return page
    hits = find_words(words, _by_index(store, words, stages) if few is None else few)
    how = {name: (relation, score) for name, relation, score in hits}
    overlaps = [name for name, (relation, _) in how.items() if relation is Relation.OVERLAP]
    names = store.in_time(how.keys() - set(overlaps), limit=limit)
    if limit is None or len(names) < limit:
        names += store.in_time(overlaps, limit=None if limit is None else limit - len(names))
    return _found(store, names, how)


def _first_page(store: Store, words: str, find_words: FindWords, limit: int) -> list[FoundQuotation]:
    """What has words that very many have, from the earliest quotations alone; nothing where these do not fill it.

    The earliest MANY are read as long as those before promise that they will do: where not, the index is quicker.
    """
    earliest = (one.occurrence.quotation for one in store.quotes(limit=MANY))
    how: dict[str, tuple[Relation, float]] = {}
    read, step = 0, FEW
    while len(how) < limit and len(how) * MANY >= limit * read:
        some = list(islice(earliest, step))
        if not some:
            break
        hits = find_words(words, some)
        how |= {name: (relation, score) for name, relation, score in hits if relation is not Relation.OVERLAP}
        read, step = read + len(some), read + len(some)
    return _found(store, store.in_time(how.keys(), limit=limit), how) if len(how) >= limit else []


def _found(store: Store, names: Sequence[str], how: Mapping[str, tuple[Relation, float]]) -> list[FoundQuotation]:
    """These quotations, each with how it has the words."""
    return [FoundQuotation(one, *how[name]) for name, one in zip(names, store.stored_quotations(names), strict=True)]


def _by_index(store: Store, words: str, stages: Stages | None) -> Iterable[Quotation]:
    """The quotations that `words` may be found in, where too many have one of the words to read them all."""
    skim, look_up = (stages.skim, stages.look_up) if stages is not None else default_look_up()
    numbers, blocks = store.packed_words()
    near = [numbers[block][place] for block, place in skim(words, blocks)]
    documents, entries = store.numbered_words(near, after=numbers[-1][-1] if numbers else 0)
    texts: defaultdict[str, list[int]] = defaultdict(list)
    for place, text in look_up(words, entries):
        texts[documents[place]].append(text)
    return store.quotations_behind(texts)


def audit(store: Store, *, sample: int, seed: int = 0) -> Audit:
    """Compare `sample` of the stored quotations, drawn by `seed`, with all others, one by one: what matching missed."""
    from quotetrace.matching import audit as look  # numpy, which no other question needs

    edges = (judged.edge for judged in store.judgements())
    return look(store.quotations(), edges, sample=sample, seed=seed)
