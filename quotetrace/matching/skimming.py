"""The index in short: two bytes for each word of every quotation, so that `find` goes through a million in no time.

Different words may have one number here, and their order is not looked at: what skimming finds is looked up properly
(`lookup`), and it misses nothing of that.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from quotetrace.matching.index import END, read_numbers
from quotetrace.matching.keys import Ints
from quotetrace.matching.lookup import least_in_common, wanted_parts
from quotetrace.matching.postings import Flags
from quotetrace.matching.relations import DEFAULT, Thresholds

# Behind each text and behind each entry; all numbers from the next on are words.
_TEXT_ENDS, _ENTRY_ENDS, _FIRST = 0, 1, 2
_NUMBERS = 1 << 16


def pack(entries: Sequence[bytes]) -> bytes:
    """The words of some entries in short, in their order."""
    ends = np.array([_ENTRY_ENDS], dtype="<u2").tobytes()
    return b"".join(_short(read_numbers(entry)).tobytes() + ends for entry in entries)


def skim(words: str, blocks: Sequence[bytes], *, thresholds: Thresholds = DEFAULT) -> list[tuple[int, int]]:
    """The packed entries with a text that `look_up` may find, as position of the block and in it: all that have one,
    and some others."""
    parts = wanted_parts(words, thresholds)
    known = np.zeros(_NUMBERS, dtype=bool)
    for part in parts:
        known[_short(np.array(part, dtype=np.int64))] = True
    sizes = sorted({len(part) for part in parts})
    # One after the other and in one buffer: to allocate it for each block, or to share the blocks among threads, takes
    # longer than to count
    counts = np.empty(max(map(len, blocks), default=0) // 2, dtype=np.int32)
    found = (_hits(known, sizes, thresholds, block, counts) for block in blocks) if parts else ()
    return [(block, place) for block, places in enumerate(found) for place in places.tolist()]


def _short(numbers: Ints) -> npt.NDArray[np.uint16]:
    return np.where(numbers == END, _TEXT_ENDS, numbers % (_NUMBERS - _FIRST) + _FIRST).astype("<u2")


def _hits(
    known: Flags, sizes: Sequence[int], thresholds: Thresholds, block: bytes, counts: npt.NDArray[np.int32]
) -> Ints:
    """The entries of a block with a text that has enough of the known words, or a long enough run of them.

    counts: room for a number a word.
    """
    words = np.frombuffer(block, dtype="<u2")
    ends = np.flatnonzero(words < _FIRST)
    if not len(ends):
        return ends
    lengths = np.diff(ends, prepend=-1) - 1
    flags = known.take(words)  # twice as quick as known[words]
    shared = np.diff(np.cumsum(flags, dtype=np.int32, out=counts[: len(flags)])[ends], prepend=0)
    hits = np.zeros(len(ends), dtype=bool)
    for size in sizes:
        hits |= shared >= least_in_common(lengths, size, thresholds)
    runs = flags[: len(flags) - thresholds.sentence_words + 1].copy()
    for step in range(1, thresholds.sentence_words):
        runs &= flags[step : step + len(runs)]
    hits[np.searchsorted(ends, np.flatnonzero(runs))] = True
    found = np.cumsum(words[ends] == _ENTRY_ENDS)[hits]
    # They rise: np.unique, which would sort them, needs a module of numpy's that takes a tenth of a query to come
    return found[np.diff(found, prepend=-1) > 0]
