"""Which words of two texts are the same words, preferring unbroken runs.

A longest common subsequence alone scatters: the one *the* of a fragment may be matched far from the rest, and the cut
before it would look like an insertion. So the best *local* chain of matches is sought: a match earns, a gap costs,
a word matched alone beyond a gap of several words is let go, and what lies outside the chain is the cut head or tail.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence, Set
from operator import ne
from typing import TypeAlias

from rapidfuzz.distance import Indel

# Points. A match of a function word alone survives a gap of three words, both sides counted, not of four
# (20 = 8 + 4·3); one of a content word survives a gap of ten. One word replaced by two never ends the chain.
CONTENT = 40
FUNCTION = 20
OPEN = 8
EXTEND = 3
# A word with which both texts begin, or both end, is more likely the same one.
BORDER = 8
# Above so many cells (200 by 200 words, some 30 ms) the bit-parallel alignment of rapidfuzz is used and trimmed.
MOST_CELLS = 40_000

# The search is narrowed where that leaves out so many words at least.
_FEWEST_SAVED = 3

Pair = tuple[int, int]
Same: TypeAlias = Mapping[str, Sequence[str]]
_NO_READINGS: Same = {}


def align(
    before: Sequence[str],
    after: Sequence[str],
    *,
    same: Same = _NO_READINGS,
    idle: Container[str] = (),
    cuts_before: Set[int] = frozenset(),
    cuts_after: Set[int] = frozenset(),
) -> list[Pair]:
    """The index pairs of the words that stay, both rising; the words between two pairs were changed.

    same: the keys in `after` that count as a key of `before`, where it is not that key alone. idle: the keys that
    carry no content.
    cuts_before, cuts_after: positions with an ellipsis before that word; words left out there cost nothing.
    """
    weights = [FUNCTION if key in idle else CONTENT for key in before]
    found = None if cuts_before or cuts_after else _between_ends(before, after, weights, same)
    if found is not None:
        return found
    if len(before) * len(after) > MOST_CELLS:
        return _trimmed(before, after, weights)
    if cuts_before or cuts_after:
        return _chain(before, after, weights, same, cuts_before, cuts_after)
    return _chain_of_matches(before, after, weights, same)


def _between_ends(before: Sequence[str], after: Sequence[str], weights: Sequence[int], same: Same) -> list[Pair] | None:
    """The same chain, sought only between the words with which both texts begin and end; None where that misses it.

    What is looked through begins with a word of the common head that does not come again, and ends with such a one of
    the tail; these earn what is left out with them. Where the best chain holds both, it holds the ends.
    """
    shorter = min(len(before), len(after))
    head = _common(before, after)
    if head == shorter:
        return list(zip(range(head), range(head), strict=True))
    whole = _run_within(before, after) if len(before) > len(after) else _run_within(after, before)
    if whole is not None:
        rows, columns = (whole, 0) if len(before) > len(after) else (0, whole)
        return list(zip(range(rows, rows + shorter), range(columns, columns + shorter), strict=True))
    tail = min(_common(before[::-1], after[::-1]), shorter - head)
    inner = {*before[head : len(before) - tail], *after[head : len(after) - tail]}
    begin = head - _anchor(before[:head][::-1], inner)
    end = tail - _anchor(before[len(before) - tail :], inner)
    if begin + end < _FEWEST_SAVED:
        return None
    first, last = max(begin - 1, 0), max(end - 1, 0)
    rows, columns = len(before) - last, len(after) - last
    if (rows - first) * (columns - first) > MOST_CELLS:
        return None
    earned = list(weights[first:rows])
    earned[0] += sum(weights[:first])
    earned[-1] += sum(weights[rows:])
    chain = _chain_of_matches(before[first:rows], after[first:columns], earned, same)
    if (begin and chain[:1] != [(0, 0)]) or (end and chain[-1:] != [(rows - first - 1, columns - first - 1)]):
        return None
    return [
        *zip(range(first), range(first), strict=True),
        *[(row + first, column + first) for row, column in chain],
        *zip(range(rows, len(before)), range(columns, len(after)), strict=True),
    ]


def _run_within(longer: Sequence[str], shorter: Sequence[str]) -> int | None:
    """Where all of the shorter text stands in the longer one, unbroken and once; None where it does not."""
    size, wanted = len(shorter), list(shorter)
    found = [
        at for at in range(len(longer) - size + 1) if longer[at] == wanted[0] and list(longer[at : at + size]) == wanted
    ]
    return found[0] if len(found) == 1 else None


def _anchor(words: Sequence[str], inner: Set[str]) -> int:
    """How many words to pass, from the inside out, to one that comes but once; all where none does."""
    for index, word in enumerate(words):
        if word not in inner and words.count(word) == 1:
            return index
    return len(words)


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """With how many words both begin."""
    return [*map(ne, one, other), True].index(True)


def _chain_of_matches(before: Sequence[str], after: Sequence[str], weights: Sequence[int], same: Same) -> list[Pair]:
    """The chain that `_chain` finds where no ellipsis leaves words out, from the matches alone.

    A gap costs the same a word wherever it is. So a match to come from is ahead of another by as much for every match
    that is beyond both, and for each column it is enough to know which one up to there is ahead: of several that are
    equal the first, row by row.
    """
    places = _places(after)
    rising = _rising(before, places, same)
    if rising is not None:
        return _best_stretch(rising, weights, (len(before) - 1, len(after) - 1))
    columns = len(after)
    cells = len(before) * columns
    # Of the best match up to each column its score, as if the gap had begun with the texts, and its cell in one number:
    # the greater, the better, and of equal scores the earlier cell.
    ahead = [-(10**9) * cells] * columns
    met: dict[int, int] = {}
    origin: dict[Pair, Pair | None] = {}
    most, best = 0, None
    last = len(before) - 1, columns - 1
    for row, key in enumerate(before):
        above, met = met, {}
        for candidate in same.get(key, (key,)):
            for column in places.get(candidate, ()):
                score, previous = 0, None
                if column:
                    if column - 1 in above:
                        score, previous = above[column - 1], (row - 1, column - 1)
                    lead, cell = divmod(ahead[column - 1], cells)
                    if lead - OPEN - EXTEND * (row + column - 2) > score:
                        score = lead - OPEN - EXTEND * (row + column - 2)
                        previous = divmod(cells - 1 - cell, columns)
                score += weights[row]
                if row == column == 0:
                    score += BORDER
                if (row, column) == last:
                    score += BORDER
                met[column] = score
                origin[row, column] = previous
                if score > most:
                    most, best = score, (row, column)
        for column, score in met.items():
            lead = (score + EXTEND * (row + column)) * cells + cells - 1 - row * columns - column
            end = bisect_left(ahead, lead, column)
            ahead[column:end] = [lead] * (end - column)
    return _walk(best, origin)


def _rising(before: Sequence[str], places: Mapping[str, Sequence[int]], same: Same) -> list[Pair] | None:
    """All matches, where each lies beyond the one before in both texts; None where they do not."""
    found: list[Pair] = []
    beyond = 0
    for row, key in enumerate(before):
        columns = [column for one in same[key] for column in places.get(one, ())] if key in same else places.get(key)
        if columns:
            if len(columns) > 1 or columns[0] < beyond:
                return None
            beyond = columns[0] + 1
            found.append((row, columns[0]))
    return found


def _best_stretch(matches: Sequence[Pair], weights: Sequence[int], last: Pair) -> list[Pair]:
    """The best chain of matches that all rise: some that follow each other, for to pass over one costs what it earns,
    and its gap. last: the last words of both texts."""
    total = most = begin = 0
    row = column = -1
    best = (0, 0)
    for place, match in enumerate(matches):
        skipped = match[0] - row + match[1] - column - 2
        total -= (OPEN + EXTEND * skipped) if skipped else 0
        if total <= 0:
            total, begin = 0, place
        row, column = match
        total += weights[row] + BORDER * ((match == (0, 0)) + (match == last))
        if total > most:
            most, best = total, (begin, place + 1)
    return list(matches[slice(*best)])


def _places(words: Sequence[str]) -> dict[str, list[int]]:
    """Where each word stands."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, word in enumerate(words):
        places[word].append(index)
    return places


