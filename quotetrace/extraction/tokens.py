"""The tokens of a frame: words, marks of punctuation, and whole quotations."""

from __future__ import annotations

import re
from typing import NamedTuple, TypeAlias

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


class Token(NamedTuple):
    """A word, a mark, or a whole outermost quotation (then `quote` is its index among the marked).

    low: the text in lower case with straight apostrophes. A named tuple: an article has a thousand of them, and they
    are made twice as fast as dataclasses.
    """

    text: str
    low: str
    start: int
    end: int
    quote: int | None = None
    is_word: bool = False
    is_capitalised: bool = False


# The text of the token that stands for a quotation.
QUOTATION = "“”"
# Half the time of Token(…), which an article pays a thousand times.
_make = tuple.__new__
# Text, low, begin and end counted from the end of the run, is_word, is_capitalised.
_Piece: TypeAlias = tuple[str, str, int, int, bool, bool]
# How many runs without blanks are kept. Longer ones are addresses and worse, and do not come again.
_MOST_KNOWN = 1 << 15
_LONGEST_KNOWN = 40
# The dot of a letter that what follows makes an initial: *J. Smith*. The dot comes first, since a pattern that begins
# with one character skips all others fast. Behind it, what makes an initial of the end of a run.
_INITIAL = re.compile(r"\.(?<=[A-Z]\.)(?=\s[A-Z])")
_BEFORE_A_CAPITAL = " A"


class _Known(dict[str, list[_Piece]]):
    """The pieces of the runs met so far; a dict is asked ten times as fast as an lru_cache."""

    def __missing__(self, key: str) -> list[_Piece]:
        run = key.removesuffix(_BEFORE_A_CAPITAL)
        pieces = _pieces(key, len(run))
        if len(run) <= _LONGEST_KNOWN:
            if len(self) >= _MOST_KNOWN:
                self.clear()
            self[key] = pieces
        return pieces


_known = _Known()


def quotation_token(start: int, end: int, quote: int) -> Token:
    """The token that stands for a quotation, marks included."""
    return Token(QUOTATION, QUOTATION, start, end, quote)


def add_tokens(text: str, start: int, end: int, out: list[Token]) -> None:
    """Append the tokens of ``text[start:end]``.

    No token has a blank in it, so that each run between blanks is cut up once for all articles.
    """
    runs = text[start:end].split()
    index, at = text.index, start
    ends = [at := index(run, at) + len(run) for run in runs]
    if _INITIAL.search(text, start, end) is not None:
        initials = {match.end() for match in _INITIAL.finditer(text, start, end)}
        runs = [run + _BEFORE_A_CAPITAL if at in initials else run for run, at in zip(runs, ends, strict=True)]
    out += [
        _make(Token, (word, low, at + first, at + last, None, is_word, capital))
        for at, pieces in zip(ends, map(_known.__getitem__, runs), strict=True)
        for word, low, first, last, is_word, capital in pieces
    ]


def _pieces(key: str, length: int) -> list[_Piece]:
    """The tokens of a run of that length; behind it in `key` stands what makes an initial of its end."""
    out: list[_Piece] = []
    dotted = 1
    for match in _TOKEN.finditer(key):
        word = match.group()
        if match.start() >= length:
            break
        begin, stop = match.start() - length, match.end() - length
        if word == "." and begin == dotted:
            before, _, begin, *_ = out.pop()
            word = before + word
            low, capital, _ = _shape(word)
            out.append((word, low, begin, stop, True, capital))
        elif match.lastgroup is None:
            out.append((word, word.lower().translate(_APOSTROPHE), begin, stop, False, False))
        else:
            low, capital, takes_dot = _shape(word)
            out.append((word, low, begin, stop, True, capital))
            dotted = stop if takes_dot else 1
    return out


def _shape(word: str) -> tuple[str, bool, bool]:
    """A word in lower case, whether it is capitalised, and whether a dot behind it is its own."""
    capital = word[0].isupper() or (word[:3] in _PARTICLES and word[3:4].isupper())
    if not capital and (prefix := _PREFIXED.match(word)) is not None:
        capital = word[prefix.end() - 1].isupper() and word[prefix.end() :].islower()
    low = word.lower().translate(_APOSTROPHE) if "’" in word else word.lower()
    return low, capital, low in word_list("abbreviations.txt") or _PARTY.match(word) is not None
