"""The candidates of a frame: every name, pronoun, role, body and document that somebody's words may belong to.

Nothing inside quotation marks is one. Their recall is the ceiling of attribution, so a doubtful candidate is kept and
left to the rules to choose or pass over.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import compress
from operator import or_

from quotetrace.extraction.capitals import LEADING_PARTICLES, Capitals
from quotetrace.extraction.cues import is_cue_form
from quotetrace.extraction.frames import Paragraph
from quotetrace.extraction.holders import join_parts
from quotetrace.extraction.mentions import Mention
from quotetrace.extraction.names import NameReader
from quotetrace.extraction.nouns import (
    ADDRESSES,
    COURTESIES,
    DOCUMENT,
    NAME,
    ORGANISATION,
    POST_NOMINALS,
    PRONOUN,
    PRONOUN_HEADS,
    ROLE,
    MentionKind,
    demonyms,
    gender_of,
    head_kind,
)
from quotetrace.extraction.phrases import AFTER_PRONOUN_HEAD, DETERMINERS, LONGEST_ROLE, NounPhrases, is_definite
from quotetrace.extraction.remembering import remembered
from quotetrace.extraction.spelling import Spelling

PRONOUNS = {
    "he": "m",
    "she": "f",
    "they": "p",
    "it": "n",
    "who": None,
    "which": "n",
    "i": "i",
    "we": "i",
    "him": "m",
    "her": "f",
}
_OFFICE_ADJECTIVES = frozenset(
    "former outgoing incoming then new longtime acting deputy current late retired state federal senior interim".split()
)
# Verbs in the past, not in -ed, that take a person as object.
_PASTS = frozenset(
    "met saw beat told left took gave made won lost wrote sent brought fought taught held led hit knew found heard "
    "became quit shot swore paid put set struck chose drove".split()
)
_VERBS = frozenset("is was has had will would did does are were".split())
# What closes a title in brackets or in short.
_CLOSE = frozenset(".()")
# Words of a role with all that stands in the genitive before it: *the union's deputy chair's former spokesman*.
_LONGEST_CHAIN = 60


def find_mentions(paragraph: Paragraph, spelling: Spelling | None = None) -> list[Mention]:
    """The mentions of a paragraph in order, not overlapping.

    spelling: how the document writes its words; a sentence-initial word counts as a name when it has a capital
    elsewhere too, and in a headline set in capitals only such words do.
    """
    return _Finder(paragraph, spelling or Spelling()).run()


@remembered
def _may_begin(low: str) -> bool:
    """Whether a mention may begin or end with the word in small letters."""
    return low in PRONOUNS or low in LEADING_PARTICLES or head_kind(low) is not None or low == "accused"


class _Finder:
    def __init__(self, paragraph: Paragraph, spelling: Spelling) -> None:
        self.paragraph = paragraph
        self.tokens = paragraph.tokens
        self.lows = paragraph.lows
        self.capitals = Capitals(paragraph, spelling)
        self.names = NameReader(self.capitals)
        self.starts = self.capitals.starts
        self.phrases = NounPhrases(paragraph, self.starts)
        self.found: list[Mention] = []
        self.owner: Mention | None = None

    def run(self) -> list[Mention]:
        at = 0
        may_begin = map(or_, self.paragraph.are_capitalised, map(_may_begin, self.lows))
        for index in compress(range(len(self.lows)), may_begin):
            if index >= at:
                at = self._step(index)
        return join_parts(self.found, self.names)

    def _step(self, at: int) -> int:
        token, low = self.tokens[at], self.lows[at]
        self.owner = None
        if low in PRONOUNS and not (low == "i" and token.text != "I"):
            if low == "her" and self._is_possessive_her(at):
                return at + 1
            if low != "which" or any(self._is_cue(ahead) for ahead in range(at + 1, at + 4)):
                self._add(at, at + 1, PRONOUN, low, gender=PRONOUNS[low])
            return at + 1
        if at > 0 and self.lows[at - 1] == "the" and (after := self._behind_the(at)) > at:
            return after
        if self.capitals.begins(at) if token.is_capitalised else self.capitals.begins_small(at):
            return self._name(at)
        return self._noun(at)

    def _behind_the(self, at: int) -> int:
        """The token after *the Italian* (said), *the accused* (said), which are mentions; `at` where none is."""
        people = self._behind_demonym(at)
        if people > at and self._is_one_of_a_people(people):
            self._add(at - 1, people, ROLE, self._text(at, people), definite=True)
            return people
        if self.lows[at] == "accused" and self._is_cue_or_end(at + 1):
            self._add(at - 1, at + 1, ROLE, self.tokens[at].text, definite=True)
            return at + 1
        return at

    def _behind_demonym(self, at: int) -> int:
        """The token after *Italian*, after *New Zealander*; `at` where no demonym begins."""
        words = self.tokens[at : at + 2]
        if not words[0].is_capitalised:
            return at
        if len(words) > 1 and words[1].is_capitalised and f"{words[0].low} {words[1].low}" in demonyms():
            return at + 2
        return at + (words[0].low in demonyms())

    def _is_one_of_a_people(self, after: int) -> bool:
        """*the Italian said*: one person before `after`, where *the Italian coast* is none."""
        following = self.tokens[after] if after < len(self.tokens) else None
        plain = following is None or not following.is_word or following.low in AFTER_PRONOUN_HEAD
        return plain or (following is not None and not following.is_capitalised and is_cue_form(following.low))

    def _is_cue_or_end(self, at: int) -> bool:
        """*The accused said*, where *the accused man* is no noun."""
        following = self.tokens[at] if at < len(self.tokens) else None
        return following is None or not following.is_word or is_cue_form(following.low) or following.low in _VERBS

    def _is_possessive_her(self, at: int) -> bool:
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        return following is not None and following.is_word and not is_cue_form(following.low)

    def _is_cue(self, at: int) -> bool:
        return at < len(self.lows) and is_cue_form(self.lows[at])

    # --- names ---

    def _name(self, first: int) -> int:
        after = self.names.end(first)
        core_first = self.names.core(first, after)
        begin = self._owner_before(first) if core_first > first else self._role_before(first)
        words = self.lows[first:after]
        if first > 0 and self.lows[first - 1] == "the" and self._behind_demonym(first) == after:
            return after  # the New Zealander left
        if ("of" in words or "for" in words) and self.names.names_body_of(words):
            core_first = first
        if core_first > first and self.names.is_owned(words):
            begin = core_first = first
        if core_first >= after:
            kind = (head_kind(words[-1]) or (ROLE, False))[0]
            gender = self._title_gender(first, after)
            seat = self.tokens[after - 1].text in POST_NOMINALS
            definite = seat and begin > 0 and self.lows[begin - 1] == "the"
            self._add(begin, after, kind, self._text(first, after), gender=gender, definite=definite)
            return after
        role = self._role(begin, core_first)
        core_after = after
        while core_after - 1 > core_first and self.tokens[core_after - 1].text in POST_NOMINALS:
            core_after -= 1
        core = self._text(core_first, core_after)
        person = begin < first or self.names.is_person(core_first, core_after)
        kind = NAME if person or not self.names.is_body(core_first, core_after) else ORGANISATION
        if kind is ORGANISATION and core_after < after and begin > 0 and self.lows[begin - 1] == "the":
            self._add(begin, after, ROLE, self._text(first, after), definite=True)  # the Civic Alliance MP
            return after
        if kind is ORGANISATION:
            core = self._text(first, after)
            core = core[4:] if core.startswith("The ") else core
            role = None
        title = self.names.title(begin, core_first)
        self._add(begin, after, kind, core, role=role, gender=self._title_gender(begin, core_first), title=title)
        return after

    def _role(self, first: int, after: int) -> str | None:
        """The office that a name's titles tell, forms of address at its end left out: *Chief Minister* Shri."""
        while after > first and (
            self.tokens[after - 1].low.rstrip(".") in ADDRESSES or self.tokens[after - 1].text in _CLOSE
        ):
            after -= 1
        return self._text(first, after) or None

    def _owner_before(self, first: int) -> int:
        """Where an office in capitals begins: *the council's former Chief Clerk* Ruth Vance."""
        at = first
        while at > 0 and self.lows[at - 1] in _OFFICE_ADJECTIVES:
            at -= 1
        if at > 1 and self.lows[at - 1] in ("'s", "'") and self.found and self.found[-1].after == at - 1:
            return self._take().first
        return first

    def _role_before(self, first: int) -> int:
        """Where the role words in front of a name begin: *the union's chair* Ivo Lund."""
        at = first - 1
        if at < 0 or not self._is_role_word(at):
            return first
        low = self.lows[at]
        head = head_kind(low)
        if head is None or head[0] is not ROLE or low in PRONOUN_HEADS or low.endswith("-year-old"):
            return first
        if self.found and self.found[-1].first <= at < self.found[-1].after and self.found[-1].kind is ROLE:
            return self._take().first
        begin = self.phrases.extend_left(at)
        while self.found and self.found[-1].after > begin:
            last = self.found[-1]
            between = [token for token in self.tokens[last.after : first] if not token.is_capitalised]
            if last.kind is NAME and any(_is_past(token.low) for token in between):
                return next((at for at in range(last.after, first) if self.tokens[at].is_capitalised), at)
            begin = min(begin, self._take().first)
        return begin

    def _is_role_word(self, at: int) -> bool:
        token = self.tokens[at]
        apart = self.paragraph.begins[at + 1] - self.paragraph.ends[at]
        return token.is_word and not token.is_capitalised and apart == 1

    def _title_gender(self, first: int, after: int) -> str | None:
        """The gender that the words tell, the last of them first; none that stands in the genitive: Mr Roe's boss."""
        for low in reversed(self.lows[first:after]):
            gender = gender_of(low)
            if gender:
                return gender
            if low in ("'s", "'"):
                return None
        return None

    # --- common nouns ---

    def _noun(self, at: int) -> int:
        head = head_kind(self.lows[at])
        if head is None or (
            self.tokens[at].is_capitalised and at not in self.starts and not self.capitals.is_shouted_noun(at)
        ):
            return at + 1
        if not self.phrases.is_head(at):
            return at + 1
        kind, plural = head
        inside: list[Mention] = []
        first = self.phrases.extend_left(at)
        if self.found and self.found[-1].after > first:
            first = self._behind_person(first, at)
        if self.found and self.found[-1].after > first:
            if self.found[-1].after > at:
                return at + 1
            last = self.found[-1]
            named = " " in last.core or last.title in COURTESIES
            person = last.kind is NAME and named and not self._has_article(last)
            if person and self.lows[self.found[-1].after] not in ("'s", "'"):
                return at + 1  # Ruth Vance left, Ivo Lund aides
            if at - last.first > _LONGEST_CHAIN:
                return at + 1
            inside = [one for one in self.found[-LONGEST_ROLE:] if one.after > first]
            first = self._absorb(first)
        owned, determined = self.phrases.after_genitive(first), self.lows[first] in DETERMINERS
        opens = at in self.starts and self._is_cue(at + 1)  # Police said
        bare = not determined and not owned and not plural
        if bare and (kind is DOCUMENT or (kind is not ROLE and first == at and not opens)):
            self.found.extend(one for one in inside if one.title or one.first not in self.starts)
            return at + 1
        gender = "p" if plural else gender_of(self.lows[at])
        if gender is None and kind is not ROLE:
            gender = "n"
        core_first = first + 1 if determined and first < at else first
        definite = owned or is_definite(self.lows[first])
        self._add(first, at + 1, kind, self._text(core_first, at + 1), gender=gender, definite=definite)
        return at + 1

    def _behind_person(self, first: int, at: int) -> int:
        """Where the role begins if a person is named farther left: *Ida Vance met* Italian coach."""
        for one in self.found[-2:-LONGEST_ROLE:-1]:
            if one.after > first and one.kind is NAME and " " in one.core and not one.possessive:
                return next((index for index in range(one.after, at) if self.tokens[index].is_capitalised), at)
        return first

    def _has_article(self, mention: Mention) -> bool:
        """*the New York businessman*: no person's full name has an article before it."""
        return mention.first > 0 and self.lows[mention.first - 1] in ("the", "a", "an")

    def _absorb(self, first: int) -> int:
        """A name inside a role (*the NATO chief*): the role takes it up, unless a genitive parts them."""
        taken = first
        while self.found and self.found[-1].after > first:
            taken = min(taken, self._take().first)
        return taken

    def _take(self) -> Mention:
        """The last mention, to become part of the next, which keeps it as its owner if it is a name in the genitive."""
        last = self.found.pop()
        named = last.kind is NAME or (last.kind is ORGANISATION and last.core[:1].isupper())
        self.owner = replace(last, owner=None) if last.possessive and named else last.owner
        return last

    # --- out ---

    def _text(self, first: int, after: int) -> str:
        """The words with one blank between them, as the page writes them."""
        if after - first == 1:
            return self.tokens[first].text
        if first >= after:
            return ""
        words = self.paragraph.text[self.paragraph.begins[first] : self.paragraph.ends[after - 1]]
        plain = words.isprintable() and "  " not in words  # no other blank than the common one is printable
        return words if plain else " ".join(words.split())

    def _add(
        self,
        first: int,
        after: int,
        kind: MentionKind,
        core: str,
        *,
        role: str | None = None,
        gender: str | None = None,
        definite: bool = False,
        title: str | None = None,
    ) -> None:
        following = self.lows[after] if after < len(self.lows) else ""
        owner, self.owner = self.owner, None
        self.found.append(
            Mention(
                self.paragraph.index,
                first,
                after,
                self.paragraph.begins[first],
                self.paragraph.ends[after - 1],
                kind,
                self._text(first, after),
                core,
                role,
                gender,
                following in ("'s", "'"),
                definite or kind is NAME,
                title,
                owner,
            )
        )


def _is_past(word: str) -> bool:
    """Whether a word between a name and a role is a verb in the past: *Ida Vance met* coach Ivo Lund."""
    return word.endswith("ed") or word in _PASTS
