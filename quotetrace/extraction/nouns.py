"""What single words can be: heads of noun phrases that speak, titles, forenames, days and states."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from quotetrace.extraction.remembering import remembered
from quotetrace.lexicons import lines, word_list


class MentionKind(StrEnum):
    """What a mention is made of."""

    NAME = "name"
    PRONOUN = "pronoun"
    ROLE = "role"
    ORGANISATION = "organisation"
    DOCUMENT = "document"


# An article asks thousands of times, and a global name is looked up ten times as fast as a member of an enum.
NAME, PRONOUN, ROLE, ORGANISATION, DOCUMENT = MentionKind

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
# The 34-year-old, the mother-of-two.
_AGES = ("-year-old", "-year-olds")
PARENTS = {
    "mother": "f",
    "father": "m",
    "mum": "f",
    "mom": "f",
    "dad": "m",
    "parent": None,
    "grandmother": "f",
    "gran": "f",
    "grandfather": "m",
}
_SUFFIX = ("man", "woman", "person", "men", "women", "ist", "ists", "ologist", "ician", "icians")
_PLURAL_HEADS = frozenset(
    "people insiders others everybody everyone anybody anyone somebody someone some many several few most all both "
    "thousands hundreds dozens".split()
)
# Heads that are also determiners: *several* said, *several* ships.
PRONOUN_HEADS = frozenset("one some many several another others both neither few most all none".split())
# What stands before a hyphen in the name of an office: Vice-Captain, Sub-Inspector.
_BEFORE_A_HYPHEN = frozenset("vice sub ex co under joint deputy assistant non self super lord crown arch".split())
# Seats, silk and orders behind a name, always in capitals.
POST_NOMINALS = frozenset("MP MPs MEP MSP MLA TD QC KC SC BL CBE OBE MBE KBE DBE PhD MD".split())
# Titles of no office, before any surname.
COURTESIES = frozenset("mr mrs ms miss mx dr sir lord lady".split())
# Forms of address right before a name, and what is said in brackets of a rank that is over: none is an office.
ADDRESSES = COURTESIES | frozenset(
    "the shri smt shrimati thiru selvi kumari madam madame mdm encik puan tuan herr frau monsieur mme señor señora "
    "doña signor signora mzee mama hon honourable honorable prof barr engr atty alhaji hajiya haji comrade dato' datin "
    "retd rtd".split()
)
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
def gendered() -> dict[str, str | None]:
    """Noun or title → the gender it tells."""
    return dict(titles()) | {
        noun: gender for noun, _, gender in (line.partition(":") for line in lines("gendered_nouns.txt"))
    }


@remembered
def gender_of(noun: str) -> str | None:
    """The gender that the lower-case noun or title tells: f, m or None."""
    word = noun.rstrip(".")
    if gendered().get(word):
        return gendered()[word]
    if "-of-" in word:
        return PARENTS.get(word.split("-of-")[0])
    if word.endswith("woman"):
        return "f"
    return "m" if word.endswith("man") and head_kind(word) is not None else None


@cache
def forenames() -> dict[str, str]:
    """Forename, lower case → f, m or u."""
    return dict(line.split("\t") for line in lines("forenames.tsv"))


@cache
def demonyms() -> dict[str, str]:
    """One of a people, lower case → the country: *italian*, *italy*."""
    return dict(line.split("\t") for line in lines("demonyms.tsv"))


@cache
def countries() -> frozenset[str]:
    """The countries and regions that the demonyms are of, lower case."""
    return frozenset(demonyms().values())


@cache
def openers() -> frozenset[str]:
    """Words that begin sentences with a capital and are no names."""
    return word_list("openers.txt") | word_list("stopwords.txt")


@remembered
def head_kind(word: str) -> tuple[MentionKind, bool] | None:
    """What the lower-case noun stands for as a head, and whether it is plural; None for a noun that cannot speak."""
    return _head_kind(word, endings=True)


@remembered
def listed_head(word: str) -> tuple[MentionKind, bool] | None:
    """The `head_kind` by the lists alone, not by the ending (-man, -ist): for words in names, as *Wasserman* is one."""
    return _head_kind(word, endings=False)


def _head_kind(word: str, *, endings: bool) -> tuple[MentionKind, bool] | None:
    for kind, name in (
        (ROLE, "person_nouns.txt"),
        (ORGANISATION, "organisation_nouns.txt"),
        (DOCUMENT, "document_nouns.txt"),
    ):
        nouns = word_list(name)
        if word in nouns:
            return kind, word in _PLURAL_HEADS
        for singular in _singulars(word):
            if singular in nouns:
                return kind, True
    if endings and (word.endswith(_AGES) or "-of-" in word):
        if word[0].isdigit() and word.endswith(_AGES):
            return ROLE, word.endswith("s")
        return (ROLE, False) if word.split("-of-")[0] in PARENTS else None
    if word.endswith("-elect"):
        return _head_kind(word.removesuffix("-elect"), endings=endings)
    before, _, behind = word.rpartition("-")
    if before and (endings or before in _BEFORE_A_HYPHEN or before in word_list("person_nouns.txt")):
        head = listed_head(behind)  # player-manager, sub-inspector, but no one of the Fisher-Kings
        return head if head is not None and head[0] is ROLE else None
    if not endings or word in _NEVER_ROLE or len(word) < 5:
        return None
    if word.startswith(("spokes", "co-", "ex-")) or word.endswith(_SUFFIX):
        return ROLE, word.endswith(("s", "men", "women"))
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


def is_given_behind(word: str) -> bool:
    """A given name of two syllables, which stands behind the surname: Kim *Min-jae*."""
    return _GIVEN_BEHIND.match(word) is not None


_GIVEN_BEHIND = re.compile(r"[A-Z][a-z]+-[a-z]+$")


def is_state(text: str) -> bool:
    """*Va.*, *Calif.*, *R-Pa.*: where an American politician is from, no name of a speaker."""
    return text.endswith(".") and (text.rstrip(".").lower() in _STATES or text[1:2] == "-")


_STATES = frozenset(
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md me mich minn miss mo mont neb nev okla ore pa "
    "penn tenn tex va vt wash wis wyo n.h n.j n.m n.y n.c n.d s.c s.d w.va r.i d.c u.s u.k".split()
)


def is_calendar(word: str) -> bool:
    """A day or a month, short or long."""
    return word.rstrip(".") in _CALENDAR


_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
    "september october november december jan feb mar apr jun jul aug sept sep oct nov dec".split()
)
