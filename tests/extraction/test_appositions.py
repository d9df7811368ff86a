"""Who the words beside a name say that its bearer is, and names that are only given: *a man called Dale*."""

from __future__ import annotations

import pytest

from .articles import Case, assert_case, parameters, said
from .articles import look_alike as other
from .articles import plain_case as case

BEFORE = [
    case(
        "an-article-before-the-titles",
        'The Archbishop of Kell, the Most Rev. Desmond Thole, spoke. "It has mice," the archbishop said.',
        said("It has mice", "Desmond Thole"),
    ),
    case(
        "kin-with-a-trade",
        'His first wife, the painter Elsa Frame, left. "He talked to the fridge," she explained.',
        said("He talked to the fridge", "Elsa Frame"),
    ),
    case(
        "office-of-a-state",
        'Former governor of Obu State, Chief Festus Okoro, on Friday left. "I have not changed," the former governor '
        "said.",
        said("I have not changed", "Festus Okoro"),
    ),
    case(
        "a-resident-with-a-trade",
        'One resident, retired teacher Encik Rahmat, who lives there, frowned. "They bring flies," he said.',
        said("They bring flies", "Rahmat"),
    ),
    case(
        "between-dashes",
        'The parish clerk – Ida Judd – would lock it. "It is late," the clerk said.',
        said("It is late", "Ida Judd"),
    ),
    other(
        "a-place-and-a-person",
        'In Norrvik, the painter Elsa Frame met the mayor. "No," the mayor said.',
        said("No", "mayor"),
    ),
]

GIVEN = [
    case("called", 'A man called Dale rang. "I cannot," he said.', said("I cannot", "Dale")),
    case(
        "identified-simply-as",
        'A resident who identified himself simply as Musa ran. "They shouted," the resident said.',
        said("They shouted", "Musa"),
    ),
    case(
        "gave-her-name-only-as",
        'A displaced woman, who gave her name only as Halima, sat. "I walked," the woman said.',
        said("I walked", "Halima"),
    ),
    case(
        "signed-off-as",
        'A spokesperson, who signed off only as Bea, replied. "We do not share numbers," the spokesperson wrote.',
        said("We do not share numbers", "Bea"),
    ),
    other(
        "called-by-somebody",
        'The mayor called Ida Vance. "I cannot," Vance said. "Then don\'t," the mayor said.',
        said("I cannot", "Ida Vance"),
        said("Then don't", "mayor"),
    ),
]

BODIES = [
    case(
        "club-before-the-name",
        'Ivo Lund joined French club Stade Valmont. The 27-year-old smiled. He said it was "gutting".',
        said("gutting", "Ivo Lund"),
    ),
    other(
        "a-company-that-somebody-founded",
        'The company Ida Vance founded is gone. "I wept," she said.',
        said("I wept", "Ida Vance"),
    ),
    case(
        "a-verb-and-no-noun",
        'Te Awa coaches.\nIvo Lund plays his last game, against the Ironsands. He expects tears: "From me."',
        said("From me.", "Ivo Lund"),
    ),
    case(
        "park-is-a-surname",
        'Ko Hye-rin won. Her coach, Park Dae-sung, did not smile. "We have no cold," he said.',
        said("We have no cold", "Park Dae-sung"),
    ),
    case(
        "which-is-no-person",
        'Ida Dunn, of Upper Thrale, which has a church, smiled. "Try to shut it," she remarked.',
        said("Try to shut it", "Ida Dunn"),
    ),
    case(
        "where-is-no-person",
        "They met in the Old Mint, where they rehearse.\n"
        'Her director, the Belgian Luc Maes, sighed. "She fetches them," he said.',
        said("She fetches them", "Luc Maes"),
    ),
    case(
        "residents-of-a-street",
        'Residents of Mill Row say they were "treated like mushrooms".\nJean Tibbs, 71, of Mill Row, wept.',
        said("treated like mushrooms", "Residents"),
    ),
    case(
        "leader-in-the-assembly",
        'Leader of Opposition in the Assembly Dilip Mondal laughed. "Where are the bags?" he asked.',
        said("Where are the bags?", "Dilip Mondal"),
    ),
    case(
        "a-party-of-a-leader",
        'Polls give the Unity Party of Prime Minister Edda Lund the lead. "The night is young," Lund said.',
        said("The night is young", "Edda Lund"),
    ),
    other(
        "park-is-a-place",
        'Park Lane was shut. "We walk," Ida Vance said.',
        said("We walk", "Ida Vance"),
    ),
    case(
        "a-particle-of-the-south",
        'Coach Brad Te Awa coughed. His son, Josh Te Awa, did not. "I took him fishing," the coach, Te Awa, said.',
        said("I took him fishing", "Brad Te Awa"),
    ),
]


@pytest.mark.parametrize("one", parameters(BEFORE))
def test_an_apposition_in_front(one: Case) -> None:
    assert_case(one)


@pytest.mark.parametrize("one", parameters(GIVEN))
def test_a_name_that_somebody_is_given(one: Case) -> None:
    assert_case(one)


@pytest.mark.parametrize("one", parameters(BODIES))
def test_bodies_and_what_looks_like_one(one: Case) -> None:
    assert_case(one)
