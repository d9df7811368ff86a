"""What goes into the store comes out the same, whatever characters and absences it has."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom import article, extract_one

from quotetrace.model import (
    Document,
    Entity,
    EntityKind,
    Evidence,
    Extraction,
    Failure,
    Flag,
    Kind,
    Part,
    Quotation,
    Reason,
    Span,
    ToldTo,
    Zone,
    ZoneKind,
)
from quotetrace.moments import Moment, Precision
from quotetrace.store import Store

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
MAYBE = st.none() | WORDS
NUMBERS = st.integers(0, 10_000)
MOMENTS = st.builds(
    Moment,
    st.datetimes(datetime(2, 1, 1), datetime(9990, 1, 1)).map(lambda time: time.replace(microsecond=0)),
    st.sampled_from(Precision),
    st.none() | st.integers(-720, 840),
)
DOCUMENTS = st.builds(
    Document,
    id=st.just("sha256:0123456789abcdef01234567"),
    label=WORDS,
    source=WORDS,
    text=WORDS,
    headline=MAYBE,
    headline_separate=st.booleans(),
    outlet=MAYBE,
    author=MAYBE,
    url=MAYBE,
    published=st.none() | MOMENTS,
    modified=st.none() | MOMENTS,
    language=MAYBE,
    zones=st.tuples(st.builds(Zone, NUMBERS, NUMBERS, st.sampled_from(ZoneKind))),
    evidence=st.tuples(
        st.builds(Evidence, WORDS, WORDS, WORDS, st.none() | NUMBERS, st.none() | NUMBERS, st.booleans(), WORDS)
    ),
    content_hash=WORDS,
    reader=WORDS,
    reader_version=NUMBERS,
)


def spans(text: str, start: int) -> Span:
    return Span(start, start + len(text), text)


SPANS = st.none() | st.builds(spans, WORDS, NUMBERS)
QUOTATIONS = st.builds(
    Quotation,
    id=st.just("sha256:0123456789abcdef01234567/body/3"),
    document=st.just("sha256:0123456789abcdef01234567"),
    part=st.sampled_from(Part),
    start=NUMBERS,
    end=NUMBERS,
    text=WORDS,
    kind=st.sampled_from(Kind),
    speaker=MAYBE,
    entity=st.none() | st.just(0),
    speaker_mention=SPANS,
    cue=SPANS,
    told_to=st.tuples(st.builds(ToldTo, NUMBERS, NUMBERS, WORDS, MAYBE)) | st.just(()),
    continues=MAYBE,
    flags=st.sets(st.sampled_from(Flag)).map(tuple),
    confidence=st.floats(0, 1),
    reason=st.builds(Reason, WORDS, MAYBE),
    context=WORDS,
)
ENTITIES = st.builds(
    Entity, WORDS, st.sampled_from(EntityKind), st.tuples(WORDS), st.tuples(WORDS, WORDS), st.none() | st.just("f")
)


@given(DOCUMENTS, QUOTATIONS, ENTITIES)
@settings(max_examples=60, deadline=None)
def test_what_goes_in_comes_out(document: Document, quotation: Quotation, entity: Entity) -> None:
    with Store.open(":memory:") as store:
        store.add(Extraction(document, (quotation,), (entity,)))
        assert list(store.workbench.texts([document.id])) == [document]
        assert list(store.workbench.entities([document.id])) == [((document.id, 0), entity)]
        (stored,) = store.quotes()
        (occurrence,) = store.occurrences()
        assert stored.occurrence == occurrence
        assert (occurrence.quotation, occurrence.published) == (quotation, document.published)
        assert (occurrence.label, occurrence.outlet, occurrence.url) == (document.label, document.outlet, document.url)
        assert occurrence.entity == (entity if quotation.entity == 0 else None)


def test_a_list_of_documents_leaves_the_texts_out(store: Store) -> None:
    document = article("“Ferries are late”, Ola Berg said.")
    store.add(extract_one(document))
    store.add_source(document)
    (listed,), (asked,) = store.documents(), store.documents("pier.txt")
    assert listed.document == replace(document, text="")
    assert asked.document == document
    assert (listed.quotations, listed.sources) == (1, ("/news/pier.txt",))


def test_a_document_goes_by_id_label_source_or_first_digits(store: Store) -> None:
    document = article("“Ferries are late”, Ola Berg said.")
    store.add(extract_one(document))
    store.add_source(document)
    digits = document.id.removeprefix("sha256:")
    for name in (document.id, "pier.txt", "/news/pier.txt", digits, digits[:6], f"sha256:{digits[:4]}"):
        assert [found.document.id for found in store.documents(name)] == [document.id], name
    for name in ("", "pier", digits[:3], "%", "*", "sha256:"):
        assert list(store.documents(name)) == [], name


def test_deriving_again_keeps_what_is_still_there(store: Store) -> None:
    document = article("“Ferries are late”, Ola Berg said. “Buses are not”, Ola Berg said.")
    extraction = extract_one(document)
    store.add(extraction)
    numbers = {one.id for one in store.workbench.quotations([document.id])}
    changed = replace(extraction.quotations[0], kind=Kind.MIXED)
    store.add(replace(extraction, quotations=(changed,)))
    assert list(store.workbench.quotations([document.id])) == [changed]
    assert changed.id in numbers
    assert list(store.quotes(search="buses")) == []
    assert store.verify() == []


def test_a_failure_is_noted_once_with_its_newest_reason(store: Store) -> None:
    store.add_failures([Failure("/news/a", "is empty"), Failure("/news/b", "is binary")])
    store.add_failures([Failure("/news/a", "is torn")])
    assert list(store.failures()) == [Failure("/news/a", "is torn"), Failure("/news/b", "is binary")]
    assert list(store.failures(limit=1)) == [Failure("/news/a", "is torn")]


def test_a_source_is_known_by_what_was_read(store: Store) -> None:
    document = article("“Ferries are late”, Ola Berg said.")
    assert store.known(document.source) is None
    store.add(extract_one(document))
    store.add_source(document)
    known = store.known(document.source)
    assert known is not None
    assert (known.document, known.content_hash, known.reader_version) == (document.id, document.content_hash, 1)


def test_versions_are_counted(store: Store) -> None:
    store.add(extract_one(article("“Ferries are late”, Ola Berg said.")))
    assert list(store.versions().values()) == [1]
