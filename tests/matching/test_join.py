"""The exact join finds what comparing all pairs finds: on random collections, at several thresholds, new and stored."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from slow_relations import slow_lcs

from quotetrace.matching import join, postings
from quotetrace.matching.allpairs import relate_all
from quotetrace.matching.join import bigram_border, bigrams_shared, each, in_order
from quotetrace.matching.keys import as_characters, bigram_keys, number_words, word_keys
from quotetrace.matching.postings import Flags
from quotetrace.matching.relating import relate_wordings
from quotetrace.matching.relations import Found, Thresholds
from quotetrace.matching.wording import Wording, read_wording
from quotetrace.model import Relation

FUNCTION_WORDS = ("the", "of", "a", "to", "and", "in", "not", "is")
SIZES = (2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 14, 15, 20, 21, 26, 27, 28, 40, 60, 90)


def collection(seed: int, size: int, vocabulary: tuple[int, ...] = (12, 60, 900)) -> list[Wording]:
    """Distinct wordings in the order of matching: new ones, and changed copies of earlier ones."""
    chance = random.Random(seed)
    words = [*FUNCTION_WORDS, *(f"w{number}" for number in range(chance.choice(vocabulary)))]
    texts: list[list[str]] = []
    while len(texts) < size:
        if texts and chance.random() < 0.65:
            texts.append(changed(chance, chance.choice(texts), words))
        else:
            text = [chance.choice(words) for _ in range(chance.choice(SIZES))]
            texts.append([word + "." if chance.random() < 0.1 else word for word in text])
    wordings = {read_wording(" ".join(text)) for text in texts}
    known = (wording for wording in wordings if wording.words)
    return sorted(known, key=lambda wording: (len(wording.words), wording.words, wording.pieces))


def changed(chance: random.Random, text: list[str], words: list[str]) -> list[str]:
    out = list(text)
    for _ in range(chance.randint(0, 4)):
        place = chance.randrange(len(out) + 1)
        match chance.randrange(4):
            case 0:
                out.insert(place, chance.choice(words))
            case 1 if len(out) > 1:
                del out[min(place, len(out) - 1)]
            case 2:
                out[min(place, len(out) - 1)] = chance.choice(words)
            case 3 if len(out) > 4:
                out.insert(place, "…")
    if chance.random() < 0.4:
        start = chance.randrange(len(out))
        out = out[start : chance.randint(start + 1, len(out))]
    if chance.random() < 0.25:
        out += [chance.choice(words) for _ in range(chance.randint(1, 30))]
    return out


def found_by_join(wordings: list[Wording], fresh: Flags, thresholds: Thresholds) -> dict[tuple[int, int], Found]:
    found = [one for one in relate_wordings(wordings, fresh, thresholds) if one[0] != one[1]]
    pairs = {(left, right): relation for left, right, relation in found}
    assert len(pairs) == len(found), "a pair came twice"
    return pairs


def among_short(wordings: list[Wording], pair: tuple[int, int]) -> bool:
    return len(wordings[pair[0]].words) < Thresholds().fragment_words


@pytest.mark.parametrize("percent", [75, 80, 85])
@pytest.mark.parametrize("seed", range(3))
def test_two_thousand_quotations_have_the_edges_of_all_pairs(seed: int, percent: int) -> None:
    wordings = collection(seed, 2_600, (300, 3_000))
    assert len(wordings) >= 2_000
    thresholds = Thresholds(variant_percent=percent, fragment_percent=min(percent + 5, 85))
    fresh = np.ones(len(wordings), dtype=bool)
    found = found_by_join(wordings, fresh, thresholds)
    assert found == relate_all(wordings, fresh, thresholds)
    kinds = Counter(relation.relation for relation in found.values())
    assert min(kinds[one] for one in Relation) > 20, "the collection has too little to find"
    elided = [pair for pair in found if any(len(wordings[one].pieces) > 1 for one in pair)]
    assert len(elided) > 20


@pytest.mark.parametrize("percent", [60, 67, 75, 80, 90, 100])
@pytest.mark.parametrize("seed", range(10, 18))
def test_new_ones_are_joined_with_each_other_and_with_the_stored(seed: int, percent: int) -> None:
    wordings = collection(seed, 160)
    chance = random.Random(seed)
    fresh = np.array([chance.random() < chance.choice((0.1, 0.5)) for _ in wordings])
    thresholds = Thresholds(variant_percent=percent)
    assert found_by_join(wordings, fresh, thresholds) == relate_all(wordings, fresh, thresholds)


def test_the_size_of_tiles_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    wordings = collection(30, 300)
    fresh = np.ones(len(wordings), dtype=bool)
    whole = found_by_join(wordings, fresh, Thresholds())
    monkeypatch.setattr(postings, "TILE", 5)
    monkeypatch.setattr("quotetrace.matching.keys._COMPARED", 3)
    assert found_by_join(wordings, fresh, Thresholds()) == whole


@pytest.mark.parametrize("shared", [1, 2, 3, 5])
def test_how_many_keys_must_be_shared_changes_nothing(monkeypatch: pytest.MonkeyPatch, shared: int) -> None:
    monkeypatch.setattr(join, "_SHARED", shared)
    wordings = collection(31, 400)
    fresh = np.ones(len(wordings), dtype=bool)
    assert found_by_join(wordings, fresh, Thresholds()) == relate_all(wordings, fresh, Thresholds())


@pytest.mark.parametrize("wordings", [[], [read_wording("quite so")], [read_wording("the old quay is closed")]])
def test_nothing_and_one_text_have_no_pairs(wordings: list[Wording]) -> None:
    assert found_by_join(wordings, np.ones(len(wordings), dtype=bool), Thresholds()) == {}


@given(st.lists(st.sampled_from("abcd"), max_size=12), st.lists(st.sampled_from("abcd"), max_size=12))
def test_texts_share_the_bigrams_that_are_promised(left: list[str], right: list[str]) -> None:
    shared = Counter(pairwise(left)) & Counter(pairwise(right))
    promised = bigrams_shared(np.array(slow_lcs(left, right)), np.array(len(left) + len(right)))
    assert shared.total() >= promised


@pytest.mark.parametrize("percent", [50, 66, 67, 70, 75, 80, 85, 100])
def test_bigrams_serve_from_the_border_on(percent: int) -> None:
    thresholds, most = Thresholds(variant_percent=percent), 40

    def promised(length: int) -> int:
        needed = ((one, -(-percent * (length + one) // 200)) for one in range(length, 5 * most))
        return min(3 * need - 1 - (length + one) for one, need in needed if need <= length)

    border = bigram_border(thresholds, 4, most)
    assert all(promised(length) >= 1 for length in range(border, most + 1))
    assert border == 4 or promised(border - 1) < 1
    assert (percent, border) not in {(66, 4), (80, 5)}


@given(st.lists(st.lists(st.sampled_from("abc"), max_size=7), max_size=6))
def test_keys_are_words_and_bigrams_told_apart_by_occurrence(rows: list[list[str]]) -> None:
    texts, numbers = number_words(rows)
    spelled = {number: word for word, number in numbers.items()}
    read = [
        [spelled[one] for one in texts.words[a:b].tolist()]
        for a, b in zip(texts.starts, texts.starts[1:], strict=False)
    ]
    assert read == rows
    assert [len(one) for one in as_characters(texts)] == [len(row) for row in rows]
    for keys, items in (
        (word_keys(texts), [Counter(row) for row in rows]),
        (bigram_keys(texts), [Counter(pairwise(row)) for row in rows]),
    ):
        held = [set(keys.keys[a:b].tolist()) for a, b in zip(keys.starts, keys.starts[1:], strict=False)]
        assert [len(one) for one in held] == [one.total() for one in items]
        assert all(keys.frequency[key] == sum(key in one for one in held) for one in held for key in one)
        for one, counted in zip(held, items, strict=True):
            for other, against in zip(held, items, strict=True):
                assert len(one & other) == (counted & against).total()
        assert list(keys.frequency) == sorted(keys.frequency), "the rarest comes first"


def test_past_the_last_character_words_share_one() -> None:
    texts, _ = number_words([[str(number) for number in range(1_200_000)]])
    (spelled,) = as_characters(texts)
    assert len(spelled) == 1_200_000
    assert len(set(spelled[:1_000_000])) == 1_000_000
    assert not any("\ud800" <= character <= "\udfff" for character in spelled)


@pytest.mark.parametrize(
    ("most", "found", "are_all", "asked"),
    [
        pytest.param(None, [(0, 1), (0, 2), (1, 2)], True, 3, id="all"),
        pytest.param(4, [(0, 1), (0, 2), (1, 2)], True, 3, id="no more than are wanted"),
        pytest.param(1, [(0, 2), (1, 2)], False, 1, id="more than are wanted"),
    ],
)
def test_where_there_are_too_many_pairs_the_rest_is_not_looked_for(
    most: int | None, found: list[tuple[int, int]], are_all: bool, asked: int
) -> None:
    taken: list[int] = []

    def tiles() -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
        for left, right in (([1, 0], [2, 2]), ([0], [1]), ([0], [2])):
            taken.append(1)
            yield np.array(left, dtype=np.int64), np.array(right, dtype=np.int64)

    pairs, told = in_order(tiles(), most=most)
    assert (list(each(pairs)), told, len(taken)) == (found, are_all, asked)
