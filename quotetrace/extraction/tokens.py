"""The tokens of a frame: words, marks of punctuation, and whole quotations."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

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


# Half the time of Token(…), which an article pays a thousand times.
_make = tuple.__new__


def quotation_token(start: int, end: int, quote: int) -> Token:
    """The token that stands for a quotation, marks included."""
    return Token("“”", "“”", start, end, quote)


def add_tokens(text: str, start: int, end: int, out: list[Token]) -> None:
    """Append the tokens of ``text[start:end]``."""
    dotted = -1
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        begin, stop = match.span()
        if word == "." and begin == dotted:
            begin = out.pop().start
            word = text[begin:stop]
            low, capital, _ = _shape(word)
            out.append(_make(Token, (word, low, begin, stop, None, True, capital)))
        elif match.lastgroup is None:
            out.append(_make(Token, (word, word.lower().translate(_APOSTROPHE), begin, stop, None, False, False)))
        else:
            low, capital, takes_dot = _shape(word)
            out.append(_make(Token, (word, low, begin, stop, None, True, capital)))
            dotted = stop if takes_dot else -1


@lru_cache(maxsize=1 << 16)
def _shape(word: str) -> tuple[str, bool, bool]:
    """A word in lower case, whether it is capitalised, and whether a dot behind it is its own."""
    capital = word[0].isupper() or (word[:3] in _PARTICLES and word[3:4].isupper())
    if not capital and (prefix := _PREFIXED.match(word)) is not None:
        capital = word[prefix.end() - 1].isupper() and word[prefix.end() :].islower()
    low = word.lower().translate(_APOSTROPHE) if "’" in word else word.lower()
    return low, capital, low in word_list("abbreviations.txt") or _PARTY.match(word) is not None
