"""The tokens of a frame: words, marks of punctuation, and whole quotations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from quotetrace.lexicons import word_list

# A dot behind a word is looked at by itself: whether it ends a sentence is for the list of abbreviations to say.
_TOKEN = re.compile(
    r"(?P<initials>(?:[^\W\d_]\.){2,}|[A-Z]\.(?=\s?[A-Z]))"
    r"|(?P<word>[^\W_]+(?:(?:(?!['’][sS]\b)['’]|[-‐‑&@.](?=\w))[^\W_]+)*)"
    r"|['’][sS]\b|\.{2,}|…|[-‒–—―]{1,3}|\S"
)
# Small particles joined to a name: al-Rashid, el-Sayed.
_PARTICLES = frozenset(("al-", "el-", "ul-", "ar-"))
# What Irish, French and Italian set before a capital: Ó hUallacháin, d'Aubert, dell'Acqua.
_PREFIXED = re.compile(r"(?:[hnt]|d['’]|l['’]|d[ae]ll['’])[^\W\d_]")
# A party and a state behind a politician's name: R-Pa., D-N.Y.
_PARTY = re.compile(r"[DRIL]-[A-Z][A-Za-z.]{0,4}$")
# Dashes of every length, as tokens.
DASHES = frozenset("- – — ― -- ---".split())
_APOSTROPHE = str.maketrans("’", "'")


@dataclass(slots=True, eq=False)
class Token:
    """A word, a mark, or a whole outermost quotation (then `quote` is its index among the marked), wherever it stands.

    low: the text in lower case with straight apostrophes. Never changed: a word is one token for all articles, which
    have a thousand each. Where the tokens of a paragraph stand is told beside them (`frames.Paragraph`).
    """

    text: str
    low: str
    is_word: bool = False
    is_capitalised: bool = False
    quote: int | None = None


# The text of the token that stands for a quotation.
QUOTATION = "“”"
# The tokens of a run without blanks, and where each begins and ends, counted from the end of the run.
_Pieces: TypeAlias = tuple[list[Token], list[int], list[int]]
# How many runs without blanks are kept. Longer ones are addresses and worse, and do not come again.
_MOST_KNOWN = 1 << 15
_LONGEST_KNOWN = 40
# The dot of a letter that what follows makes an initial: *J. Smith*. The dot comes first, since a pattern that begins
# with one character skips all others fast. Behind it, what makes an initial of the end of a run.
_INITIAL = re.compile(r"\.(?<=[A-Z]\.)(?=\s[A-Z])")
_BEFORE_A_CAPITAL = " A"


class _Known(dict[str, _Pieces]):
    """The pieces of the runs met so far; a dict is asked ten times as fast as an lru_cache."""

    def __missing__(self, key: str) -> _Pieces:
        run = key.removesuffix(_BEFORE_A_CAPITAL)
        pieces = _pieces(key, len(run))
        if len(run) <= _LONGEST_KNOWN:
            if len(self) >= _MOST_KNOWN:
                self.clear()
            self[key] = pieces
        return pieces


_known = _Known()


def quotation_token(quote: int) -> Token:
    """The token that stands for a quotation, marks included."""
    return Token(QUOTATION, QUOTATION, quote=quote)


def add_tokens(text: str, start: int, end: int, tokens: list[Token], begins: list[int], ends: list[int]) -> None:
    """Append the tokens of ``text[start:end]``, and where each begins and ends.

    No token has a blank in it, so that each run between blanks is cut up once for all articles.
    """
    runs = text[start:end].split()
    index, at = text.index, start
    stops = [at := index(run, at) + len(run) for run in runs]
    if _INITIAL.search(text, start, end) is not None:
        initials = {match.end() for match in _INITIAL.finditer(text, start, end)}
        runs = [run + _BEFORE_A_CAPITAL if at in initials else run for run, at in zip(runs, stops, strict=True)]
    found = list(map(_known.__getitem__, runs))
    tokens += [token for pieces, _, _ in found for token in pieces]
    begins += [at + first for at, (_, firsts, _) in zip(stops, found, strict=True) for first in firsts]
    ends += [at + last for at, (_, _, lasts) in zip(stops, found, strict=True) for last in lasts]


def _pieces(key: str, length: int) -> _Pieces:
    """The tokens of a run of that length; behind it in `key` stands what makes an initial of its end."""
    out: list[Token] = []
    begins: list[int] = []
    ends: list[int] = []
    dotted = 1
    for match in _TOKEN.finditer(key):
        word = match.group()
        if match.start() >= length:
            break
        begin, end = match.start() - length, match.end() - length
        if word == "." and begin == dotted:
            begin, word = begins.pop(), out.pop().text + word
            ends.pop()
            low, capital, _ = _shape(word)
            out.append(Token(word, low, True, capital))
        elif match.lastgroup is None:
            out.append(Token(word, word.lower().translate(_APOSTROPHE)))
        else:
            low, capital, takes_dot = _shape(word)
            out.append(Token(word, low, True, capital))
            dotted = end if takes_dot else 1
        begins.append(begin)
        ends.append(end)
    return out, begins, ends


def _shape(word: str) -> tuple[str, bool, bool]:
    """A word in lower case, whether it is capitalised, and whether a dot behind it is its own."""
    capital = word[0].isupper() or (word[:3] in _PARTICLES and word[3:4].isupper())
    if not capital and (prefix := _PREFIXED.match(word)) is not None:
        capital = word[prefix.end() - 1].isupper() and word[prefix.end() :].islower()
    low = word.lower().translate(_APOSTROPHE) if "’" in word else word.lower()
    return low, capital, low in word_list("abbreviations.txt") or _PARTY.match(word) is not None
