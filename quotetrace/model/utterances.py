"""What matching yields: occurrences, edges, judgements on them, and utterances."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quotetrace.model.quotations import Entity, Quotation
from quotetrace.moments import Moment


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A quotation beside what matching and tracing need to know of its document.

    label, outlet, published, url: the document's. entity: the in-document speaker.
    speaker: the display name across documents, or None. copy_class: equal for documents that are copies of one
    another, None for a document that is nobody's copy. corrected: what a person decided of it (speaker, outlet,
    published).
    """

    quotation: Quotation
    label: str
    outlet: str | None
    published: Moment | None
    url: str | None
    entity: Entity | None = None
    speaker: str | None = None
    copy_class: str | None = None
    corrected: tuple[str, ...] = ()


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
class Seat:
    """One among the very many quotations with the same words, and whether it is of the few that edges lead to.

    crowd: a name for the words. whole: whether the quotation stands for the chain that begins with it. unclosed:
    whether its marks never close.
    """

    crowd: str
    quotation: str
    whole: bool
    unclosed: bool
    is_head: bool


@dataclass(frozen=True, slots=True)
class Seating:
    """The crowds among some quotations. displaced: documents with a head that was none before, or none that was."""

    seats: tuple[Seat, ...]
    displaced: frozenset[str]

    @property
    def heads(self) -> dict[str, set[tuple[str, bool]]]:
        """The heads of each crowd, by its name: their quotations, and whether these stand for chains."""
        found: dict[str, set[tuple[str, bool]]] = {}
        for one in self.seats:
            heads = found.setdefault(one.crowd, set())  # none, where all that are heads wait
            if one.is_head:
                heads.add((one.quotation, one.whole))
        return found


# Of the representative alone: why it is in the utterance, which is no reason to join anything.
STANDS_FOR_ALL = "its words stand for the others"


@dataclass(frozen=True, slots=True)
class Member:
    """A quotation's place in its utterance: how it relates to the representative, and why it was joined; of the
    representative itself, STANDS_FOR_ALL."""

    quotation: str
    relation: Relation
    joined_because: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """The document of another utterance that is certainly older than every first one of this utterance."""

    outlet: str | None
    label: str
    published: Moment


@dataclass(frozen=True, slots=True)
class Related:
    """Another utterance with some of the same words: relation ``overlap``, ``fragment`` or ``look-alike``.

    compatible: whether one speaker may have said both, as far as the names and the shared words tell. earlier: where
    it was reported before this utterance, as tracing finds for compatible speakers; None where it was not. because: why
    a look-alike was not joined, else empty.
    """

    utterance: int
    relation: str
    words: str
    compatible: bool = False
    earlier: Earlier | None = None
    because: str = ""


@dataclass(frozen=True, slots=True)
class Utterance:
    """What was said once by one speaker: the quotations that report it, the representative first."""

    id: int
    representative: str
    members: tuple[Member, ...]
    speaker_conflict: bool = False
    related: tuple[Related, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """What a store keeps of a document's quotations for matching (`matching.index_entries`).

    words: their texts, four bytes a word. quotations: for each text, in order, the ids of the quotations behind it.
    """

    words: bytes = b""
    quotations: tuple[tuple[str, ...], ...] = ()
