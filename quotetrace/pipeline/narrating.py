"""Narrative in settling: what new documents print outside the marks, and what pairs of documents share of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from quotetrace.model import Document, Occurrence, Quotation, SharedNarrative, Utterance
from quotetrace.pipeline.inputs import batches
from quotetrace.pipeline.stages import Stages
from quotetrace.store import Workbench

# Documents that are looked through at once: so many that arrays are worth making.
_TOGETHER = 100


def read_narrative(bench: Workbench, stages: Stages, new: Collection[str]) -> list[bytes]:
    """Keep the runs of some documents and mark the utterances whose evidence they turn, or those that went do; the
    runs of all documents."""
    runs: dict[str, bytes] = {}
    for some in batches(_read(bench, new), _TOGETHER):
        runs.update(zip((document.id for document, _ in some), stages.narrative_runs(some), strict=True))
    bench.add_narrative(runs)
    stored, kept = bench.narrative(without=new)
    recounts = stages.recount(bench.stale_narrative(), list(runs.values()), kept)
    places = {place for one in recounts for place in one.holders}
    reported = bench.utterances_in({stored[place] for place in places})
    bench.mark_stale(stages.turned(recounts, {place: reported.get(stored[place], ()) for place in places}))
    return [*kept, *runs.values()]


def shared_narrative(
    bench: Workbench,
    stages: Stages,
    utterances: Iterable[Utterance],
    known: Mapping[str, Occurrence],
    everything: Sequence[bytes],
) -> Mapping[int, Mapping[tuple[str, str], SharedNarrative]]:
    """By utterance what the pairs of its documents share. everything: the runs of all documents."""
    members = {one.id: [known[member.quotation] for member in one.members] for one in utterances}
    reports = {number: told for number, told in members.items() if len({one.quotation.document for one in told}) > 1}
    documents = {one.quotation.document for told in reports.values() for one in told}
    return stages.share_narrative(reports, bench.narrative_of(documents), everything, lambda some: _read(bench, some))


def _read(bench: Workbench, documents: Collection[str]) -> Iterator[tuple[Document, Sequence[Quotation]]]:
    """These documents with their quotations."""
    said: defaultdict[str, list[Quotation]] = defaultdict(list)
    for quotation in bench.quotations(documents):
        said[quotation.document].append(quotation)
    return ((document, said[document.id]) for document in bench.texts(documents))