def _chain(
    before: Sequence[str],
    after: Sequence[str],
    weights: Sequence[int],
    same: Same,
    cuts_before: Set[int],
    cuts_after: Set[int],
) -> list[Pair]:
    """The best local chain, exactly: two states a cell, `met` (the pair matches) and `gap` (words skipped since)."""
    places = _places(after)
    width = len(after) + 1
    never = -(10**9)
    step_down = [0 if column in cuts_after else EXTEND for column in range(width)]
    met = [never] * width
    gap = [never] * width
    origin: dict[Pair, Pair | None] = {}
    # For each cell the last match on the best path into its gap.
    source: list[Pair | None] = [None] * width
    best: tuple[int, Pair | None] = (0, None)
    for row, key in enumerate(before, start=1):
        new_met = [never] * width
        for candidate in same.get(key, (key,)):
            for column in (place + 1 for place in places.get(candidate, ())):
                score, previous = 0, None
                if met[column - 1] > score:
                    score, previous = met[column - 1], (row - 1, column - 1)
                if gap[column - 1] > score:
                    score, previous = gap[column - 1], source[column - 1]
                new_met[column] = score + weights[row - 1] + _border(row, column, len(before), len(after))
                origin[row, column] = previous
                if new_met[column] > best[0]:
                    best = (new_met[column], (row, column))
        step_right = 0 if row in cuts_before else EXTEND
        gap, source = _gaps(row, met, new_met, gap, source, step_down, step_right)
        met = new_met
    return [(row - 1, column - 1) for row, column in _walk(best[1], origin)]


