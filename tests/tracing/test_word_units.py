"""Words brought to one key, and the alignment of keys."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotetrace.tracing import alignment
from quotetrace.tracing.alignment import BORDER, CONTENT, EXTEND, FUNCTION, OPEN, align
from quotetrace.tracing.wording import joined, worded


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("We can’t, won't and cannot", "we can not will not and can not"),
        ("It's Lund's; she'd say they've", "it 's lund's she 'd say they have"),
        ("let's go, I'm gonna", "let us go i am going to"),
        ("travelled to the harbour theatre", "traveled to the harbor theater"),
        ("to organise and analyse", "to organize and analyze"),
        ("the U.S. and the UK", "the us and the uk"),
        ("A. Bell", "a bell"),
        ("1,000 or 1000 or 1 000", "#1000 or #1000 or #1 #0"),
        ("3.50 and 10.01.2022 at 18:48", "#3.5 and #10.01.2022 at #18:48"),
        ("twenty-five of a hundred and one", "#25 of #101"),
        ("two three", "#2 #3"),
        ("nineteen eighty-four", "#19 #84"),
        ("a hundred, a man", "#100 a man"),
        ("3 million, 3m, three million", "#3000000 #3000000 #3000000"),
        ("2.5bn, 2.25 thousand", "#2500000000 #2250"),
        ("two dozen, dozens", "#24 dozens"),
        ("5%, 5 %, 5 per cent, five percent", "#5% #5% #5% #5%"),
        ("$5m, 5 million dollars, €5", "#5000000 dollar #5000000 dollar #5 euro"),
        ("£14million, £14 million, £14m, £14 m, 14 million pounds", " ".join(["#14000000 pound"] * 5)),
        ("14 bn, 14bn, 14 m, $3 k", "#14000000000 #14000000000 #14 m #3000 dollar"),
        ("it was -5, then 7 -5, minus 5", "it was #-5 then #7 #5 #-5"),
        ("1st, first, twenty-first, 21st", "#1th #1th #21th #21th"),
        ("the 1990s, a 4x4, F-16", "the 1990s a 4x4 f #16"),
        ("½ and hundreds", "1/2 and hundreds"),
        ("seven hundred thousand", "#700000"),
        ("", ""),
    ],
)
def test_keys(text: str, keys: str) -> None:
    assert " ".join(unit.key for unit in worded(text).units()) == keys


@given(st.text(alphabet="aI'’ns't1,.05%$€-−½ \u00a0mknd[]…UAthecountwo"))
def test_units_stand_in_order_and_keep_their_characters(text: str) -> None:
    position = 0
    for unit in worded(text).units():
        assert position <= unit.start < unit.end <= len(text)
        assert unit.raw == text[unit.start : unit.end]
        position = unit.end


def test_a_number_of_any_length_keeps_its_digits() -> None:
    digits = "9" * 6000
    assert [unit.key for unit in worded(f"{digits} million").units()] == ["#" + digits + "000000"]


def test_words_are_joined_as_the_other_text_has_them_but_never_a_denial() -> None:
    found = joined(worded("a cease-fire, not able"), worded("the ceasefire is notable"))
    assert [unit.key for unit in found.units()] == ["a", "ceasefire", "not", "able"]


# --- alignment -------------------------------------------------------------------------------------------------


def cost(pairs: list[tuple[int, int]], weights: list[int], last: tuple[int, int]) -> int:
    """What a chain earns less what its gaps cost. last: the indices of the last words."""
    total = sum(weights[i] for i, _ in pairs) + BORDER * (((0, 0) in pairs) + (last in pairs))
    for (i, j), (k, m) in pairwise(pairs):
        skipped = k - i - 1 + m - j - 1
        total -= (OPEN + EXTEND * skipped) if skipped else 0
    return total


def best_chain(before: str, after: str, weights: list[int]) -> int:
    """The best total over all chains, by trying them all."""
    matches = [(i, j) for i, j in product(range(len(before)), range(len(after))) if before[i] == after[j]]
    best = 0

    def extend(chain: list[tuple[int, int]]) -> None:
        nonlocal best
        best = max(best, cost(chain, weights, (len(before) - 1, len(after) - 1)))
        for i, j in matches:
            if not chain or (i > chain[-1][0] and j > chain[-1][1]):
                extend([*chain, (i, j)])

    extend([])
    return best


@settings(max_examples=60, deadline=None)
@given(st.text("abcT", max_size=7), st.text("abcT", max_size=7))
def test_the_chain_is_the_best_of_all_chains(before: str, after: str) -> None:
    weights = [CONTENT if key.islower() else FUNCTION for key in before]
    pairs = align(before, after, idle="T")
    assert all(before[i] == after[j] for i, j in pairs)
    last = (len(before) - 1, len(after) - 1)
    assert cost(pairs, weights, last) == best_chain(before, after, weights)


def test_an_unbroken_run_is_preferred_to_scattered_words() -> None:
    before = ["the", "plan", "for", "the", "old", "mill"]
    after = ["the", "town", "has", "the", "will", "and", "the", "plan", "for", "the", "old", "mill"]
    assert align(before, after) == [(index, index + 6) for index in range(6)]


def test_words_left_out_at_an_ellipsis_cost_nothing() -> None:
    before = ["we", "sail", *("x" * 20), "to", "the", "isles"]
    after = ["we", "sail", "to", "the", "isles"]
    idle = {"we", "x", "to", "the"}
    assert align(before, after, idle=idle, cuts_after={2})[0] == (0, 0)
    assert align(before, after, idle=idle)[0] == (22, 2)


def test_long_texts_are_aligned_the_same_way_up_to_weak_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    before = [f"w{index}" for index in range(60)]
    after = ["w3", *("y" * 20), *before[20:40], "z", *before[41:50]]
    exact = align(before, after)
    monkeypatch.setattr(alignment, "MOST_CELLS", 0)
    assert align(before, after) == exact == [(i, i + 1) for i in range(20, 50) if i != 40]
