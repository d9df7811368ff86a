"""What tracing yields: firsts, drift, lineage, and utterances as people see them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from quotetrace.model.quotations import Kind
from quotetrace.model.utterances import Occurrence, Related, Relation
from quotetrace.moments import Moment


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
        return _SEVERITY[self]

    @property
    def changes_meaning(self) -> bool:
        """Whether it is one of the seven classes that change what was said."""
        return _SEVERITY[self] >= _SEVERITY[DriftClass.PERSON_TENSE]

    @property
    def changes_words(self) -> bool:
        """Whether words were replaced, added, left out or reordered; not merely cut or printed otherwise."""
        return _SEVERITY[self] >= _SEVERITY[DriftClass.REORDER]

    @property
    def shortens(self) -> bool:
        """Whether words were only cut, or filled in between brackets: what editors do, and mostly show."""
        return DriftClass.BRACKETED.severity <= self.severity <= DriftClass.TRUNCATION.severity


_SEVERITY = {one: place for place, one in enumerate(reversed(DriftClass))}


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of raw text before and after; concatenated over a drift they are the two raw texts exactly."""

    op: EditOp
    before: str
    after: str
    drift_class: DriftClass = DriftClass.NONE

    @property
    def words(self) -> int:
        """How many words it touches, of the side that has more."""
        return max(sum(any(map(str.isalnum, word)) for word in side.split()) for side in (self.before, self.after))


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

    @property
    def texts(self) -> tuple[str, str]:
        """The two raw texts, the earlier first."""
        return "".join(edit.before for edit in self.edits), "".join(edit.after for edit in self.edits)

    @property
    def score(self) -> float:
        """How far the words drifted, 0 (the same words) to 1 (every word changed, by the worst class).

        The mean of two shares: how severe the worst class is, and how many of the words changed, each by the severity
        of its class. Without the first, a lost *not* in a long sentence would be next to nothing; without the second,
        one changed number would count as much as ten. Words are runs between blanks with a letter or a digit.
        """
        worst = len(DriftClass) - 1
        changed = sum(edit.words * edit.drift_class.severity for edit in self.edits)
        share = changed / worst / max(1, sum(edit.words for edit in self.edits))
        return (self.drift_class.severity / worst + share) / 2


@dataclass(frozen=True, slots=True)
class Frame:
    """How the reporting around the same words differs from that of the earlier quotation `origin`.

    cue: both reporting verbs as printed, where they make something else of the words (*said*, *threatened*). edits: the
    words next to the marks, before and after, where these tell something else; empty where they do not.
    """

    origin: str
    cue: tuple[str, str] | None
    edits: tuple[Edit, ...] = ()


class LineageStatus(StrEnum):
    """Where a quotation's words come from, as far as evidence shows."""

    SOURCE = "source"
    DERIVED = "derived"
    UNORDERED = "unordered"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SharedNarrative:
    """The longest passage that two documents share outside the marks, as folded words, the end of a long one left out.

    firm: whether there is enough of it to show that one has it from the other.
    """

    words: str
    firm: bool


@dataclass(frozen=True, slots=True)
class Recount:
    """A run of words that another number of documents has than before. holders: those that had it and still do, by
    their places; before, after: how many had and have it."""

    holders: tuple[int, ...]
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Lineage:
    """The earlier quotation that one most likely derives from. Derived only with evidence, never without."""

    status: LineageStatus
    origin: str | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Undecided:
    """Two quotations, by id, of which evidence shows that they belong together, but not which has it from which."""

    quotation: str
    other: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """What does not fit in an utterance: the flag, one quotation, and those it conflicts with, by id.

    words: of a credit, how the document names the outlet; else empty.
    """

    flag: str
    quotation: str
    others: tuple[str, ...]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a trace does not store, worked out again from its quotations."""

    undecided: tuple[Undecided, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimedOrigin:
    """A channel the documents name as where it was said, and whether that outlet is in the collection."""

    text: str
    outlet: str | None
    in_collection: bool


@dataclass(frozen=True, slots=True)
class TracedQuotation:
    """A member of an utterance with everything that tracing found of it. frame: None where the words are reported as
    the earliest ones are, or are other words."""

    occurrence: Occurrence
    relation: Relation
    joined_because: str
    lineage: Lineage
    drift: Drift
    frame: Frame | None = None


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
