"""Flat rows with stable column names, one table a subject: what CSV, JSON and JSONL of queries and `export` hold.

A value is a text, a number, a truth value, a list of texts or None. The keys of a row are its subject's `COLUMNS`,
always all of them and in this order; a table without rows still has its header. Of an utterance `outlets` are the
known names and `outlet_count` is how many; `documents` is a count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from quotetrace.model import (
    DocumentSummary,
    Failure,
    FoundQuotation,
    Lineage,
    NamedOrigin,
    Occurrence,
    OutletSummary,
    PlannedDocument,
    SpeakerSummary,
    StoredQuotation,
    Trace,
    TracedQuotation,
)
from quotetrace.moments import Moment
from quotetrace.rendering.wordings import compared_with
from quotetrace.rendering.words import marked

Value = str | int | float | bool | None | list[str]
Row = dict[str, Value]

_TIME = ("published", "precision")
_MEMBER = ("utterance", "quotation", "doc", "outlet", *_TIME)
_QUOTATION = (
    *("utterance", "doc", "outlet", *_TIME, "speaker", "text", "kind", "part", "start", "end", "speaker_mention"),
    *("cue", "told_to", "flags", "confidence", "rule", "context", "url", "id"),
)

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "quotes": _QUOTATION,
    "found": ("relation", "score", *_QUOTATION),
    "utterances": (
        *("utterance", "speaker", "text", "kind", "first", *_TIME, "first_outlets", "first_documents", "first_wording"),
        "undated",
        *("outlets", "outlet_count", "documents", "copies", "quotations", "flags"),
    ),
    "firsts": (
        *("utterance", "first", *_TIME, "outlet", "doc", "url", "speaker", "text", "documents", "outlet_count"),
        *("outlets", "quotation"),
    ),
    "drift": (
        *(*_MEMBER, "from", "class", "classes", "severity", "changes_meaning", "similarity", "words", "text"),
        "score",
    ),
    "lineage": (*_MEMBER, "status", "from", "from_doc", "from_outlet", "evidence", "relation"),
    "speakers": ("speaker", "kind", "aliases", "quotations", "documents", "outlets", "utterances"),
    "outlets": ("outlet", "documents", "quotations", "firsts", "ties"),
    "claimed": ("outlet", "utterances", "claimed_by"),
    "documents": (
        *("doc", "outlet", *_TIME, "headline", "author", "url", "language", "quotations", "copy_class", "sources"),
        "id",
    ),
    "planned": (
        *("doc", "source", "reader", "change", "outlet", "outlet_evidence", *_TIME, "published_evidence", "headline"),
        *("language", "words"),
    ),
    "dictionary": ("table", "column", "type", "values", "meaning"),
    "failures": ("source", "reason"),
    "decisions": (
        *("decision", "kind", "about", "words", "value", "was", "state", "made", "by", "undone"),
        "targets",
    ),
    "figures": ("measure", "value", "detail"),
    "thresholds": (
        *("confidence", "attributed", "precision", "recall", "f1"),
        *("named_precision", "named_recall", "named_f1"),
    ),
    "digest": ("part", "rows", "sha256"),
}


def quotation_row(stored: StoredQuotation) -> Row:
    """A quotation, where it stands and who speaks; `text` is exactly ``part[start:end]`` of the document."""
    occurrence = stored.occurrence
    quotation = occurrence.quotation
    return {
        "utterance": stored.utterance,
        "doc": occurrence.label,
        "outlet": occurrence.outlet,
        **_time(occurrence.published),
        "speaker": occurrence.speaker or quotation.speaker,
        "text": quotation.text,
        "kind": quotation.kind.value,
        "part": quotation.part.value,
        "start": quotation.start,
        "end": quotation.end,
        "speaker_mention": quotation.speaker_mention.text if quotation.speaker_mention else None,
        "cue": quotation.cue.text if quotation.cue else None,
        "told_to": [one.text for one in quotation.told_to],
        "flags": [flag.value for flag in quotation.flags],
        "confidence": round(quotation.confidence, 4),
        "rule": quotation.reason.rule,
        "context": quotation.context,
        "url": occurrence.url,
        "id": quotation.id,
    }


def found_row(found: FoundQuotation) -> Row:
    """A quotation that has the words somebody pasted: how they relate, how close (0 to 1, 1 is the same words)."""
    return {"relation": found.relation.value, "score": round(found.score, 4), **quotation_row(found.stored)}


def utterance_row(trace: Trace) -> Row:
    """An utterance: who had it first in this collection, and how many tell it."""
    labels = _labels(trace)
    return {
        "utterance": trace.utterance,
        "speaker": trace.speaker,
        "text": trace.text,
        "kind": trace.kind.value,
        "first": trace.first.status.value,
        **_time(trace.first.published),
        "first_outlets": list(trace.first.outlets),
        "first_documents": [labels.get(one, one) for one in trace.first.documents],
        "first_wording": _first_wording(trace),
        "undated": [labels.get(one, one) for one in trace.first.undated],
        "outlets": list(trace.outlets),
        "outlet_count": len(trace.outlets),
        "documents": trace.documents,
        "copies": trace.copies,
        "quotations": len(trace.quotations),
        "flags": list(trace.flags),
    }


def first_rows(trace: Trace) -> Iterator[Row]:
    """One row for every quotation that nobody in this collection precedes; one without a document if unknown."""
    firsts = [one for one in trace.quotations if one.occurrence.quotation.id in trace.first.quotations]
    if not firsts:
        yield _first_row(trace, None)
    for one in firsts:
        yield _first_row(trace, one.occurrence)


def drift_rows(trace: Trace) -> Iterator[Row]:
    """One row a quotation: how its words differ from the wording `from`, marked ``[-gone-]{+new+}`` in `words`."""
    for one in trace.quotations:
        drift = one.drift
        yield {
            **_member(trace, one),
            "from": drift.origin,
            "class": drift.drift_class.value,
            "classes": [each.value for each in drift.classes],
            "severity": drift.drift_class.severity,
            "changes_meaning": drift.drift_class.changes_meaning,
            "similarity": round(drift.similarity, 4),
            "words": marked(drift.edits) if drift.edits else one.occurrence.quotation.text,
            "text": one.occurrence.quotation.text,
            "score": round(drift.score, 4),
        }


def lineage_rows(trace: Trace) -> Iterator[Row]:
    """One row a quotation: the earlier one it most likely derives from, and the evidence."""
    known = {one.occurrence.quotation.id: one.occurrence for one in trace.quotations}
    for one in trace.quotations:
        yield {**_member(trace, one), **_origin(one.lineage, known), "relation": one.relation.value}


def speaker_row(speaker: SpeakerSummary) -> Row:
    """A speaker with counts; `utterances` are those that two or more documents report."""
    return {
        "speaker": speaker.name,
        "kind": speaker.kind.value,
        "aliases": list(speaker.aliases),
        "quotations": speaker.quotations,
        "documents": speaker.documents,
        "outlets": speaker.outlets,
        "utterances": speaker.utterances,
    }


def outlet_row(outlet: OutletSummary) -> Row:
    """An outlet with counts; a null outlet is the documents of unknown outlet."""
    return {
        "outlet": outlet.name,
        "documents": outlet.documents,
        "quotations": outlet.quotations,
        "firsts": outlet.firsts,
        "ties": outlet.ties,
    }


def claimed_row(origin: NamedOrigin) -> Row:
    """An outlet that documents name as an origin and that is not here: in how many utterances, and who names it."""
    return {"outlet": origin.name, "utterances": origin.number, "claimed_by": list(origin.claimed_by)}


def document_row(summary: DocumentSummary) -> Row:
    """A document's facts without its text."""
    document = summary.document
    return {
        "doc": document.label,
        "outlet": document.outlet,
        **_time(document.published),
        "headline": document.headline,
        "author": document.author,
        "url": document.url,
        "language": document.language,
        "quotations": summary.quotations,
        "copy_class": summary.copy_class,
        "sources": list(summary.sources),
        "id": document.id,
    }


