"""A made-up collection of quotations whose words are as frequent as those of news, for matching at any size.

The words listed in the package's frequency table are drawn as often as it says; the rest of the vocabulary, which
grows with the collection as that of news does, are made-up words, the n-th as frequent as 1/n. Half of the words
follow on the one before from a short list of its own, so that bigrams are as unevenly spread as in a language. Of the
quotations most are new; others are exact copies, copies with one to three words changed, parts of earlier ones, or
one of some slogans.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from quotetrace.lexicons import lines

# Shares of the quotations that are no new ones.
COPIES, EDITED, CUT, SLOGANS = 0.28, 0.10, 0.08, 0.01
# Words of a quotation: log-normal about its median, within bounds.
_MEDIAN_WORDS, _SPREAD, _FEWEST, _MOST = 16, 0.55, 3, 60
# Share of the words that the table does not list, and how many of them there are for so many words in all.
_UNLISTED = 0.14
_TYPES_EXPONENT, _TYPES_FACTOR = 0.62, 6.0
# The words that may follow on a word, and how often one of them does.
_FOLLOWERS, _FOLLOWS = 24, 0.5
_MOST_EDITS = 3
_SLOGAN_TEXTS = 200

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sayings:
    """Quotations as lists of words.

    original: for each that is a copy of another, changed or cut, the number of that one; -1 for a new one.
    """

    texts: list[list[str]]
    original: Ints


def make_sayings(count: int, seed: int = 1) -> Sayings:
    """`count` quotations; the same for the same numbers."""
    chance = np.random.default_rng(seed)
    sort = chance.random(count)
    fresh = sort >= COPIES + EDITED + CUT + SLOGANS
    fresh[:10] = True
    sizes = np.clip(np.exp(chance.normal(np.log(_MEDIAN_WORDS), _SPREAD, count)), _FEWEST, _MOST).astype(np.int64)
    words, spelling = _walk(chance, sizes[fresh])
    slogans = [[spelling[one] for one in row[: 3 + number % 4]] for number, row in enumerate(words[:_SLOGAN_TEXTS])]
    original = np.full(count, -1, dtype=np.int64)
    texts: list[list[str]] = []
    told = iter(words)
    for number in range(count):
        if fresh[number]:
            texts.append([spelling[one] for one in next(told)])
            continue
        if sort[number] < SLOGANS:
            texts.append(slogans[int(chance.integers(len(slogans)))])
            continue
        # what has been told lately or often is told again
        source = int(chance.integers(number))
        original[number] = original[source] if original[source] >= 0 else source
        before = texts[source]
        if sort[number] < SLOGANS + COPIES:
            texts.append(before)
        elif sort[number] < SLOGANS + COPIES + EDITED:
            texts.append(_edited(chance, before, spelling))
        else:
            texts.append(_cut(chance, before))
    return Sayings(texts, original)


def _walk(chance: np.random.Generator, sizes: Ints) -> tuple[list[list[int]], list[str]]:
    """Texts of these sizes as numbers of words, and the words."""
    listed = [line.split("\t") for line in lines("word_frequencies.tsv")]
    known = [(word, float(count)) for word, count in listed if word != "*"]
    types = int(_TYPES_FACTOR * int(sizes.sum()) ** _TYPES_EXPONENT)
    weights = np.array([count for _, count in known])
    tail = 1 / (np.arange(types) + 10)
    share = np.concatenate((weights / weights.sum() * (1 - _UNLISTED), tail / tail.sum() * _UNLISTED))
    borders = np.cumsum(share / share.sum())
    spelling = [word for word, _ in known] + [f"word{number}" for number in range(types)]

    def drawn(size: int) -> Ints:
        return np.minimum(np.searchsorted(borders, chance.random(size)), len(spelling) - 1)

    followers = drawn(len(spelling) * _FOLLOWERS).reshape(len(spelling), _FOLLOWERS).astype(np.int32)
    now = drawn(len(sizes))
    columns = [now]
    for _ in range(int(sizes.max(initial=1)) - 1):
        place = (chance.random(len(sizes)) ** 2 * _FOLLOWERS).astype(np.int64)
        now = np.where(chance.random(len(sizes)) < _FOLLOWS, followers[now, place], drawn(len(sizes)))
        columns.append(now)
    table = np.stack(columns, axis=1).astype(np.int32)
    return [row[:size].tolist() for row, size in zip(table, sizes.tolist(), strict=True)], spelling


def _edited(chance: np.random.Generator, words: list[str], spelling: list[str]) -> list[str]:
    out = list(words)
    for _ in range(int(chance.integers(1, _MOST_EDITS + 1))):
        place, sort = int(chance.integers(len(out))), chance.random()
        other = spelling[int(chance.integers(len(spelling)))]
        if sort < 0.5:
            out[place] = other
        elif sort < 0.75:
            out.insert(place, other)
        elif len(out) > _FEWEST:
            del out[place]
    return out


def _cut(chance: np.random.Generator, words: list[str]) -> list[str]:
    size = int(chance.integers(min(4, len(words)), len(words) + 1))
    start = int(chance.integers(len(words) - size + 1))
    return words[start : start + size]
