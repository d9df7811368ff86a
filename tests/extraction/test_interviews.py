"""Interviews in questions without marks and answers within them: who answers, and reports that only ask a little."""

from __future__ import annotations

import pytest

from .articles import Case, assert_case, parameters, said
from .articles import look_alike as other
from .articles import plain_case as case

OPENING = "Lena Berg drove a bus before Ivo Roe printed her book, The Terminus.\n"
QUESTIONS = "Is it over?\n“The bus is over.”\nWhen did you decide?\n“In February.”\n"

CASES = [
    case(
        "answers-alone",
        OPENING + QUESTIONS + "And the boys?\n“They all left for the coast.”",
        said("The bus is over.", "Lena Berg"),
        said("In February.", "Lena Berg"),
        said("They all left for the coast.", "Lena Berg"),
    ),
    case(
        "a-pronoun-behind-an-answer",
        OPENING + QUESTIONS + "Does your mother know?\n“Yes.”\nWho told her?\n“I did,” she says.",
        said("The bus is over.", "Lena Berg"),
        said("In February.", "Lena Berg"),
        said("Yes.", "Lena Berg"),
        said("I did", "Lena Berg"),
    ),
    case(
        "a-statement-for-a-question",
        OPENING
        + QUESTIONS
        + "And the boys?\n“Gone.”\nYour aunt Ada Lund died last year.\n“She never read a page of it.”",
        said("The bus is over.", "Lena Berg"),
        said("In February.", "Lena Berg"),
        said("Gone.", "Lena Berg"),
        said("She never read a page of it.", "Lena Berg"),
    ),
    other(
        "somebody-else-named-beside-an-answer",
        OPENING + QUESTIONS + "And the boys?\n“Gone.”\nAnd the price?\n“It is fair,” says Ivo Roe.",
        said("The bus is over.", "Lena Berg"),
        said("In February.", "Lena Berg"),
        said("Gone.", "Lena Berg"),
        said("It is fair", "Ivo Roe"),
    ),
    other(
        "one-question-in-a-report",
        "Lena Berg met Ivo Roe. “I lost,” Roe said.\nBut who will pay the bill?\n“Nobody I know will ever pay it.”",
        said("I lost", "Ivo Roe"),
        said("Nobody I know will ever pay it.", "Ivo Roe", None),
    ),
]


@pytest.mark.parametrize("one", parameters(CASES))
def test_answers_below_questions(one: Case) -> None:
    assert_case(one)
