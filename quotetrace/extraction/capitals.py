"""Capitals in a frame: whether a name begins at one, or a sentence, a headline or a shout is why it is there."""

from __future__ import annotations

from quotetrace.extraction.cues import is_cue_form
from quotetrace.extraction.frames import Paragraph
from quotetrace.extraction.nouns import (
    ORGANISATION,
    ROLE,
    forenames,
    head_kind,
    is_calendar,
    is_state,
    listed_head,
    openers,
    titles,
)
from quotetrace.extraction.remembering import remembered
from quotetrace.extraction.spelling import Spelling
from quotetrace.extraction.tokens import QUOTATION
from quotetrace.lexicons import word_list

# Particles that begin a bare surname with a small letter and are no English words: *von der Graaf said*.
LEADING_PARTICLES = word_list("name_particles.txt") - frozenset("ten den do la le al der e y und zu zur".split()) | {
    "al-"
}
# How many particles stand before a surname at most.
_MOST_PARTICLES = 3
# What makes *New*, else an opener, begin a name.
_BEHIND_NEW = frozenset(
    "york yorker yorkers jersey england zealand zealander zealanders hampshire mexico orleans delhi haven caledonia "
    "guinea brunswick south scotland".split()
)
# What a name becomes an adjective with: the Norrvik-based firm, a Brazilian-born agent.
_ADJECTIVES = tuple(
    "-" + word
    for word in "born based backed led run style speaking educated trained owned made era bound held controlled "
    "occupied listed wide area only ruled dominated raised funded built bred type level linked aligned affiliated "
    "infected inspired themed related".split()
)
_PARTIES = frozenset("D- R- I- L- G-".split())
# Small words that stand in a clause set in capitals and in no name.
_SHOUTED = frozenset("has have had is are was were him her his their the to does did not who what how why".split())
# Letters of a word in capitals that is no acronym.
_SHORTEST_SHOUT = 4
_ABSTRACT = ("ness", "ity", "tion", "sion", "ency", "ment", "ism", "ship", "cess")
_ARTICLES = frozenset("a an the this that his her their its".split())
_NO_NAMES = frozenset("i he she they it who which we him her".split())
# What ends a word that is two: It'll, You're, Don't.
_CONTRACTED = ("'ll", "'re", "'ve", "n't")

# What makes one name with a number behind it; *No 10* and *No 11* are in Downing Street, *No. 3* is a rank.
_NO = frozenset(("no", "no."))
_BEFORE_A_NUMBER = frozenset("number channel radio local".split()) | _NO
_DOWNING_STREET = frozenset(("10", "11"))
# What speaks for whoever resides there, and tells a name from a participle before it.
STREETS = frozenset("Street Square Road".split())


