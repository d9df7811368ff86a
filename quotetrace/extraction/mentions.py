"""Speaker mentions: the names, pronouns, roles, bodies and documents of a frame that somebody's words may belong to.

Candidates only, on the frame: nothing inside quotation marks is one. Their recall is the ceiling of attribution, so
a doubtful candidate is kept and left to the rules to choose or pass over.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from quotetrace.extraction.cues import is_cue_form
from quotetrace.extraction.frames import Paragraph, Token
from quotetrace.lexicons import lines, word_list

# Words before the head of a role: "the former deputy harbour master"
_LONGEST_ROLE = 7


class MentionKind(StrEnum):
    """What a mention is made of."""

    NAME = "name"
    PRONOUN = "pronoun"
    ROLE = "role"
    ORGANISATION = "organisation"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Mention:
    """A candidate at tokens ``[first, after)`` of a paragraph, characters ``[start, end)``.

    core: for a name, the name alone without titles and roles; for others the words, determiner left out.
    role: the role words before a name (*French President*), or None. gender: f, m, p (plural), n or None.
    possessive: it is followed by a genitive ('s). definite: *the*, *this*, *his* … stands before it.
    """

    paragraph: int
    first: int
    after: int
    start: int
    end: int
    kind: MentionKind
    text: str
    core: str
    role: str | None = None
    gender: str | None = None
    possessive: bool = False
    definite: bool = False
    title: str | None = None


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
_DETERMINERS = frozenset(
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
_NEVER_ROLE = frozenset(
    "number order member paper matter letter water power winter summer september october november december".split()
)
_PLURAL_IRREGULAR = {
    "men": "man",
    "women": "woman",
    "people": "person",
    "wives": "wife",
    "police": "police",
    "staff": "staff",
}
# Plurals that begin the names of campaigns: Friends of the Earth, Citizens for Tax Justice.
_FOUNDERS = frozenset(
    "citizens friends americans doctors students mothers parents women veterans lawyers workers teachers people "
    "reporters".split()
)
_SUFFIX = ("man", "woman", "person", "men", "women", "ist", "ists", "ologist", "ician", "icians")
_PLURAL_HEADS = frozenset(
    "people insiders others some many several few most all both thousands hundreds dozens".split()
)
# What follows *one, some, several* where these stand alone and are no determiners.
_AFTER_PRONOUN_HEAD = frozenset("of who in on at from has have had is are was were even also later then to".split())
_PRONOUN_HEADS = frozenset("one some many several another others both neither few most all none".split())
SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


@cache
def titles() -> dict[str, str | None]:
    """Title → the gender it states, or None."""
    out: dict[str, str | None] = {}
    for line in lines("titles.txt"):
        word, _, gender = line.partition(":")
        out[word] = gender or None
    return out


@cache
def forenames() -> dict[str, str]:
    """Forename, lower case → f, m or u."""
    return dict(line.split("\t") for line in lines("forenames.tsv"))


@cache
def _openers() -> frozenset[str]:
    return word_list("openers.txt") | word_list("stopwords.txt")


@cache
def head_kind(word: str) -> tuple[MentionKind, bool] | None:
    """What the lower-case noun stands for as a head, and whether it is plural; None for a noun that cannot speak."""
    for kind, name in (
        (MentionKind.ROLE, "person_nouns.txt"),
        (MentionKind.ORGANISATION, "organisation_nouns.txt"),
        (MentionKind.DOCUMENT, "document_nouns.txt"),
    ):
        nouns = word_list(name)
        if word in nouns:
            return kind, word in _PLURAL_HEADS
        for singular in _singulars(word):
            if singular in nouns:
                return kind, True
    if word in _NEVER_ROLE or len(word) < 5:
        return None
    if word.startswith(("spokes", "co-", "ex-")) or word.endswith(_SUFFIX):
        return MentionKind.ROLE, word.endswith(("s", "men", "women"))
    return None


def _singulars(word: str) -> list[str]:
    if word in _PLURAL_IRREGULAR:
        return [_PLURAL_IRREGULAR[word]]
    out = []
    if word.endswith("s") and not word.endswith("ss"):
        out.append(word[:-1])
        if word.endswith("es"):
            out.append(word[:-2])
        if word.endswith("ies"):
            out.append(word[:-3] + "y")
    if word.endswith("men"):
        out.append(word[:-3] + "man")
    return out


def find_mentions(paragraph: Paragraph, known: Collection[str] = ()) -> list[Mention]:
    """The mentions of a paragraph in order, not overlapping.

    known: lower-case words that the document writes with a capital in the middle of sentences; a sentence-initial
    word counts as a name when it is one of them, and in a headline set in capitals only they do.
    """
    finder = _Finder(paragraph, known)
    return finder.run()


def capitalised_words(paragraphs: Sequence[Paragraph]) -> set[str]:
    """Lower-case words that stand with a capital somewhere else than at the start of a sentence or in a headline."""
    out: set[str] = set()
    for paragraph in paragraphs:
        if paragraph.title_case:
            continue
        for first, after in paragraph.sentences:
            for index in range(first + 1, after):
                token = paragraph.tokens[index]
                if (
                    token.is_capitalised
                    and paragraph.tokens[index - 1].quote is None
                    and paragraph.tokens[index - 1].text not in "“:-–—("
                ):
                    out.add(token.low)
    return out


class _Finder:
    def __init__(self, paragraph: Paragraph, known: Collection[str]) -> None:
        self.paragraph = paragraph
        self.tokens = paragraph.tokens
        self.known = known
        self.starts = {first for first, _ in paragraph.sentences}
        self.found: list[Mention] = []

    def run(self) -> list[Mention]:
        at = 0
        while at < len(self.tokens):
            at = self._step(at)
        return self.found

    def _step(self, at: int) -> int:
        token = self.tokens[at]
        if token.quote is not None or not token.is_word:
            return at + 1
        if token.low in PRONOUNS and not (token.low == "i" and token.text != "I"):
            if token.low == "her" and self._is_possessive_her(at):
                return at + 1
            if token.low != "which" or any(self._is_cue(ahead) for ahead in range(at + 1, at + 4)):
                self._add(at, at + 1, MentionKind.PRONOUN, token.low, gender=PRONOUNS[token.low])
            return at + 1
        if token.is_capitalised and self._begins_name(at):
            return self._name(at)
        return self._noun(at)

    def _is_possessive_her(self, at: int) -> bool:
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        return following is not None and following.is_word and not is_cue_form(following.low)

    # --- names ------------------------------------------------------------------------------------------------

    def _begins_name(self, at: int) -> bool:
        token = self.tokens[at]
        if not any(character.isalpha() for character in token.text):
            return False
        if self.paragraph.title_case:
            return token.low in self.known and token.low not in _openers()
        initial = at in self.starts or (
            at > 0 and (self.tokens[at - 1].quote is not None or self.tokens[at - 1].text in ":-–—(")
        )
        if token.low in ("the",):
            return not initial and self._capital_at(at + 1) and self.tokens[at + 1].low not in _openers()
        if token.low.rstrip(".") in _openers() or token.low in PRONOUNS:
            return self._opener_is_name(at)
        if initial and token.low not in self.known and token.low.endswith(("ing", "ed")):
            return False
        if _is_state(token.text):
            return False
        if not initial or token.low in self.known or token.low in forenames() or token.low.rstrip(".") in titles():
            return True
        return head_kind(token.low) is None or self._capital_at(at + 1)

    def _opener_is_name(self, at: int) -> bool:
        """*Will Smith*, *April Ryan*, *May said*: only where a capital follows a forename, or a cue a known surname."""
        token = self.tokens[at]
        if token.low in ("i",) or token.low in PRONOUNS:
            return False
        if token.low in forenames() and self._capital_at(at + 1) and self.tokens[at + 1].low not in _openers():
            return True
        return (
            token.low in self.known
            and at in self.starts
            and token.low not in word_list("stopwords.txt")
            and self._is_cue(at + 1)
            and not _is_calendar(token.low)
        )

    def _capital_at(self, at: int) -> bool:
        return at < len(self.tokens) and self.tokens[at].is_capitalised

    def _is_cue(self, at: int) -> bool:
        return at < len(self.tokens) and is_cue_form(self.tokens[at].low)

    def _name(self, first: int) -> int:
        after = self._name_end(first)
        core_first, role_end = self._core(first, after)
        begin = self._owner_before(first) if core_first > first else self._role_before(first)
        words = self.tokens[first:after]
        if any(token.low in ("of", "for") for token in words) and self._names_body_of(words):
            core_first = first
        if core_first >= after:
            head = words[-1].low
            kind = (head_kind(head) or (MentionKind.ROLE, False))[0]
            self._add(begin, after, kind, self._text(first, after), gender=self._title_gender(first, after))
            return after
        role = self._text(begin, role_end) if role_end > begin else None
        if role is not None and role.lower().rstrip(".") in ("mr", "mrs", "ms", "miss", "dr", "the"):
            role = None
        core = self._text(core_first, after)
        kind = MentionKind.ORGANISATION if self._is_body(core_first, after) else MentionKind.NAME
        if kind is MentionKind.ORGANISATION:
            core = self._text(first, after)
            core = core[4:] if core.startswith("The ") else core
            role = None
        title = self.tokens[core_first - 1].low.rstrip(".") if core_first > begin else None
        self._add(begin, after, kind, core, role=role, gender=self._title_gender(begin, core_first), title=title)
        return after

    def _names_body_of(self, words: Sequence[Token]) -> bool:
        """*Federation of Teachers*, *Citizens for Tax Justice*: what stands before *of* names a body, no office."""
        before = [
            token.low for token in words[: next(i for i, token in enumerate(words) if token.low in ("of", "for"))]
        ]
        return bool(before) and (before[-1] in word_list("organisation_words.txt") or before[-1] in _FOUNDERS)

    def _name_end(self, first: int) -> int:
        at = first + 1
        while at < len(self.tokens):
            token = self.tokens[at]
            adjacent = token.start - self.tokens[at - 1].end <= 2 and "\n" not in token.text
            if not adjacent:
                break
            if token.is_capitalised and not self._breaks_run(at):
                at += 1
            elif (token.low in word_list("name_particles.txt") and self._capital_at(at + 1)) or (
                token.text == "&" and self._capital_at(at + 1)
            ):
                at += 2
            elif token.low in ("of", "for") and self._takes_of(first, at):
                at += 2 if self._capital_at(at + 1) else 3
            elif token.text == "," and at + 1 < len(self.tokens) and self.tokens[at + 1].low in SUFFIXES:
                at += 2
            else:
                break
        return at

    def _breaks_run(self, at: int) -> bool:
        """A capital that begins something new: *Monday*; in headlines, a word that the body writes small."""
        low = self.tokens[at].low
        if _is_calendar(low) or low in ("i",):
            return True
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
        return head in word_list("organisation_words.txt") or head in (
            "bank",
            "ministry",
            "department",
            "secretary",
            "minister",
            "speaker",
            "house",
        )

    def _core(self, first: int, after: int) -> tuple[int, int]:
        """Where the name proper begins behind titles and role words, and where these end."""
        core = first
        for index in range(first, after):
            low = self.tokens[index].low.rstrip(".")
            is_title = low in titles() or (head_kind(low) is not None and head_kind(low)[0] is MentionKind.ROLE)  # type: ignore[index]
            if not is_title or (low in forenames() and index + 1 < after):
                continue
            if index + 1 == after and index > first and self.tokens[index - 1].low in forenames():
                continue  # Stephen King, Joe Bishop
            core = index + 1
        if self.tokens[first].low == "the" and core == first:
            core = first + 1 if after > first + 1 else first
        return core, core

    def _is_body(self, first: int, after: int) -> bool:
        words = [token.low.rstrip(".") for token in self.tokens[first:after]]
        if (
            words[0] in forenames()
            and len(words) <= 3
            and words[-1]
            not in ("foundation", "institute", "center", "centre", "university", "times", "inc", "campaign")
        ):
            return False
        if any(word in word_list("organisation_words.txt") for word in words):
            return len(words) > 1 or words[0] in ("parliament", "congress", "senate", "pentagon", "commons")
        head = head_kind(words[-1])
        if head is not None and head[0] is MentionKind.ORGANISATION and len(words) > 1:
            return True
        text = self.tokens[after - 1].text
        return len(words) == 1 and len(text) > 1 and text.isupper() and text.isalpha()

    def _owner_before(self, first: int) -> int:
        """Where an office in capitals begins: *the council's former Chief Clerk* Ruth Vance."""
        at = first
        while at > 0 and self.tokens[at - 1].low in _OFFICE_ADJECTIVES:
            at -= 1
        if at > 1 and self.tokens[at - 1].low in ("'s", "'") and self.found and self.found[-1].after == at - 1:
            return self.found.pop().first
        return first

    def _role_before(self, first: int) -> int:
        """Where the role words in front of a name begin: *the union's chair* Ivo Lund."""
        at = first - 1
        if at < 0 or not self._is_role_word(at):
            return first
        head = head_kind(self.tokens[at].low)
        if head is None or head[0] is not MentionKind.ROLE or self.tokens[at].low in _PRONOUN_HEADS:
            return first
        if self.found and self.found[-1].first <= at < self.found[-1].after and self.found[-1].kind is MentionKind.ROLE:
            return self.found.pop().first
        return self._extend_left(at)

    def _is_role_word(self, at: int) -> bool:
        token = self.tokens[at]
        return token.is_word and not token.is_capitalised and self.tokens[at + 1].start - token.end == 1

    def _title_gender(self, first: int, after: int) -> str | None:
        for token in self.tokens[first:after]:
            gender = titles().get(token.low.rstrip("."))
            if gender:
                return gender
            if token.low.endswith("woman"):
                return "f"
            if token.low.endswith("man") and head_kind(token.low) is not None:
                return "m"
        return None

    # --- common nouns -----------------------------------------------------------------------------------------

    def _noun(self, at: int) -> int:
        token = self.tokens[at]
        head = head_kind(token.low)
        if head is None or (token.is_capitalised and at not in self.starts) or not self._is_head(at):
            return at + 1
        kind, plural = head
        first = self._extend_left(at)
        if self.found and self.found[-1].after > first:
            if self.found[-1].after > at:
                return at + 1
            person = self.found[-1].kind is MentionKind.NAME and " " in self.found[-1].core
            if person and self.tokens[self.found[-1].after].low not in ("'s", "'"):
                return at + 1  # Ruth Vance left, Ivo Lund aides
            first = self._absorb(first)
        has_determiner = self.tokens[first].low in _DETERMINERS or self._after_genitive(first)
        if not has_determiner and not plural and kind is not MentionKind.ROLE and first == at:
            return at + 1
        if kind is MentionKind.DOCUMENT and not has_determiner and not plural:
            return at + 1
        gender = "p" if plural else self._title_gender(at, at + 1)
        if gender is None and kind is not MentionKind.ROLE:
            gender = "n"
        core_first = first + 1 if self.tokens[first].low in _DETERMINERS and first < at else first
        self._add(first, at + 1, kind, self._text(core_first, at + 1), gender=gender, definite=self._is_definite(first))
        return at + 1

    def _is_head(self, at: int) -> bool:
        """A noun followed by another noun is no head (*police station*, *report card*); a cue form may be a verb."""
        token = self.tokens[at]
        if is_cue_form(token.low) and not (
            at > 0 and (self.tokens[at - 1].low in _DETERMINERS or self._after_genitive(at))
        ):
            return False
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if following is None or not following.is_word or following.quote is not None:
            return True
        if token.low in _PRONOUN_HEADS:
            return is_cue_form(following.low) or following.low in _AFTER_PRONOUN_HEAD
        if following.is_capitalised:
            return True
        return head_kind(following.low) is None or is_cue_form(following.low)

    def _absorb(self, first: int) -> int:
        """A name inside a role (*the NATO chief*): the role takes it up, unless a genitive parts them."""
        taken = first
        while self.found and self.found[-1].after > first:
            taken = min(taken, self.found[-1].first)
            self.found.pop()
        return taken

    def _extend_left(self, head: int) -> int:
        first = head
        while first > 0 and head - first < _LONGEST_ROLE:
            token = self.tokens[first - 1]
            if (
                token.quote is not None
                or token.low in _STOP_LEFT
                or token.low in word_list("prepositions.txt")
                or self.tokens[first].start - token.end > 1
            ):
                break
            if token.low in _DETERMINERS:
                return first - 1
            if token.low in ("'s", "'"):
                if first - 2 < 0 or not self.tokens[first - 2].is_word:
                    break
                first -= 2
                continue
            if not token.is_word or (
                is_cue_form(token.low) and not token.low.endswith("ing") and not token.is_capitalised
            ):
                break
            if token.is_capitalised and first - 1 in self.starts and token.low in _openers():
                break
            if _is_calendar(token.low) or token.low.endswith("ly"):
                break
            first -= 1
        return first

    def _after_genitive(self, first: int) -> bool:
        return any(token.low in ("'s", "'") for token in self.tokens[max(0, first) : first + 3]) or (
            first > 0 and self.tokens[first - 1].low in ("'s", "'", "his", "her", "their", "its")
        )

    def _is_definite(self, first: int) -> bool:
        return self.tokens[first].low in _DEFINITE or self._after_genitive(first)

    # --- out --------------------------------------------------------------------------------------------------

    def _text(self, first: int, after: int) -> str:
        """The words with one blank between them, as the page writes them."""
        out = ""
        for index in range(first, after):
            token = self.tokens[index]
            glue = " " if index > first and token.start > self.tokens[index - 1].end else ""
            out += glue + token.text
        return out

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
        following = self.tokens[after].low if after < len(self.tokens) else ""
        self.found.append(
            Mention(
                self.paragraph.index,
                first,
                after,
                self.tokens[first].start,
                self.tokens[after - 1].end,
                kind,
                self._text(first, after),
                core,
                role,
                gender,
                following in ("'s", "'"),
                definite or kind is MentionKind.NAME,
                title,
            )
        )


_OFFICE_ADJECTIVES = frozenset("former outgoing incoming then new longtime acting deputy current late retired".split())
_SAYING = frozenset("says said tells told writes wrote read".split())


def _is_verb(word: str) -> bool:
    """A cue form that is hardly ever a noun or an adjective before a role (*said*, *told*, not *press*, *ruling*)."""
    return is_cue_form(word) and (word.endswith("ed") or word in _SAYING)


def _is_state(text: str) -> bool:
    """*Va.*, *Calif.*, *R-Pa.*: where an American politician is from, no name of a speaker."""
    return text.endswith(".") and (text.rstrip(".").lower() in _STATES or text[1:2] == "-")


_STATES = frozenset(
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md me mich minn miss mo mont neb nev okla ore pa "
    "penn tenn tex va vt wash wis wyo n.h n.j n.m n.y n.c n.d s.c s.d w.va r.i d.c u.s u.k".split()
)


def _is_calendar(word: str) -> bool:
    return word.rstrip(".") in _CALENDAR


_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
    "september october november december jan feb mar apr jun jul aug sept sep oct nov dec".split()
)
