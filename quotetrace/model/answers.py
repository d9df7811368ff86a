"""What the store answers, and what an ingest did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from quotetrace.model.documents import Document, Failure
from quotetrace.model.quotations import EntityKind
from quotetrace.model.traces import DriftClass
from quotetrace.model.utterances import Occurrence, Relation
from quotetrace.moments import Moment


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
class Audit:
    """What comparing some quotations with all others found, and what of it matching missed.

    sampled, quotations: how many were compared, of how many. related: pairs found by relation. missed: the ids of two
    quotations, the smaller first, and the relation that no edge tells. through: pairs of words that very many have,
    each with an edge to a third that has the same words.
    """

    sampled: int
    quotations: int
    related: Mapping[Relation, int]
    missed: tuple[tuple[str, str, Relation], ...]
    through: int = 0


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
class Faithfulness:
    """How quotations of shared utterances differ from the wording that drift is measured from, each by its most severe
    class: the same words (with other signs or spelling, too), words only cut or in brackets, words changed, meaning
    changed."""

    verbatim: int = 0
    shortened: int = 0
    changed: int = 0
    meaning: int = 0

    @property
    def compared(self) -> int:
        """How many there are; a quotation that the others are compared with is none of them."""
        return self.verbatim + self.shortened + self.changed + self.meaning


@dataclass(frozen=True, slots=True)
class QuotingOutlet:
    """An outlet that quotes a speaker; name None is the unknown outlet. utterances: those that two documents or more
    report; firsts and ties: how many of them it had first, alone or in a tie."""

    name: str | None
    quotations: int
    utterances: int
    firsts: int
    ties: int


@dataclass(frozen=True, slots=True)
class SpeakerProfile:
    """Who quotes a speaker, the most quotations first, and how faithfully."""

    quoted_by: tuple[QuotingOutlet, ...] = ()
    faithfulness: Faithfulness = Faithfulness()


@dataclass(frozen=True, slots=True)
class NamedOrigin:
    """An outlet that documents name as where something was said. number: how often, or in how many utterances.

    claimed_by: the known outlets that name it, where they are asked for.
    """

    name: str
    number: int
    in_collection: bool
    claimed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutletProfile:
    """How an outlet stands beside others.

    shared: the utterances that it and another document report. later, undated: of these the ones where others had it
    first, and where it has no date. follows: the outlets that its quotations most likely derive from, and how many do.
    origins: the outlets it names.
    """

    shared: int = 0
    later: int = 0
    undated: int = 0
    follows: tuple[tuple[str | None, int], ...] = ()
    faithfulness: Faithfulness = Faithfulness()
    origins: tuple[NamedOrigin, ...] = ()


@dataclass(frozen=True, slots=True)
class Overview:
    """What some utterances come to, all numbers of them alone.

    quotations, documents: that report them. firsts, ties, unknown: of how many one outlet was first, several were, and
    nobody is known to be. meaning, conflicts: in how many a difference is of a class that changes the meaning, and
    something conflicts. earliest, latest: when the first and the last of the dated documents were published. outlets:
    who reports them, the most firsts first. drifts: how many quotations differ by which class from the wording they are
    compared with. unseen: the outlets that are named as origins and of which no document is here.
    """

    utterances: int
    quotations: int
    documents: int
    firsts: int
    ties: int
    unknown: int
    meaning: int
    conflicts: int
    earliest: Moment | None
    latest: Moment | None
    outlets: tuple[QuotingOutlet, ...]
    drifts: Mapping[DriftClass, int]
    unseen: tuple[NamedOrigin, ...]


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A stored document, its sources, how many quotations it has, and the class of copies it belongs to.

    corrected: what a person decided of it (outlet, published), beside what was read instead, None for unknown.
    """

    document: Document
    sources: tuple[str, ...]
    quotations: int
    copy_class: str | None = None
    corrected: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Share:
    """What a forgetting takes away, by id and by source.

    documents: those that go. kept: those that live on, because something else gave them too. sources: what gave
    documents and is to be dropped. failures: inputs that are to be listed as failed no longer.
    """

    documents: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was forgotten: the share, how many quotations its documents had, and what followed.

    gone: how many utterances nobody reports any more. other_first: the ids of those that were first in other documents.
    waiting: how many decisions held that are about something that is gone; they hold again when it comes back.
    """

    share: Share
    quotations: int = 0
    gone: int = 0
    other_first: tuple[int, ...] = ()
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a store: its file, how many bytes it has, and how many documents, quotations, … are in it."""

    file: str
    size: int
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class DigestPart:
    """A part of what a store says, or the whole: how many rows say it, and their hash, in whatever order they come."""

    name: str
    rows: int
    digest: str


@dataclass(frozen=True, slots=True)
class PlannedDocument:
    """What an ingest would do with one document. words: runs between blanks.

    change: ``new``, ``changed``, ``unchanged``, or ``skipped``: not in English. outlet_evidence, published_evidence:
    the kind of evidence that each is believed for, None where it is unknown.
    """

    label: str
    source: str
    reader: str
    change: str
    outlet: str | None
    outlet_evidence: str | None
    published: Moment | None
    published_evidence: str | None
    headline: str | None
    language: str | None
    words: int


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What one ingest did. read counts the inputs seen, unchanged those already stored and the same as before.

    utterances, reported_by_two, undated, of_unknown_outlet: what the store holds afterwards. drifted, conflicts: in how
    many of those that two documents report the words differ, and something does not fit.
    planned: of a dry run, every document in the order of reading; else empty.
    kept_outlets: for each input whose text is stored already under another outlet, both given for a whole run, its
    label and the outlet the one document has: nothing tells such texts apart (DESIGN section 9).
    outside, unread: of quotations given by somebody else, the labels of documents in which some lie outside the text,
    and of those that were not among the documents read.
    not_retried: what is noted as failed and cannot be read again by itself: it came by standard input, or is a row of
    a manifest.
    stopped: whether it ended before its end because somebody asked for it; the same call goes on from there.
    """

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
    kept_outlets: tuple[tuple[str, str], ...] = ()
    planned: tuple[PlannedDocument, ...] = ()
    outside: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    not_retried: tuple[str, ...] = ()
    stopped: bool = False
    drifted: int = 0
    conflicts: int = 0
    undated: int = 0
    of_unknown_outlet: int = 0


# The steps of an ingest: inputs are read and extracted, and then their quotations matched and traced.
READING, MATCHING = "reading", "matching"


@dataclass(frozen=True, slots=True)
class Step:
    """How far a run has come.

    name: READING or MATCHING. done: inputs that were read and stored, or documents that were matched. failed: how many
    of these inputs could not be read. total: how many inputs there are, None as long as nobody knows.
    """

    name: str
    done: int
    failed: int = 0
    total: int | None = None
