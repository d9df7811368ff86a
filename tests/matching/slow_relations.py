"""The relations of DESIGN section 7 said again, slowly: nested loops and no shortcuts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import ceil

from quotetrace.lexicons import word_list


def slow_lcs(left: Sequence[str], right: Sequence[str]) -> int:
    table = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i, j in product(range(len(left)), range(len(right))):
        same = left[i] == right[j]
        table[i + 1][j + 1] = table[i][j] + 1 if same else max(table[i][j + 1], table[i + 1][j])
    return table[-1][-1]


def slow_variant(left: Sequence[str], right: Sequence[str]) -> bool:
    if len(left) < 4 or len(right) < 4:
        return list(left) == list(right)
    return 5 * slow_lcs(left, right) >= 2 * (len(left) + len(right))


def slow_fragment(short: Sequence[str], long: Sequence[str]) -> bool:
    if len(short) < 4 or len(short) > len(long):
        return False
    if sum(word not in word_list("stopwords.txt") for word in short) < 2:
        return False
    need = ceil(17 * len(short) / 20)
    widest = len(short) + (len(short) - need)
    windows = (long[i:j] for i in range(len(long)) for j in range(i + 1, len(long) + 1) if j - i <= widest)
    return any(slow_lcs(short, window) >= need for window in windows)


def slow_runs(left: Sequence[str], right: Sequence[str]) -> int:
    """The length of the longest run in both."""
    runs = {tuple(left[i:j]) for i in range(len(left)) for j in range(i + 1, len(left) + 1)}
    return max(
        (j - i for i in range(len(right)) for j in range(i, len(right) + 1) if tuple(right[i:j]) in runs), default=0
    )


def slow_overlap(left: Sequence[Sequence[str]], right: Sequence[Sequence[str]]) -> int:
    """The words of the overlap of two texts, given as their sentences; 0 for none."""
    whole, other = [[word for sentence in text for word in sentence] for text in (left, right)]
    run = slow_runs(whole, other)
    shared = [sentence for sentence in left if slow_runs(sentence, other) == len(sentence)]
    shared += [sentence for sentence in right if slow_runs(sentence, whole) == len(sentence)]
    return run if run >= 8 else max((len(sentence) for sentence in shared if len(sentence) >= 5), default=0)
