"""What became of the words: classes of invented pairs, and edits that give both texts back."""

from __future__ import annotations

import re

import pytest
from drift_pairs import PAIRS
from hypothesis import given
from hypothesis import strategies as st

from quotetrace.folding import fold_words
from quotetrace.model import DriftClass, EditOp
from quotetrace.tracing.drift import drift, similarity
from tests.fuzz.invariants import assert_edits
from tests.fuzz.strategies import ANY_TEXTS

CASES = [(drift_class, *pair) for drift_class, pairs in PAIRS.items() for pair in pairs]


@pytest.mark.parametrize(("expected", "before", "after"), CASES, ids=[f"{c}: {b} → {a}" for c, b, a in CASES])
def test_the_most_severe_class_of_a_change(expected: str, before: str, after: str) -> None:
    assert str(drift(before, after).drift_class) == expected


MIRRORED = {"omission": "addition", "addition": "omission"}


@pytest.mark.parametrize(("expected", "before", "after"), CASES, ids=[f"{c}: {a} → {b}" for c, b, a in CASES])
def test_the_way_back_is_as_severe(expected: str, before: str, after: str) -> None:
    assert str(drift(after, before).drift_class) == MIRRORED.get(expected, expected)


@pytest.mark.parametrize(
    ("before", "after", "edits"),
    [
        pytest.param(
            "But hopefully it starts,",
            "But hopefully, it starts.",
            [
                ("equal", "But hopefully", "But hopefully", "none"),
                ("insert", "", ",", "punctuation"),
                ("equal", " it starts", " it starts", "none"),
                ("replace", ",", ".", "punctuation"),
            ],
            id="a comma put in, a closing mark changed",
        ),
        pytest.param(
            "We will not go, he says",
            "We will go",
            [
                ("equal", "We will ", "We will ", "none"),
                ("delete", "not ", "", "negation"),
                ("equal", "go", "go", "none"),
                ("delete", ", he says", "", "truncation"),
            ],
            id="a denial dropped and the tail cut",
        ),
        pytest.param(
            "We don't go",
            "we do not go",
            [
                ("replace", "We", "we", "typography"),
                ("equal", " ", " ", "none"),
                ("replace", "don't", "do not", "spelling"),
                ("equal", " go", " go", "none"),
            ],
            id="a contraction spelled out",
        ),
        pytest.param(
            "it cannot sail",
            "it can sail",
            [
                ("equal", "it ", "it ", "none"),
                ("replace", "cannot", "can", "negation"),
                ("equal", " sail", " sail", "none"),
            ],
            id="a denial within a word dropped",
        ),
        pytest.param(
            "The ferry isn't safe and leaks",
            "The ferry is unsafe and leaks",
            [
                ("equal", "The ferry ", "The ferry ", "none"),
                ("replace", "isn't safe", "is unsafe", "substitution"),
                ("equal", " and leaks", " and leaks", "none"),
            ],
            id="a denial moved into the word",
        ),
        pytest.param(
            "They took £14million of harbour dues",
            "$18 million of harbour dues",
            [
                ("replace", "They took £14million", "$18 million", "truncation"),
                ("equal", " of harbour dues", " of harbour dues", "none"),
            ],
            id="another amount where the head is cut: a replaced edge word is cut and added",
        ),
        pytest.param("fish", "bread", [("replace", "fish", "bread", "substitution")], id="nothing in common"),
    ],
)
def test_edits_as_people_see_them(before: str, after: str, edits: list[tuple[str, str, str, str]]) -> None:
    found = drift(before, after)
    assert [(str(e.op), e.before, e.after, str(e.drift_class)) for e in found.edits] == edits


def test_all_classes_are_told_the_most_severe_first() -> None:
    found = drift("We don't sell 12 boats, ever", "We don’t sell 20 old boats", origin="sha256:a/body/1")
    assert found.origin == "sha256:a/body/1"
    assert [str(one) for one in found.classes] == ["number", "truncation", "typography"]


def test_similarity_is_on_folded_words() -> None:
    assert similarity("We DON’T sell fish!", "we don't sell fish") == 1.0
    assert similarity("one two three four", "one two three") == pytest.approx(6 / 7)
    assert similarity("fish", "bread") == 0.0
    assert similarity("", "—") == 1.0


TRICKY = (
    "we they do not don't can't cannot 12 twelve 1,000 1000 % $5 -3 U.S. Anna Bell all if but … [he] [...] ½ "
    "cease-fire ceasefire it's is isn't won't will unsafe safe £14million £14m colour color "
    ", . “ ” ' ’ – -- may must was were"
)
WORDS = st.sampled_from(TRICKY.split(" "))
TEXTS = st.one_of(ANY_TEXTS, st.lists(WORDS, max_size=14).map(" ".join))


@given(TEXTS, TEXTS)
def test_edits_give_both_texts_back(before: str, after: str) -> None:
    assert_edits(before, after, drift(before, after))


def inside_words(text: str) -> set[int]:
    """The places between two letters, digits or an apostrophe within a word: where nothing may be cut."""
    return {place for match in re.finditer(r"[A-Za-z]+(?:'[A-Za-z]+)*", text) for place in range(*match.span())[1:]}


@given(TEXTS, TEXTS)
def test_no_edit_cuts_a_word(before: str, after: str) -> None:
    old = new = 0
    for edit in drift(before, after).edits[:-1]:
        old, new = old + len(edit.before), new + len(edit.after)
        assert old not in inside_words(before)
        assert new not in inside_words(after)


@given(TEXTS, TEXTS)
def test_the_class_is_the_worst_of_the_edits(before: str, after: str) -> None:
    found = drift(before, after)
    assert found.drift_class is found.classes[0]
    assert [one.severity for one in found.classes] == sorted({one.severity for one in found.classes}, reverse=True)
    worst = max((edit.drift_class for edit in found.edits), key=lambda one: one.severity, default=DriftClass.NONE)
    assert worst is found.drift_class


@given(TEXTS)
def test_a_text_does_not_drift_from_itself(text: str) -> None:
    found = drift(text, text)
    assert (found.drift_class, found.similarity) == (DriftClass.NONE, 1.0)


# No numbers: a percent sign, a currency, a decimal point or a minus is no typography (see the number pairs above).
STEADY = ["we", "sail", "to", "the", "old", "port", "not", "all", "it's", "Anna"]


@given(st.lists(st.sampled_from(STEADY), min_size=1, max_size=9), st.data())
def test_other_marks_and_capitals_are_no_changed_words(words: list[str], data: st.DataObject) -> None:
    marks = st.sampled_from([" ", ", ", ". ", " – ", "… ", " “", "” ", " [he] ", "  ", "\u00a0", "-", " (", "; "])
    cases = st.sampled_from([str.upper, str.title, str.lower, str])

    def printed() -> str:
        return "".join(
            data.draw(marks) + data.draw(cases)(word.replace("'", data.draw(st.sampled_from("'’")))) for word in words
        )

    before, after = printed(), printed()
    assert fold_words(before) == fold_words(after)
    assert drift(before, after).drift_class.severity <= DriftClass.ELLIPSIS.severity


def test_two_long_texts_are_aligned_in_reasonable_work() -> None:
    words = [f"w{index * index % 977}" for index in range(5000)]
    later = [word for index, word in enumerate(words) if index % 100] + ["and", "so", "on"]
    found = drift(" ".join(words), " ".join(later))
    assert "".join(edit.after for edit in found.edits) == " ".join(later)
    assert {str(one) for one in found.classes} <= {"omission", "truncation", "reorder"}
    assert sum(edit.op is EditOp.DELETE for edit in found.edits) == 50
