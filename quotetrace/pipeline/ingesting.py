"""The only place that knows the order of the stages: read, extract, resolve speakers, match, trace, store.

`ingest` stores documents batch by batch, each batch one transaction, and then settles: it matches the documents that
wait for it, groups and traces, in one transaction more. Whatever interrupts it, the same command goes on where it
stopped. Every result is a function of the set of documents, not of the order or the batches in which they came.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from quotetrace.model import READING, Document, Extraction, Failure, IngestReport, Step
from quotetrace.pipeline.admission import is_english
from quotetrace.pipeline.ahead import Ahead
from quotetrace.pipeline.changes import MANIFEST, OUTLET_OPTION, Run, Sorted, count_in, sort_out
from quotetrace.pipeline.containers import Containers, Finished
from quotetrace.pipeline.failing import failed_inputs, over
from quotetrace.pipeline.given import read_given
from quotetrace.pipeline.inputs import BATCH, Given, Paths, batches, count_files, lexicons_with, reading
from quotetrace.pipeline.settling import settle
from quotetrace.pipeline.stages import Stages, default_stages
from quotetrace.pipeline.watching import Progress, unwatched
from quotetrace.pipeline.working import Settings
from quotetrace.press import each_using, load_outlets
from quotetrace.store import Derived, Store, derived


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
    quotations: str | Path | None = None,
    reprocess: bool = False,
    dry_run: bool = False,
    retry_failed: bool = False,
    jobs: int = 1,
    progress: Progress | None = None,
    stop: Callable[[], bool] | None = None,
    stages: Stages | None = None,
) -> IngestReport:
    """Read `paths` into `store`: what is new or changed, and what an interrupted run left undone.

    outlet, fields, manifest, outlets: as in `reading.read`. model, indirect: as in `extraction.extract`.
    quotations: a file of quotations that somebody else extracted (`given.read_given`): the documents it names have
    these and no others, also where they are stored already.
    jobs: so many processes read and extract while this one writes; one: this one does everything. They are started for
    some hundred inputs or more, and not where `stages` are given, which stay here. The store comes out the same. As
    they are fresh Pythons, a script that asks for several has ``if __name__ == "__main__":`` around what it does.
    WorkerError where one of them is killed.
    stop: asked after each batch; where it says so the run ends there, with what is stored by then and unmatched, as if
    it had been interrupted, and the report says that it did (stopped).
    The store records which table of outlets a document was read with, if it is the user's.
    reprocess: derive what is unchanged anew as well. dry_run: read and compare, but extract and store nothing.
    retry_failed: of `paths`, or of everything where there are none, only what is noted as failed; the records of a
    container are read with the others of it, and what is stored keeps its label.
    In the report read is the sum of added, changed, unchanged, skipped (not English: stored, not extracted) and
    failed; a second source of a stored text is unchanged. quotations and attributed are what this run extracted,
    utterances and reported_by_two what the store holds afterwards.
    """
    is_own = stages is None
    jobs = jobs if is_own else 1
    paths = [paths] if isinstance(paths, str | Path) else list(paths)
    show, stopped = progress or unwatched, False
    table = load_outlets(outlets)
    not_retried: list[str] = []
    if retry_failed:
        paths, not_retried = failed_inputs(store, paths)
    quoted = {} if quotations is None else read_given(Path(quotations))
    ahead, containers = Ahead(Derived, quoted), Containers()
    reads = reading(
        paths,
        stages,
        Given(outlet, fields, manifest),
        ahead,
        Settings(table, not dry_run, storing=True, model=model, indirect=indirect, quoted=quoted),
        jobs=jobs,
        said=None if reprocess else store.outlet_said,
        known=partial(_fingerprint, store, reprocess),
        all_new=store.is_empty(),
    )
    with reads as batches_read:
        used = stages or default_stages()

        def extract(documents: Iterable[Document]) -> Iterator[Derived]:
            own = []
            for document in documents:
                if document.label not in quoted:
                    own.append(document)
                    continue
                found, outside = ahead.take(document) or extract_given(document)
                run.outside += [document.label] * outside
                yield found
            yield from ahead.extracted(own, extract_own)

        def extract_own(documents: Iterable[Document]) -> Iterator[Derived]:
            return map(derived, used.extract(documents, model=model, indirect=indirect))

        def extract_given(document: Document) -> tuple[Derived, bool]:
            extraction, outside = used.extract_given(document, quoted[document.label])
            return derived(extraction), bool(outside)

        def extract_all(documents: Iterable[Document]) -> Iterator[Derived]:
            return each_using(table, extract(documents))

        named = frozenset(kind for kind, value in ((OUTLET_OPTION, outlet), (MANIFEST, manifest)) if value is not None)
        run = Run(store, extract_all, reprocess, lexicons_with(used, table), named, quoted, ahead.prints)
        total = count_files(paths) if progress is not None and is_own else None
        for inputs in each_using(table, batches_read):
            if retry_failed:
                inputs = [_called_as_before(store, one) for one in inputs]
            if dry_run:
                count_in(run, inputs, sort_out(run, inputs, plan=True))
            else:
                _store_batch(run, inputs)
                _keep_records(store, map(containers.follow, inputs))
            total = None if _is_part(inputs) else total
            show(Step(READING, run.read, len(run.failures), total))
            if stopped := stop is not None and stop():
                break
    if not dry_run and not stopped:
        _keep_records(store, [containers.end()])
        if manifest is not None:
            _keep_rows(run, manifest)
        store.drop(failures=over(store, paths, failed={one.source for one in run.failures}))
        let_heirs_speak(run)
        if not (stopped := stop is not None and stop()):
            run.set_aside(settle(store, progress=progress, stages=used))
    return replace(run.report(stopped=stopped), not_retried=tuple(not_retried))


def _is_part(inputs: Iterable[Document | Failure]) -> bool:
    """Whether files have several articles, so that nobody knows how many there are."""
    return any(isinstance(one, Document) and one.container is not None for one in inputs)


def _fingerprint(store: Store, reprocess: bool, source: str) -> str | None:
    """Of what the store has of a source, where the same need not be extracted again."""
    known = None if reprocess else store.known(source)
    return known.fingerprint if known else None


def _called_as_before(store: Store, one: Document | Failure) -> Document | Failure:
    """A document under the label that its source has: that of the file alone, which is read now, may be shorter."""
    label = store.label_of(one.source) if isinstance(one, Document) else None
    return replace(one, label=label) if isinstance(one, Document) and label is not None else one


def _store_batch(run: Run, inputs: Sequence[Document | Failure]) -> None:
    """Extract what is wanted, and store it with its sources and the failures in one transaction.

    Where another process wrote between looking and storing, what is wanted is looked up again: it may be stored by now.
    """
    done: dict[int, Derived] = {}
    while True:
        seen = run.store.written_elsewhere()
        found = sort_out(run, inputs)
        speaking = [one for one in found.wanted if run.store.speaks_for(one)]
        done |= {id(one.document): one for one in _extract_all(run, [one for one in speaking if id(one) not in done])}
        if any(one.given_up for one in done.values()):
            inputs, done = _without_given_up(inputs, done)
            continue
        with run.store.batch():
            if run.store.written_elsewhere() == seen:
                wanted = {id(one) for one in speaking}
                _write(run, inputs, found, [one for name, one in done.items() if name in wanted])
                count_in(run, inputs, found)
                return


def _without_given_up(
    inputs: Sequence[Document | Failure], done: Mapping[int, Derived]
) -> tuple[list[Document | Failure], dict[int, Derived]]:
    """The inputs, failures in the place of the documents that took too long, and what the others yield."""
    why = {name: one.given_up for name, one in done.items() if one.given_up is not None}
    left: list[Document | Failure] = [Failure(one.source, why[id(one)]) if id(one) in why else one for one in inputs]
    return left, {name: one for name, one in done.items() if name not in why}


def _write(run: Run, inputs: Sequence[Document | Failure], found: Sorted, extracted: Sequence[Derived]) -> None:
    changed, stored = {document.source for document in found.wanted}, set()
    for one in extracted:
        # asked again: another document of this batch may have the same text
        if run.store.speaks_for(one.document):
            run.store.add(one, lexicons=run.lexicons)
            _add_source(run, one.document)
            stored.add(one.document.source)
    _count(run, extracted)
    for read in inputs:
        if isinstance(read, Document) and read.source not in changed:
            run.store.relabel(read)
    for document in found.wanted:
        if document.source not in stored:
            _add_source(run, document)
        if document.container is None:
            run.store.keep_sources(document.source, {document.source})
    run.store.add_failures([one for one in inputs if isinstance(one, Failure)])


def _add_source(run: Run, document: Document) -> None:
    run.store.add_source(document, known_print=run.prints.of(document))


def let_heirs_speak(run: Run) -> None:
    """Where the source that spoke for a document is gone, the next best gives it its facts."""
    while not _have_spoken(run):
        pass


def _have_spoken(run: Run) -> bool:
    """Whether all heirs have spoken: False where another process wrote meanwhile and others may be heirs now."""
    seen = run.store.written_elsewhere()
    for sources in batches(run.store.heirs(), BATCH):
        with run.store.batch():
            if run.store.written_elsewhere() != seen:
                return False
            extracted = _extract_all(run, [run.store.reading_of(source) for source in sources])
            for one in extracted:
                run.store.add(one, lexicons=run.lexicons)
            _count(run, extracted)
    return True


def _extract_all(run: Run, documents: Sequence[Document]) -> list[Derived]:
    """What the documents yield, nothing where they are not in English."""
    extracted = [derived(Extraction(document, (), ())) for document in documents if not is_english(document)]
    extracted += run.extract(document for document in documents if is_english(document))
    return extracted


def _count(run: Run, extracted: Iterable[Derived]) -> None:
    """Count what is stored, each text once."""
    for one in {one.document.id: one for one in extracted}.values():
        run.quotations += len(one.quotations)
        run.attributed += one.attributed


def _keep_rows(run: Run, manifest: str | Path) -> None:
    """A row of the manifest that could not be used before, and was corrected or removed, is no failure any longer."""
    named = os.path.abspath(manifest)  # noqa: PTH100  (as reading names it)
    run.store.keep_sources(named, {one.source for one in run.failures})


def _keep_records(store: Store, ended: Iterable[Finished | None]) -> None:
    """What a container gave before and gives no more is no source any longer."""
    for finished in ended:
        if finished is not None:
            store.keep_sources(finished.container, finished)
