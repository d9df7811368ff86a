"""What a person decided, and what it holds on to: it outlives the rows of the store it was made in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from quotetrace.model.quotations import Entity, Part


class DecisionKind(StrEnum):
    """What a decision is about."""

    SPEAKER = "speaker"
    OUTLET = "outlet"
    DATE = "date"
    ALIAS = "alias"
    JOIN = "join"
    SPLIT = "split"


class DecisionState(StrEnum):
    """What became of a decision.

    WAITING: what it is about has not been here yet, or nobody is called by one of the two names of an alias. ORPHAN: it
    was here and is gone. OVERRULED: a later decision says otherwise, or a split forbids a join.
    """

    APPLIED = "applied"
    WAITING = "waiting"
    ORPHAN = "orphan"
    OVERRULED = "overruled"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A document, or a quotation in it, as it was when somebody decided something about it.

    document: its id. label, opening: by which the text is known again after it was changed: what people call it, and
    its first folded words. part, start, end, words: the quotation's place and folded words; part None for a document.
    """

    document: str
    label: str
    opening: str
    part: Part | None = None
    start: int = 0
    end: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of a person.

    anchors: what it is about: one, two for a join or a split, none for an alias. value: a speaker's name and kind, an
    outlet's name, a time in ISO 8601, the two names of an alias, the preferred first; empty for nobody, an unknown
    date, a join, a split.
    made, undone: UTC, to the microsecond; of two that disagree the later made holds. by: who made it, None if not said.
    """

    kind: DecisionKind
    anchors: tuple[Anchor, ...]
    value: tuple[str, ...]
    made: str
    by: str | None = None
    undone: str | None = None

    @property
    def key(self) -> str:
        """Equal for the same decision in two stores, undone or not."""
        anchors = [[one.document, one.part, one.start, one.end] for one in self.anchors]
        known = json.dumps([self.kind, anchors, self.value, self.made, self.by], ensure_ascii=False)
        return hashlib.sha256(known.encode()).hexdigest()[:24]

    @property
    def rank(self) -> tuple[str, str]:
        """Sorts by the time made; of several the last one holds."""
        return self.made, self.key


@dataclass(frozen=True, slots=True)
class StoredDecision:
    """A decision in a store.

    number: its id there. targets: the ids it is attached to now, empty if to nothing. was: what it overrules, as it
    was read; None where nothing was known, or nothing was overruled.
    """

    number: int
    decision: Decision
    state: DecisionState
    targets: tuple[str, ...] = ()
    was: str | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file of decisions brought: how many are new here, were here, undo one that is here, wait for their
    document, and disagree with one that is here."""

    new: int
    known: int
    undone: int
    waiting: int
    conflicts: int


@dataclass(frozen=True, slots=True)
class Voices:
    """What is decided of the speakers of a document's quotations.

    entities: speakers that the document has not, numbered on after those it has. speakers: by quotation id the name and
    the number among all of them; None twice for nobody.
    """

    entities: tuple[Entity, ...]
    speakers: Mapping[str, tuple[str | None, int | None]]
