"""Folded words and the way back to the raw characters."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrace import folding
from quotetrace.folding import (
    bare_name,
    compatible,
    fold,
    fold_name,
    fold_words,
    full_names_agree,
    pieces,
    printed_outside,
    unprinted,
)
from tests.fuzz.strategies import ANY_TEXTS


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We can’t go", ["we", "can't", "go"]),
        ("the workers' day", ["the", "workers", "day"]),
        ("state-of-the-art – now", ["state", "of", "the", "art", "now"]),
        ("We [the council] will [not] sell", ["we", "will", "sell"]),
        ("na\u00efve cafe\u0301", ["na\u00efve", "caf\u00e9"]),
        ("co\u00adop\u200beration", ["cooperation"]),
        ("\ufb01rst \uff11\uff12", ["first", "12"]),
        ("1,000 at 3.5 %", ["1", "000", "at", "3", "5"]),
        ("snake_case", ["snake", "case"]),
        ("…", []),
        ("", []),
    ],
)
def test_words_are_folded(text: str, words: list[str]) -> None:
    assert list(fold_words(text)) == words


@given(ANY_TEXTS)
def test_every_word_points_at_characters_that_fold_to_it(text: str) -> None:
    previous = 0
    for word in fold(text):
        assert 0 <= word.start < word.end <= len(text)
        assert word.start >= previous or word.start == previous - 1  # two words may share one raw character (½)
        previous = word.end


def fold_slowly(text: str) -> list[tuple[str, int]]:
    """The twin: character by character, with no short cut."""
    folded, origin = folding._fold_characters(folding._mask_brackets(text))
    return [(match.group(), origin[match.start()]) for match in folding._WORD.finditer(folded)]


@given(ANY_TEXTS | st.text(alphabet="aÉ’“” …ßΣςİ½ﬁ\u0301\u00ad[]'–\u00a0я中"))
def test_the_short_cut_folds_as_the_slow_way_does(text: str) -> None:
    slowly = fold_slowly(text)
    assert [(word.folded, word.start) for word in fold(text)] == slowly
    assert list(fold_words(text)) == [word for word, _ in slowly]


def outside_slowly(text: str, spans: list[tuple[int, int]]) -> list[tuple[str, bool]]:
    """The twin: every word asked whether it begins in one of the spans."""
    found: list[tuple[str, bool]] = []
    for word in fold(text):
        if not any(start <= word.start < end for start, end in spans):
            found.append((word.folded, text[word.start].isupper()))
        elif found[-1:] != [("", False)]:
            found.append(("", False))
    return found


@given(
    st.text() | st.text(alphabet="abC1É’' _-[]", max_size=40) | st.text(alphabet="aÉ’“” ΣİẞǅK½ﬁ\u0301\u00ad[]'я"),
    st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)).map(sorted), max_size=6),
)
def test_words_outside_of_spans_are_those_that_begin_there(text: str, spans: list[list[int]]) -> None:
    within = [(min(start, len(text)), min(end, len(text))) for start, end in spans]
    found = [unprinted(word) for word in printed_outside(text, within)]
    repeated = [one == before == ("", False) for before, one in pairwise([("a", False), *found])]
    assert [one for one, again in zip(found, repeated, strict=True) if not again] == outside_slowly(text, within)


PILED = "cafe" + "\u0301\u0316" * 500


def test_marks_piled_on_a_letter_are_taken_a_few_at_a_time(put_in_order: list[int]) -> None:
    assert fold(f"{PILED} noir") == (("caf\u00e9", 0, 1004), ("noir", 1005, 1009))
    assert fold_name(PILED) == ("cafe",)
    assert compatible(PILED).startswith("caf\u00e9\u0316")
    assert max(put_in_order) < 40


@given(st.text(alphabet="abc '’-[]é\u0301…."))
def test_folding_folded_words_changes_nothing(text: str) -> None:
    words = fold_words(text)
    assert fold_words(" ".join(words)) == words


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("one two", [["one", "two"]]),
        ("one … two three", [["one"], ["two", "three"]]),
        ("one ... two. . . three [...] four", [["one"], ["two"], ["three"], ["four"]]),
        ("... one", [["one"]]),
        ("one.. two", [["one", "two"]]),
    ],
)
def test_an_ellipsis_cuts_a_quotation_into_pieces(text: str, cut: list[list[str]]) -> None:
    assert [[word.folded for word in piece] for piece in pieces(text)] == cut


@pytest.mark.parametrize(
    ("name", "words"),
    [("Iván O’Brien’s", ("ivan", "o'brien")), ("U.S. Steel", ("us", "steel")), ("J. Roy", ("j", "roy"))],
)
def test_names_fold_without_accents_and_possessives(name: str, words: tuple[str, ...]) -> None:
    assert fold_name(name) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Sen. Ana Roe Jr.", ("ana", "roe")),
        ("the Prime Minister Ana Roe", ("ana", "roe")),
        ("Ana Roe MP", ("ana", "roe")),
        ("Prince", ("prince",)),
        ("Mr", ("mr",)),
        ("…", ()),
    ],
)
def test_bare_names_have_no_titles(name: str, words: tuple[str, ...]) -> None:
    assert bare_name(name) == words


@pytest.mark.parametrize(
    ("left", "right", "agree"),
    [
        ("ana roe", "ana roe", True),
        ("a roe", "ana roe", True),
        ("ana roe", "ana lia roe", True),
        ("a l roe", "ana lia roe", True),
        ("ana lia roe", "ana mia roe", False),
        ("g w roe", "g h w roe", False),
        ("ana roe", "bea roe", False),
        ("roe moss", "ana roe moss", True),
        ("ana roe", "ana roe moss", True),
        ("roe", "ana roe", False),
    ],
)
def test_full_names_agree(left: str, right: str, agree: bool) -> None:
    assert full_names_agree(left.split(), right.split()) is agree
    assert full_names_agree(right.split(), left.split()) is agree
