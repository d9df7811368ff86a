"""The rows of tables as lines to be heard: what each thing is in front of it, the most important first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from quotetrace.model import (
    DocumentSummary,
    FirstStatus,
    FoundQuotation,
    Kind,
    PlannedDocument,
    Quotation,
    StoredQuotation,
    Trace,
)
from quotetrace.rendering.harmless import one_line
from quotetrace.rendering.phrases import (
    count,
    first_names,
    first_time,
    first_wording,
    flag_meaning,
    not_english,
    place,
    said_by,
    similar_earlier,
    speaker_name,
    told_by,
    when,
    words_of,
)
from quotetrace.rendering.rows import Value

BETWEEN = ", "  # an outlet and its document
_UNKNOWN_OUTLET = "(outlet unknown)"
# How figures are set apart in a detail
_APART = re.compile(r" {2,}")


def quotation_lines(stored: StoredQuotation) -> Iterator[str]:
    """Who said what, and where it stands."""
    occurrence = stored.occurrence
    quotation = occurrence.quotation
    yield f"Speaker: {said_by(occurrence.speaker or quotation.speaker, quotation.kind)}"
    yield f"Words: {words_of(quotation.text, quotation.kind)}"
    yield from _notes(quotation)
    yield f"Where: {occurrence_place(stored)}, {when(occurrence.published)}"
    if stored.utterance is not None:
        yield f"Utterance: {stored.utterance}"


def found_lines(found: FoundQuotation) -> Iterator[str]:
    """The same, and how it relates to the words looked for."""
    yield from quotation_lines(found.stored)
    yield f"Relation: {found.relation.value}, closeness {found.score:.2f}"


def trace_lines(trace: Trace) -> Iterator[str]:
    """An utterance: who said what, who had it first, how many tell it, what is wrong with it."""
    yield f"Speaker: {speaker_name(trace.speaker)}"
    yield f"Words: {words_of(trace.text, trace.kind)}"
    yield f"First: {_first(trace)}"
    if wordings := first_wording(trace):
        first = wordings[1]
        words = words_of(first.quotation.text, first.quotation.kind)
        yield f"First wording, in {place(first, between=BETWEEN)}: {words}"
    if similar := similar_earlier(trace):
        yield f"But {similar}"
    yield f"Told by: {told_by(trace)}"
    for flag in trace.flags:
        yield f"Warning: {flag_meaning(flag)}"
    yield f"Utterance: {trace.utterance}"


def document_lines(one: DocumentSummary) -> Iterator[str]:
    """A document and what is known of it."""
    document = one.document
    yield f"Document: {one_line(document.label)}"
    yield f"Outlet: {_outlet(document.outlet)}"
    yield f"Published: {when(document.published)}"
    if document.headline:
        yield f"Headline: {one_line(document.headline)}"
    if skipped := not_english(document):
        yield f"N{skipped[1:]}"
    if one.copy_class:
        yield "A copy, or copied by another document"
    yield f"Quotations: {one.quotations:,}"


def planned_lines(one: PlannedDocument) -> Iterator[str]:
    """A document that would be read, as what, and where outlet and time were seen."""
    change = f"not English ({one.language}), skipped" if one.change == "skipped" else one.change
    yield f"Document: {one_line(one.label)}, {change}"
    yield f"Outlet: {_outlet(one.outlet)}{_seen(one.outlet_evidence)}"
    yield f"Published: {when(one.published)}{_seen(one.published_evidence)}"
    if one.headline:
        yield f"Headline: {one_line(one.headline)}"
    yield f"Read as: {one.reader}, {count(one.words, 'word')}"


def extracted_lines(quotation: Quotation) -> Iterator[str]:
    """A quotation of a document that is being read."""
    mention = quotation.speaker_mention
    named = f", as “{one_line(mention.text)}”" if mention and mention.text != quotation.speaker else ""
    yield f"Speaker: {said_by(quotation.speaker, quotation.kind)}{named}"
    yield f"Words: {words_of(quotation.text, quotation.kind)}"
    yield from _notes(quotation)


def figure_lines(one: Mapping[str, Value]) -> Iterator[str]:
    """A measured value with what it was counted from, in one line."""
    value = "nothing to measure" if one["value"] is None else f"{one['value']:.1f} per cent"
    detail = _APART.sub(", ", one_line(str(one["detail"])))
    named = re.sub(r"\bP (?=\d)", "precision ", re.sub(r"\bR (?=\d)", "recall ", detail))
    yield f"{one_line(str(one['measure'])).replace(' + ', ' and ')}: {value}, {named}"


def threshold_lines(least: str, attributed: Value, *scores: Value) -> Iterator[str]:
    """What a least confidence gives; scores: precision, recall and F1 of the speakers, then of their names."""
    yield f"Confidence: {least}"
    yield f"Attributed: {attributed:,}"
    for what, three in (("Speakers", scores[:3]), ("Names", scores[3:])):
        told = zip(("precision", "recall", "F1"), three, strict=True)
        if known := [f"{name} {value:.1f}" for name, value in told if value is not None]:
            yield f"{what}: {', '.join(known)}"


def mistake_lines(one: Mapping[str, str]) -> Iterator[str]:
    """A mistake: the words and where they stand; what was said, what the gold says, and why."""
    if one["words"]:
        yield f"Words: {one_line(one['words'])}"
    yield f"Where: {one_line(one['where'])}"
    yield f"Said: {one_line(one['got']) or 'nothing'}"
    yield f"Expected: {one_line(one['expected']) or 'nothing'}"
    if one["why"]:
        yield f"Why: {one_line(one['why'])}"


def occurrence_place(stored: StoredQuotation) -> str:
    """Outlet, document and offset: ``Fjordposten, storm.txt:994``."""
    occurrence = stored.occurrence
    return f"{_outlet(occurrence.outlet)}, {one_line(occurrence.label)}:{occurrence.quotation.start}"


def _notes(quotation: Quotation) -> Iterator[str]:
    notes = [] if quotation.kind is Kind.DIRECT else [quotation.kind.value]
    notes += [flag.value for flag in quotation.flags]
    if notes:
        yield f"Kind: {', '.join(notes)}"


def _first(trace: Trace) -> str:
    first = trace.first
    if first.status is FirstStatus.UNKNOWN:
        return "unknown, no dates"
    names = first_names(trace)
    time = first_time(trace) if first.published else "dates overlap"
    tie = f"tie of {len(names)}, " if first.status is FirstStatus.TIE else ""
    return f"{tie}{', '.join(names)}, {time}"


def _outlet(outlet: str | None) -> str:
    return one_line(outlet) if outlet else _UNKNOWN_OUTLET


def _seen(kind: str | None) -> str:
    return f" ({one_line(kind)})" if kind else ""
