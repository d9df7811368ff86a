"""What a document prints outside of what people said: its words, and the runs of them that may tell."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from quotetrace.folding import GAP, fold_columns, printed_outside, unprinted
from quotetrace.lexicons import lines, word_list
from quotetrace.model import Document, Kind, Part, Quotation
from quotetrace.tracing.bodies import ENOUGH_OUTSIDE, NOT_BODY, hash_word, mix, quoted

# Words in a run, and how many of them must say something.
RUN = 7
TELLING = 4

# Words whose hashes are kept before there must be room for more.
_ROOM = 1 << 12

Hashes: TypeAlias = NDArray[np.uint64]
Numbers: TypeAlias = NDArray[np.int64]
Beside: TypeAlias = Mapping[int, list[str]]


@dataclass(frozen=True, slots=True)
class Prose:
    """The words of a body outside of what is cut out, an empty one in place of that, and for each that begins a run
    that may tell its hash; `starts` are their places. said: the quotations that are cut out."""

    document: Document
    said: Sequence[Quotation]
    words: Sequence[str]
    starts: NDArray[np.int64]
    runs: Hashes


class Words(dict[str, int]):
    """The number of each word as it is printed, given where it is first asked for, and by number what is known of it.

    codes: the hash of the word folded. weights: 1 if it says something; a gap outweighs all the others of a run.
    """

    def __init__(self) -> None:
        super().__init__()
        self.codes = np.zeros(_ROOM, dtype=np.uint64)
        self.weights = np.zeros(_ROOM, dtype=np.int8)
        self._lock = Lock()

    def __missing__(self, printed: str) -> int:
        folded, capital = unprinted(printed)
        with self._lock:
            number = len(self)
            if number == len(self.codes):
                self.codes = np.concatenate((self.codes, np.zeros_like(self.codes)))
                self.weights = np.concatenate((self.weights, np.zeros_like(self.weights)))
            self.codes[number] = hash_word(folded)
            self.weights[number] = -RUN if not folded else folded not in _idle_words() and not capital
            return self.setdefault(printed, number)

    def numbers(self, printed: Sequence[str]) -> Numbers:
        return np.fromiter(map(self.__getitem__, printed), dtype=np.int64, count=len(printed))


def read_prose(document: Document, quotations: Iterable[Quotation]) -> Prose:
    """The prose of a document. quotations: its own, which are cut out."""
    said = [one for one in quotations if _is_cut_out(one)]
    known = Words()
    printed = narrated(document, said)
    words = [unprinted(word)[0] for word in printed]
    return Prose(document, said, words, *runs_at(known.numbers(printed), known))


def narrated(document: Document, quotations: Iterable[Quotation]) -> list[str]:
    """The words of a body outside of what is cut out, as printed, with gaps (`folding`); none where they are few."""
    printed = printed_outside(document.text, _cut_out(document, quotations))
    return printed if len(printed) - printed.count(GAP) >= ENOUGH_OUTSIDE else []


def runs_at(numbers: Numbers, words: Words) -> tuple[NDArray[np.int64], Hashes]:
    """Where runs begin that may tell, and their hashes. numbers: of printed words, in order."""
    if len(numbers) < RUN:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.uint64)
    telling = np.concatenate(([0], np.cumsum(words.weights[numbers], dtype=np.int64)))
    starts = np.flatnonzero(telling[RUN:] - telling[:-RUN] >= TELLING)
    return starts, mix(words.codes[numbers], RUN)[starts]


def said_beside(prose: Prose) -> tuple[Beside, Beside]:
    """The folded words of the quotations that stand right before a word of the prose, and of those right behind one, by
    the places of these."""
    text = prose.document.text
    within = bytearray(len(text))
    for start, end in _cut_out(prose.document, prose.said):
        within[start:end] = b"\x01" * (end - start)
    folded, starts, _ = fold_columns(text)
    outside = [index for index, start in enumerate(starts) if not within[start]]
    places = dict(zip(outside, (place for place, word in enumerate(prose.words) if word), strict=True))
    before: dict[int, list[str]] = {}
    behind: dict[int, list[str]] = {}
    for one in prose.said:
        first, end = bisect_left(starts, one.start), bisect_left(starts, one.end)
        for beside, place in ((before, places.get(end)), (behind, places.get(first - 1))):
            if place is not None:
                beside[place] = folded[first:end]
    return before, behind


@cache
def _idle_words() -> frozenset[str]:
    return word_list("stopwords.txt") | word_list("stock_words.txt")


def _cut_out(document: Document, quotations: Iterable[Quotation]) -> list[tuple[int, int]]:
    """The parts of the text that are no narrative: what people said, captions and teasers, an outlet's own lines."""
    text = document.text
    said = [(one.start, one.end) for one in quotations if _is_cut_out(one)]
    other = [(zone.start, min(zone.end, len(text))) for zone in document.zones if zone.kind in NOT_BODY]
    marked = quoted(text)
    return [*said, *other, *marked, *_house_lines(text)]


def _is_cut_out(quotation: Quotation) -> bool:
    return quotation.part is Part.BODY and quotation.kind is not Kind.INDIRECT


def _house_lines(text: str) -> Iterator[tuple[int, int]]:
    """The lines with a phrase of an outlet's own. To look for each phrase first costs a tenth of the pattern."""
    # Bytes are made small four times as fast; the sign of kelvin is the one letter beyond ASCII that is small within it
    small = text.replace("\u212a", "k").encode(errors="surrogatepass").lower()
    if any(map(small.__contains__, _shortest_phrases())):
        for match in _house_phrases().finditer(text):
            end = text.find("\n", match.end())
            yield text.rfind("\n", 0, match.start()) + 1, len(text) if end < 0 else end


@cache
def _phrases() -> tuple[str, ...]:
    return tuple(lines("house_phrases.txt"))


@cache
def _shortest_phrases() -> tuple[bytes, ...]:
    """The phrases that hold no other one."""
    every = _phrases()
    return tuple(one.encode() for one in every if not any(other in one for other in every if other != one))


@cache
def _house_phrases() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, _phrases()))})\b", re.IGNORECASE)
