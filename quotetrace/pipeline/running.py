"""The only place that knows the order of the stages: read, extract, resolve speakers, match, trace, store.

`ingest` stores documents batch by batch, each batch one transaction, and then settles: it matches the documents that
wait for it, groups and traces, in one transaction more. Whatever interrupts it, the same command goes on where it
stopped. Every result is a function of the set of documents, not of the order or the batches in which they came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from itertools import islice
from pathlib import Path
from typing import TypeVar

from quotetrace.model import (
    Audit,
    Document,
    Extraction,
    Failure,
    FoundQuotation,
    IngestReport,
    Occurrence,
    PlannedDocument,
    Relation,
)
from quotetrace.pipeline.containers import Containers, Finished
from quotetrace.pipeline.stages import Stages, default_find_words, default_stages
from quotetrace.press import each_using, load_outlets
from quotetrace.store import Store, fingerprint

# Documents in one transaction: some seconds of work to lose at worst, and few enough to hold in memory
BATCH = 64
ENGLISH = "en"
# The kinds of evidence that reading gives what it was called with: --outlet and --manifest
OUTLET_OPTION = "option"
MANIFEST = "manifest"
# Quotations that only overlap the words asked for come after those that have them
_RELATION_ORDER = {Relation.VARIANT: 0, Relation.FRAGMENT: 0, Relation.OVERLAP: 1}

# Called with the name of the step and how many are done
Progress = Callable[[str, int], None]
# One path, or several
Paths = str | Path | Iterable[str | Path]
Item = TypeVar("Item")


class _Change(Enum):
    """What an input is to the store."""

    ADDED = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(slots=True)
class _Run:
    """One ingest: where it writes, how it decides, and what it has done so far.

    given: the kinds of evidence that this run was called with.
    """

    store: Store
    extract: Callable[[Iterable[Document]], Iterator[Extraction]]
    reprocess: bool
    lexicons: str
    given: frozenset[str]
    read: int = 0
    skipped: int = 0
    quotations: int = 0
    attributed: int = 0
    added: set[str] = field(default_factory=set)
    changes: dict[_Change, int] = field(default_factory=lambda: dict.fromkeys(_Change, 0))
    failures: list[Failure] = field(default_factory=list)
    kept_outlets: list[tuple[str, str]] = field(default_factory=list)
    planned: list[PlannedDocument] = field(default_factory=list)

    def report(self) -> IngestReport:
        """What was done, beside what the store holds now."""
        counts = self.store.counts()
        return IngestReport(
            read=self.read,
            added=self.changes[_Change.ADDED],
            changed=self.changes[_Change.CHANGED],
            unchanged=self.changes[_Change.UNCHANGED],
            skipped=self.skipped,
            failed=len(self.failures),
            quotations=self.quotations,
            attributed=self.attributed,
            utterances=counts["utterances"],
            reported_by_two=counts["reported_by_two"],
            failures=tuple(self.failures),
            kept_outlets=tuple(self.kept_outlets),
            planned=tuple(self.planned),
        )


def ingest(
    paths: Paths,
    store: Store,
    *,
    outlet: str | None = None,
    fields: Mapping[str, str] | None = None,
    manifest: str | Path | None = None,
    outlets: str | Path | None = None,
    model: str | None = None,
    indirect: bool = False,
    reprocess: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
    stages: Stages | None = None,
) -> IngestReport:
    """Read `paths` into `store`: what is new or changed, and what an interrupted run left undone.

    outlet, fields, manifest, outlets: as in `reading.read`. model, indirect: as in `extraction.extract`.
    reprocess: derive what is unchanged anew as well. dry_run: read and compare, but extract and store nothing.
    In the report read is the sum of added, changed, unchanged, skipped (not English: stored, not extracted) and
    failed; a second source of a stored text is unchanged. quotations and attributed are what this run extracted,
    utterances and reported_by_two what the store holds afterwards.
    """
    stages = stages or default_stages()
    show = progress or _unwatched
    table = load_outlets(outlets)

    def extract(documents: Iterable[Document]) -> Iterator[Extraction]:
        return each_using(table, stages.extract(documents, model=model, indirect=indirect))

    given = frozenset(kind for kind, value in ((OUTLET_OPTION, outlet), (MANIFEST, manifest)) if value is not None)
    run = _Run(store, extract, reprocess, stages.lexicons, given)
    containers = Containers()
    said = None if reprocess else store.outlet_said
    for inputs in each_using(table, _inputs(paths, stages, outlet, fields, manifest, said)):
        run.failures += [one for one in inputs if isinstance(one, Failure)]
        wanted = _sort_out(run, inputs, plan=dry_run)
        if not dry_run:
            _store_batch(run, inputs, wanted)
            _keep_records(store, map(containers.follow, inputs))
        show("read", run.read)
    if not dry_run:
        _keep_records(store, [containers.end()])
        _let_heirs_speak(run)
        settle(store, progress=progress, stages=stages)
    return run.report()


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
    show = progress or _unwatched
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


def extract(
    paths: Paths,
    *,
    outlet: str | None = None,
    fields: Mapping[str, str] | None = None,
    manifest: str | Path | None = None,
    outlets: str | Path | None = None,
    model: str | None = None,
    indirect: bool = False,
    stages: Stages | None = None,
) -> Iterator[Extraction | Failure]:
    """Reading and extraction without a store, in the order of reading; a document not in English yields nothing."""
    stages = stages or default_stages()
    table = load_outlets(outlets)
    for inputs in each_using(table, _inputs(paths, stages, outlet, fields, manifest)):
        english = [one for one in inputs if isinstance(one, Document) and is_english(one)]
        extracted = each_using(table, stages.extract(english, model=model, indirect=indirect))
        for one in inputs:
            if isinstance(one, Failure):
                yield one
            else:
                yield next(extracted) if is_english(one) else Extraction(one, (), ())


def find(store: Store, words: str, *, limit: int | None = None, stages: Stages | None = None) -> list[FoundQuotation]:
    """The stored quotations that have `words`, the earliest first and the undated last; mere overlaps at the end."""
    look_up = stages.find_words if stages is not None else default_find_words()
    hits = look_up(words, store.quotations_for_find(words))
    stored = store.stored_quotations([name for name, _, _ in hits])
    found = [FoundQuotation(one, relation, score) for one, (_, relation, score) in zip(stored, hits, strict=True)]
    found.sort(key=_found_order)
    return found[:limit]


def audit(store: Store, *, sample: int, seed: int = 0) -> Audit:
    """Compare `sample` of the stored quotations, drawn by `seed`, with all others, one by one: what matching missed."""
    from quotetrace.matching import audit as look  # numpy, which no other question needs

    edges = (judged.edge for judged in store.judgements())
    return look(store.quotations(pending=False), edges, sample=sample, seed=seed)


def is_english(document: Document) -> bool:
    """Whether extraction reads this document; a text too short to tell is taken for English."""
    return document.language in (None, ENGLISH)


def _inputs(
    paths: Paths,
    stages: Stages,
    outlet: str | None,
    fields: Mapping[str, str] | None,
    manifest: str | Path | None,
    said: Callable[[str], str | None] | None = None,
) -> Iterator[list[Document | Failure]]:
    """What reading gives, in batches."""
    several = [paths] if isinstance(paths, str | Path) else paths
    stated = Path(manifest) if manifest else None
    read = stages.read(several, outlet=outlet, fields=fields, manifest=stated, said=said)
    return _batches(map(_storable, read), BATCH)


def _sort_out(run: _Run, inputs: Sequence[Document | Failure], *, plan: bool) -> list[Document]:
    """Count what each input is to the store; the documents that are new to it or changed. plan: keep note of each."""
    wanted = []
    for one in inputs:
        run.read += 1
        if isinstance(one, Failure):
            continue
        change = _change(run, one)
        skipped = change is not _Change.UNCHANGED and not is_english(one)
        if skipped:
            run.skipped += 1
        else:
            run.changes[change] += 1
        if plan:
            run.planned.append(_planned(one, "skipped" if skipped else change.value))
        if change is not _Change.UNCHANGED or run.store.known(one.source) is None:
            wanted.append(one)
    return wanted


def _planned(document: Document, change: str) -> PlannedDocument:
    kinds = {one.field: one.kind for one in document.evidence if one.used}
    return PlannedDocument(
        label=document.label,
        source=document.source,
        reader=document.reader,
        change=change,
        outlet=document.outlet,
        outlet_evidence=kinds.get("outlet") if document.outlet else None,
        published=document.published,
        published_evidence=kinds.get("published") if document.published else None,
        headline=document.headline,
        language=document.language,
        words=len(document.text.split()),
    )


def _change(run: _Run, document: Document) -> _Change:
    known = run.store.known(document.source)
    if known is None:
        return _new_source(run, document)
    if run.reprocess:
        return _Change.CHANGED
    if known.content_hash == document.content_hash and known.reader_version != document.reader_version:
        # A newer reader may see more in the same bytes, but nothing is re-extracted without being asked
        return _Change.UNCHANGED
    if known.fingerprint == fingerprint(document):
        return _Change.UNCHANGED
    if known.content_hash == document.content_hash and _said_before(run, known.document, document):
        return _Change.UNCHANGED
    if known.document == document.id:
        _note_kept_outlet(run, document)
    return _Change.CHANGED


def _said_before(run: _Run, stored_id: str, document: Document) -> bool:
    """Whether the same file was read with an --outlet or a --manifest that this run does not name.

    What a person said of a file stays said until something else is said, or --reprocess asks to start anew. Of a file
    that changed only the outlet given for a whole run does (`Store.outlet_said`): a manifest's date and address were
    those of the old text.
    """
    stored = {one.kind for known in run.store.documents(stored_id) for one in known.document.evidence}
    now = {one.kind for one in document.evidence}
    return not now & run.given and bool((stored - now - run.given) & {OUTLET_OPTION, MANIFEST})


def _new_source(run: _Run, document: Document) -> _Change:
    """A source never read before: a new text, or one that is stored already or came earlier in this run."""
    if not run.store.has_document(document.id):
        change = _Change.UNCHANGED if document.id in run.added else _Change.ADDED
        run.added.add(document.id)
        return change
    _note_kept_outlet(run, document)
    return _Change.CHANGED if run.store.speaks_for(document) else _Change.UNCHANGED


def _note_kept_outlet(run: _Run, document: Document) -> None:
    """Note a text that is stored under another outlet, if both outlets are the user's word for a whole run."""
    given = _outlet_option(document)
    if given is None:
        return
    stored = _outlet_option(next(run.store.documents(document.id)).document)
    if stored is not None and stored != given:
        run.kept_outlets.append((document.label, given if run.store.speaks_for(document) else stored))


