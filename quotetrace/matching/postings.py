"""Looking texts up by their keys: which have one in common, how many, in tiles of bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from quotetrace.matching.keys import HALF, LOWER, Ints

Flags: TypeAlias = npt.NDArray[np.bool_]

# Pairs made at once: a megabyte for each of the arrays of them, which stay so in the processor's cache.
TILE = 1 << 17


@dataclass(frozen=True, slots=True)
class Lookup:
    """Keys that texts are looked up by, those of one text together, in the order of the texts.

    text, key: aligned. first, after: the texts it may be paired with, as a half-open range of their numbers.
    """

    text: Ints
    key: Ints
    first: Ints
    after: Ints

    def only(self, wanted: Flags) -> Lookup:
        """Some of these."""
        return Lookup(self.text[wanted], self.key[wanted], self.first[wanted], self.after[wanted])


class Postings:
    """The texts that have a key, ordered by key, then by text."""

    def __init__(self, text: Ints, key: Ints) -> None:
        self._both = np.sort(key << HALF | text)

    def only(self, wanted: Flags) -> Postings:
        """Those of some texts, given as a flag for each."""
        out = Postings.__new__(Postings)
        out._both = self._both[wanted[self._both & LOWER]]
        return out

    def sharing(self, asked: Lookup) -> Iterator[tuple[Ints, Ints, Ints]]:
        """Tiles of (text, text that has keys in common with it, how many), each pair once."""
        begin, end = self._places(asked.key, asked.first), self._places(asked.key, asked.after)
        sizes = np.maximum(end - begin, 0)
        for tile in _tiles(asked.text, sizes):
            size = sizes[tile]
            total = int(size.sum())
            if not total:
                continue
            behind = np.repeat(begin[tile] - (np.cumsum(size) - size), size)
            found = self._both[behind + np.arange(total)] & LOWER
            both = np.sort(np.repeat(asked.text[tile], size) << HALF | found)
            first = np.flatnonzero(np.concatenate(([True], both[1:] != both[:-1])))
            yield both[first] >> HALF, both[first] & LOWER, np.diff(first, append=total)

    def _places(self, key: Ints, text: Ints) -> Ints:
        """Where the texts from each of these on stand among those of the key."""
        order = np.argsort(key)  # looked for in their order, neighbours are in the processor's cache
        places = np.empty(len(key), dtype=np.int64)
        places[order] = np.searchsorted(self._both, (key << HALF | text)[order])
        return places


def asked_of(postings: Postings, asked: Lookup, asking: Flags, fresh: Flags) -> Iterator[tuple[Ints, Ints, Ints]]:
    """What the lookups find (`Postings.sharing`), of two texts at least one fresh.

    asking: for each text that is looked up, whether it is fresh. fresh: the same for those in the postings.
    """
    wanted = asking[asked.text]
    yield from postings.sharing(asked.only(wanted))
    if not wanted.all():
        yield from postings.only(fresh).sharing(asked.only(~wanted))


def _tiles(text: Ints, sizes: Ints) -> Iterator[slice]:
    """Slices of lookups that make about `TILE` pairs each and part no text."""
    starts = np.flatnonzero(np.concatenate(([True], text[1:] != text[:-1]))) if len(text) else text
    done = np.concatenate(([0], np.cumsum(sizes)))
    borders = np.append(starts, len(text))
    top = 0
    while top < len(starts):
        begin = borders[top]
        fitting = int(np.searchsorted(done[borders], done[begin] + TILE, side="right")) - 1
        top = min(max(fitting, top + 1), len(starts))
        yield slice(int(begin), int(borders[top]))
