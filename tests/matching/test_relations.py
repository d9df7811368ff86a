"""Variant, fragment and overlap: the borders, the ellipsis, and a slow twin."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slow_relations import slow_fragment, slow_lcs, slow_overlap, slow_runs, slow_variant

from quotetrace.matching.relations import (
    Thresholds,
    find_unbroken,
    fragment,
    lcs,
    longest_run,
    membership,
    overlap,
    relate,
    variant,
)
from quotetrace.matching.wording import read_wording
from quotetrace.model import Relation
from tests.fuzz.strategies import TEXTS

# Few words, so that chance makes many near misses; "the" and "of" are function words, the others are not.
WORDS = st.lists(st.sampled_from(["the", "of", "harbour", "dredging", "tide", "crane"]), max_size=14)
# Few sentences, which two texts often share
SENTENCES = st.lists(st.lists(st.sampled_from(["the", "tide"]), min_size=1, max_size=7), max_size=4)


def numbered(count: int, start: int = 0) -> str:
    return " ".join(f"word{number}" for number in range(start, start + count))


@pytest.mark.parametrize(
    ("left", "right", "score"),
    [
        pytest.param("the quay will open", "The quay will open.", 1.0, id="same"),
        pytest.param("we will not close the old quay", "we will close the old quay", 12 / 13, id="a word lost"),
        pytest.param(numbered(4) + " x", numbered(4) + " y", 0.8, id="at the border"),
        pytest.param(numbered(3) + " x", numbered(3) + " y", None, id="below the border"),
        pytest.param("very high", "very high", 1.0, id="two words, the same"),
        pytest.param("very high", "very high tide", None, id="under four words, not the same"),
        pytest.param("high", "High!", 1.0, id="one word"),
        pytest.param("a b c d", "d c b a", None, id="another order"),
        pytest.param("...", "...", None, id="no words"),
    ],
)
def test_variant(left: str, right: str, score: float | None) -> None:
    words = read_wording(left).words, read_wording(right).words
    assert variant(*words) == (None if score is None else pytest.approx(score))


@pytest.mark.parametrize(
    ("short", "long", "score"),
    [
        pytest.param("close the old quay", "We shall close the old quay before the winter comes", 1.0, id="unbroken"),
        pytest.param(numbered(7) + " " + numbered(6, 8), numbered(40), 1.0, id="a word left out"),
        pytest.param(numbered(6) + " odd", numbered(40), 6 / 7, id="at the border of 85 percent"),
        pytest.param(numbered(5) + " odd", numbered(40), None, id="below it"),
        pytest.param("close quay", "we shall close quay four today", None, id="under four words"),
        pytest.param("it is what it is", "and so it is what it is today then", None, id="function words alone"),
        pytest.param("close it or not", "they shall close it or not as they like", None, id="one content word"),
        pytest.param("w1 w2 w3 w4", "w1 x y w2 x y w3 x y w4", None, id="spread too far"),
        pytest.param(numbered(8), numbered(4), None, id="the longer is no fragment of the shorter"),
    ],
)
def test_fragment(short: str, long: str, score: float | None) -> None:
    found = fragment(read_wording(short), read_wording(long))
    assert found == (None if score is None else pytest.approx(score))


SPEECH = "We shall dredge the harbour in spring. Nobody will lose a berth. The cranes come later and cost nothing extra"


@pytest.mark.parametrize(
    ("cut", "fits"),
    [
        pytest.param("dredge the harbour in spring … The cranes come later", True, id="two pieces in order"),
        pytest.param("dredge the harbour in spring … nothing extra", True, id="a short piece after"),
        pytest.param("Nobody … The cranes come later and", True, id="a short piece before"),
        pytest.param("nothing extra … dredge the harbour in spring", False, id="a short piece out of order"),
        pytest.param("dredge the harbour in spring … cost everything", False, id="a short piece that is not there"),
        pytest.param("dredge the harbour … lose a berth", False, id="no piece of four words"),
        pytest.param("The cranes come later … we never said when exactly", True, id="one long piece is enough"),
        pytest.param("The ferries come sooner … nothing extra", False, id="no long piece fits"),
    ],
)
def test_a_quotation_with_an_ellipsis_fits_piece_by_piece(cut: str, fits: bool) -> None:
    score = fragment(read_wording(cut), read_wording(SPEECH))
    assert (score is not None) is fits
    assert score is None or 0 < score <= 1


@pytest.mark.parametrize(
    ("left", "right", "words"),
    [
        pytest.param(numbered(20), "x " + numbered(8, 5) + " y " + numbered(9, 100), 8, id="a run of eight"),
        pytest.param(numbered(20), "x " + numbered(7, 5) + " y " + numbered(9, 100), None, id="a run of seven"),
        pytest.param(
            "Nobody will lose a berth. That is a promise made to all of us here.",
            "Listen now to me, all of you. Nobody will lose a berth. The rest is gossip from the quay.",
            5,
            id="a whole sentence of five",
        ),
        pytest.param(
            "Nobody will lose hope. That is a promise made to all of us here.",
            "Listen now to me, all of you. Nobody will lose hope. The rest is gossip from the quay.",
            None,
            id="a whole sentence of four",
        ),
        pytest.param(
            "Trust me. Nobody will lose a berth. That is a promise made to all.",
            "And yet nobody will lose a berth in this town, as the mayor told us in March or April.",
            5,
            id="a whole sentence of one within a sentence of the other",
        ),
    ],
)
def test_overlap(left: str, right: str, words: int | None) -> None:
    for one, other in ((left, right), (right, left)):
        found = overlap(read_wording(one), read_wording(other))
        assert (found and found.end - found.start) == words


def test_the_closest_relation_is_told() -> None:
    whole = read_wording("we shall close the old quay before the winter comes and open the new one in spring")
    assert relate(whole, whole).relation is Relation.VARIANT
    part = read_wording("close the old quay before the winter")
    assert relate(part, whole).relation is Relation.FRAGMENT
    assert not relate(part, whole).reverse
    assert relate(whole, part).reverse
    assert relate(whole, read_wording("nothing of the kind at all")) is None


def test_thresholds_move_the_borders() -> None:
    left, right = list("abcdef"), list("abcxyz")
    assert variant(left, right) is None
    assert variant(left, right, Thresholds(variant_percent=50)) == 0.5


@given(WORDS, WORDS)
def test_fast_and_slow_agree(left: list[str], right: list[str]) -> None:
    one, other = read_wording(" ".join(left)), read_wording(" ".join(right))
    assert lcs(left, right) == slow_lcs(left, right)
    if left and right:
        assert (variant(left, right) is not None) is slow_variant(left, right)
    assert (fragment(one, other) is not None) is slow_fragment(left, right)
    start, length = longest_run(left, right)
    assert length == slow_runs(left, right)
    assert find_unbroken(left[start : start + length], right) >= 0 or length == 0


@given(SENTENCES, SENTENCES)
def test_an_overlap_is_the_longest_run_or_sentence(left: list[list[str]], right: list[list[str]]) -> None:
    one, other = (
        read_wording(". ".join(" ".join(sentence).capitalize() for sentence in text)) for text in (left, right)
    )
    found = overlap(one, other)
    assert (found.end - found.start if found else 0) == slow_overlap(left, right)
    if membership(one, other) is None and min(len(one.words), len(other.words)) >= 4:
        assert relate(one, other) == found


@given(st.text("abcd .…!", max_size=60) | TEXTS, st.text("abcd .…!", max_size=60) | TEXTS)
@settings(max_examples=200)
def test_a_relation_is_the_same_from_both_sides(left: str, right: str) -> None:
    forth, back = (relate(read_wording(one), read_wording(other)) for one, other in ((left, right), (right, left)))
    assert (forth is None) == (back is None)
    if forth and back:
        assert (forth.relation, forth.score) == (back.relation, back.score)
