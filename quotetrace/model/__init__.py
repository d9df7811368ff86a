"""The vocabulary every stage speaks: frozen dataclasses, offsets into the original text, unknown as a value.

Offsets are Python string offsets, half-open, into the part they belong to: `Document.text` for the body, and
`Document.headline` where a record states its title in a field of its own (`Part.HEADLINE`). Times are
`moments.Moment`. Stages are functions from iterables of these to iterators of these and meet in `pipeline`.
"""

from __future__ import annotations

from quotetrace.model.answers import (
    Audit,
    DocumentSummary,
    FoundQuotation,
    IngestReport,
    OutletSummary,
    PlannedDocument,
    SpeakerSummary,
    StoredQuotation,
)
from quotetrace.model.documents import CopyKeys, Document, Evidence, Failure, Span, Zone, ZoneKind
from quotetrace.model.quotations import (
    Entity,
    EntityKind,
    Extraction,
    Flag,
    GivenQuotation,
    Kind,
    Part,
    Quotation,
    Reason,
    Speaker,
    ToldTo,
)
from quotetrace.model.traces import (
    ClaimedOrigin,
    Drift,
    DriftClass,
    Edit,
    EditOp,
    First,
    FirstStatus,
    Lineage,
    LineageStatus,
    Trace,
    TracedQuotation,
)
from quotetrace.model.utterances import (
    STANDS_FOR_ALL,
    Earlier,
    Edge,
    Judgement,
    Member,
    Occurrence,
    Related,
    Relation,
    Utterance,
)

__all__ = [
    "STANDS_FOR_ALL",
    "Audit",
    "ClaimedOrigin",
    "CopyKeys",
    "Document",
    "DocumentSummary",
    "Drift",
    "DriftClass",
    "Earlier",
    "Edge",
    "Edit",
    "EditOp",
    "Entity",
    "EntityKind",
    "Evidence",
    "Extraction",
    "Failure",
    "First",
    "FirstStatus",
    "Flag",
    "FoundQuotation",
    "GivenQuotation",
    "IngestReport",
    "Judgement",
    "Kind",
    "Lineage",
    "LineageStatus",
    "Member",
    "Occurrence",
    "OutletSummary",
    "Part",
    "PlannedDocument",
    "Quotation",
    "Reason",
    "Related",
    "Relation",
    "Span",
    "Speaker",
    "SpeakerSummary",
    "StoredQuotation",
    "ToldTo",
    "Trace",
    "TracedQuotation",
    "Utterance",
    "Zone",
    "ZoneKind",
]
