"""Words folded for comparison, with the way back to the raw characters.

A word is a run of letters or digits with inner apostrophes, NFKC and lower case; hyphens and dashes split,
words in square brackets (an editor's, not the speaker's) are left out, soft hyphens and zero-width characters
vanish. Every folded word keeps the span of raw characters it came from, so that whatever is compared can be
shown exactly as it was printed.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice, pairwise
from operator import add
from typing import NamedTuple

from quotetrace.lexicons import word_list

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
# The rest of a word, from a place within it.
_REST = re.compile(r"(?:(?<=[^\W_])'?|(?<=[^\W_]'))[^\W_]+(?:'[^\W_]+)*")
# What a byte of ASCII becomes on the way to words: letters small, digits and apostrophes as they are, all else a blank.
_PLAIN = bytes(
    byte if chr(byte).isalnum() or chr(byte) == "'" else ord(" ") for byte in bytes(range(128)).lower().ljust(256, b" ")
)
# Stands for words that are left out; no text has it that is looked at.
GAP = "\0"
# The same where words stay as printed and gaps are left.
_PRINTED = bytes(byte if chr(byte).isalnum() or chr(byte) in "'\0" else ord(" ") for byte in range(128)).ljust(
    256, b" "
)
_WORD_OR_GAP = re.compile(rf"{GAP}|{_WORD.pattern}")
# A letter or digit of ASCII before any bracket: there is a word, whatever else the text holds.
_FIRST_LETTER = re.compile(r"[^\[A-Za-z0-9]*[A-Za-z0-9]")
_BRACKETED = re.compile(r"\[[^\[\]]*\]")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "′": "'", "＇": "'", "`": "'"})
# Typographic marks, one character for one: apostrophes to the straight one, other marks and blanks to a blank.
_TYPOGRAPHY = _APOSTROPHES | str.maketrans(dict.fromkeys("“”„‟«»‹›–—―‒…\u00a0\u2009\u202f•·", " "))
# To look for each of them is ten times as fast as to look up every character of a text.
_TYPED = tuple((chr(mark), plain) for mark, plain in _TYPOGRAPHY.items())
# Characters that vanish or join the one before when text is folded; Σ has two small forms, by its place in the word.
_MOVING = re.compile(r"[Σ\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
# Beyond Latin, Greek and Cyrillic letters every character is asked for its category.
_LATIN = 0x052F
# Python puts the marks of a letter in order in time that grows with their square, in one piece that no timer
# interrupts; behind so many, which is Unicode's limit for streams (UAX 15), the rest is taken by itself.
_MOST_MARKS = 30
# "…", "...", ". . ." and a bracketed one: words are left out here. Two dots are a typing slip, not an ellipsis.
ELLIPSIS = re.compile(r"\[\s*(?:…|\.(?:\s?\.){2,})\s*\]|\(\s*(?:…|\.(?:\s?\.){2,})\s*\)|…|\.(?:\s?\.){2,}")


_made = tuple.__new__


class Word(NamedTuple):
    """One folded word and the raw characters ``[start, end)`` it stands for."""

    folded: str
    start: int
    end: int


def fold(text: str, *, most: int | None = None) -> tuple[Word, ...]:
    """The folded words of `text` in order, each with its raw span; words in square brackets left out. most: no more."""
    masked = _typed(text)
    if most is None and masked.isascii():
        return _placed(masked.lower())
    if masked.isascii() or _folds_in_place(masked):
        # What Word's own constructor does, which costs as much again as finding the word
        found = islice(_WORD.finditer(masked.lower()), most)
        return tuple([_made(Word, (m.group(), m.start(), m.end())) for m in found])
    folded, origin = _fold_characters(masked)
    found = islice(_WORD.finditer(folded), most)
    return tuple(Word(m.group(), origin[m.start()], _after(text, origin[m.end() - 1])) for m in found)


def _placed(small: str) -> tuple[Word, ...]:
    """The words of small ASCII. Each begins with the first letter or digit behind the one before, so it is found there
    in half the time that matching takes."""
    end = 0
    words: list[Word] = []
    for word in _split(small, _PLAIN):
        start = small.find(word, end)
        end = start + len(word)
        words.append(_made(Word, (word, start, end)))
    return tuple(words)


def fold_columns(text: str) -> tuple[list[str], list[int], list[int]]:
    """The words of `fold`, where they begin and where they end: for half of what a `Word` of each costs."""
    masked = _typed(text)
    if not masked.isascii():
        return columns_of(fold(text))
    small = masked.lower()
    folded, starts, end = _split(small, _PLAIN), [], 0
    for word in folded:
        start = small.find(word, end)
        end = start + len(word)
        starts.append(start)
    return folded, starts, list(map(add, starts, map(len, folded)))


def columns_of(words: Sequence[Word]) -> tuple[list[str], list[int], list[int]]:
    """Some words, where they begin and where they end."""
    return [word.folded for word in words], [word.start for word in words], [word.end for word in words]


def fold_words(text: str) -> tuple[str, ...]:
    """The folded words alone: those of `fold`, without the cost of their places where the short cut folds them."""
    masked = _typed(text)
    if masked.isascii():
        return tuple(_split(masked, _PLAIN))
    if _folds_in_place(masked):
        return tuple(_WORD.findall(masked.lower()))
    return tuple(word.folded for word in fold(text))


def fold_parts(text: str, cuts: Iterable[int]) -> list[Sequence[str]]:
    """The folded words of `text` between places in order, each at one end of a mark; one part more than places. This
    takes a fourth of what the places of all words do."""
    masked = _typed(text)
    borders = (0, *cuts, len(text))
    if masked.isascii():
        return [_split(masked[start:end], _PLAIN) for start, end in pairwise(borders)]
    if _folds_in_place(masked):
        small = masked.lower()
        return [_WORD.findall(small[start:end]) for start, end in pairwise(borders)]
    folded, starts, _ = columns_of(fold(text))
    return [folded[first:last] for first, last in pairwise([bisect_left(starts, place) for place in borders])]


def printed_outside(text: str, spans: Iterable[tuple[int, int]]) -> list[str]:
    """The words of `text` that begin outside of `spans`, as printed, and a `GAP` for what begins within.

    `unprinted` folds them. Where letters do not tell the folded word, it stands here itself, behind ``^`` if it is
    printed with a capital and behind ``_`` if not.
    """
    masked = _typed(text)
    if masked.isascii() or _folds_in_place(masked):
        return _outside(masked, sorted(spans))
    within = bytearray(len(text))
    for start, end in spans:
        within[start:end] = b"\x01" * (end - start)
    return [
        GAP if within[start] else ("^" if text[start].isupper() else "_") + folded for folded, start, _ in fold(text)
    ]


def unprinted(word: str) -> tuple[str, bool]:
    """A word of `printed_outside` folded, and whether it is printed with a capital; a `GAP` is the empty word."""
    if word == GAP:
        return "", False
    return (word[1:], word[0] == "^") if word[0] in "^_" else (word.lower(), word[0].isupper())


def compatible(text: str) -> str:
    """The text with one form for characters that look alike (NFKC), each letter with its marks by itself."""
    if text.isascii():
        return text
    stops = [0]
    while stops[-1] < len(text):
        stops.append(_after(text, stops[-1], most=_MOST_MARKS))
    return "".join(unicodedata.normalize("NFKC", text[start:stop]) for start, stop in pairwise(stops))


def has_words(text: str) -> bool:
    """Whether a text has a word at all."""
    return _FIRST_LETTER.match(text) is not None or bool(fold_words(text))


def pieces(text: str) -> list[tuple[Word, ...]]:
    """The folded words between the ellipses of `text`; one piece where there is none. Empty pieces are dropped."""
    words = fold(text)
    cuts = [match.start() for match in ELLIPSIS.finditer(text)]
    if not cuts:
        return [words]
    found: list[list[Word]] = [[] for _ in range(len(cuts) + 1)]
    for word in words:
        found[bisect_left(cuts, word.end)].append(word)
    return [tuple(piece) for piece in found if piece]


@lru_cache(maxsize=1 << 14)
def fold_name(text: str) -> tuple[str, ...]:
    """A name's words for comparison: folded, accents and possessives removed, initials joined (``U.S.`` is ``us``)."""
    plain = _without_accents(text)
    plain = re.sub(r"\b(?:[^\W\d_]\.){2,}", lambda m: m.group().replace(".", ""), plain)
    return tuple(re.sub(r"'s$", "", word) for word in fold_words(plain))


