"""Names in a frame: where a run of capitals begins and ends, what of it is title or office, whether it is a body."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from quotetrace.extraction.cues import is_cue_form
from quotetrace.extraction.frames import Paragraph
from quotetrace.extraction.nouns import (
    POST_NOMINALS,
    SUFFIXES,
    MentionKind,
    forenames,
    head_kind,
    is_calendar,
    is_state,
    openers,
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
_PARTIES = frozenset("D- R- I- L- G-".split())
# Small words that stand in a clause set in capitals and in no name.
_SHOUTED = frozenset("has have had is are was were him her his their the to does did not who what how why".split())
# Ranks in short that are also something else; a forename shows them.
_RANKS = frozenset("DS DI DC DCC ACC PS".split())
# Offices that are addressed with *Mr*: Mr Speaker.
_ADDRESSED = frozenset("speaker president chairman chair secretary justice ambassador minister mayor vice".split())
# Letters of a word in capitals that is no acronym.
_SHORTEST_SHOUT = 4
_ABSTRACT = ("ness", "ity", "tion", "sion", "ency", "ment", "ism", "ship", "cess")
_ARTICLES = frozenset("a an the this that his her their its".split())
_NO_NAMES = frozenset("i he she they it who which we him her".split())


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a document spells its words, all in lower case here.

    capitals: written with a capital inside sentences. small: written without one. surnames: written behind a forename
    or a title. A word that begins a sentence or a headline tells nothing, and nothing is learnt from it.
    """

    capitals: Collection[str] = ()
    small: Collection[str] = ()
    surnames: Collection[str] = ()


def spelling_of(paragraphs: Sequence[Paragraph]) -> Spelling:
    """The spelling of a document's words, in its prose."""
    capitals: set[str] = set()
    small: set[str] = set()
    surnames: set[str] = set()
    for paragraph in paragraphs:
        if paragraph.title_case:
            continue
        tokens = paragraph.tokens
        for first, after in paragraph.sentences:
            for index in range(first, after):
                token, before = tokens[index], tokens[index - 1] if index > first else None
                if not token.is_capitalised:
                    if token.is_word and token.low not in word_list("name_particles.txt"):
                        small.add(token.low)
                elif before is not None and before.quote is None and before.text not in "“:-–—(":
                    capitals.add(token.low)
                    if before.is_capitalised and (before.low in forenames() or before.low.rstrip(".") in titles()):
                        surnames.add(token.low)
    return Spelling(capitals, small, surnames)


