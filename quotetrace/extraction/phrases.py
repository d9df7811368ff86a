"""Noun phrases in a frame: whether a noun is a head, and the words before it that belong to it."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum, auto

from quotetrace.extraction.cues import is_base_form, is_cue_form
from quotetrace.extraction.frames import Paragraph
from quotetrace.extraction.nouns import PRONOUN_HEADS, head_kind, is_calendar, openers
from quotetrace.extraction.remembering import remembered
from quotetrace.extraction.tokens import QUOTATION
from quotetrace.lexicons import word_list

# Words before the head of a role: "the former deputy harbour master"
LONGEST_ROLE = 7
DETERMINERS = frozenset(
    "the a an this that these those his her its their our my another one some many several both two three four "
    "five other no".split()
)
_DEFINITE = frozenset("the this that these those his her its their 's".split())
_STOP_LEFT = frozenset(
    "notwithstanding regarding concerning amid amidst among amongst "
    "of in on at by for from with to as about after before and or but nor if when while who which that than "
    "because since until into over under is are was were be been being has have had do does did will would could "
    "should may might must can not also he she they it we you i him them me us there then so like via per said "
    "says told whose where what how why out up off down".split()
)
# What follows *one, some, several* where these stand alone and are no determiners.
AFTER_PRONOUN_HEAD = frozenset("of who in on at from has have had is are was were even also later then to".split())
_SINGULAR_HEADS = frozenset("one another neither".split())
_SAYING = frozenset("says said tells told writes wrote read".split())
_GENITIVES = ("'s", "'")
_OWNERS = frozenset(("his", "her", "their", "its", *_GENITIVES))


class _Left(Enum):
    """What a word does to a noun phrase that would grow over it to the left."""

    STOPS = auto()
    DETERMINES = auto()
    OWNS = auto()
    STOPS_SMALL = auto()  # unless it has a capital
    JOINS = auto()


_STOPS, _DETERMINES, _OWNS, _STOPS_SMALL, _JOINS = _Left  # a global name is looked up faster than a member


class NounPhrases:
    """The noun phrases of one paragraph. starts: the tokens that begin its sentences."""

    def __init__(self, paragraph: Paragraph, starts: Collection[int]) -> None:
        self.paragraph = paragraph
        self.tokens = paragraph.tokens
        self.lows = paragraph.lows
        self.starts = starts

    def is_head(self, at: int) -> bool:
        """A noun followed by another noun is no head (*police station*, *report card*); a cue form may be a verb."""
        low = self.lows[at]
        if is_cue_form(low) and not (at > 0 and (self.lows[at - 1] in DETERMINERS or self.after_genitive(at))):
            return False
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if following is None or not following.is_word:
            return True
        if low in PRONOUN_HEADS or low.endswith("-year-old"):
            noun = low in _SINGULAR_HEADS and is_base_form(following.low)  # one reply, another tweet
            return (is_cue_form(following.low) and not noun) or following.low in AFTER_PRONOUN_HEAD
        if following.is_capitalised:
            return True
        if self._is_verb_of_a_name(at):
            return False
        return head_kind(following.low) is None or is_cue_form(following.low)

    def _is_verb_of_a_name(self, at: int) -> bool:
        """*Leota plays his last game*, *Vance reports a loss*: behind a name, before an object."""
        if at == 0 or not self.lows[at].endswith("s") or not self.tokens[at - 1].is_capitalised:
            return False
        return self.lows[at + 1] in DETERMINERS and self.lows[at - 1] not in openers()

    def extend_left(self, head: int) -> int:
        """Where the phrase begins that ends with the noun `head`: a determiner, a genitive, plain words before it."""
        first, tokens, begins, ends = head, self.tokens, self.paragraph.begins, self.paragraph.ends
        while first > 0 and head - first < LONGEST_ROLE:
            token = tokens[first - 1]
            does = _to_the_left(token.low)
            if does is _STOPS or begins[first] - ends[first - 1] > 1:
                break
            if does is _DETERMINES:
                return first - 1
            if does is _OWNS:
                if first - 2 < 0 or not tokens[first - 2].is_word:
                    break
                first -= 2
                continue
            if not token.is_word or (does is _STOPS_SMALL and not token.is_capitalised):
                break
            if token.is_capitalised and first - 1 in self.starts and token.low in openers():
                break
            first -= 1
        return first

    def after_genitive(self, first: int) -> bool:
        """Whether a genitive or a possessive stands before the token `first`, or in the words from it on."""
        inside = self.lows[max(0, first) : first + 3]
        return "'s" in inside or "'" in inside or (first > 0 and self.lows[first - 1] in _OWNERS)


def is_definite(word: str) -> bool:
    """Whether the lower-case word, where it begins a phrase, says that the reader knows who is meant."""
    return word in _DEFINITE


@remembered
def _to_the_left(word: str) -> _Left:
    """What the lower-case word does to a phrase behind it; a cue form that is hardly ever a noun or an adjective before
    a role (*said*, *told*, not *press*, *ruling*) stops it where it is written small.
    """
    if word == QUOTATION or word in _STOP_LEFT or word in word_list("prepositions.txt"):
        return _STOPS
    if word in DETERMINERS:
        return _DETERMINES
    if word in _GENITIVES:
        return _OWNS
    if is_calendar(word) or word.endswith("ly"):
        return _STOPS
    verb = is_cue_form(word) and (word.endswith("ed") or word in _SAYING)
    return _STOPS_SMALL if verb else _JOINS