@lru_cache(maxsize=1 << 14)
def bare_name(text: str) -> tuple[str, ...]:
    """A person's name without what stands around it: ``Sen. Ana Roe Jr.`` is ``ana roe``. Never empty by stripping."""
    words = fold_name(text)
    titles, suffixes = word_list("honorifics.txt"), word_list("name_suffixes.txt")
    while len(words) > 1 and (words[0] == "the" or words[0] in titles):
        words = words[1:]
    while len(words) > 1 and words[-1] in suffixes:
        words = words[:-1]
    return words


def full_names_agree(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two bare names of two words or more can be one person's: ``j roe`` and ``jane ann roe`` can.

    The surnames must be equal and the first names too, or one the other's initial, and middle names likewise where
    both have some; or all words of one stand in the other (``lopez obrador`` is in ``andres manuel lopez obrador``).
    """
    if len(left) < 2 or len(right) < 2:
        return False
    short, long = sorted((tuple(left), tuple(right)), key=len)
    if any(long[start : start + len(short)] == short for start in range(len(long) - len(short) + 1)):
        return True
    if len(short) > 2 and len(short) != len(long):
        return False
    given = zip(short[:-1], long[: len(short) - 1], strict=True)
    return short[-1] == long[-1] and all(
        one == other or (one[0] == other[0] and 1 in (len(one), len(other))) for one, other in given
    )


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    # each by itself: in what order marks would stand is nothing to wait for
    letters = (letter for c in text for letter in unicodedata.normalize("NFKD", c))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _outside(masked: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """The words as printed that begin outside of `spans`, which are in order; gaps for those within."""
    masked = masked.replace(GAP, " ")
    pieces: list[str] = []
    position = 0
    for start, end in spans:
        if end > position:
            start, end = _word_end(masked, max(start, position)), _word_end(masked, end)
            pieces.append(masked[position:start])
            if _WORD.search(masked, start, end):
                pieces.append(GAP)
            position = end
    printed = " ".join([*pieces, masked[position:]])
    return _split(printed, _PRINTED) if printed.isascii() else _WORD_OR_GAP.findall(printed)


def _split(masked: str, table: bytes) -> list[str]:
    """The words of ASCII, each byte as the table has it."""
    words = masked.encode().translate(table)
    if b"'" in words:
        # Two or more part words, and one at the end of a word is a mark
        words = b" %b " % words.replace(b"''", b"  ")
        words = words.replace(b" '", b"  ").replace(b"' ", b"  ")
    return words.decode().split()


def _word_end(masked: str, place: int) -> int:
    """The end of the word within which the place is; the place itself where it is in none."""
    if not (here := masked[place : place + 1]).isalnum() and here != "'":
        return place
    rest = _REST.match(masked, place)
    return place if rest is None else rest.end()


def _typed(text: str) -> str:
    """The text with typographic marks as a keyboard has them, and blanks for what stands in square brackets."""
    masked = _mask_brackets(text)
    if masked.isascii():
        return masked.replace("`", "'")
    for mark, plain in _TYPED:
        masked = masked.replace(mark, plain)
    return masked


def _mask_brackets(text: str) -> str:
    if "[" not in text:
        return text
    return _BRACKETED.sub(lambda match: " " * len(match.group()), text)


def _folds_in_place(text: str) -> bool:
    """Whether every character folds to one character: then offsets are the same and no map is needed."""
    if not unicodedata.is_normalized("NFKC", text) or _MOVING.search(text) or len(text.lower()) != len(text):
        return False
    return not any(unicodedata.combining(c) or unicodedata.category(c) == "Cf" for c in set(text) if ord(c) > _LATIN)


def _fold_characters(text: str) -> tuple[str, list[int]]:
    """NFKC and lower case cluster by cluster, and for each folded character the index of its raw cluster."""
    out: list[str] = []
    origin: list[int] = []
    index = 0
    while index < len(text):
        stop = _after(text, index, most=_MOST_MARKS)
        cluster = text[index:stop]
        if unicodedata.category(cluster[0]) != "Cf":
            folded = unicodedata.normalize("NFKC", cluster).lower().translate(_APOSTROPHES)
            out.append(folded)
            origin.extend([index] * len(folded))
        index = stop
    return "".join(out), origin


def _after(text: str, index: int, *, most: int | None = None) -> int:
    """The end of the cluster that begins at `index`; behind so many marks at the latest."""
    index += 1
    last = len(text) if most is None else min(len(text), index + most)
    while index < last and unicodedata.combining(text[index]):
        index += 1
    return index
