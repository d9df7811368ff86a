"""Pasted words among quotations."""

from __future__ import annotations

import pytest
from matching_samples import quotation

from quotetrace.matching.finding import find_words
from quotetrace.model import Kind, Relation

SAID = [
    quotation("a/1", "We shall close the old quay before the winter comes. Nobody will lose a berth."),
    quotation("b/1", "close the old quay"),
    quotation("c/1", "It is what it is, and the tide decides"),
    quotation("d/1", "old quay", None, kind=Kind.SCARE),
    quotation("e/1", "quay", None, kind=Kind.SCARE),
]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param(
            "close the old quay",
            [("b/1", Relation.VARIANT, 1.0), ("a/1", Relation.FRAGMENT, 1.0), ("d/1", Relation.FRAGMENT, 1.0)],
            id="within one, and the two words of another in it",
        ),
        pytest.param(
            "we shall CLOSE the  old quay before winter comes",
            [("a/1", Relation.FRAGMENT, 1.0), ("b/1", Relation.FRAGMENT, 1.0), ("d/1", Relation.FRAGMENT, 1.0)],
            id="a word left out; the pasted words may be the longer",
        ),
        pytest.param("it is what it is", [("c/1", Relation.FRAGMENT, 1.0)], id="function words are enough here"),
        pytest.param("tide", [("c/1", Relation.FRAGMENT, 1.0)], id="one word"),
        pytest.param("quay old", [], id="few words in another order"),
        pytest.param("…", [], id="no words"),
    ],
)
def test_find_words(words: str, found: list[tuple[str, Relation, float]]) -> None:
    assert find_words(words, SAID) == found


def test_overlaps_come_last() -> None:
    pasted = "They say: we shall close the old quay before the winter comes, and then open another in the east"
    found = [(place, relation) for place, relation, _ in find_words(pasted, SAID)]
    assert found == [("b/1", Relation.FRAGMENT), ("d/1", Relation.FRAGMENT), ("a/1", Relation.OVERLAP)]


@pytest.mark.parametrize(
    "stored", ["The tide won't heed the mayor's wishes …", "The tide won’t heed the mayor’s wishes …"]
)
@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("the tide wont heed the mayors wishes", id="typed in a hurry"),
        pytest.param("The tide won’t heed the mayor‘s wishes", id="curly"),
        pytest.param("mayors", id="one word"),
    ],
)
def test_apostrophes_are_as_good_as_none(typed: str, stored: str) -> None:
    ((_, relation, score),) = find_words(typed, [quotation("a/1", stored)])
    assert (relation, score) in [(Relation.VARIANT, 1.0), (Relation.FRAGMENT, 1.0)]


def test_only_the_apostrophe_is_forgiven() -> None:
    assert find_words("mayor", [quotation("a/1", "The mayor's wishes")]) == []