class NameReader:
    """Reads the names of one paragraph, told how the document spells its words."""

    def __init__(self, paragraph: Paragraph, spelling: Spelling) -> None:
        self.paragraph = paragraph
        self.tokens = paragraph.tokens
        self.spelling = spelling
        self.known = spelling.capitals
        self.starts = {first for first, _ in paragraph.sentences}

    def begins(self, at: int) -> bool:
        """Whether a name begins at the capitalised token `at`."""
        token = self.tokens[at]
        if not any(character.isalpha() for character in token.text):
            return False
        if self.paragraph.title_case:
            return token.low in self.known and token.low not in openers()
        initial = at in self.starts or (
            at > 0 and (self.tokens[at - 1].quote is not None or self.tokens[at - 1].text in ":-–—(")
        )
        if token.low in ("the",):
            return not initial and self._capital_at(at + 1) and self.tokens[at + 1].low not in openers()
        if self._is_initial(at):
            return True
        if token.low == "new" and at + 1 < len(self.tokens) and self.tokens[at + 1].low in _BEHIND_NEW:
            return self._capital_at(at + 1)
        if token.low.rstrip(".") in openers() or token.low in _NO_NAMES:
            return self._opener_is_name(at)
        if initial and token.low not in self.known and token.low.endswith(("ing", "ed")):
            return False
        if self._is_affiliation(at) or self._is_shouted(at) or self.is_shouted_noun(at):
            return False
        if initial and self._is_abstract(at):
            return False
        if not initial or token.low in self.known or token.low in forenames() or token.low.rstrip(".") in titles():
            return True
        if token.low in self.spelling.small and not self._capital_at(at + 1):
            return False  # Talks end, where others write of talks
        return head_kind(token.low, endings=False) is None or self._capital_at(at + 1)

    def _is_affiliation(self, at: int) -> bool:
        """*Va.*, *D-Newport News*: where a politician is from, no name; *Del.* before a name is a title there."""
        text = self.tokens[at].text
        before = self.tokens[at - 1].text if at > 0 else ""
        if text == "Del." and self._capital_at(at + 1):
            return False
        party = (
            at > 0 and self.tokens[at - 1].text[:2] in _PARTIES and self.tokens[at].start - self.tokens[at - 1].end == 1
        )
        return is_state(text) or (before in ("(", ",") and text[:2] in _PARTIES and text[2:3].isupper()) or party

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
        head = head_kind(token.low, endings=False)
        return self.tokens[at - 1].low in _ARTICLES and head is not None and head[0] is MentionKind.ROLE

    def _is_abstract(self, at: int) -> bool:
        """*Success left her cold*, *Emergency crews came*: an abstract noun before a plain word."""
        low = self.tokens[at].low
        if low in forenames() or not low.endswith(_ABSTRACT) or at + 1 >= len(self.tokens):
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
            and self._capital_at(at + 1)
            and self.tokens[at + 1].low in self.known
            and self.tokens[at + 1].low not in openers()
        )

    def begins_small(self, at: int) -> bool:
        """*van der Meer said*: whether a bare surname begins at the particle `at`, which the page writes small."""
        if self.tokens[at].low not in LEADING_PARTICLES or (at > 0 and self.tokens[at - 1].low in _ARTICLES):
            return False
        surname = self._behind_particles(at)
        return surname > at and self.tokens[surname].low in self.known and self.tokens[surname].low not in openers()

    def _behind_particles(self, at: int) -> int:
        """The capitalised token behind one to three particles that begin at `at`; `at` itself where there is none."""
        for index in range(at, min(at + _MOST_PARTICLES, len(self.tokens) - 1)):
            if self.tokens[index].low not in word_list("name_particles.txt"):
                break
            if self._capital_at(index + 1):
                return index + 1
        return at

    def _opener_is_name(self, at: int) -> bool:
        """*Will Smith*, *April Ryan*, *May said*: only where a capital follows a forename, or a cue a known surname."""
        token = self.tokens[at]
        if token.low in ("i",) or token.low in _NO_NAMES:
            return False
        if token.low in forenames() and self._capital_at(at + 1) and self.tokens[at + 1].low not in openers():
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

    def _capital_at(self, at: int) -> bool:
        return at < len(self.tokens) and self.tokens[at].is_capitalised

    def _is_cue(self, at: int) -> bool:
        return at < len(self.tokens) and is_cue_form(self.tokens[at].low)

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
            elif (surname := self._behind_particles(at)) > at:
                at = surname + 1
            elif self._joins(at):
                at += 2
            elif token.low in ("of", "for") and self._takes_of(first, at):
                at += 2 if self._capital_at(at + 1) else 3
            elif token.text == "," and at + 1 < len(self.tokens) and self.tokens[at + 1].low in SUFFIXES:
                at += 2
            else:
                break
        return at

    def _joins(self, at: int) -> bool:
        """*Lund & Roy*; *the Rail Workers' Union*: an ampersand, or the apostrophe of a plural before a body."""
        if self.tokens[at].text == "&":
            return self._capital_at(at + 1)
        if (
            self.tokens[at].text not in ("'", "’")
            or not self.tokens[at - 1].low.endswith("s")
            or not self._capital_at(at + 1)
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
        head = head_kind(low, endings=False)
        if self.paragraph.title_case and head is not None and head[0] is MentionKind.ROLE:
            return False  # BRIDGE BOSS SAYS
        return self.paragraph.title_case and low not in self.known and low not in forenames()

    def _takes_of(self, first: int, at: int) -> bool:
        if at + 1 >= len(self.tokens):
            return False
        target = at + 2 if self.tokens[at + 1].low == "the" else at + 1
        if not self._capital_at(target):
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
            head = head_kind(low, endings=False)
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
            token.low not in known and token.low not in self.spelling.small for token in tokens[after - 2 : after]
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
