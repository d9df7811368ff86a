"""Reporting words: where they stand in a frame, and how far each can be trusted.

Tier A introduces whole sentences (*say, tell, write*); B names or judges what was said (*call, praise, accuse*); W may
report and may not (*want, hope, discuss*) and yields to a better cue; C is manner of speaking or double use (*shrug,
open, share*) and counts only where it touches the marks; D (*find, show*) counts only with a document as its subject.
Forms are listed, there is no lemmatiser.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import compress

from quotetrace.extraction.tokens import Token
from quotetrace.lexicons import lines


class Form(StrEnum):
    """The shape of the cue, which tells where its speaker stands."""

    FINITE = "finite"
    BASE = "base"
    PARTICIPLE = "participle"
    ACCORDING = "according"
    NOUN = "noun"


# Global names, as those of `MentionKind`.
FINITE, BASE, PARTICIPLE, ACCORDING, NOUN = Form


@dataclass(slots=True)
class Cue:
    """A cue at tokens ``[first, after)``. tier: A, B, W, C or D. passive: *was told*, *dismissed by*.

    Never changed, as a `Mention`.
    """

    first: int
    after: int
    tier: str
    lemma: str
    form: Form
    passive: bool = False


_DETERMINERS = frozenset("the a an his her their its my our your this these those no any some 's".split())
# Determiners that also stand alone as a subject: some say, those said.
_PRONOMINAL = frozenset("this that these those some any".split())
_BE = frozenset("is are was were be been being".split())
# Tokens within which a noun of speech has its quotation: "her remark that there is a “…”".
_NOUN_REACH = 9
# Words that are cues and ordinary nouns alike; after a determiner or a preposition they are nouns.
_NOUN_CUES = frozenset(
    "verdict statement words message tweet post letter comment comments response answer reply warning claim remark "
    "remarks question conclusion advice mantra motto slogan line note headline caption chant assessment description "
    "phrase argument assertion suggestion declaration insistence promise pledge admission contention accusation "
    "allegation prediction vow threat proposal proposition belief view call rhetoric references".split()
)


@cache
def _table() -> dict[str, tuple[str, str, Form]]:
    """Form → (tier, lemma, shape)."""
    out: dict[str, tuple[str, str, Form]] = {}
    for line in lines("cues.tsv"):
        tier, lemma, *forms = line.split("\t")
        for form in forms:
            shape = FINITE
            head = form.split()[0]
            if head.endswith("ing") and len(head) > 4:
                shape = PARTICIPLE
            elif form == lemma:
                shape = BASE
            out.setdefault(form, (tier, lemma, shape))
    return out


def is_base_form(word: str) -> bool:
    """Whether the lower-case word is a reporting verb as the dictionary has it, which no *one* or *another* governs."""
    return word in _table() and _table()[word][2] is BASE


@cache
def _multiword_heads() -> frozenset[str]:
    return frozenset(form.split()[0] for form in _table() if " " in form)


def is_noun_of_speech(word: str) -> bool:
    """Whether the lower-case word names what was said: her remark, his slogan."""
    return word in _NOUN_CUES


def is_cue_form(word: str) -> bool:
    """Whether the lower-case word is a form of a reporting verb of any tier."""
    return word in _table()


@cache
def _first_words() -> frozenset[str]:
    """The words that a cue can begin with."""
    return frozenset(_table()) | _multiword_heads() | _NOUN_CUES | {"according", "in"}


def find_cues(
    tokens: Sequence[Token], lows: Sequence[str], sentences: Sequence[tuple[int, int]], *, title_case: bool = False
) -> Iterator[Cue]:
    """The cues among the tokens in order; nouns that look like verbs are left out.

    lows: the tokens in lower case. sentences: half-open ranges that hold all of them. title_case: the line is set like
    a headline, so that a capital tells nothing.
    """
    first = after = behind = 0
    following = iter(sentences)
    for at in compress(range(len(lows)), map(_first_words().__contains__, lows)):
        while at >= after:
            first, after = next(following)
        if at < behind:
            continue
        cue = _cue(tokens, lows, at, first, after, title_case)
        if cue is not None:
            behind = cue.after
            yield cue


def _cue(tokens: Sequence[Token], lows: Sequence[str], at: int, first: int, after: int, title_case: bool) -> Cue | None:
    low = lows[at]
    if low == "in":
        in_words = lows[at + 1 : at + 4] == ["the", "words", "of"]
        return Cue(at, at + 4, "A", "in the words of", ACCORDING) if in_words else None
    if low == "according" and at + 1 < after and lows[at + 1] == "to":
        return Cue(at, at + 2, "A", "according to", ACCORDING)
    cue = _verb(tokens, lows, at, first, after, title_case)
    return _noun(tokens, at, first, after) if cue is None and low in _NOUN_CUES else cue


def _verb(
    tokens: Sequence[Token], lows: Sequence[str], at: int, first: int, after: int, title_case: bool
) -> Cue | None:
    table, word = _table(), lows[at]
    entry, end = table.get(word), at + 1
    if word in _multiword_heads() and end < after and (pair := table.get(f"{word} {lows[end]}")) is not None:
        entry, end = pair, at + 2
    if entry is None:
        return None
    tier, lemma, form = entry
    before = lows[at - 1] if at > first else ""
    if _is_noun(before, word, form, tokens[at].is_capitalised and at > first and not title_case):
        return None
    if form is BASE and before in ("he", "she", "it"):
        form = FINITE
    return Cue(at, end, tier, lemma, form, _is_passive(lows, at, end, first, after, form))


def _is_noun(before: str, word: str, form: Form, capitalised: bool) -> bool:
    if capitalised:
        return True
    if before in ("'s", "'"):
        return form is BASE or (word.endswith("s") and form is FINITE)
    if before in _DETERMINERS:
        return not (before in _PRONOMINAL and word in ("said", "told", "say"))
    return form is BASE and before in ("of", "for", "in", "on", "with", "by", "new", "own", "public", "a", "press")


def _is_passive(lows: Sequence[str], at: int, end: int, first: int, after: int, form: Form) -> bool:
    word = lows[at]
    if form is PARTICIPLE or (word.endswith("s") and not word.endswith("ss")):
        return False
    back = at - 1
    while back >= first and (lows[back].endswith("ly") or lows[back] in ("also", "not", "then", "once", "widely")):
        back -= 1
    if back >= first and lows[back] in _BE and form is FINITE:
        return True
    return end < after and lows[end] == "by" and word.endswith("ed")


def _announces(tokens: Sequence[Token], at: int, first: int, after: int) -> bool:
    """*Her message to the owners: “…”*: a noun of speech with an owner, a tail, a colon and the marks."""
    if at == first or tokens[at - 1].low not in ("'s", "'", "his", "her", "their", "its"):
        return False
    reach = range(at + 1, min(at + _NOUN_REACH, after - 1))
    colon = next((index for index in reach if tokens[index].low == ":"), None)
    return colon is not None and tokens[colon + 1].quote is not None


def _noun(tokens: Sequence[Token], at: int, first: int, after: int) -> Cue | None:
    """*Vance's verdict: “…”*, *his words were “…”*: a noun of speech right before the marks."""
    following = [token.low for token in tokens[at + 1 : min(at + 3, after)]]
    if _announces(tokens, at, first, after):
        return Cue(at, at + 1, "B", tokens[at].low, NOUN)
    if not following or following[0] not in (":", "“”", ",", "was", "is", "were", "reads", "read", "that", "of"):
        return None
    if following[0] in ("that", "of") and not any(token.quote is not None for token in tokens[at : at + _NOUN_REACH]):
        return None
    owned = any(token.low in ("'s", "'", "his", "her", "their", "its") for token in tokens[max(first, at - 4) : at])
    owned = owned or (at > first and tokens[at - 1].low in _DETERMINERS and following[0] not in ("that", "of"))
    return Cue(at, at + 1, "B", tokens[at].low, NOUN) if owned or at == first else None
