"""The JSON that other programs read: a document as `extract` prints it, an utterance as `trace` prints it.

The keys are fixed (DESIGN 4.1 and 4.2). Unknown is null, never a made-up text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from quotetrace.model import (
    DocumentSummary,
    Drift,
    Edit,
    Evidence,
    Extraction,
    Faithfulness,
    First,
    Frame,
    Lineage,
    OutletProfile,
    OutletSummary,
    Quotation,
    SpeakerProfile,
    SpeakerSummary,
    ToldTo,
    Trace,
    TracedQuotation,
)
from quotetrace.moments import Moment
from quotetrace.rendering.rows import outlet_row, speaker_row

Record = dict[str, object]


def extraction_record(extraction: Extraction) -> Record:
    """One document with its quotations in the order of the text."""
    document = extraction.document
    index = {quotation.id: position for position, quotation in enumerate(extraction.quotations)}
    return {
        "doc": document.label,
        "id": document.id,
        "source": document.source,
        "url": document.url,
        "outlet": document.outlet,
        **_time(document.published),
        "headline": document.headline,
        "author": document.author,
        "language": document.language,
        "quotations": [_quotation(quotation, index) for quotation in extraction.quotations],
    }


def trace_record(trace: Trace) -> Record:
    """One utterance: who had it first, every quotation of it with lineage and drift, and what is related."""
    labels = {one.occurrence.quotation.document: one.occurrence.label for one in trace.quotations}
    return {
        "utterance": trace.utterance,
        "speaker": trace.speaker,
        "text": trace.text,
        "kind": trace.kind.value,
        "first": _first(trace.first, labels),
        "outlets": list(trace.outlets),
        "documents": trace.documents,
        "copies": trace.copies,
        "flags": list(trace.flags),
        "claimed_origins": [
            {"text": one.text, "outlet": one.outlet, "in_collection": one.in_collection}
            for one in trace.claimed_origins
        ],
        "quotations": [_traced(one) for one in trace.quotations],
        "related": [
            {"utterance": one.utterance, "relation": one.relation, "words": one.words, "because": one.because or None}
            for one in trace.related
        ],
    }


def document_record(summary: DocumentSummary) -> Record:
    """One stored document with its text, the zones of it, and the evidence for each fact."""
    document = summary.document
    return {
        "doc": document.label,
        "id": document.id,
        "sources": list(summary.sources),
        "url": document.url,
        "outlet": document.outlet,
        **_time(document.published),
        "headline": document.headline,
        "headline_separate": document.headline_separate,
        "author": document.author,
        "language": document.language,
        "quotations": summary.quotations,
        "copy_class": summary.copy_class,
        "reader": document.reader,
        "evidence": [_evidence(one) for one in document.evidence],
        "zones": [{"start": one.start, "end": one.end, "kind": one.kind.value} for one in document.zones],
        "text": document.text,
        **_corrected(summary.corrected),
    }


def speaker_record(speaker: SpeakerSummary, profile: SpeakerProfile) -> Record:
    """A speaker's row with who quotes them and how faithfully."""
    quoted_by = [
        {
            "outlet": one.name,
            "quotations": one.quotations,
            "utterances": one.utterances,
            "firsts": one.firsts,
            "ties": one.ties,
        }
        for one in profile.quoted_by
    ]
    return {**speaker_row(speaker), "quoted_by": quoted_by, "faithfulness": _faithfulness(profile.faithfulness)}


def outlet_record(outlet: OutletSummary, profile: OutletProfile) -> Record:
    """An outlet's row with how it stands beside others."""
    return {
        **outlet_row(outlet),
        "shared": profile.shared,
        "later": profile.later,
        "undated": profile.undated,
        "follows": [{"outlet": name, "quotations": number} for name, number in profile.follows],
        "faithfulness": _faithfulness(profile.faithfulness),
        "origins": [
            {"outlet": one.name, "quotations": one.number, "in_collection": one.in_collection}
            for one in profile.origins
        ],
    }


