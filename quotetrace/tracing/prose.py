"""What a document prints outside of what people said: its words, and the runs of them that may tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from quotetrace.folding import fold_outside
from quotetrace.lexicons import lines, word_list
from quotetrace.model import Document, Kind, Part, Quotation
from quotetrace.tracing.bodies import ENOUGH_OUTSIDE, NOT_BODY, QUOTED, hash_word, mix

# Words in a run, and how many of them must say something.
RUN = 7
TELLING = 4

Hashes: TypeAlias = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Prose:
    """The words of a body outside of what is cut out, an empty one in place of that, and for each that begins a run
    that may tell its hash; `starts` are their places."""

    words: Sequence[str]
    starts: NDArray[np.int64]
    runs: Hashes


def read_prose(document: Document, quotations: Iterable[Quotation]) -> Prose:
    """The prose of a document. quotations: its own, which are cut out."""
    words, weights = weighed(document, quotations)
    return Prose(words, *runs_at(words, weights))


def weighed(document: Document, quotations: Iterable[Quotation]) -> tuple[list[str], list[int]]:
    """The words of a body outside of what is cut out, and for each 1 if it says something; none where they are few.

    The empty word in place of what is cut out outweighs all the others of a run.
    """
    words, capitals = fold_outside(document.text, _cut_out(document, quotations))
    if len(words) - words.count("") < ENOUGH_OUTSIDE:
        return [], []
    idle = _idle_words()
    weights = [
        -RUN if not word else word not in idle and not capital for word, capital in zip(words, capitals, strict=True)
    ]
    return words, weights


def runs_at(words: Sequence[str], weights: Sequence[int]) -> tuple[NDArray[np.int64], Hashes]:
    """Where runs begin that may tell, and their hashes."""
    if len(words) < RUN:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.uint64)
    starts = np.flatnonzero(np.convolve(weights, np.ones(RUN, dtype=np.int64), "valid") >= TELLING)
    codes = np.fromiter(map(hash_word, words), dtype=np.uint64, count=len(words))
    return starts, mix(codes, RUN)[starts]


@cache
def _idle_words() -> frozenset[str]:
    return word_list("stopwords.txt") | word_list("stock_words.txt")


def _cut_out(document: Document, quotations: Iterable[Quotation]) -> list[tuple[int, int]]:
    """The parts of the text that are no narrative: what people said, captions and teasers, an outlet's own lines."""
    text = document.text
    said = [(one.start, one.end) for one in quotations if one.part is Part.BODY and one.kind is not Kind.INDIRECT]
    other = [(zone.start, min(zone.end, len(text))) for zone in document.zones if zone.kind in NOT_BODY]
    marked = [match.span() for match in QUOTED.finditer(text)]
    return [*said, *other, *marked, *_house_lines(text)]


def _house_lines(text: str) -> Iterator[tuple[int, int]]:
    """The lines with a phrase of an outlet's own. To look for each phrase first costs a tenth of the pattern."""
    small = text.lower()
    if any(phrase in small for phrase in _phrases()):
        for match in _house_phrases().finditer(text):
            end = text.find("\n", match.end())
            yield text.rfind("\n", 0, match.start()) + 1, len(text) if end < 0 else end


@cache
def _phrases() -> tuple[str, ...]:
    return tuple(lines("house_phrases.txt"))


@cache
def _house_phrases() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, _phrases()))})\b", re.IGNORECASE)
