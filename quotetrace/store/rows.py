"""Model objects to the values of a row, and back. Small tuples and lists travel as JSON arrays in text columns."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any

from quotetrace import moments
from quotetrace.model import (
    Document,
    Entity,
    EntityKind,
    Evidence,
    Flag,
    Kind,
    Occurrence,
    Part,
    Quotation,
    Reason,
    Span,
    ToldTo,
    Zone,
    ZoneKind,
)
from quotetrace.moments import Moment, Precision
from quotetrace.store.connection import Row, Value

DOCUMENT_COLUMNS = (
    "id, label, source, outlet, headline, headline_separate, author, url, published, precision, zone_minutes, "
    "wall_start, wall_end, utc_start, utc_end, modified, language, zones, evidence, content_hash, reader, "
    "reader_version"
)
QUOTATION_COLUMNS = (
    "id, document, part, start, stop, text, kind, speaker, entity, mention, mention_start, cue, cue_start, told_to, "
    "continues, flags, confidence, rule, runner_up, context"
)
# What an occurrence needs beside its quotation, for quotations q, documents d, entities e and speakers s
OCCURRENCE_COLUMNS = (
    ", ".join(f"q.{name}" for name in QUOTATION_COLUMNS.split(", "))
    + ", d.label, d.outlet, d.wall_start, d.precision, d.zone_minutes, d.url, d.copy_class"
    + ", e.name, e.kind, e.aliases, e.roles, e.gender, e.also, s.name, q.as_read"
    # Behind the text of its row, where few have any: their index says which
    + ", (SELECT c.as_read FROM documents c INDEXED BY documents_corrected WHERE c.id = d.id AND c.as_read IS NOT NULL)"
)
OCCURRENCE_TABLES = (
    "quotations q JOIN documents d ON d.id = q.document "
    "LEFT JOIN entities e ON e.document = q.document AND e.number = q.entity LEFT JOIN speakers s ON s.id = e.speaker"
)
OCCURRENCE_WIDTH = OCCURRENCE_COLUMNS.count(", ") + 1
# The order in which people read documents d, the undated last; word for word as the index documents_time has it
TIME = "CASE WHEN d.zone_minutes IS NULL THEN d.wall_start ELSE d.utc_start END"
IN_TIME = f"d.wall_start IS NULL, {TIME}, d.label, d.id"
# An empty list as it stands in a column: most are, and are not worth parsing
_NONE = "[]"
_KNOWN_ENTITIES = _KNOWN_MOMENTS = 1 << 16
# By the value in a column: a look-up costs less than an enum's call
_PARTS = {one.value: one for one in Part}
_KINDS = {one.value: one for one in Kind}
_QUOTATION_WIDTH = QUOTATION_COLUMNS.count(", ") + 1


def dump(value: Any) -> str:
    """JSON as it stands in a column: compact, every character as itself."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def listed(values: Iterable[Value]) -> str:
    """Values as one parameter, for ``json_each``: any number of them, where a statement takes few parameters."""
    return json.dumps(list(values))


def placeholders(columns: str) -> str:
    """One question mark for each column."""
    return ", ".join("?" for _ in columns.split(","))


# --- times -------------------------------------------------------------------------------------------------


def moment_values(moment: Moment | None) -> tuple[Value, ...]:
    """published, precision, zone_minutes, wall_start, wall_end, utc_start, utc_end."""
    if moment is None:
        return (None,) * 7
    wall = (clock(moment.start), clock(moment.end))
    return (moment.isoformat(), moment.precision.value, moment.offset, *wall, *utc_bounds(moment))


def utc_bounds(moment: Moment) -> tuple[str, str]:
    """The interval in UTC; where no zone is known, the widest that any zone allows."""
    start, end = moments.utc_bounds(moment)
    return clock(start), clock(end)


def clock(time: datetime) -> str:
    """A naive time so that text order is time order."""
    return time.isoformat(timespec="seconds")


@lru_cache(maxsize=_KNOWN_MOMENTS)
def moment_of(start: Value, precision: Value, offset: Value) -> Moment | None:
    """The moment of three columns; None where the start is null."""
    if start is None:
        return None
    return Moment(
        datetime.fromisoformat(str(start)), Precision(str(precision)), None if offset is None else int(offset)
    )


# --- documents ---------------------------------------------------------------------------------------------


def document_values(document: Document) -> tuple[Value, ...]:
    """A row of DOCUMENT_COLUMNS."""
    modified = document.modified
    stated = dump([clock(modified.start), modified.precision.value, modified.offset]) if modified else None
    return (
        *(document.id, document.label, document.source, document.outlet, document.headline),
        *(int(document.headline_separate), document.author, document.url),
        *moment_values(document.published),
        *(stated, document.language),
        dump([[zone.start, zone.end, zone.kind.value] for zone in document.zones]),
        dump([[e.field, e.value, e.kind, e.start, e.end, e.used, e.note] for e in document.evidence]),
        *(document.content_hash, document.reader, document.reader_version),
    )