def _outlet_option(document: Document) -> str | None:
    """The outlet a document has because it was given for a whole run, None where something else tells its outlet."""
    used = (one for one in document.evidence if one.field == "outlet" and one.used)
    return next((one.value for one in used if one.kind == OUTLET_OPTION), None)


def _storable(one: Document | Failure) -> Document | Failure:
    """A document that can be written as UTF-8; JSON may smuggle in halves of characters, which nothing can store."""
    if isinstance(one, Failure):
        return one
    try:
        fingerprint(one)
    except UnicodeEncodeError:
        return Failure(one.source, "holds half a surrogate pair, which is no character: save it again as UTF-8")
    return one


def _store_batch(run: _Run, inputs: Sequence[Document | Failure], wanted: Sequence[Document]) -> None:
    """Extract what is wanted, and store it with its sources and the failures in one transaction."""
    speaking = [document for document in wanted if run.store.speaks_for(document)]
    extractions = _extract_all(run, speaking)
    changed, stored = {document.source for document in wanted}, set()
    with run.store.batch():
        for extraction in extractions:
            # asked again: another document of this batch may have the same text
            if run.store.speaks_for(extraction.document):
                run.store.add(extraction, lexicons=run.lexicons)
                run.store.add_source(extraction.document)
                stored.add(extraction.document.source)
        for one in inputs:
            if isinstance(one, Document) and one.source not in changed:
                run.store.relabel(one)
        for document in wanted:
            if document.source not in stored:
                run.store.add_source(document)
            if document.container is None:
                run.store.keep_sources(document.source, {document.source})
        run.store.add_failures([one for one in inputs if isinstance(one, Failure)])


