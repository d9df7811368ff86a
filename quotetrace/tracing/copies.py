"""Which documents are one text printed twice: wire copy, syndication, one page fetched again. They are one witness.

Two bodies are copies if nearly all runs of five words of the shorter also stand in the longer, counted twice: over
the whole body, and over the words outside quotation marks, because two reporters of one speech share long quotations
and nothing else. Pairs are found exactly, by a prefix filter: of the runs of the shorter body, ordered rarest first,
one of the first few must stand in the other if enough of them do at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from quotetrace.tracing.bodies import ENOUGH_EQUAL, ENOUGH_OUTSIDE, Body, Runs

# Share of the shorter body's runs that stand in the longer. 0.7 allows about one word in fifteen to be edited.
CONTAINED = 0.7
# A body under half as long as the other is a brief or a quotation of it and may have had a desk of its own.
SHORTEST_SHARE = 0.5
# Bits of a run's hash by which it is looked up among those of the new documents.
_LOOKED_UP_BITS = 25
# Stored documents that are gone through at once.
_BLOCK = 1 << 13


def find_copies(bodies: Iterable[Body]) -> dict[str, str]:
    """The class of copies of each document that has a copy, by document id.

    The class is named by its smallest document id. Whatever the order of `bodies`, the result is the same.
    """
    classes = _Classes()
    bodies = list(bodies)
    pages: defaultdict[str, list[str]] = defaultdict(list)
    for body in bodies:
        if body.page is not None:
            pages[body.page].append(body.document)
    for same_page in pages.values():
        classes.join(same_page)
    distinct = list(_collapsed(bodies, classes))
    for left, right in _candidates(distinct):
        if not classes.together(left.document, right.document) and _are_copies(left, right):
            classes.join([left.document, right.document])
    return classes.named()


def may_be_copies(new: Sequence[bytes], stored: Sequence[bytes]) -> list[int]:
    """The positions of the stored documents that may be copies of a new one: all that are, and few others.

    new, stored: the runs of `CopyKeys`. The other text has so many of a copy's runs, whichever of the two is longer.
    What all new ones together have enough of is compared with each: articles of one desk have many runs in common with
    many others.
    """
    table = np.zeros(1 << _LOOKED_UP_BITS, dtype=bool)
    table[_places(new)] = True
    among = _Among(new)
    found: list[int] = []
    for first in range(0, len(stored), _BLOCK):
        block = stored[first : first + _BLOCK]
        sizes = np.fromiter((len(runs) // 4 for runs in block), dtype=np.int64, count=len(block))
        owner = np.repeat(np.arange(len(block)), sizes)
        shared = np.bincount(owner[table[_places(block)]], minlength=len(block))
        likely = np.flatnonzero((sizes > 0) & (shared >= CONTAINED * SHORTEST_SHARE * sizes)).tolist()
        found += [first + place for place in likely if among.may_have_copy(block[place])]
    return found


class _Among:
    """Some documents by their runs, in which a copy of another is looked for."""

    def __init__(self, documents: Sequence[bytes]) -> None:
        self._sizes = np.array([len(runs) // 4 for runs in documents], dtype=np.int64)
        runs = np.frombuffer(b"".join(documents), dtype="<u4")
        order = np.argsort(runs, kind="stable")
        self._runs = runs[order]
        self._owners = np.repeat(np.arange(len(documents)), self._sizes)[order]

    def may_have_copy(self, runs: bytes) -> bool:
        """Whether one of them and a text of these runs are long enough beside each other, and share enough."""
        own = np.frombuffer(runs, dtype="<u4")
        starts, ends = (np.searchsorted(self._runs, own, side=side) for side in ("left", "right"))
        numbers = ends - starts
        places = np.arange(numbers.sum()) + np.repeat(starts - np.cumsum(numbers) + numbers, numbers)
        shared = np.bincount(self._owners[places], minlength=len(self._sizes))
        short, long = np.minimum(self._sizes, len(own)), np.maximum(self._sizes, len(own))
        return bool(((shared >= CONTAINED * short) & (short >= SHORTEST_SHARE * long) & (short > 0)).any())


def _places(runs: Sequence[bytes]) -> NDArray[np.int64]:
    """Where runs are looked up."""
    return (np.frombuffer(b"".join(runs), dtype="<u4") >> (32 - _LOOKED_UP_BITS)).astype(np.int64)


class _Classes:
    """Documents joined into classes (union-find)."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def _root(self, document: str) -> str:
        while (parent := self._parent.setdefault(document, document)) != document:
            self._parent[document] = self._parent[parent]
            document = parent
        return document

    def join(self, documents: Sequence[str]) -> None:
        for document in documents[1:]:
            self._parent[self._root(document)] = self._root(documents[0])

    def together(self, left: str, right: str) -> bool:
        return self._root(left) == self._root(right)

    def named(self) -> dict[str, str]:
        """The classes of two documents or more, named by their smallest member."""
        members: defaultdict[str, list[str]] = defaultdict(list)
        for document in list(self._parent):
            members[self._root(document)].append(document)
        groups = [sorted(set(group)) for group in members.values() if len(set(group)) > 1]
        return {document: group[0] for group in sorted(groups) for document in group}


