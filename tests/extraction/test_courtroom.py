"""Who the defendant, the accused, the witness and the prosecutor are in reports of trials."""

from __future__ import annotations

import pytest

from .articles import Case, assert_case, parameters, said
from .articles import look_alike as other
from .articles import plain_case as case

DEFENDANTS = [
    case(
        "who-pleaded",
        "Ivo Roe, 34, of Mill Lane, Ashton, pleaded guilty at Ashton Crown Court. Vera Moss was hurt.\n"
        '"It was tea," the defendant said.',
        said("It was tea", "Ivo Roe"),
    ),
    case(
        "of-whom-the-jury-heard",
        "The jury was told that Darren Pell, 34, had texted. Asked by Fiona Strake KC, prosecuting, the defendant "
        'replied: "The washing up." "Really?" she asked.',
        said("The washing up.", "Darren Pell"),
        said("Really?", "Fiona Strake"),
    ),
    case(
        "the-accused",
        'Gopal Bhat was remanded on Monday. Judge Rukmini Das left. "I waited for a bus," the accused said.',
        said("I waited for a bus", "Gopal Bhat"),
    ),
    case(
        "one-of-two",
        "Ivo Roe and Karl Dahl met. Roe was jailed for a year. Dahl was acquitted. Vera Moss wept.\n"
        '"I am free," the defendant said.',
        said("I am free", "Karl Dahl"),
    ),
    other(
        "nobody-in-the-dock",
        'Vera Moss, the baker, met Ivo Roe. "It was tea," the defendant said.',
        said("It was tea", "defendant"),
    ),
    other(
        "a-detective-charged-nobody",
        'Detective Ruth Kade was accused of nothing. "It was tea," the defendant said.',
        said("It was tea", "defendant"),
    ),
]

WITNESSES = [
    case(
        "who-gave-evidence",
        'Darren Pell, 34, denies arson. A neighbour, Shirley Bunn, gave evidence. The witness said she saw "a glow".',
        said("a glow", "Shirley Bunn"),
    ),
    case(
        "no-witness-is-the-accused",
        "Darren Pell, 34, pleaded not guilty, and Shirley Bunn said she saw him. Pell said he slept.\n"
        '"I saw him," the witness repeated.',
        said("I saw him", "Shirley Bunn"),
    ),
    case(
        "the-prosecutor",
        'Anita Desmond, prosecuting, met Ivo Roe. Roe smiled. "He threw it," the prosecutor said.',
        said("He threw it", "Anita Desmond"),
    ),
    other(
        "another-advocate",
        'Anita Desmond, defending, met Ivo Roe. "He threw it," the prosecutor said.',
        said("He threw it", "prosecutor"),
    ),
]


@pytest.mark.parametrize("one", parameters(DEFENDANTS))
def test_who_is_in_the_dock(one: Case) -> None:
    assert_case(one)


@pytest.mark.parametrize("one", parameters(WITNESSES))
def test_who_gives_evidence_and_who_asks(one: Case) -> None:
    assert_case(one)