def _border(row: int, column: int, rows: int, columns: int) -> int:
    """What a match earns for standing at the beginning, or the end, of both texts."""
    return BORDER * ((row == 1 and column == 1) + (row == rows and column == columns))


def _gaps(
    row: int,
    met: Sequence[int],
    new_met: Sequence[int],
    gap: Sequence[int],
    source: Sequence[Pair | None],
    step_down: Sequence[int],
    step_right: int,
) -> tuple[list[int], list[Pair | None]]:
    """The best gap score of every cell of a row, and the match that each gap follows."""
    new_gap: list[int] = []
    new_source: list[Pair | None] = []
    left_gap, left_met, left_source = -(10**9), -(10**9), None
    for column, (score, came, down, above, here) in enumerate(zip(gap, source, step_down, met, new_met, strict=True)):
        score -= down
        if above - OPEN - down > score:
            score, came = above - OPEN - down, (row - 1, column)
        if left_gap - step_right > score:
            score, came = left_gap - step_right, left_source
        if left_met - OPEN - step_right > score:
            score, came = left_met - OPEN - step_right, (row, column - 1)
        new_gap.append(score)
        new_source.append(came)
        left_gap, left_met, left_source = score, here, came
    return new_gap, new_source


def _walk(last: Pair | None, origin: dict[Pair, Pair | None]) -> list[Pair]:
    found: list[Pair] = []
    while last is not None:
        found.append(last)
        last = origin[last]
    return found[::-1]


def _trimmed(before: Sequence[str], after: Sequence[str], weights: Sequence[int]) -> list[Pair]:
    """rapidfuzz's alignment, without the weak runs at either end: the run of blocks with the best total."""
    blocks = [block for block in Indel.opcodes(before, after) if block.tag == "equal"]
    best = total = 0
    chosen = (0, 0)
    begin = 0
    for index, block in enumerate(blocks):
        if index:
            last = blocks[index - 1]
            total -= OPEN + EXTEND * (block.src_start - last.src_end + block.dest_start - last.dest_end)
        if total <= 0:
            total, begin = 0, index
        total += sum(weights[block.src_start : block.src_end])
        if total > best:
            best, chosen = total, (begin, index + 1)
    kept = blocks[slice(*chosen)]
    return [
        (block.src_start + step, block.dest_start + step)
        for block in kept
        for step in range(block.src_end - block.src_start)
    ]