def document_of(row: Row, text: str) -> Document:
    """The document of a row of DOCUMENT_COLUMNS, with its text beside it."""
    fields = dict(zip(DOCUMENT_COLUMNS.split(", "), row, strict=True))
    modified = json.loads(fields["modified"]) if fields["modified"] else (None, None, None)
    return Document(
        **{name: fields[name] for name in ("id", "label", "source", "headline", "outlet", "author", "url", "language")},
        **{name: fields[name] for name in ("content_hash", "reader", "reader_version")},
        text=text,
        headline_separate=bool(fields["headline_separate"]),
        published=moment_of(fields["wall_start"], fields["precision"], fields["zone_minutes"]),
        modified=moment_of(*modified),
        zones=tuple(Zone(start, end, ZoneKind(kind)) for start, end, kind in json.loads(fields["zones"])),
        evidence=tuple(Evidence(*values) for values in json.loads(fields["evidence"])),
    )


# --- quotations and entities -------------------------------------------------------------------------------


def quotation_values(quotation: Quotation) -> tuple[Value, ...]:
    """A row of QUOTATION_COLUMNS."""
    mention, cue = quotation.speaker_mention, quotation.cue
    return (
        *(quotation.id, quotation.document, quotation.part.value, quotation.start, quotation.end, quotation.text),
        *(quotation.kind.value, quotation.speaker, quotation.entity),
        *((mention.text, mention.start) if mention else (None, None)),
        *((cue.text, cue.start) if cue else (None, None)),
        dump([[one.start, one.end, one.text, one.outlet] for one in quotation.told_to]),
        quotation.continues,
        dump([flag.value for flag in quotation.flags]),
        *(quotation.confidence, quotation.reason.rule, quotation.reason.runner_up, quotation.context),
    )


def quotation_of(row: Row) -> Quotation:
    """The quotation of a row of QUOTATION_COLUMNS."""
    name, document, part, start, stop, text, kind, speaker, entity, mention, mention_start, *rest = row
    cue, cue_start, told_to, continues, flags, confidence, rule, runner_up, context = rest
    return Quotation(
        id=name,
        document=document,
        part=_PARTS[part],
        start=start,
        end=stop,
        text=text,
        kind=_KINDS[kind],
        speaker=speaker,
        entity=entity,
        speaker_mention=_span(mention, mention_start),
        cue=_span(cue, cue_start),
        told_to=() if told_to == _NONE else tuple(ToldTo(*values) for values in json.loads(told_to)),
        continues=continues,
        flags=() if flags == _NONE else tuple(Flag(flag) for flag in json.loads(flags)),
        confidence=confidence,
        reason=Reason(rule, runner_up),
        context=context,
    )


def entity_values(entity: Entity) -> tuple[Value, ...]:
    """name, kind, aliases, roles, gender."""
    return (entity.name, entity.kind.value, dump(entity.aliases), dump(entity.roles), entity.gender)


@lru_cache(maxsize=_KNOWN_ENTITIES)
def entity_of(row: Row) -> Entity:
    """The entity of name, kind, aliases, roles, gender, also; one object for all documents that say the same of
    somebody."""
    name, kind, aliases, roles, gender, also = row
    names = () if also == _NONE else tuple(json.loads(also))
    return Entity(name, EntityKind(kind), tuple(json.loads(aliases)), tuple(json.loads(roles)), gender, names)


def occurrence_of(row: Row) -> Occurrence:
    """The occurrence of a row of OCCURRENCE_COLUMNS; the in-document name stands in where no speaker was merged."""
    quotation = quotation_of(row[:_QUOTATION_WIDTH])
    label, outlet, start, precision, offset, url, copy_class, *entity, speaker, said, facts = row[_QUOTATION_WIDTH:]
    return Occurrence(
        quotation=quotation,
        label=label,
        outlet=outlet,
        published=moment_of(start, precision, offset),
        url=url,
        entity=entity_of(tuple(entity)) if entity[0] is not None else None,
        speaker=speaker or quotation.speaker,
        copy_class=copy_class,
        corrected=(*([] if said is None else ["speaker"]), *corrected(facts)),
    )


def corrected(facts: str | None) -> tuple[str, ...]:
    """The fields of a document that a decision overrules, by its column `as_read`."""
    return () if facts is None else tuple(json.loads(facts))


def _span(text: str | None, start: int | None) -> Span | None:
    if text is None or start is None:
        return None
    return Span(start, start + len(text), text)
