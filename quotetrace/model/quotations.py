"""What extraction yields: quotations and the speakers a document knows; speakers across documents."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from quotetrace.model.documents import Document, Span


class Part(StrEnum):
    """Which text the offsets of a quotation count in."""

    BODY = "body"
    HEADLINE = "headline"


class Kind(StrEnum):
    """How the reported words stand in the text (DESIGN section 2)."""

    DIRECT = "direct"
    MIXED = "mixed"
    HEADLINE = "headline"
    INDIRECT = "indirect"
    SCARE = "scare"


class Flag(StrEnum):
    """What a reader must know before trusting a quotation."""

    NESTED = "nested"
    UNCLOSED = "unclosed"
    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"
    HISTORICAL = "historical"


class EntityKind(StrEnum):
    """What sort of speaker stands behind the mentions."""

    PERSON = "person"
    ORGANISATION = "organisation"
    DOCUMENT = "document"
    ROLE = "role"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Entity:
    """A speaker as one document knows it.

    name: the fullest form seen (``Jens Stoltenberg``); for a role never named, the role (``a ministry spokesperson``).
    aliases: every other form by which the document names it, roles included, pronouns not; in order of appearance.
    roles: the role phrases alone (``harbour master``). gender: ``f``, ``m``, ``n``, ``p`` (plural) or None.
    also: where a person decided that a name of it is one of several of one speaker: all of these, the preferred first.
    """

    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    gender: str | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldTo:
    """A channel the writer names (*told broadcaster NRK*): the words, and the outlet they name if they name one."""

    start: int
    end: int
    text: str
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Which rule attributed a quotation, and the speaker it would have chosen next (None where there was none)."""

    rule: str
    runner_up: str | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """One occurrence of reported words in one document: one pair of marks.

    id: document id, part and start offset (``sha256:…/body/205``).
    speaker: the resolved name within the document, or None: what could not be attributed stays.
    entity: index into `Extraction.entities`, or None. continues: id of the piece before, or None.
    confidence: 0 to 1, higher is surer. context: the sentence around, marks and all.
    """

    id: str
    document: str
    part: Part
    start: int
    end: int
    text: str
    kind: Kind
    speaker: str | None = None
    entity: int | None = None
    speaker_mention: Span | None = None
    cue: Span | None = None
    told_to: tuple[ToldTo, ...] = ()
    continues: str | None = None
    flags: tuple[Flag, ...] = ()
    confidence: float = 0.0
    reason: Reason = Reason("none")
    context: str = ""


@dataclass(frozen=True, slots=True)
class GivenQuotation:
    """A quotation that somebody else extracted, by its place in a document (DESIGN 4.1).

    speaker: a name, or None for whomever the words at `mention` name. mention, cue: half-open spans of the same part.
    continues: index of the piece before among those given for the document.
    """

    start: int
    end: int
    part: Part = Part.BODY
    kind: Kind = Kind.DIRECT
    speaker: str | None = None
    mention: tuple[int, int] | None = None
    cue: tuple[int, int] | None = None
    continues: int | None = None
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document yields: its quotations in the order of the text, and the speakers it knows.

    given_up: why nothing is known of it, where it takes too long; None otherwise.
    """

    document: Document
    quotations: tuple[Quotation, ...]
    entities: tuple[Entity, ...]
    given_up: str | None = None


# Where an entity stands: document id and index among the entities of that document.
Place: TypeAlias = tuple[str, int]


@dataclass(frozen=True, slots=True)
class NameKeys:
    """Under which names an entity is looked for (`speakers.name_keys`).

    Two are namesakes if their own keys are equal, or the own key of one is among the others of the other. own: None
    for an entity that is never one with another. alias: a second own key, of one with decided names.
    """

    own: str | None
    others: frozenset[str] = frozenset()
    alias: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """The person or body behind the mentions of all documents, under one display name.

    id: opaque. members: the places of every entity that is this speaker. also: the names that a person decided are its.
    """

    id: str
    name: str
    kind: EntityKind
    aliases: tuple[str, ...]
    members: tuple[Place, ...]
    also: tuple[str, ...] = ()
