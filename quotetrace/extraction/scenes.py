"""The scene: a paragraph with its mentions and cues, as the rules look at it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from quotetrace.extraction.cues import Cue
from quotetrace.extraction.frames import Paragraph
from quotetrace.extraction.mentions import Mention
from quotetrace.extraction.parse import Parse
from quotetrace.extraction.tokens import Token

_NOT_ADVERBS = frozenset("ally family reply supply rally assembly monopoly italy july anomaly bully".split())

FindSubject: TypeAlias = "Callable[[Scene, Cue], Mention | None]"


@dataclass(slots=True)
class Scene:
    """A paragraph with its cues and mentions, and look-ups by token. find_subject: how a cue's subject is found."""

    paragraph: Paragraph
    tokens: list[Token]
    mentions: list[Mention]
    find_subject: FindSubject
    cues: list[Cue] = field(default_factory=list)
    starting: dict[int, Mention] = field(default_factory=dict)
    ending: dict[int, Mention] = field(default_factory=dict)
    subjects: dict[int, Mention | None] = field(default_factory=dict)
    has_prose: bool = False
    parse: Parse | None = None

    def inside(self, first: int, after: int) -> list[Mention]:
        """The mentions that begin among ``tokens[first:after]``, in order."""
        begin = bisect_left(self.mentions, first, key=lambda mention: mention.first)
        return self.mentions[begin : bisect_left(self.mentions, after, key=lambda mention: mention.first)]

    def nearest(self, token: int, most: int) -> list[Mention]:
        """At most so many mentions, the nearest to the token first."""
        middle = bisect_left(self.mentions, token, key=lambda mention: mention.first)
        around = self.mentions[max(0, middle - most) : middle + most]
        return sorted(around, key=lambda mention: abs(mention.first - token))[:most]

    def cues_in(self, first: int, after: int) -> list[Cue]:
        """The cues that begin among ``tokens[first:after]``, in order."""
        begin = bisect_left(self.cues, first, key=lambda cue: cue.first)
        return self.cues[begin : bisect_left(self.cues, after, key=lambda cue: cue.first)]

    def has_cue(self, first: int, after: int) -> bool:
        """Whether a cue begins among ``tokens[first:after]``."""
        at = bisect_left(self.cues, first, key=lambda cue: cue.first)
        return at < len(self.cues) and self.cues[at].first < after

    def subject(self, cue: Cue) -> Mention | None:
        """The mention whose words the cue reports, found once: the parse's subject, else `find_subject`."""
        if cue.first not in self.subjects:
            parsed = self.parse.subject(self.tokens[cue.first].start, self.mentions) if self.parse is not None else None
            self.subjects[cue.first] = parsed or self.find_subject(self, cue)
        return self.subjects[cue.first]

    def low(self, index: int) -> str:
        """The lower-case token at `index`, empty beyond the paragraph."""
        return self.tokens[index].low if 0 <= index < len(self.tokens) else ""

    def is_adverb(self, index: int) -> bool:
        """Whether a small-letter word in -ly stands there; *Emily* and *ally* are none."""
        low = self.low(index)
        return low.endswith("ly") and low not in _NOT_ADVERBS and not self.tokens[index].is_capitalised

    def is_quote(self, index: int) -> bool:
        return 0 <= index < len(self.tokens) and self.tokens[index].quote is not None
