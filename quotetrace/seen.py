"""Which names a run has met so far: of its inputs, its labels, the records of a file. There may be millions of each."""

from __future__ import annotations

import os
from array import array
from hashlib import blake2b

_EMPTY = 0
_FEWEST_PLACES = 1 << 10
# Of the places so many are taken at most: as many again are looked at for a name in the end.
_FULL = 2 / 3
# Nobody can write names that are taken for one another
_KEY = os.urandom(16)


class Seen:
    """A set of names that only grows, and holds eight bytes of each, not the name: 12 to 24 MB a million, where a set
    of strings takes 150.

    A name that was not added is taken for one that was with a chance of one in 10^13 where a million were.
    """

    def __init__(self) -> None:
        self._count = 0
        self._places = _places(_FEWEST_PLACES)

    def __contains__(self, name: str) -> bool:
        return self._places[self._place_of(_print_of(name))] != _EMPTY

    def __len__(self) -> int:
        return self._count

    def add(self, name: str) -> bool:
        """Whether the name is new."""
        one = _print_of(name)
        at = self._place_of(one)
        if self._places[at] != _EMPTY:
            return False
        self._places[at] = one
        self._count += 1
        if self._count > _FULL * len(self._places):
            self._widen()
        return True

    def _place_of(self, one: int) -> int:
        """Where it is, or the free place where it would be: the first one behind where it should be."""
        places, last = self._places, len(self._places) - 1
        at = one & last
        while places[at] not in (_EMPTY, one):
            at = (at + 1) & last
        return at

    def _widen(self) -> None:
        before, self._places = self._places, _places(2 * len(self._places))
        for one in before:
            if one != _EMPTY:
                self._places[self._place_of(one)] = one


def _places(number: int) -> array[int]:
    return array("Q", bytes(8 * number))


def _print_of(name: str) -> int:
    """What is held of a name, which is never what an empty place holds."""
    data = name.encode(errors="surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8, key=_KEY).digest(), "little") or 1