def _faithfulness(found: Faithfulness) -> Record:
    return {
        "compared": found.compared,
        "verbatim": found.verbatim,
        "shortened": found.shortened,
        "changed": found.changed,
        "meaning": found.meaning,
    }


def _evidence(one: Evidence) -> Record:
    return {
        "field": one.field,
        "value": one.value,
        "kind": one.kind,
        "start": one.start,
        "end": one.end,
        "used": one.used,
        "note": one.note,
    }


def _quotation(quotation: Quotation, index: Mapping[str, int]) -> Record:
    mention, cue = quotation.speaker_mention, quotation.cue
    return {
        "id": quotation.id,
        "start": quotation.start,
        "end": quotation.end,
        "text": quotation.text,
        "part": quotation.part.value,
        "kind": quotation.kind.value,
        "speaker": quotation.speaker,
        "speaker_mention": mention.text if mention else None,
        "speaker_start": mention.start if mention else None,
        "speaker_end": mention.end if mention else None,
        "cue": cue.text if cue else None,
        "cue_start": cue.start if cue else None,
        "cue_end": cue.end if cue else None,
        "told_to": _channels(quotation.told_to),
        "continues": index.get(quotation.continues) if quotation.continues else None,
        "flags": [flag.value for flag in quotation.flags],
        "confidence": round(quotation.confidence, 4),
        "reason": {"rule": quotation.reason.rule, "runner_up": quotation.reason.runner_up},
        "context": quotation.context,
    }


def _traced(one: TracedQuotation) -> Record:
    occurrence = one.occurrence
    quotation = occurrence.quotation
    return {
        "id": quotation.id,
        "doc": occurrence.label,
        "url": occurrence.url,
        "outlet": occurrence.outlet,
        **_time(occurrence.published),
        "start": quotation.start,
        "end": quotation.end,
        "text": quotation.text,
        "kind": quotation.kind.value,
        "speaker": occurrence.speaker,
        "speaker_mention": quotation.speaker_mention.text if quotation.speaker_mention else None,
        "told_to": _channels(quotation.told_to),
        "relation": one.relation.value,
        "joined_because": one.joined_because,
        "lineage": _lineage(one.lineage),
        "drift": _drift(one.drift),
        "frame": _frame(one.frame),
        **_corrected(occurrence.corrected),
    }


def _corrected(fields: Iterable[str]) -> Record:
    """Which fields a person decided; no key where none."""
    named = list(fields)
    return {"corrected": named} if named else {}


def _first(first: First, labels: Mapping[str, str]) -> Record:
    return {
        "status": first.status.value,
        **_time(first.published),
        "quotations": list(first.quotations),
        "documents": [labels.get(document, document) for document in first.documents],
        "outlets": list(first.outlets),
        "undated": [labels.get(document, document) for document in first.undated],
    }


def _lineage(lineage: Lineage) -> Record:
    return {"status": lineage.status.value, "from": lineage.origin, "evidence": list(lineage.evidence)}


def _drift(drift: Drift) -> Record:
    return {
        "from": drift.origin,
        "class": drift.drift_class.value,
        "classes": [one.value for one in drift.classes],
        "severity": drift.drift_class.severity,
        "similarity": round(drift.similarity, 4),
        "score": round(drift.score, 4),
        "edits": _edits(drift.edits),
    }


def _frame(frame: Frame | None) -> Record | None:
    """What the reporting says otherwise around the same words; null where nothing."""
    if frame is None:
        return None
    return {"from": frame.origin, "cue": list(frame.cue) if frame.cue else None, "edits": _edits(frame.edits)}


def _edits(edits: Iterable[Edit]) -> list[Record]:
    return [
        {"op": edit.op.value, "before": edit.before, "after": edit.after, "class": edit.drift_class.value}
        for edit in edits
    ]


def _channels(told_to: tuple[ToldTo, ...]) -> list[Record]:
    return [{"text": one.text, "start": one.start, "end": one.end, "outlet": one.outlet} for one in told_to]


def _time(moment: Moment | None) -> Record:
    return {
        "published": moment.isoformat() if moment else None,
        "precision": moment.precision.value if moment else None,
    }
