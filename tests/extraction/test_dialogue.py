"""Speech behind a dash, without marks: where it begins and ends, who speaks, and lists that only look so."""

from __future__ import annotations

import pytest

from quotetrace.extraction.dialogue import find_dialogue
from quotetrace.extraction.paragraphs import split_paragraphs

from .articles import Case, assert_case, heard, parameters, said
from .articles import look_alike as other
from .articles import plain_case as case

CASES = [
    case(
        "a-tag-behind-and-a-line-without-one",
        "Lena Berg sells coffee.\n– I am not angry, I am sad, says Lena Berg.\nShe wipes the counter.\n– It is over.",
        said("I am not angry, I am sad", "Lena Berg"),
        said("It is over.", "Lena Berg"),
    ),
    case(
        "words-behind-the-tag",
        "Lena Berg laughs.\n— He is welcome, she says. Minus 34 and no bus.\n— Come in February.",
        said("He is welcome", "Lena Berg"),
        said("Minus 34 and no bus.", "Lena Berg"),
        said("Come in February.", "Lena Berg"),
    ),
    case(
        "a-question",
        "Lena Berg waits.\n– What do you answer? asks Lena Berg.\n– Nothing, Lena Berg says.",
        said("What do you answer?", "Lena Berg"),
        said("Nothing", "Lena Berg"),
    ),
    other(
        "a-list",
        "The council decided:\n– Fares rise in May\n– The pool closes in June\nIda Vance left.",
    ),
    other(
        "one-line-alone",
        "Ida Vance spoke.\n– Reporting by Ivo Roe, says Ida Vance.",
    ),
]


@pytest.mark.parametrize("one", parameters(CASES))
def test_speech_behind_a_dash(one: Case) -> None:
    assert_case(one)


def test_marks_within_are_nested() -> None:
    text = 'Lena Berg nods.\n– He said "never again" to me, says Lena Berg.\n– I laughed, she says.'
    assert heard(text) == [('He said "never again" to me', "Lena Berg"), ("I laughed", "Lena Berg")]


def test_marks_over_the_edge_are_none() -> None:
    text = 'Lena Berg nods.\n– He left, says Lena Berg. It was "late.\n– I laughed, she says.'
    assert [words for words, _ in heard(text)] == ["He left", 'It was "late.', "I laughed"]


def test_thousands_of_lines_are_read_in_one_go() -> None:
    text = "\n".join(["– We row, says Vera Moss."] * 5000)
    assert len(find_dialogue(text, split_paragraphs(text))) == 5000