def _collapsed(bodies: Iterable[Body], classes: _Classes) -> Iterator[Body]:
    """One body for each text, and those equal word by word joined if they are long enough to tell.

    The same words with other marks are two texts: what stands outside the marks is another part of each, and which of
    the two is a copy of a third must not depend on whether the other is here.
    """
    by_words: defaultdict[str, list[str]] = defaultdict(list)
    known: set[tuple[str, int, bytes]] = set()
    for body in bodies:
        text = body.equal, body.outside_words, body.outside.tobytes()
        if text not in known or body.words < ENOUGH_EQUAL:
            yield body
        known.add(text)
        if body.words >= ENOUGH_EQUAL:
            by_words[body.equal].append(body.document)
    for same in by_words.values():
        classes.join(same)


# --- pairs ---------------------------------------------------------------------------------------------------


def _are_copies(left: Body, right: Body) -> bool:
    return (
        min(left.outside_words, right.outside_words) >= ENOUGH_OUTSIDE
        and _contains(left.outside, right.outside)
        and _contains(left.whole, right.whole)
    )


def _contains(left: Runs, right: Runs) -> bool:
    """Whether enough of the shorter's runs stand in the longer, and it is not too short beside it."""
    short, long = sorted((len(left), len(right)))
    if short < SHORTEST_SHARE * long:
        return False
    shared = len(np.intersect1d(left, right, assume_unique=True))
    return shared >= CONTAINED * short


def _candidates(bodies: Sequence[Body]) -> Iterator[tuple[Body, Body]]:
    """Every pair that may be copies, shorter outside text first: one of its rarest runs stands in the other."""
    places = {index: body for index, body in enumerate(bodies) if body.outside_words >= ENOUGH_OUTSIDE}
    holders, counts = _postings(places)
    for index, body in places.items():
        probes = _rarest(body.outside, counts)
        found = {other for run in probes for other in holders.get(run, ())}
        for other in sorted(found):
            size, other_size = len(body.outside), len(bodies[other].outside)
            if (size, index) < (other_size, other) and size >= SHORTEST_SHARE * other_size:
                yield body, bodies[other]


def _postings(bodies: Mapping[int, Body]) -> tuple[dict[int, list[int]], dict[int, int]]:
    """For each run that several bodies have: which, and how many."""
    runs = np.concatenate([body.outside for body in bodies.values()] or [np.empty(0, dtype=np.uint64)])
    owners = np.repeat(np.array(list(bodies), dtype=np.int64), [len(body.outside) for body in bodies.values()])
    order = np.argsort(runs, kind="stable")
    runs, owners = runs[order], owners[order]
    repeated = np.zeros(len(runs), dtype=bool)
    repeated[1:] = runs[1:] == runs[:-1]
    repeated[:-1] |= repeated[1:]
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for run, owner in zip(runs[repeated].tolist(), owners[repeated].tolist(), strict=True):
        holders[run].append(owner)
    return dict(holders), {run: len(found) for run, found in holders.items()}


def _rarest(runs: Runs, counts: Mapping[int, int]) -> list[int]:
    """The runs of which one must be shared: all but so many as may be missing, rarest first, ties by value."""
    required = int(np.ceil(CONTAINED * len(runs)))
    ordered = sorted(runs.tolist(), key=lambda run: (counts.get(run, 1), run))
    return ordered[: len(ordered) - required + 1]
