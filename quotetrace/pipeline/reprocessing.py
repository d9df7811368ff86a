"""After an upgrade: what another version derived is derived anew from the stored texts, without their files."""

from __future__ import annotations

from pathlib import Path

from quotetrace.model import READING, Extraction, Step
from quotetrace.pipeline.admission import is_english
from quotetrace.pipeline.inputs import BATCH, batches, lexicons_with
from quotetrace.pipeline.settling import settle
from quotetrace.pipeline.stages import Stages, default_stages
from quotetrace.pipeline.watching import Progress, unwatched
from quotetrace.press import each_using, load_outlets
from quotetrace.store import Store


def reprocess(
    store: Store,
    *,
    outlets: str | Path | None = None,
    model: str | None = None,
    indirect: bool = False,
    progress: Progress | None = None,
    stages: Stages | None = None,
) -> int:
    """Derive anew the stored documents that another version derived; how many there were.

    Texts and what was read of them (outlet, date …) stay as they are; quotations and speakers are extracted again, and
    everything that follows from them. What people decided holds. Documents whose quotations somebody else extracted
    are left alone. outlets, model, indirect: as for `ingest`.
    """
    stages = stages or default_stages()
    show = progress or unwatched
    table = load_outlets(outlets)
    lexicons = lexicons_with(stages, table)
    done = 0
    for names in batches(store.outdated(lexicons), BATCH):
        with store.batch():
            # Somebody else may have forgotten some since
            documents = [store.as_read(name) for name in names if store.has_document(name)]
            english = [one for one in documents if is_english(one)]
            for extraction in each_using(table, stages.extract(english, model=model, indirect=indirect)):
                store.add(extraction, lexicons=lexicons)
            for document in documents:
                if not is_english(document):
                    store.add(Extraction(document, (), ()), lexicons=lexicons)
        done += len(names)
        show(Step(READING, done))
    settle(store, progress=progress, stages=stages)
    return done
