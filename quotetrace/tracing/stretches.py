"""Two texts cut at the words that stay: what they share, and what stands opposite each other between.

Words that follow each other in both texts and are printed alike are one stretch; where anything differs, each aligned
word and each blank between two of them is its own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from quotetrace.folding import ELLIPSIS
from quotetrace.lexicons import word_list
from quotetrace.tracing.alignment import Pair, align
from quotetrace.tracing.wording import READINGS, Unit, Wording, joined, same_key

# Words before a change that are looked at with it: "two more years", "I think".
_NEAR = 3
# The keys that may be the same word: a contracted ending and what it may stand for, in both directions.
_SAME_WORD = {short: (short, *meanings) for short, meanings in READINGS.items()} | {
    meaning: (meaning, short) for short, meanings in READINGS.items() for meaning in meanings
}


class Place(Enum):
    """Where a change lies: before, between or after the aligned words, or instead of all of them."""

    HEAD = "head"
    INSIDE = "inside"
    TAIL = "tail"
    ALL = "all"


# Asked for once: an enum takes its time to give a member.
_HEAD, _INSIDE, _TAIL, _ALL = Place


class Stretch(NamedTuple):
    """Raw characters of both texts that stand opposite each other, and the words in them.

    kept: one aligned word on either side. Otherwise what stands between aligned words, often only a blank.
    echo: whether the words only repeat their neighbours (*no, no*; *if she, if she goes*).
    """

    before: str
    after: str
    old: tuple[Unit, ...] = ()
    new: tuple[Unit, ...] = ()
    place: Place = _INSIDE
    kept: bool = False
    left: tuple[Unit, ...] = ()
    right: Unit | None = None
    echo: bool = False


def stretches_of(earlier: Wording, later: Wording) -> list[Stretch]:
    """Both texts cut at the aligned words, in order and complete; what neither has anything of is left out."""
    old, new = joined(earlier, later), joined(later, earlier)
    before, after = old.text, new.text
    pairs = _aligned(old, new)
    if not pairs:
        return [Stretch(before, after, old.units(), new.units(), _ALL)]
    found: list[Stretch] = []
    i, j = pairs[0]
    head = before[: old.starts[i]], after[: new.starts[j]]
    if any(head):
        found.append(Stretch(*head, old.units(0, i), new.units(0, j), _HEAD, right=old.unit(i)))
    for begin, end in _runs(pairs):
        if begin:
            found.append(_between(old, new, (i, j), pairs[begin]))
        if _are_printed_alike(old, new, pairs[begin], pairs[end - 1]):
            found.append(_unchanged(before[old.starts[pairs[begin][0]] : old.ends[pairs[end - 1][0]]]))
        else:
            found += _one_by_one(old, new, pairs[begin:end])
        i, j = pairs[end - 1]
    tail = before[old.ends[i] :], after[new.ends[j] :]
    if any(tail):
        found.append(Stretch(*tail, old.units(i + 1), new.units(j + 1), _TAIL))
    return found


def _runs(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Where in the pairs the words follow each other in both texts: from each place up to the next."""
    begin = 0
    i, j = pairs[0]
    for place, (k, m) in enumerate(pairs):
        if k - i != place - begin or m - j != place - begin:
            yield begin, place
            begin, i, j = place, k, m
    yield begin, len(pairs)


def _between(old: Wording, new: Wording, left: Pair, right: Pair) -> Stretch:
    """What stands between two pairs of aligned words, other words among it."""
    (i, j), (k, m) = left, right
    near = max(0, i + 1 - _NEAR)
    around = old.units(near, k + 1)
    words = around[i + 1 - near : -1]
    return Stretch(
        old.text[old.ends[i] : old.starts[k]],
        new.text[new.ends[j] : new.starts[m]],
        words,
        new.units(j + 1, m),
        left=around[: i + 1 - near],
        right=around[-1],
        echo=_echoes(old.keys, i + 1, k) if words else _echoes(new.keys, j + 1, m),
    )


def _one_by_one(old: Wording, new: Wording, pairs: Sequence[Pair]) -> Iterator[Stretch]:
    """The stretches of aligned words that follow each other in both texts."""
    before, after = old.text, new.text
    begun = None
    for (i, j), (k, m) in pairwise(pairs):
        if _same_in_print(old, new, i, j):
            begun = old.starts[i] if begun is None else begun
            continue
        if begun is not None:
            yield _unchanged(before[begun : old.starts[i]])
            begun = None
        yield _kept(old, new, i, j)
        yield Stretch(before[old.ends[i] : old.starts[k]], after[new.ends[j] : new.starts[m]])
    k, m = pairs[-1]
    if begun is not None:
        yield _unchanged(before[begun : old.starts[k]])
    yield _kept(old, new, k, m)


def _are_printed_alike(old: Wording, new: Wording, begin: Pair, last: Pair) -> bool:
    """Whether aligned words that follow each other, and all between them, are the same characters, where no printed
    word is two units: seen at once, what `_same_in_print` sees one by one."""
    if old.seams or new.seams:
        return False
    (i, j), (k, m) = begin, last
    start, shift = old.starts[i], new.starts[j] - old.starts[i]
    return (
        old.text[start : old.ends[k]] == new.text[start + shift : new.ends[m]]
        and old.keys[i : k + 1] == new.keys[j : m + 1]
        and [one + shift for one in old.starts[i : k + 1]] == new.starts[j : m + 1]
    )


def _same_in_print(old: Wording, new: Wording, i: int, j: int) -> bool:
    """Whether an aligned word and what stands behind it up to the next, something does, are the same characters."""
    return (
        old.ends[i] < old.starts[i + 1]
        and old.keys[i] == new.keys[j]
        and old.text[old.starts[i] : old.starts[i + 1]] == new.text[new.starts[j] : new.starts[j + 1]]
    )


def _kept(old: Wording, new: Wording, i: int, j: int) -> Stretch:
    """One aligned word on either side."""
    ours, theirs = old.unit(i), new.unit(j)
    return Stretch(ours.raw, theirs.raw, (ours,), (theirs,), kept=True)


def _unchanged(text: str) -> Stretch:
    """Words that both texts print alike, with the blanks behind them."""
    return Stretch(text, text, kept=True)


def _echoes(keys: Sequence[str], start: int, stop: int) -> bool:
    """Whether the words from `start` to `stop` repeat those just before or after."""
    own = keys[start:stop]
    return bool(own) and own in (keys[stop : stop + len(own)], keys[max(0, start - len(own)) : start])


def _aligned(before: Wording, after: Wording) -> list[Pair]:
    """The pairs of words that stay; none where only function words would, though both texts have others."""
    keys, others = before.keys, after.keys
    if len(keys) == len(others) and all(map(same_key, keys, others)):
        return [(index, index) for index in range(len(keys))]
    idle = word_list("stopwords.txt")
    cuts = _ellipses(before), _ellipses(after)
    pairs = align(keys, others, same=_SAME_WORD, idle=idle, cuts_before=cuts[0], cuts_after=cuts[1])
    stays = any(keys[i] not in idle for i, _ in pairs)
    return pairs if stays or not (set(keys) - idle and set(others) - idle) else []


def _ellipses(words: Wording) -> set[int]:
    """The positions of the words that follow an ellipsis."""
    if not has_ellipsis(words.text):
        return set()
    return {bisect_left(words.starts, match.end()) for match in ELLIPSIS.finditer(words.text)}


def has_ellipsis(text: str) -> bool:
    return ("…" in text or text.count(".") > 2) and ELLIPSIS.search(text) is not None
