"""What is kept of every document's quotations: their words as matching reads them, a number for each.

So that a few new documents can be compared with a large store without reading its quotations (`candidates`), and words
looked up in it (`lookup`).
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np

from quotetrace.matching.edges import texts_of
from quotetrace.matching.keys import Ints
from quotetrace.matching.postings import Flags
from quotetrace.matching.wording import read_wording
from quotetrace.model import IndexEntry, Quotation

# Entries of another version are not comparable: everything is matched again.
INDEX_VERSION = 1

# In an entry: a number of 31 bits for each word, the upper bit where a sentence begins, and a zero behind each text.
END = 0
_BEGINS = 1 << 31
_NUMBER = _BEGINS - 1
# Words are looked up by the lower bits of their numbers.
SLOTS = 1 << 22
# Words of entries that are looked at at once: a hundred megabytes, and little enough for the processor to have much of
# it at hand. So many of these are looked at side by side: NumPy lets others work while it does.
_BLOCK = 1 << 19
_SIDE_BY_SIDE = 2
_KNOWN_WORDS = 1 << 16


@dataclass(frozen=True, slots=True)
class EntryTexts:
    """The texts of several entries as arrays.

    words: the numbers, a zero behind each text. begins: where sentences begin. starts, lengths: of each text.
    owners: the text at each place of `words`. entries: of each text, the position of its entry; places: which of its
    entry it is.
    """

    words: Ints
    begins: Flags
    starts: Ints
    lengths: Ints
    owners: Ints
    entries: Ints
    places: Ints


def index_entries(quotations: Iterable[Quotation]) -> dict[str, IndexEntry]:
    """The entry of each document with one of these quotations; all of its quotations must be among them."""
    by_document: dict[str, list[Quotation]] = {}
    for one in quotations:
        by_document.setdefault(one.document, []).append(one)
    return {document: index_entry(said) for document, said in by_document.items()}


def index_entry(quotations: Iterable[Quotation]) -> IndexEntry:
    """The entry of one document with these quotations: those that take part in matching, and all others with words,
    for `finding`."""
    parts: list[int] = []
    behind: list[tuple[str, ...]] = []
    for text, ids in texts_of(quotations).items():
        wording = read_wording(text)
        numbers = numbers_of(wording.words)
        for start, _ in wording.sentences:
            numbers[start] |= _BEGINS
        parts += [*numbers, END]
        behind.append(tuple(sorted(ids)))
        if len(wording.pieces) > 1:  # each may be a fragment
            for piece in wording.pieces:
                parts += [*numbers_of(piece), END]
                behind.append(behind[-1])
    return IndexEntry(np.array(parts, dtype="<u4").tobytes(), tuple(behind))


def read_numbers(entry: bytes) -> Ints:
    """The numbers of an entry's words, in order, a zero behind each text."""
    return np.frombuffer(entry, dtype="<u4").astype(np.int64) & _NUMBER


def read_entries(entries: Sequence[bytes]) -> EntryTexts:
    """The texts of all the entries, in their order."""
    raw = np.frombuffer(b"".join(entries), dtype="<u4").astype(np.int64)
    ends = np.flatnonzero(raw == END)
    starts = np.concatenate((np.zeros(1, dtype=np.int64), ends + 1))[: len(ends)]
    after = np.cumsum(np.fromiter((len(entry) // 4 for entry in entries), dtype=np.int64, count=len(entries)))
    words = raw & _NUMBER
    owner = np.searchsorted(after, starts, side="right")
    return EntryTexts(
        words=words,
        begins=raw != words,
        starts=starts,
        lengths=ends - starts,
        owners=np.repeat(np.arange(len(starts)), ends - starts + 1),
        entries=owner,
        places=np.arange(len(starts)) - np.searchsorted(owner, owner),
    )


def over_blocks(entries: Sequence[bytes], work: Callable[[EntryTexts], Ints]) -> Iterator[tuple[int, int]]:
    """Go through the entries in runs that are small enough to be looked at at once, several side by side; the texts
    that `work` names by their numbers among those it is given, as position of the entry and place in it, in order.
    """
    count = min(os.cpu_count() or 1, _SIDE_BY_SIDE)
    with ThreadPoolExecutor(count) as pool:
        begun: deque[Future[Iterator[tuple[int, int]]]] = deque()
        for first, run in _runs(entries):
            begun.append(pool.submit(_worked, first, run, work))
            if len(begun) > count:
                yield from begun.popleft().result()
        while begun:
            yield from begun.popleft().result()


def _worked(first: int, entries: Sequence[bytes], work: Callable[[EntryTexts], Ints]) -> Iterator[tuple[int, int]]:
    texts = read_entries(entries)
    if not len(texts.lengths):
        return iter(())
    hits = work(texts)
    return zip((texts.entries[hits] + first).tolist(), texts.places[hits].tolist(), strict=True)


def _runs(entries: Sequence[bytes]) -> Iterator[tuple[int, Sequence[bytes]]]:
    """The entries in runs of `_BLOCK` words and a few more, each with the position of its first."""
    first = words = 0
    for position, entry in enumerate(entries):
        if words > _BLOCK:
            yield first, entries[first:position]
            first, words = position, 0
        words += len(entry) // 4
    yield first, entries[first:]


def numbers_of(words: Iterable[str]) -> list[int]:
    """A number for each word, the same with and without apostrophes, as people type them in a hurry."""
    return list(map(_number, words))


@lru_cache(maxsize=_KNOWN_WORDS)
def _number(word: str) -> int:
    number = crc32(word.replace("'", "").encode(errors="surrogatepass")) & _NUMBER
    return number if number % SLOTS else number + 1