def planned_row(planned: PlannedDocument) -> Row:
    """What an ingest would do with a document, and what it would take it for."""
    return {
        "doc": planned.label,
        "source": planned.source,
        "reader": planned.reader,
        "change": planned.change,
        "outlet": planned.outlet,
        "outlet_evidence": planned.outlet_evidence,
        **_time(planned.published),
        "published_evidence": planned.published_evidence,
        "headline": planned.headline,
        "language": planned.language,
        "words": planned.words,
    }


def failure_row(failure: Failure) -> Row:
    """An input that could not be read, and why."""
    return {"source": failure.source, "reason": failure.reason}


def _first_row(trace: Trace, occurrence: Occurrence | None) -> Row:
    return {
        "utterance": trace.utterance,
        "first": trace.first.status.value,
        **_time(occurrence.published if occurrence else None),
        "outlet": occurrence.outlet if occurrence else None,
        "doc": occurrence.label if occurrence else None,
        "url": occurrence.url if occurrence else None,
        "speaker": trace.speaker,
        "text": occurrence.quotation.text if occurrence else trace.text,
        "documents": trace.documents,
        "outlet_count": len(trace.outlets),
        "outlets": list(trace.outlets),
        "quotation": occurrence.quotation.id if occurrence else None,
    }


def _member(trace: Trace, one: TracedQuotation) -> Row:
    occurrence = one.occurrence
    return {
        "utterance": trace.utterance,
        "quotation": occurrence.quotation.id,
        "doc": occurrence.label,
        "outlet": occurrence.outlet,
        **_time(occurrence.published),
    }


def _origin(lineage: Lineage, known: dict[str, Occurrence]) -> Row:
    origin = known.get(lineage.origin) if lineage.origin else None
    return {
        "status": lineage.status.value,
        "from": lineage.origin,
        "from_doc": origin.label if origin else None,
        "from_outlet": origin.outlet if origin else None,
        "evidence": list(lineage.evidence),
    }


def _first_wording(trace: Trace) -> str | None:
    """The words as the first ones print them, of a tie the fullest; None where nobody is known to be first."""
    first = compared_with(trace)
    known = first is not None and first.occurrence.quotation.id in trace.first.quotations
    return first.occurrence.quotation.text if first is not None and known else None


def _labels(trace: Trace) -> dict[str, str]:
    return {one.occurrence.quotation.document: one.occurrence.label for one in trace.quotations}


def _time(moment: Moment | None) -> Row:
    return {
        "published": moment.isoformat() if moment else None,
        "precision": moment.precision.value if moment else None,
    }
