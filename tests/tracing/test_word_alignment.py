"""The search between the common ends against the whole search, on texts made of one another."""

from __future__ import annotations

import random

import pytest

from quotetrace.tracing import alignment
from quotetrace.tracing.alignment import CONTENT, EXTEND, FUNCTION, OPEN, Pair, align

WORDS = ["a", "b", "c", "d", "e", *(f"w{number}" for number in range(40))]


def is_content(word: str) -> bool:
    return len(word) > 1


def worth(before: list[str], after: list[str], pairs: list[Pair]) -> int:
    """What a chain of matches earns, by its definition."""
    total = 0
    for place, (row, column) in enumerate(pairs):
        total += CONTENT if is_content(before[row]) else FUNCTION
        total += alignment._border(row + 1, column + 1, len(before), len(after))
        if place:
            skipped = row - pairs[place - 1][0] + column - pairs[place - 1][1] - 2
            total -= (OPEN + EXTEND * skipped) if skipped else 0
    return total


def changed(chance: random.Random, words: list[str]) -> list[str]:
    """The words with up to four changes: replaced, left out, put in, cut before or behind."""
    made = list(words)
    for _ in range(chance.randint(0, 4)):
        place = chance.randrange(len(made))
        made = chance.choice(
            (
                [*made[:place], chance.choice(WORDS), *made[place + 1 :]],
                [*made[:place], *made[place + 1 :]],
                [*made[:place], chance.choice(WORDS), *made[place:]],
                made[place:],
                made[: place + 1],
            )
        ) or [chance.choice(WORDS)]
    return made


@pytest.mark.parametrize("seed", range(10))
def test_nothing_is_lost_by_looking_between_the_common_ends(seed: int) -> None:
    chance = random.Random(seed)
    narrowed = 0
    for _ in range(300):
        before = [chance.choice(WORDS) for _ in range(chance.randint(3, 30))]
        after = changed(chance, before)
        weights = [CONTENT if is_content(word) else FUNCTION for word in before]
        found = align(before, after, idle={word for word in before if not is_content(word)})
        whole = alignment._chain(before, after, weights, {}, frozenset(), frozenset())
        assert worth(before, after, found) == worth(before, after, whole)
        assert all(before[row] == after[column] for row, column in found)
        narrowed += alignment._between_ends(before, after, weights, {}) is not None
    assert narrowed > 100


@pytest.mark.parametrize("seed", range(10))
def test_matches_that_all_rise_make_the_chain_that_all_cells_make(seed: int) -> None:
    chance, rising = random.Random(seed), 0
    nowhere: frozenset[int] = frozenset()
    for _ in range(300):
        before = chance.sample(WORDS, chance.randint(0, 20))
        after = [word for word in before if chance.random() < 0.8]
        for _ in range(chance.randint(0, 4)):
            place = chance.randrange(len(after) + 1)
            after[place:place] = chance.choices("vwxyz" if chance.random() < 0.8 else WORDS, k=chance.randint(0, 9))
        weights = [chance.choice((FUNCTION, CONTENT, 3, 8, 11, 14)) for _ in before]
        given = before, after, weights, {}
        found = alignment._rising(before, alignment._places(after), {})
        assert alignment._chain_of_matches(*given) == alignment._chain(*given, nowhere, nowhere)
        rising += found is not None and len(found) > 1
    assert rising > 100


@pytest.mark.parametrize("seed", range(40))
def test_the_matches_alone_make_the_chain_that_all_cells_make(seed: int) -> None:
    chance, alike = random.Random(seed), {"s": ("s", "is", "has"), "is": ("is", "s"), "has": ("has", "s")}
    nowhere: frozenset[int] = frozenset()
    for _ in range(50):
        letters = chance.choice(("ab", "abcd", "abcdefghijklmnop"))
        before = chance.choices([*letters, *alike], k=chance.randint(0, 14))
        after = [word if word not in alike else chance.choice(alike[word]) for word in before]
        for _ in range(chance.randint(0, 4)):
            place = chance.randrange(len(after) + 1)
            after[place : place + chance.randint(0, 4)] = chance.choices(f"{letters}xyz", k=chance.randint(0, 6))
        # small weights besides: then a gap costs what a match earns, and chains end in it
        weights = [chance.choice((FUNCTION, CONTENT, 3, 8, 11, 14)) for _ in before]
        given = before, after, weights, alike
        assert alignment._chain_of_matches(*given) == alignment._chain(*given, nowhere, nowhere)