class Capitals:
    """Tells where the names of one paragraph begin, knowing how the document spells its words."""

    def __init__(self, paragraph: Paragraph, spelling: Spelling) -> None:
        self.paragraph = paragraph
        self.tokens = paragraph.tokens
        self.lows = paragraph.lows
        self.spelling = spelling
        self.known = spelling.capitals
        self.starts = set(paragraph.starts)

    def begins(self, at: int) -> bool:
        """Whether a name begins at the capitalised token `at`."""
        token = self.tokens[at]
        if not token.text[0].isalpha() and not any(character.isalpha() for character in token.text):
            return False
        low = token.low
        if self.paragraph.title_case:
            return low in self.known and low not in openers()
        initial = at in self.starts or (at > 0 and (self.lows[at - 1] == QUOTATION or self.lows[at - 1] in ":-–—("))
        if not initial and _is_plain(token.text):
            return not self._is_behind_party(at)
        if low in _BEFORE_A_NUMBER and self.number_at(at + 1):
            return True
        if low == "the":
            return not initial and self.capital_at(at + 1) and self.lows[at + 1] not in openers()
        if self._is_initial(at):
            return True
        if low == "new" and at + 1 < len(self.tokens) and self.lows[at + 1] in _BEHIND_NEW:
            return self.capital_at(at + 1)
        if low.endswith(_CONTRACTED):
            return False
        if low.rstrip(".") in openers() or low in _NO_NAMES:
            return self._opener_is_name(at)
        if initial and token.low not in self.known and token.low.endswith(("ing", "ed")):
            return at + 1 < len(self.tokens) and self.tokens[at + 1].text in STREETS  # Downing Street
        if self._is_language(at):
            return False
        if (
            token.low.endswith(_ADJECTIVES)
            or self._is_affiliation(at)
            or self._is_shouted(at)
            or self.is_shouted_noun(at)
        ):
            return False
        if initial and self._is_abstract(at):
            return False
        if not initial or token.low in self.known or token.low in forenames() or token.low.rstrip(".") in titles():
            return True
        if token.low in self.spelling.small and not self.capital_at(at + 1):
            return False  # Talks end, where others write of talks
        head = listed_head(token.low)
        if head is None or self.capital_at(at + 1):
            return True
        body = head[0] is ORGANISATION and not head[1]  # Department of Health officials said
        return body and at + 1 < len(self.tokens) and self.lows[at + 1] == "of" and self.capital_at(at + 2)

    def _is_language(self, at: int) -> bool:
        """*said in Hindi*, where *in English Bay* names a place."""
        spoken = self.tokens[at].low in word_list("languages.txt") and at > 0 and self.tokens[at - 1].low == "in"
        return spoken and not self.capital_at(at + 1)

    def _is_affiliation(self, at: int) -> bool:
        """*Va.*, *D-Newport News*: where a politician is from, no name; *Del.* before a name is a title there."""
        text = self.tokens[at].text
        before = self.tokens[at - 1].text if at > 0 else ""
        if text == "Del." and self.capital_at(at + 1):
            return False
        party = before in ("(", ",") and text[:2] in _PARTIES and text[2:3].isupper()
        return is_state(text) or party or self._is_behind_party(at)

    def _is_behind_party(self, at: int) -> bool:
        """The *News* of *D-Newport News*."""
        before = self.tokens[at - 1] if at > 0 else None
        return (
            before is not None
            and before.text[:2] in _PARTIES
            and self.paragraph.begins[at] - self.paragraph.ends[at - 1] == 1
        )

    def _is_shouted(self, at: int) -> bool:
        """*THE COURT HAS SPOKEN —*: a clause in capitals, told by a small word in them beside this one."""
        if not self.tokens[at].text.isupper():
            return False
        beside = self.tokens[max(0, at - 1) : at + 2]
        return any(token.text.isupper() and token.low in _SHOUTED for token in beside)

    def is_shouted_noun(self, at: int) -> bool:
        """*A GRANDMOTHER of nine*: the first words of a story, set in capitals, and no name."""
        token = self.tokens[at]
        if len(token.text) < _SHORTEST_SHOUT or not token.text.isupper() or at == 0:
            return False
        head = listed_head(token.low)
        return self.lows[at - 1] in _ARTICLES and head is not None and head[0] is ROLE

    def _is_abstract(self, at: int) -> bool:
        """*Success left her cold*, *Emergency crews came*: an abstract noun before a plain word."""
        low = self.lows[at]
        if low in forenames() or not low.endswith(_ABSTRACT) or head_kind(low) or at + 1 >= len(self.tokens):
            return False
        following = self.tokens[at + 1]
        if low in self.known and not (head_kind(following.low) or (None, False))[1]:
            return False  # the page knows it as a name, or a part of one
        return following.is_word and not following.is_capitalised and not is_cue_form(following.low)

    def _is_initial(self, at: int) -> bool:
        """*A. Stahl*, *I. Marek*: a letter and a dot before a surname."""
        text = self.tokens[at].text
        return (
            len(text) == 2
            and text[1] == "."
            and self.capital_at(at + 1)
            and self.lows[at + 1] in self.known
            and self.lows[at + 1] not in openers()
        )

    def begins_small(self, at: int) -> bool:
        """*van der Meer said*: whether a bare surname begins at the particle `at`, which the page writes small."""
        if self.lows[at] not in LEADING_PARTICLES or (at > 0 and self.lows[at - 1] in _ARTICLES):
            return False
        surname = self.behind_particles(at)
        return surname > at and self.lows[surname] in self.known and self.lows[surname] not in openers()

    def behind_particles(self, at: int) -> int:
        """The capitalised token behind one to three particles that begin at `at`; `at` itself where there is none."""
        for index in range(at, min(at + _MOST_PARTICLES, len(self.tokens) - 1)):
            if self.lows[index] not in word_list("name_particles.txt"):
                break
            if self.capital_at(index + 1):
                return index + 1
        return at

    def _opener_is_name(self, at: int) -> bool:
        """*Will Smith*, *April Ryan*, *May said*: only where a capital follows a forename, or a cue a known surname."""
        token = self.tokens[at]
        if token.low in ("i",) or token.low in _NO_NAMES:
            return False
        if token.low in forenames() and self.capital_at(at + 1) and self.lows[at + 1] not in openers():
            return True
        if token.low in self.spelling.surnames and self._is_spoken_of(at):
            return True
        return (
            token.low in self.known
            and at in self.starts
            and token.low not in word_list("stopwords.txt")
            and self._is_cue(at + 1)
            and not is_calendar(token.low)
        )

    def _is_spoken_of(self, at: int) -> bool:
        """*May said*, *said May*: a surname that is also a month or an opener, beside its cue."""
        before = self.tokens[at - 1] if at > 0 else None
        if before is None or before.quote is not None or before.text in (",", "."):
            return self._is_cue(at + 1)
        return is_cue_form(before.low) and not (at + 1 < len(self.tokens) and self.tokens[at + 1].text[0].isdigit())

    def capital_at(self, at: int) -> bool:
        return at < len(self.tokens) and self.tokens[at].is_capitalised

    def number_at(self, at: int) -> bool:
        """Whether a number stands there that ends the name before it: *Number 10*, *Channel 4*."""
        if not 0 < at < len(self.tokens) or not self.tokens[at].text.isdigit() or len(self.tokens[at].text) > 2:
            return False
        before = self.tokens[at - 1]
        if not before.is_capitalised or before.low not in _BEFORE_A_NUMBER:
            return False
        return before.low not in _NO or self.tokens[at].text in _DOWNING_STREET

    def _is_cue(self, at: int) -> bool:
        return at < len(self.tokens) and is_cue_form(self.lows[at])


@remembered
def _is_plain(text: str) -> bool:
    """Whether the capitalised word begins a name inside any sentence: nothing `Capitals.begins` asks for is in it."""
    low = text.lower().replace("’", "'")
    return not (
        text.isupper()
        or low in _BEFORE_A_NUMBER
        or low in ("the", "new")
        or low.rstrip(".") in openers()
        or low in _NO_NAMES
        or low.endswith((*_CONTRACTED, *_ADJECTIVES))
        or text[:2] in _PARTIES
        or "." in text
    )
