"""Utterances in the making: units around the fullest of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from quotetrace.matching.compatibility import Compatibility, compare_speakers
from quotetrace.matching.nesting import encloses
from quotetrace.matching.wording import read_wording
from quotetrace.model import Entity, Flag, Judgement, Occurrence, Quotation, Relation

# Over this many words it is a speech rather than a saying, and stands for an utterance only if nothing else can.
FULLEST_WORDS = 150


# Why the members of two utterances that a person joined are one
JOINED = "a person decided so"


@dataclass(frozen=True, slots=True)
class Unit:
    """A quotation, or a chain that goes together. id: of its first piece. pieces: in order.

    rank: sorts the fullest first; what is unclosed or too long comes last, a chain after one text as full.
    """

    id: str
    document: str
    pieces: tuple[Quotation, ...]
    words: tuple[str, ...]
    whole: bool
    rank: tuple[bool, int, bool, str] = field(init=False)

    def __post_init__(self) -> None:
        unfit = len(self.words) > FULLEST_WORDS or any(Flag.UNCLOSED in piece.flags for piece in self.pieces)
        object.__setattr__(self, "rank", (unfit, -len(self.words), self.whole, self.id))

    @property
    def face(self) -> Quotation:
        """The quotation that stands for the unit: the longest piece, the first of equals."""
        return min(self.pieces, key=lambda piece: (-len(read_wording(piece.text).words), piece.start, piece.id))


@dataclass(frozen=True, slots=True)
class Link:
    """An accepted edge between two units."""

    judgement: Judgement
    relation: Relation
    score: float


@dataclass(slots=True)
class Star:
    """An utterance in the making: the root unit, and for each further unit its parent.

    voices: an occurrence for each speaker among the members, by who it is. conflict: whether two of them differ.
    units: its members by document. reasons: why a member is in it, where not because it relates to its parent.
    """

    root: Unit
    parents: dict[str, str | None]
    voices: dict[Entity | str | None, Occurrence]
    units: dict[str, list[Unit]]
    conflict: bool = False
    reasons: dict[str, str] = field(default_factory=dict)

    @classmethod
    def begin(cls, unit: Unit, voice: Occurrence) -> Star:
        """An utterance of one member."""
        return cls(unit, {unit.id: None}, {_who(voice): voice}, {unit.document: [unit]})

    def nests(self, unit: Unit) -> bool:
        """Whether a member lies inside the unit or around it."""
        return any(
            encloses(unit.pieces, other.pieces) or encloses(other.pieces, unit.pieces)
            for other in self.units.get(unit.document, ())
        )

    def differs(self, voice: Occurrence) -> bool:
        """Whether a member has another speaker."""
        return any(compare_speakers(voice, other) is Compatibility.DIFFERENT for other in self.voices.values())

    def add(self, unit: Unit, parent: str, voice: Occurrence) -> None:
        """Take a unit in under its parent."""
        self.conflict = self.conflict or self.differs(voice)
        self.voices.setdefault(_who(voice), voice)
        self.parents[unit.id] = parent
        self.units.setdefault(unit.document, []).append(unit)

    def take_in(self, other: Star, here: str, there: str) -> None:
        """Take in another utterance whose member `there` a person joined to the member `here`."""
        self.conflict = self.conflict or other.conflict or any(self.differs(voice) for voice in other.voices.values())
        self.voices = other.voices | self.voices
        self.parents |= other.parents
        self.reasons |= other.reasons
        for unit in {there, other.root.id}:
            self.parents[unit] = here
            self.reasons[unit] = JOINED
        for document, units in other.units.items():
            self.units.setdefault(document, []).extend(units)

    def members(self) -> Iterator[Unit]:
        """Every unit of it."""
        for units in self.units.values():
            yield from units


def _who(voice: Occurrence) -> Entity | str | None:
    return voice.entity or voice.quotation.speaker
