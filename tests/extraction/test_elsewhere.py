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

UNNAMED = [
    case(
        "apposition-behind-an-age",
        'In the queue was Mr R. Selvan, 66, a retired bus captain who took three buses. "I will freeze it," he said.',
        said("I will freeze it", "R. Selvan"),
    ),
    case(
        "apposition-behind-an-age-in-brackets",
        'Ruth Kade (34), a dairy farmer, sued Jonas Ried. "It was dark," the dairy farmer said.',
        said("It was dark", "Ruth Kade"),
    ),
    case(
        "presented-behind-the-verb",
        'Li Wei heads the village.\nOne of them is 29-year-old Li Xiaoyu, who flies drones. "My father laughed," she said.',
        said("My father laughed", "Li Xiaoyu"),
    ),
    case(
        "a-role-by-the-way",
        'Vera Holm married Arne Lind in May. A second husband, a naval officer, left. "He was tidy," she said.',
        said("He was tidy", "Vera Holm"),
    ),
    other(
        "a-role-and-nobody-else",
        'A naval officer ran ashore. "It was dark," he said.',
        said("It was dark", "naval officer"),
    ),
    other(
        "a-number-that-is-no-age",
        'Ruth Kade, 34, and a dairy farmer met. "It was dark," the dairy farmer said.',
        said("It was dark", "dairy farmer"),
    ),
]


@pytest.mark.parametrize("one", parameters(OFFICES))
def test_an_office_in_front_of_a_name(one: Case) -> None:
    assert_case(one)


@pytest.mark.parametrize("one", parameters(NICKNAMES))
def test_a_nickname_in_marks(one: Case) -> None:
    assert_case(one)


@pytest.mark.parametrize("one", parameters(UNNAMED))
def test_a_person_with_a_name_before_a_role_without(one: Case) -> None:
    assert_case(one)
