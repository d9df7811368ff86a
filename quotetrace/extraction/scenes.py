"""The scene: a paragraph with its mentions and cues, as the rules look at it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from quotetrace.extraction.cues import Cue
from quotetrace.extraction.frames import Paragraph
from quotetrace.extraction.mentions import Mention
from quotetrace.extraction.parse import Parse
from quotetrace.extraction.tokens import QUOTATION, Token

if TYPE_CHECKING:
    from quotetrace.extraction.sieves import Place

_NOT_ADVERBS = frozenset("ally family reply supply rally assembly monopoly italy july anomaly bully".split())

FindSubject: TypeAlias = "Callable[[Scene, Cue], Mention | None]"


class _ByIndex(dict[int, str]):
    """Words by their index, and an empty one wherever none is."""

    def __missing__(self, index: int) -> str:
        return ""


@dataclass(slots=True)
class Scene:
    """A paragraph with its cues and mentions, and look-ups by token.

    find_subject: how a cue's subject is found. firsts, cue_firsts: where the mentions and the cues begin, in order.
    places: the quotations, once somebody has asked for them. low: the lower-case token at an index, empty beyond the
    paragraph; the rules ask for a thousand in an article, so that it is the look-up of a dict and no method.
    """

    paragraph: Paragraph
    tokens: list[Token]
    lows: list[str]
    mentions: list[Mention]
    find_subject: FindSubject
    firsts: list[int]
    cues: list[Cue] = field(default_factory=list)
    cue_firsts: list[int] = field(default_factory=list)
    starting: dict[int, Mention] = field(default_factory=dict)
    ending: dict[int, Mention] = field(default_factory=dict)
    subjects: dict[int, Mention | None] = field(default_factory=dict)
    has_prose: bool = False
    parse: Parse | None = None
    places: list[Place] | None = None
    low: Callable[[int], str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.low = _ByIndex(enumerate(self.lows)).__getitem__

    def inside(self, first: int, after: int) -> list[Mention]:
        """The mentions that begin among ``tokens[first:after]``, in order."""
        begin = bisect_left(self.firsts, first)
        return self.mentions[begin : bisect_left(self.firsts, after, begin)]

    def count_inside(self, first: int, after: int) -> int:
        """How many mentions begin among ``tokens[first:after]``."""
        return bisect_left(self.firsts, after) - bisect_left(self.firsts, first) if first < after else 0

    def nearest(self, token: int, most: int) -> Iterator[Mention]:
        """At most so many mentions, the nearest to the token first."""
        firsts, behind = self.firsts, bisect_left(self.firsts, token)
        before = behind - 1
        for _ in range(min(most, len(firsts))):
            if behind == len(firsts) or (before >= 0 and token - firsts[before] <= firsts[behind] - token):
                yield self.mentions[before]
                before -= 1
            else:
                yield self.mentions[behind]
                behind += 1

    def cues_in(self, first: int, after: int) -> list[Cue]:
        """The cues that begin among ``tokens[first:after]``, in order."""
        begin = bisect_left(self.cue_firsts, first)
        return self.cues[begin : bisect_left(self.cue_firsts, after, begin)]

    def add_cue(self, cue: Cue) -> None:
        """Enter the next cue of the paragraph."""
        self.cues.append(cue)
        self.cue_firsts.append(cue.first)

    def has_cue(self, first: int, after: int) -> bool:
        """Whether a cue begins among ``tokens[first:after]``."""
        at = bisect_left(self.cue_firsts, first)
        return at < len(self.cue_firsts) and self.cue_firsts[at] < after

    def subject(self, cue: Cue) -> Mention | None:
        """The mention whose words the cue reports, found once: the parse's subject, else `find_subject`."""
        subjects = self.subjects
        if cue.first not in subjects:
            parsed = (
                self.parse.subject(self.paragraph.begins[cue.first], self.mentions) if self.parse is not None else None
            )
            subjects[cue.first] = parsed or self.find_subject(self, cue)
        return subjects[cue.first]

    def span(self, first: int, after: int) -> tuple[int, int]:
        """The characters of ``tokens[first:after]``, which are some."""
        return self.paragraph.span(first, after)

    def is_adverb(self, index: int) -> bool:
        """Whether a small-letter word in -ly stands there; *Emily* and *ally* are none."""
        low = self.low(index)
        return low.endswith("ly") and low not in _NOT_ADVERBS and not self.tokens[index].is_capitalised

    def is_quote(self, index: int) -> bool:
        return self.low(index) == QUOTATION
