"""Words of strangers put into everything that is shown, and every output of them checked."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from quotetrace import ingest
from quotetrace.extraction import extract_document
from quotetrace.model import Document, Explanation, Extraction, Trace
from quotetrace.rendering import rows, tables
from quotetrace.rendering.drift_view import DriftView
from quotetrace.rendering.graphs import dot, graphml
from quotetrace.rendering.plain import plain_lines
from quotetrace.rendering.records import trace_record
from quotetrace.rendering.report import report
from quotetrace.rendering.trace_view import TraceView
from quotetrace.store import Store
from quotetrace.tracing.drift import drift
from quotetrace.tracing.explaining import explain
from tests.fuzz.invariants import assert_csv, assert_graph, assert_harmless, assert_json, assert_page, assert_terminal
from tests.fuzz.seeds import FIXTURES

# Columns of a terminal that most people have.
WIDTH = 100


@cache
def library() -> Store:
    """A store of the fixtures' articles, for questions; nothing is written to it."""
    store = Store.open(":memory:")
    ingest(FIXTURES / "articles", store)
    return store


def assert_rendered(traces: list[Trace], *, title: str, store: Store | None = None) -> None:
    """Every output of these traces parses and is harmless."""
    for one in traces:
        explanation = explain(one) if store else Explanation()
        for view in (TraceView(one, explanation), DriftView(one, limit=5)):
            assert_terminal(view, width=WIDTH)
            for line in plain_lines(view):
                assert_harmless(line)
        assert_csv(list(rows.drift_rows(one)), list(rows.COLUMNS["drift"]))
        assert_csv(list(rows.lineage_rows(one)), list(rows.COLUMNS["lineage"]))
        assert_csv([rows.utterance_row(one)], list(rows.COLUMNS["utterances"]))
    assert_json([trace_record(one) for one in traces])
    assert_terminal(tables.traces_table(traces), width=WIDTH)
    assert_graph("".join(graphml(traces)))
    assert_harmless("".join(dot(traces)))
    overview = (store or library()).overview()
    told = [(one, explain(one) if store else Explanation()) for one in traces]
    assert_page("".join(report(told, overview, title=title, filters=[title], chosen=[title], version="1")))


def with_words(trace: Trace, text: str, speaker: str, label: str, outlet: str, context: str) -> Trace:
    """The trace with these words for its own; the last quotation keeps the words it drifted to."""
    members = []
    for number, one in enumerate(trace.quotations):
        words = text if number == 0 else f"{text} {context}"
        quotation = replace(one.occurrence.quotation, text=words, context=context, speaker=speaker or None)
        said = replace(
            one.occurrence,
            quotation=replace(quotation, end=quotation.start + len(words)),
            label=label or "a",
            outlet=outlet or None,
            speaker=speaker or None,
            url=context,
        )
        edits = drift(text, words, origin=one.drift.origin)
        members.append(replace(one, occurrence=said, joined_because=context, drift=edits))
    return replace(trace, text=text, speaker=speaker or None, outlets=(outlet,), quotations=tuple(members))


def read_as(headline: str, text: str) -> Extraction:
    """What extraction makes of an article that is called as it is headed."""
    document = Document(
        "sha256:1",
        headline or "a",
        headline or "/a",
        text,
        headline or None,
        bool(headline),
        outlet=headline or None,
        author=headline or None,
        url=headline or None,
        language="en",
    )
    return extract_document(document, indirect=True)
