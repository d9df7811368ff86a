"""The vocabulary every stage speaks: frozen dataclasses, offsets into the original text, unknown as a value.

Offsets are Python string offsets, half-open, into the part they belong to: `Document.text` for the body, and
`Document.headline` where a record states its title in a field of its own (`Part.HEADLINE`). Times are
`moments.Moment`. Stages are functions from iterables of these to iterators of these and meet in `pipeline`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from quotetrace.moments import Moment


@dataclass(frozen=True, slots=True)
class Span:
    """Some characters of a document and where they stand: ``text == part[start:end]``."""

    start: int
    end: int
    text: str


# --- reading -----------------------------------------------------------------------------------------------


class ZoneKind(StrEnum):
    """What a stretch of a document's text is when it is not the article's own running prose."""

    HEADLINE = "headline"
    DECK = "deck"
    SUBHEAD = "subhead"
    DATELINE = "dateline"
    BYLINE = "byline"
    CAPTION = "caption"
    RELATED = "related"
    CHROME = "chrome"


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch ``[start, end)`` of the text that is a headline, a caption, site chrome …; zones never overlap."""

    start: int
    end: int
    kind: ZoneKind


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a fact about a document is believed.

    field: ``outlet``, ``published``, ``headline``, ``author``, ``url`` or ``language``; ``text`` where bytes were lost.
    value: what this piece of evidence says, ISO 8601 for a time.
    kind: where it was seen: metadata, masthead, slug, domain, dateline, byline, caption, text, file name, manifest …
    start, end: where in the text, or None where it does not stand there.
    used: False for evidence that was seen and overruled (a related story's date, a second outlet).
    """

    field: str
    value: str
    kind: str
    start: int | None = None
    end: int | None = None
    used: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One article as read.

    id: ``sha256:`` and 24 hex digits of the text and the declared origin (DESIGN section 9).
    label: what people and the JSON call it (``doc``): a record's doc, id or url, else the path below the PATH given.
    source: absolute path, with ``#line`` for a record in a container.
    text: kept exactly as decoded (for HTML: as extracted: headline, blank line, body).
    headline: None where there is none; headline_separate tells that it is a field of its own and not part of text.
    content_hash: sha256 of the bytes read (the file's, or the record's line), hex.
    published, modified: None where nothing says it. language: ISO 639-1, None where too short to tell.
    """

    id: str
    label: str
    source: str
    text: str
    headline: str | None = None
    headline_separate: bool = False
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    published: Moment | None = None
    modified: Moment | None = None
    language: str | None = None
    zones: tuple[Zone, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    content_hash: str = ""
    reader: str = ""
    reader_version: int = 1


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read: its source, one line of reason, and what to do about it."""

    source: str
    reason: str


# --- extraction --------------------------------------------------------------------------------------------


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
    """

    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    gender: str | None = None


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
class Extraction:
    """All that one document yields: its quotations in the order of the text, and the speakers it knows."""

    document: Document
    quotations: tuple[Quotation, ...]
    entities: tuple[Entity, ...]


# --- speakers across documents -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Speaker:
    """The person or body behind the mentions of all documents, under one display name.

    id: opaque. members: (document id, entity index) of every entity that is this speaker.
    """

    id: str
    name: str
    kind: EntityKind
    aliases: tuple[str, ...]
    members: tuple[tuple[str, int], ...]


# --- matching ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A quotation beside what matching and tracing need to know of its document.

    label, outlet, published, url, body_words: the document's. entity: the in-document speaker.
    speaker: the display name across documents, or None. copy_class: equal for documents that are copies of one
    another, None for a document that is nobody's copy.
    """

    quotation: Quotation
    label: str
    outlet: str | None
    published: Moment | None
    url: str | None
    entity: Entity | None = None
    speaker: str | None = None
    copy_class: str | None = None


class Relation(StrEnum):
    """How the words of two quotations relate (DESIGN section 7)."""

    VARIANT = "variant"
    FRAGMENT = "fragment"
    OVERLAP = "overlap"


@dataclass(frozen=True, slots=True)
class Edge:
    """Two quotations whose words satisfy a relation; for a fragment `left` is the shorter, else left id < right id.

    score: 0 to 1, higher is closer: 2·LCS/(|a|+|b|) for variants, LCS/|shorter| for fragments, and for overlaps
    the shared words over the words of the shorter. words: the shared words of an overlap, else empty.
    left_whole, right_whole: whether that side stands for the whole `continues` chain that begins with it.
    """

    left: str
    right: str
    relation: Relation
    score: float
    words: str = ""
    left_whole: bool = False
    right_whole: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether an edge is membership of one utterance, and why (one short sentence for people)."""

    edge: Edge
    accepted: bool
    reason: str
    speaker_conflict: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """A quotation's place in its utterance: how it relates to the representative, and why it was joined."""

    quotation: str
    relation: Relation
    joined_because: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """Another utterance with some of the same words: relation ``overlap``, ``fragment`` or ``look-alike``."""

    utterance: int
    relation: str
    words: str


@dataclass(frozen=True, slots=True)
class Utterance:
    """What was said once by one speaker: the quotations that report it, the representative first."""

    id: int
    representative: str
    members: tuple[Member, ...]
    speaker_conflict: bool = False
    related: tuple[Related, ...] = ()


# --- tracing -----------------------------------------------------------------------------------------------


class FirstStatus(StrEnum):
    """What the times of this collection prove about who reported an utterance first."""

    FIRST = "first"
    TIE = "tie"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class First:
    """Who reported it first in this collection. quotations and documents are ids, undated too; outlets are names."""

    status: FirstStatus
    published: Moment | None
    quotations: tuple[str, ...]
    documents: tuple[str, ...]
    outlets: tuple[str, ...]
    undated: tuple[str, ...]


class EditOp(StrEnum):
    """What happened to a stretch of words."""

    EQUAL = "equal"
    INSERT = "insert"
    DELETE = "delete"
    REPLACE = "replace"


class DriftClass(StrEnum):
    """Why a difference matters, the most severe first; the first seven change the meaning."""

    NEGATION = "negation"
    NUMBER = "number"
    NAME = "name"
    MODAL = "modal"
    QUANTIFIER = "quantifier"
    CONDITION = "condition"
    PERSON_TENSE = "person-tense"
    SUBSTITUTION = "substitution"
    OMISSION = "omission"
    ADDITION = "addition"
    REORDER = "reorder"
    TRUNCATION = "truncation"
    ELLIPSIS = "ellipsis"
    BRACKETED = "bracketed"
    SPELLING = "spelling"
    PUNCTUATION = "punctuation"
    TYPOGRAPHY = "typography"
    NONE = "none"

    @property
    def severity(self) -> int:
        """0 for none, higher is worse; every class has its own."""
        return len(DriftClass) - 1 - list(DriftClass).index(self)

    @property
    def changes_meaning(self) -> bool:
        """Whether it is one of the seven classes that change what was said."""
        return self.severity >= DriftClass.PERSON_TENSE.severity


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of raw text before and after; concatenated over a drift they are the two raw texts exactly."""

    op: EditOp
    before: str
    after: str
    drift_class: DriftClass = DriftClass.NONE


@dataclass(frozen=True, slots=True)
class Drift:
    """How a quotation's words differ from the earlier wording (quotation id `origin`, None for that wording itself).

    drift_class: the most severe of `classes`. similarity: 2·LCS/(|a|+|b|) on folded words, 0 to 1, 1 is the same.
    """

    origin: str | None
    drift_class: DriftClass
    classes: tuple[DriftClass, ...]
    similarity: float
    edits: tuple[Edit, ...]


class LineageStatus(StrEnum):
    """Where a quotation's words come from, as far as evidence shows."""

    SOURCE = "source"
    DERIVED = "derived"
    UNORDERED = "unordered"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Lineage:
    """The earlier quotation that one most likely derives from. Derived only with evidence, never without."""

    status: LineageStatus
    origin: str | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimedOrigin:
    """A channel the documents name as where it was said, and whether that outlet is in the collection."""

    text: str
    outlet: str | None
    in_collection: bool


@dataclass(frozen=True, slots=True)
class TracedQuotation:
    """A member of an utterance with everything that tracing found of it."""

    occurrence: Occurrence
    relation: Relation
    joined_because: str
    lineage: Lineage
    drift: Drift


@dataclass(frozen=True, slots=True)
class Trace:
    """An utterance as people see it: first or tie, timeline, drift, conflicts.

    text, kind: the representative's. outlets: the known ones, sorted. documents, copies: how many report it, and how
    many of these are copies of another. flags: speaker-conflict, meaning-drift, date-conflict, credit-conflict.
    quotations: in order of time, then document label and start; the undated last.
    """

    utterance: int
    speaker: str | None
    text: str
    kind: Kind
    first: First
    outlets: tuple[str, ...]
    documents: int
    copies: int
    flags: tuple[str, ...] = ()
    claimed_origins: tuple[ClaimedOrigin, ...] = ()
    quotations: tuple[TracedQuotation, ...] = ()
    related: tuple[Related, ...] = field(default=())


# --- what the store answers ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StoredQuotation:
    """A quotation as a query returns it: with its document's facts and the utterance it belongs to."""

    occurrence: Occurrence
    utterance: int | None


@dataclass(frozen=True, slots=True)
class FoundQuotation:
    """A stored quotation that has the words somebody pasted; score as in `Edge`."""

    stored: StoredQuotation
    relation: Relation
    score: float


@dataclass(frozen=True, slots=True)
class SpeakerSummary:
    """A speaker with counts: quotations, documents and outlets that quote, utterances of two documents or more."""

    name: str
    kind: EntityKind
    aliases: tuple[str, ...]
    quotations: int
    documents: int
    outlets: int
    utterances: int


@dataclass(frozen=True, slots=True)
class OutletSummary:
    """An outlet with counts; name None is the documents of unknown outlet. firsts and ties count the utterances
    that two or more documents report and that this outlet had first, alone or in a tie."""

    name: str | None
    documents: int
    quotations: int
    firsts: int
    ties: int


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A stored document, its sources, how many quotations it has, and the class of copies it belongs to."""

    document: Document
    sources: tuple[str, ...]
    quotations: int
    copy_class: str | None = None


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What one ingest did. read counts the inputs seen, unchanged those already stored and the same as before."""

    read: int
    added: int
    changed: int
    unchanged: int
    skipped: int
    failed: int
    quotations: int
    attributed: int
    utterances: int
    reported_by_two: int
    failures: tuple[Failure, ...] = ()
