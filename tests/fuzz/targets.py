"""What is fuzzed: a function for each that takes bytes, does with them what the tool does, and asserts what must hold.

A target raises only for a finding: QuotetraceError is caught where the tool would print it. Targets keep nothing from
one input to the next; what they read from disk they write into the folder that they are given.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from quotetrace import ingest, records
from quotetrace.errors import QuotetraceError
from quotetrace.extraction import extract_document
from quotetrace.extraction.marks import find_marked
from quotetrace.extraction.paragraphs import split_paragraphs
from quotetrace.folding import fold, fold_name, fold_words
from quotetrace.matching.relations import relate
from quotetrace.matching.wording import read_wording
from quotetrace.model import Document
from quotetrace.moments import Moment
from quotetrace.pipeline import find, take_decisions
from quotetrace.pipeline.decision_files import decision_record, read_decisions
from quotetrace.press import load_outlets
from quotetrace.reading import read
from quotetrace.rendering import rows, tables
from quotetrace.rendering.document_view import DocumentView
from quotetrace.rendering.harmless import json_text
from quotetrace.rendering.page import page
from quotetrace.rendering.records import document_record, extraction_record
from quotetrace.store import Store
from quotetrace.subjects import Subject
from quotetrace.tracing.drift import drift
from tests.fuzz import seeds
from tests.fuzz.hostile import WIDTH, assert_rendered, library, with_words
from tests.fuzz.invariants import (
    assert_csv,
    assert_edits,
    assert_extraction,
    assert_json,
    assert_marked,
    assert_page,
    assert_read,
    assert_silent,
    assert_terminal,
)
from tests.fuzz.words import text_of, texts_of


@dataclass(frozen=True, slots=True)
class Target:
    """A way in for hostile input. run: tries one input, with a folder to write into. seeds: inputs to begin with."""

    name: str
    run: Callable[[bytes, Path], None]
    seeds: Callable[[], Iterable[bytes]]


def reading(data: bytes, folder: Path) -> None:
    """A file of any form, packed or not, under a name of any form."""
    name, content = seeds.file_of(data)
    path = folder / name
    path.write_bytes(content)
    with assert_silent():
        found = list(read([path]))
    assert_read(found)
    path.unlink()


def extracting(data: bytes, folder: Path) -> None:
    """A headline and a text, as a reader lays them out: marks, speakers, indirect speech."""
    headline, text, *_ = texts_of(data, 2)
    assert_marked(text, find_marked(text, split_paragraphs(text)))
    given = Document("sha256:1", "a", "/a", text, headline or None, bool(headline))
    for document in (given, *_laid_out(folder, headline, text)):
        found = extract_document(document, indirect=True)
        assert_extraction(found)
        assert found == extract_document(document, indirect=True)


def matching(data: bytes, folder: Path) -> None:
    """Wordings against one another: folding, relations, edits, classes of drift."""
    for text in (wordings := texts_of(data, 2)[:3]):
        words = fold(text)
        assert [one.folded for one in words] == list(fold_words(text))
        assert all(0 <= one.start < one.end <= len(text) for one in words)
        fold_name(text)
        assert_edits(text, text, same := drift(text, text))
        assert same.similarity == 1.0 and same.score == 0.0
    for before, after in combinations(wordings, 2):
        one, other = read_wording(before), read_wording(after)
        forth, back = relate(one, other), relate(other, one)
        assert (forth and (forth.relation, forth.score)) == (back and (back.relation, back.score))
        assert forth is None or 0.0 <= forth.score <= 1.0
        assert_edits(before, after, drift(before, after))


def rendering(data: bytes, folder: Path) -> None:
    """A trace in which every word is an article's: terminal, plain lines, page, CSV, JSON, graphs."""
    text, speaker, label, *rest = texts_of(data, 5)
    assert_rendered([with_words(seeds.story(), text or "a", speaker, label, rest[0], rest[1])], title=label)


