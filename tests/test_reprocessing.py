"""After an upgrade: only what another version derived is derived anew, as if it were new, and decisions hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest
from newsroom import Newsroom, article, extract_one, said_by

from quotetrace import __version__, pipeline
from quotetrace.model import Document, Extraction
from quotetrace.pipeline import Stages
from quotetrace.store import Store

PIER = "“The old pier will not survive another winter”, Ingrid Moen said."
BOATS = "“No boat will leave the harbour before noon tomorrow”, Ola Berg said. “We wait”, Kari Vik said."


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(":memory:") as opened:
        yield opened


def newsroom() -> Newsroom:
    return Newsroom(
        article(PIER, "a.txt", outlet="Fjord Times", published="2024-03-04"),
        article(f"{BOATS} {PIER}", "b.txt", outlet="Radio Nord", published="2024-03-05"),
        article(BOATS, "c.txt", outlet="Herald", published="2024-03-06"),
        article("« Le quai est fermé », dit Mme Moen.", "d.txt", language="fr"),
        article("Nobody said a word.", "e.txt"),
    )


def seeing_less(documents: Iterable[Document], /, **more: object) -> Iterator[Extraction]:
    """Another version of extraction, which finds the first quotation of each document alone."""
    for document in documents:
        found = extract_one(document)
        yield replace(found, quotations=found.quotations[:1])


def versions(room: Newsroom) -> tuple[Stages, Stages]:
    return room.stages(lexicons="old", extract=seeing_less), room.stages(lexicons="new")


def test_it_is_as_if_everything_were_ingested_by_this_version(store: Store) -> None:
    room = newsroom()
    old, new = versions(room)
    pipeline.ingest(room.paths, store, stages=old)
    assert pipeline.reprocess(store, stages=new) == 5
    with Store.open(":memory:") as fresh:
        pipeline.ingest(room.paths, fresh, stages=new)
        assert said_by(store) == said_by(fresh)
    assert store.versions() == {f"{__version__} lexicons new": 5}
    assert list(pipeline.verify(store, sample=10, stages=new)) == []


def test_only_what_another_version_derived_is_derived_anew(store: Store) -> None:
    room = newsroom()
    old, new = versions(room)
    pipeline.ingest(room.paths[:2], store, stages=old)
    pipeline.ingest(room.paths[2:], store, stages=new)
    room.extracted.clear()
    assert pipeline.reprocess(store, stages=new) == 2
    assert sorted(room.extracted) == ["a.txt", "b.txt"]
    assert pipeline.reprocess(store, stages=new) == 0


def test_files_are_not_asked_for(store: Store) -> None:
    room = newsroom()
    old, new = versions(room)
    pipeline.ingest(room.paths, store, stages=old)
    before = list(store.documents())
    room.shelf.clear()
    assert pipeline.reprocess(store, stages=new) == 5
    told = [(one.document.label, one.document.outlet, one.document.published) for one in store.documents()]
    assert told == [(one.document.label, one.document.outlet, one.document.published) for one in before]


def test_what_people_decided_holds(store: Store) -> None:
    room = newsroom()
    old, new = versions(room)
    pipeline.ingest(room.paths, store, stages=old)
    pipeline.correct_outlet(store, "a.txt", "The Wall", stages=old)
    pipeline.correct_date(store, "b.txt", "2024-03-01", stages=old)
    found = next(store.quotes(search="noon tomorrow", outlet="Herald")).occurrence.quotation
    pipeline.correct_speaker(store, found.id, "Mia Holt", stages=old)
    decisions = [one.decision for one in store.decisions()]
    pipeline.reprocess(store, stages=new)
    with Store.open(":memory:") as fresh:
        pipeline.ingest(room.paths, fresh, stages=new)
        pipeline.take_decisions(fresh, decisions, stages=new)
        assert said_by(store) == said_by(fresh)
    for one in store.decisions():
        pipeline.undo(store, one.number, stages=new)
    with Store.open(":memory:") as fresh:
        pipeline.ingest(room.paths, fresh, stages=new)
        assert said_by(store) == said_by(fresh)


def test_what_speaks_for_a_text_with_two_sources_stays(store: Store) -> None:
    twin = article(PIER, "twin.txt", outlet="Fjord Times", published="2024-03-04")
    room = Newsroom(replace(twin, published=None, label="z.txt", source="/news/z.txt"), twin)
    old, new = versions(room)
    pipeline.ingest(room.paths, store, stages=old)
    before = said_by(store)
    assert pipeline.reprocess(store, stages=new) == len(list(store.documents()))
    assert said_by(store) == before


def test_quotations_that_somebody_else_extracted_stay(store: Store) -> None:
    room = newsroom()
    old, new = versions(room)
    pipeline.ingest(room.paths, store, stages=old)
    store._connection.execute("UPDATE quotations SET rule = 'given' WHERE document LIKE '%'")
    assert pipeline.reprocess(store, stages=new) == 2


def test_an_interruption_loses_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    room = newsroom()
    old, new = versions(room)
    monkeypatch.setattr(pipeline.reprocessing, "BATCH", 2)
    pipeline.ingest(room.paths, store, stages=old)

    def pull_the_plug(documents: Iterable[Document], /, **more: object) -> Iterator[Extraction]:
        for document in documents:
            if document.label == "b.txt":
                raise KeyboardInterrupt
            yield extract_one(document)

    with pytest.raises(KeyboardInterrupt):
        pipeline.reprocess(store, stages=replace(new, extract=pull_the_plug))
    assert store.verify() == []
    left = pipeline.reprocess(store, stages=new)
    assert 0 < left <= 5
    with Store.open(":memory:") as fresh:
        pipeline.ingest(room.paths, fresh, stages=new)
        assert said_by(store) == said_by(fresh)


def test_what_ends_elsewhere_now_is_told_anew_though_nobody_is_named(store: Store) -> None:
    room = Newsroom(article("“The old pier will not survive another winter” stood on every wall.", "a.txt"))

    def cutting(documents: Iterable[Document], /, **more: object) -> Iterator[Extraction]:
        for document in documents:
            [one] = extract_one(document).quotations
            yield Extraction(document, (replace(one, text="The old pier", end=one.start + 12),), ())

    pipeline.ingest(room.paths, store, stages=room.stages(lexicons="old", extract=cutting))
    assert [one.text for one in store.traces(all=True)] == ["The old pier"]
    new = room.stages(lexicons="new")
    assert pipeline.reprocess(store, stages=new) == 1
    assert [one.text for one in store.traces(all=True)] == ["The old pier will not survive another winter"]
    assert list(pipeline.verify(store, sample=10, stages=new)) == []
