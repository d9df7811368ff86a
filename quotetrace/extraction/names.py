"""Names in a frame: where one ends that begins at a capital, what of it is title or office, whether it is a body's."""

from __future__ import annotations

from collections.abc import Sequence

from quotetrace.extraction.capitals import Capitals
from quotetrace.extraction.nouns import (
    POST_NOMINALS,
    SUFFIXES,
    MentionKind,
    forenames,
    head_kind,
    is_calendar,
    listed_head,
    titles,
)
from quotetrace.extraction.tokens import Token
from quotetrace.lexicons import word_list

# Plurals that begin the names of campaigns: Friends of the Earth, Citizens for Tax Justice.
_FOUNDERS = frozenset(
    "citizens friends americans doctors students mothers parents women veterans lawyers workers teachers people "
    "reporters".split()
)
# Heads that take *of* and a name, and make one name with it: Bank of Norway, Ministry of Ports.
_OF_HEADS = frozenset("bank ministry department secretary minister speaker house bishop archbishop".split())
# Bodies named after persons: the Ruth Vance Foundation.
_NAMED_BODIES = frozenset("foundation institute center centre university times inc campaign".split())
_LONE_BODIES = frozenset("parliament congress senate pentagon commons".split())
# Ranks in short that are also something else; a forename shows them.
_RANKS = frozenset("DS DI DC DCC ACC PS".split())
# Offices that are addressed with *Mr*: Mr Speaker.
_ADDRESSED = frozenset("speaker president chairman chair secretary justice ambassador minister mayor vice".split())


class NameReader:
    """Reads the names of one paragraph from where they begin."""

    def __init__(self, capitals: Capitals) -> None:
        self.capitals = capitals
        self.tokens = capitals.tokens

    def end(self, first: int) -> int:
        """The token after the name that begins at `first`: particles, initials, *of* behind a body, Jr."""
        at = first + 1
        while at < len(self.tokens):
            token = self.tokens[at]
            adjacent = token.start - self.tokens[at - 1].end <= 2 and "\n" not in token.text
            if not adjacent:
                break
            if token.is_capitalised and not self._breaks_run(at):
                at += 1
            elif (surname := self.capitals.behind_particles(at)) > at:
                at = surname + 1
            elif self._joins(at):
                at += 2
            elif token.low in ("of", "for") and self._takes_of(first, at):
                at += 2 if self.capitals.capital_at(at + 1) else 3
            elif token.text == "," and at + 1 < len(self.tokens) and self.tokens[at + 1].low in SUFFIXES:
                at += 2
            else:
                break
        return at

    def _joins(self, at: int) -> bool:
        """*Lund & Roy*; *the Rail Workers' Union*: an ampersand, or the apostrophe of a plural before a body."""
        if self.tokens[at].text == "&":
            return self.capitals.capital_at(at + 1)
        if (
            self.tokens[at].text not in ("'", "’")
            or not self.tokens[at - 1].low.endswith("s")
            or not self.capitals.capital_at(at + 1)
        ):
            return False
        return head_kind(self.tokens[at - 1].low) is not None and self.tokens[at + 1].low in word_list(
            "organisation_words.txt"
        )

    def _breaks_run(self, at: int) -> bool:
        """A capital that begins something new: *Monday*; in headlines, a word that the body writes small."""
        low = self.tokens[at].low
        if is_calendar(low) or low in ("i",):
            return True
        head = listed_head(low)
        if self.capitals.paragraph.title_case and head is not None and head[0] is MentionKind.ROLE:
            return False  # BRIDGE BOSS SAYS
        return self.capitals.paragraph.title_case and low not in self.capitals.known and low not in forenames()

    def _takes_of(self, first: int, at: int) -> bool:
        if at + 1 >= len(self.tokens):
            return False
        target = at + 2 if self.tokens[at + 1].low == "the" else at + 1
        if not self.capitals.capital_at(target):
            return False
        head = self.tokens[at - 1].low
        if at - 1 == first and head in _FOUNDERS:
            return True
        return head in word_list("organisation_words.txt") or head in _OF_HEADS

    def names_body_of(self, words: Sequence[Token]) -> bool:
        """*Federation of Teachers*, *Citizens for Tax Justice*: what stands before *of* names a body, no office."""
        before = [
            token.low for token in words[: next(i for i, token in enumerate(words) if token.low in ("of", "for"))]
        ]
        return bool(before) and (before[-1] in word_list("organisation_words.txt") or before[-1] in _FOUNDERS)

    def core(self, first: int, after: int) -> int:
        """Where the name proper begins behind titles and words of office; `after` where there is nothing else."""
        core = first
        for index in range(first, after):
            low = self.tokens[index].low.rstrip(".")
            if low in ("of", "for") and index == core and index > first:
                core = self.holder_in(index + 1, after)  # Secretary of State Ruth Vance
                if core == after:
                    break
                continue
            if index < core:
                continue
            if "-of-" in low and index + 1 < after:
                core = index + 1  # Mum-of-three Sarah Pell
                continue
            if self.tokens[index].text in _RANKS and index + 1 < after and self.tokens[index + 1].low in forenames():
                core = index + 1  # DS Jane Moon
                continue
            if self.tokens[index].text in POST_NOMINALS and index + 1 == after and index - first >= 2:
                continue
            head = listed_head(low)
            if not (
                low in titles()
                or self.tokens[index].low == "del."
                or (head is not None and head[0] is MentionKind.ROLE)
            ) or (low in forenames() and index + 1 < after):
                continue
            if index + 1 == after and index > first and self.tokens[index - 1].low in forenames():
                continue  # Stephen King, Joe Bishop
            if index + 1 == after and index > first and self._is_courtesy(index - 1) and low not in _ADDRESSED:
                continue  # Ms Dean
            core = index + 1
        if self.tokens[first].low == "the" and core == first:
            core = first + 1 if after > first + 1 else first
        return core

    def _is_courtesy(self, at: int) -> bool:
        return self.tokens[at].low.rstrip(".") in ("mr", "mrs", "ms", "miss", "mx", "dr", "sir", "lord", "lady")

    def holder_in(self, first: int, after: int) -> int:
        """Where behind an office (*of State*) its holder's name begins, `after` where it is the office alone.

        At a forename or an initial, else at the last two words where three or more stand there: *for Health Ola Dahl*.
        """
        tokens = self.tokens
        for index in range(first, after - 1):
            if tokens[index].low in forenames():
                return index
            if len(tokens[index].low.rstrip(".")) == 1:
                return index - 1 if index - 1 > first else index
        known = word_list("organisation_words.txt")
        plain = all(
            token.low not in known and token.low not in self.capitals.spelling.small
            for token in tokens[after - 2 : after]
        )
        return after - 2 if after - first >= 3 and plain else after

    def is_body(self, first: int, after: int) -> bool:
        """Whether the name is a body's, a place's or a thing's and no person's."""
        words = [token.low.rstrip(".") for token in self.tokens[first:after]]
        if words[0] in forenames() and len(words) <= 3 and words[-1] not in _NAMED_BODIES:
            return False
        if any(word in word_list("organisation_words.txt") for word in words):
            return len(words) > 1 or words[0] in _LONE_BODIES
        head = head_kind(words[-1])
        if head is not None and head[0] is MentionKind.ORGANISATION and len(words) > 1:
            return True
        text = self.tokens[after - 1].text
        return len(words) == 1 and len(text) > 1 and text.isupper() and text.isalpha()