def telling(data: bytes, folder: Path) -> None:
    """Some articles from a file to every output: what is stored verifies, and all of it can be shown."""
    texts = texts_of(data, 2)[:4]
    path = folder / "wire.jsonl"
    path.write_text(seeds.wire(texts), encoding="utf-8")
    with Store.open(":memory:") as store:
        told = ingest(path, store, indirect=True)
        assert told.failed + len(list(store.documents())) <= len(texts)
        assert store.verify() == []
        for subject in Subject:
            told = list(records(store, subject))
            assert_csv(told, list(rows.COLUMNS[subject]))
        assert_json([document_record(one) for one in store.documents()])
        for summary in store.documents():
            assert_terminal(DocumentView(summary, as_read=True), width=WIDTH)
        extractions = [extract_document(one) for one in store.texts()]
        for one in extractions:
            assert_extraction(one)
            assert_json([extraction_record(one)])
            assert_terminal(tables.extraction_table(one), width=WIDTH)
        if extractions:
            assert_page("".join(page(extractions)))
        assert_rendered(list(store.traces(all=True)), title=texts[0], store=store)


def searching(data: bytes, folder: Path) -> None:
    """Words that a person types: every filter, and `find`; SQL and the syntax of full-text search are words."""
    words, *more = texts_of(data, 3)
    store = library()
    before = store.settings()
    for name in ("search", "speaker", "outlet", "kind", "since", "until"):
        with suppress(QuotetraceError):
            list(store.quotes(**{name: words}, limit=3))  # type: ignore[arg-type]
    with suppress(QuotetraceError):
        list(store.traces(search=more[0] or words, speaker=more[1] or None, all=True, limit=3))
    with suppress(QuotetraceError):
        store.overview(outlet=words)
    for limit in (None, 2):
        found = find(store, words, limit=limit)
        assert limit is None or len(found) <= limit
    with suppress(QuotetraceError):
        list(store.quotes(after=words))
    assert store.settings() == before


def settling(data: bytes, folder: Path) -> None:
    """What a person writes for a run: a manifest, a table of outlets, decisions, quotations that are given, a date."""
    kind, content = data[:1], data[1:]
    path = folder / "settings.csv"
    path.write_bytes(content)
    story = folder / "story.txt"
    story.write_text("The lock is shut.\n\n“It leaks,” said Ada Lund.\n", encoding="utf-8")
    with suppress(QuotetraceError):
        if kind == seeds.MANIFEST:
            assert_read(list(read([story], manifest=path)))
        elif kind == seeds.OUTLETS:
            load_outlets(path)
            assert_read(list(read([story], outlets=path)))
        elif kind == seeds.DECISIONS:
            decisions = read_decisions(path)
            path.write_text("".join(json_text(decision_record(one)) + "\n" for one in decisions), encoding="utf-8")
            assert read_decisions(path) == decisions
            with Store.open(":memory:") as store:
                ingest(story, store)
                take_decisions(store, decisions)
                assert store.verify() == []
        elif kind == seeds.QUOTATIONS:
            with Store.open(":memory:") as store:
                ingest(story, store, quotations=path)
                assert store.verify() == []
        else:
            with suppress(ValueError):
                moment = Moment.parse(text_of(content))
                again = Moment.parse(str(moment))
                # a day or a month is printed without its zone, as ISO 8601 has none for them
                assert (str(again), again.start, again.end) == (str(moment), moment.start, moment.end)
    path.unlink()


TARGETS: Mapping[str, Target] = {
    one.name: one
    for one in (
        Target("reading", reading, seeds.files),
        Target("extracting", extracting, seeds.articles),
        Target("matching", matching, seeds.wordings),
        Target("rendering", rendering, seeds.names),
        Target("telling", telling, seeds.stories),
        Target("searching", searching, seeds.queries),
        Target("settling", settling, seeds.settings),
    )
}


def _laid_out(folder: Path, headline: str, text: str) -> Iterable[Document]:
    """The same as a record that is read: half surrogates replaced, zones and headline found."""
    path = folder / "record.jsonl"
    path.write_text(json.dumps({"title": headline, "text": text, "outlet": "Echo"}), encoding="utf-8")
    return [one for one in read([path]) if isinstance(one, Document)]
