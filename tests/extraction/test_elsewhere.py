"""Who is meant in news of courts, councils, sport and wires: offices, nicknames, epithets, unnamed roles, capitals."""

from __future__ import annotations

import pytest

from .articles import Case, assert_case, parameters, said
from .articles import look_alike as other
from .articles import plain_case as case

OFFICES = [
    case(
        "leader-of-the-opposition",
        'Leader of the Opposition Dr. Meera Joshi walked out. "This is loot," she said.',
        said("This is loot", "Meera Joshi"),
    ),
    case(
        "small-noun-before-a-title",
        'Labour analyst Prof Thandi Mokoena was blunt. The stock, she noted, was "gone by May".',
        said("gone by May", "Thandi Mokoena"),
    ),
    case(
        "mayor-for-housing",
        'Deputy Mayor for Housing Irina Pavlovna Belova flew in. "There is food," she said.',
        said("There is food", "Irina Pavlovna Belova"),
    ),
    case(
        "office-with-brackets",
        'Superintendent of Police (Rural) K. Meena Devi took samples. "It is oil," she said.',
        said("It is oil", "K. Meena Devi"),
    ),
    other(
        "an-office-alone",
        'The Leader of the Opposition met Meera Joshi. "It was loot," Joshi said.',
        said("It was loot", "Meera Joshi"),
    ),
    other(
        "two-offices-two-holders",
        'Minister of Ports Irina Belova met Deputy Mayor for Housing Oleg Titov. "No," he said. "Yes," she said.',
        said("No", "Oleg Titov"),
        said("Yes", "Irina Belova"),
    ),
]

NICKNAMES = [
    case(
        "surname-behind-a-nickname",
        'Farmer Bruce "Blue" Haddon has a sister, Jo Haddon. "I look up," said Mr Haddon.',
        said("Blue", "(nobody's words)", None),
        said("I look up", "Bruce Haddon"),
    ),
    other(
        "words-between-two-people",
        'Bruce Haddon shouted. "Blue," Edda Lorenz replied.',
        said("Blue", "Edda Lorenz"),
    ),
]


@pytest.mark.parametrize("one", parameters(OFFICES))
def test_an_office_in_front_of_a_name(one: Case) -> None:
    assert_case(one)


@pytest.mark.parametrize("one", parameters(NICKNAMES))
def test_a_nickname_in_marks(one: Case) -> None:
    assert_case(one)
