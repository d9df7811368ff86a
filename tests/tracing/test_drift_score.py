"""The score of a drift: how severe the worst change is, and how much of the words changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrace.tracing.drift import drift
from tests.fuzz.invariants import assert_edits

WORDS = "We do not believe the wall will fail this week, but the lake must be lowered by two metres"


@pytest.mark.parametrize(
    ("after", "score"),
    [
        pytest.param(WORDS, 0.0, id="the same words"),
        pytest.param(WORDS.replace(",", ""), 0.06, id="a comma"),
        pytest.param(WORDS.replace("week", "month"), 0.31, id="one word"),
        pytest.param(WORDS.replace("week", "month").replace("wall", "dam"), 0.33, id="two words are more than one"),
        pytest.param(WORDS.replace("not ", ""), 0.53, id="a lost not is worse than two words"),
        pytest.param(WORDS.replace("two", "three"), 0.5, id="a number"),
        pytest.param("the lake must be lowered by two metres", 0.28, id="half of it cut"),
    ],
)
def test_the_worst_class_and_the_share_of_changed_words(after: str, score: float) -> None:
    assert round(drift(WORDS, after, origin="a").score, 2) == score


@given(st.text(alphabet="abn ot.2", max_size=30), st.text(alphabet="abn ot.2", max_size=30))
def test_it_lies_between_0_and_1(before: str, after: str) -> None:
    assert_edits(before, after, drift(before, after, origin="a"))
