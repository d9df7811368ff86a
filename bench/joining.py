"""The exact join at any size, its completeness on a sample, and a MinHash index beside it.

usage: python -m bench.joining COUNT [--sample N] [--minhash]

On a made-up collection (bench/sayings.py) of COUNT quotations. --sample: N of them are compared with all others, one by
one; 1 is returned if the join missed one of their relations. --minhash: the same question to datasketch's MinHashLSH.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from bench.measuring import OverBudgetError, peak_megabytes, run_child
from bench.sayings import make_sayings
from quotetrace.matching.allpairs import relate_all
from quotetrace.matching.join import each
from quotetrace.matching.relating import Numbered
from quotetrace.matching.relations import DEFAULT, Found, membership, overlap
from quotetrace.matching.wording import Wording, read_wording
from quotetrace.model import Relation

SEED = 1
# MinHash of word bigrams, as such indexes are made for short texts.
PERMUTATIONS, JACCARD = 128, 0.5


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("count", type=int)
    parser.add_argument("--sample", type=int, default=0, metavar="N")
    parser.add_argument("--minhash", action="store_true")
    options = parser.parse_args(arguments)
    try:
        for line in join(options.count, sample=options.sample, minhash=options.minhash):
            print(line, flush=True)
    except OverBudgetError as error:
        print(error)
        return 1
    return 0


def growing(sizes: Sequence[int], *, sample: int) -> Iterator[str]:
    """Collections of these sizes, each in a process of its own, the first with a MinHash index; how the time grows."""
    seconds = []
    for size in sizes:
        more = ("--minhash",) if size == sizes[0] else ()
        try:
            run = run_child("-m", "bench.joining", size, "--sample", sample, *more)
        except RuntimeError as error:
            raise OverBudgetError(str(error)) from None
        *lines, took = run.output.splitlines()
        seconds.append(float(took.rpartition(" ")[2]))
        yield from (*lines, "")
    for one, other, before, after in zip(sizes, sizes[1:], seconds, seconds[1:], strict=False):
        exponent = math.log(after / before) / math.log(other / one)
        yield f"from {one:,} to {other:,}: the time of variants and fragments grows with the power {exponent:.2f}"


def join(count: int, *, sample: int = 0, minhash: bool = False) -> Iterator[str]:
    """Join a collection of `count` quotations; a line for each step and each check."""
    printed = Counter(" ".join(words) for words in make_sayings(count, SEED).texts)
    clock = time.perf_counter
    begun = clock()
    copies = {read_wording(text): copies for text, copies in printed.items()}
    wordings = sorted(copies, key=lambda wording: (len(wording.words), wording.words, wording.pieces))
    yield f"{count:,} quotations, {100 * len(wordings) / count:.0f} % unique: folded in {clock() - begun:.1f} s"
    begun = clock()
    numbered = Numbered(wordings, np.ones(len(wordings), dtype=bool), DEFAULT)
    joined = numbered.join()
    yield f"words and bigrams numbered in {clock() - begun:.1f} s"
    found: dict[tuple[int, int], Found] = {}
    seconds = 0.0
    for name, tiles in (("variants", joined.variants), ("fragments", joined.fragments)):
        begun, compared = clock(), joined.compared_pairs
        for left, right in tiles():
            for pair in zip(left.tolist(), right.tolist(), strict=True):
                relation = found.get(pair) or membership(wordings[pair[0]], wordings[pair[1]])
                if relation is not None:
                    found[pair] = relation
        seconds += clock() - begun
        kind = Relation(name.removesuffix("s"))
        pairs = sum(relation.relation is kind for relation in found.values())
        yield (f"{name}: {clock() - begun:.1f} s, {joined.compared_pairs - compared:,} pairs compared, {pairs:,} found")
    begun = clock()
    for pair in set(each(numbered.sharing_runs()[0])) - found.keys():
        relation = overlap(wordings[pair[0]], wordings[pair[1]])
        if relation is not None:
            found[pair] = relation
    overlaps = sum(relation.relation is Relation.OVERLAP for relation in found.values())
    yield f"overlaps: {clock() - begun:.1f} s, {overlaps:,} found"
    edges = sum(copies[one] * (copies[one] - 1) // 2 for one in wordings)
    edges += sum(copies[wordings[left]] * copies[wordings[right]] for left, right in found)
    yield f"{edges / count:.2f} edges a quotation, copies counted"
    if sample:
        yield _audited(wordings, found, sample)
    if minhash:
        yield _by_minhash(wordings, found)
    yield f"peak {peak_megabytes():,.0f} MB"
    yield f"variants and fragments together, seconds: {seconds:.3f}"


def _audited(wordings: Sequence[Wording], found: dict[tuple[int, int], Found], size: int) -> str:
    """What of the relations of `size` wordings to all others the join found, by comparing them one by one."""
    sample = np.zeros(len(wordings), dtype=bool)
    sample[np.random.default_rng(SEED).choice(len(wordings), min(size, len(wordings)), replace=False)] = True
    begun = time.perf_counter()
    expected = relate_all(wordings, sample, DEFAULT)
    members = {pair for pair, one in expected.items() if one.relation is not Relation.OVERLAP}
    missed = [pair for pair, one in expected.items() if found.get(pair) != one]
    line = (
        f"brute force, {size:,} of them with all: {time.perf_counter() - begun:.1f} s, {len(members):,} variants and "
        f"fragments and {len(expected) - len(members):,} overlaps; missed {len(missed):,}"
    )
    if missed:
        raise OverBudgetError(line)
    return line


def _by_minhash(wordings: Sequence[Wording], found: dict[tuple[int, int], Found]) -> str:
    """How many of the variants and fragments a MinHash index of word bigrams finds, and how long it takes."""
    from datasketch import MinHash, MinHashLSH

    begun = time.perf_counter()
    index, hashes = MinHashLSH(threshold=JACCARD, num_perm=PERMUTATIONS), []
    for number, wording in enumerate(wordings):
        made = MinHash(num_perm=PERMUTATIONS)
        made.update_batch([" ".join(pair).encode() for pair in pairwise(wording.words)] or [wording.words[0].encode()])
        index.insert(number, made)
        hashes.append(made)
    pairs = {(min(one, other), max(one, other)) for one, made in enumerate(hashes) for other in index.query(made)}
    seconds = time.perf_counter() - begun
    shares = []
    for kind in (Relation.VARIANT, Relation.FRAGMENT):
        known = [pair for pair, one in found.items() if one.relation is kind]
        shares.append(f"{100 * sum(pair in pairs for pair in known) / len(known):.0f} % of the {kind.value}s")
    return f"MinHash, {PERMUTATIONS} permutations, Jaccard {JACCARD}: {seconds:.1f} s, {' and '.join(shares)}"


if __name__ == "__main__":
    sys.exit(main())