def _let_heirs_speak(run: _Run) -> None:
    """Where the source that spoke for a document is gone, the next best gives it its facts."""
    for sources in _batches(run.store.heirs(), BATCH):
        extractions = _extract_all(run, [run.store.reading_of(source) for source in sources])
        with run.store.batch():
            for extraction in extractions:
                run.store.add(extraction, lexicons=run.lexicons)


def _extract_all(run: _Run, documents: Sequence[Document]) -> list[Extraction]:
    """What the documents yield, nothing where they are not in English; counted, each text once."""
    extractions = [Extraction(document, (), ()) for document in documents if not is_english(document)]
    extractions += run.extract(document for document in documents if is_english(document))
    for extraction in {one.document.id: one for one in extractions}.values():
        run.quotations += len(extraction.quotations)
        run.attributed += sum(one.speaker is not None for one in extraction.quotations)
    return extractions


def _keep_records(store: Store, ended: Iterable[Finished | None]) -> None:
    """What a container gave before and gives no more is no source any longer."""
    for finished in ended:
        if finished is not None:
            store.keep_sources(finished.container, finished.sources)


def _group_and_trace(
    store: Store, stages: Stages, occurrences: Mapping[str, Occurrence], previous: Mapping[str, int]
) -> None:
    judgements = list(store.judgements())
    grouping = stages.group(judgements, occurrences, previous=previous, next_id=store.next_utterance_id())
    traces = stages.trace(grouping.utterances, occurrences, outlets=store.outlet_names())
    store.replace_utterances(grouping.utterances, traces, grouping.redirects)


def _found_order(found: FoundQuotation) -> tuple[object, ...]:
    occurrence = found.stored.occurrence
    moment, quotation = occurrence.published, occurrence.quotation
    instant = datetime.max if moment is None else moment.start - timedelta(minutes=moment.offset or 0)
    return (_RELATION_ORDER[found.relation], moment is None, instant, occurrence.label, quotation.start, quotation.id)


def _batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in lists of `size`, the last one shorter; no more are read than are in the list."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def _unwatched(step: str, done: int) -> None:
    """Nobody looks at the progress."""
