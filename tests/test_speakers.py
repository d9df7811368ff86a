"""Names across documents: who is one, who stays two, in any order."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrace.model import Entity, EntityKind, Speaker
from quotetrace.speakers import merge_speakers

KINDS = {"p": EntityKind.PERSON, "o": EntityKind.ORGANISATION, "r": EntityKind.ROLE, "g": EntityKind.GROUP}


def entity(described: str, *aliases: str, gender: str | None = None, roles: tuple[str, ...] = ()) -> Entity:
    """An entity such as ``p Jane Roe``: the kind's first letter and the name."""
    kind, name = described.split(" ", 1)
    return Entity(name, KINDS[kind], aliases, roles, gender)


def merged(*documents: Sequence[Entity]) -> list[Speaker]:
    return merge_speakers((f"doc{number}", known) for number, known in enumerate(documents))


def names(*described: str) -> list[tuple[str, int]]:
    """The display names and how many documents each has, for one entity a document."""
    return [(one.name, len(one.members)) for one in merged(*([entity(each)] for each in described))]


@pytest.mark.parametrize(
    ("described", "speakers"),
    [
        pytest.param(["p Jane Roe", "p Jane Roe"], [("Jane Roe", 2)], id="the same full name"),
        pytest.param(["p Jane Roe", "p Sen. Jane Roe", "p Dr Jane Roé"], [("Jane Roe", 3)], id="titles and accents"),
        pytest.param(["p Jane Roe", "p Roe", "p Ms Roe"], [("Jane Roe", 3)], id="a bare surname"),
        pytest.param(["p Jane Roe", "p John Roe"], [("Jane Roe", 1), ("John Roe", 1)], id="two with one surname"),
        pytest.param(
            ["p Jane Roe", "p John Roe", "p Roe", "p Roe"],
            [("Jane Roe", 1), ("John Roe", 1), ("Roe", 1), ("Roe", 1)],
            id="a surname that two have stays alone",
        ),
        pytest.param(["p Roe", "p Mr. Roe"], [("Roe", 2)], id="a surname alone"),
        pytest.param(["p Jane Ann Roe", "p Jane Roe", "p J. Roe"], [("Jane Ann Roe", 3)], id="a middle name, initials"),
        pytest.param(
            ["p Jane Roe", "p John Roe", "p J. Roe"],
            [("J. Roe", 1), ("Jane Roe", 1), ("John Roe", 1)],
            id="an initial that two have",
        ),
        pytest.param(
            ["p John Q. Roe", "p John R. Roe", "p John Roe"],
            [("John Q. Roe", 1), ("John R. Roe", 1), ("John Roe", 1)],
            id="middle initials keep two apart",
        ),
        pytest.param(["o The Harbour Board", "o Harbour Board"], [("Harbour Board", 2)], id="a body and its article"),
        pytest.param(["o Roe", "p Roe"], [("Roe", 1), ("Roe", 1)], id="a firm is no person"),
        pytest.param(["r harbour master", "r harbour master"], [("harbour master", 1)] * 2, id="roles never merge"),
        pytest.param(["g residents", "g residents"], [("residents", 1)] * 2, id="unnamed groups never merge"),
        pytest.param(["g the Greens", "g Greens"], [("Greens", 2)], id="named groups do"),
    ],
)
def test_who_is_one(described: list[str], speakers: list[tuple[str, int]]) -> None:
    assert names(*described) == speakers


def test_a_rare_long_form_is_an_alias() -> None:
    (one,) = merged([entity("p Jane Ann Roe")], *([entity("p Jane Roe")] for _ in range(11)))
    assert (one.name, one.aliases) == ("Jane Roe", ("Jane Ann Roe",))


def test_aliases_are_all_forms_seen() -> None:
    (one,) = merged(
        [entity("p Jane Roe", "Roe", "the harbour chief", roles=("the harbour chief",))],
        [entity("p Dr. Jane Roe", "Roe")],
    )
    assert one.aliases == ("Roe", "Dr. Jane Roe", "the harbour chief")
    assert one.members == (("doc0", 0), ("doc1", 0))
    assert one.kind is EntityKind.PERSON


def test_a_role_alone_joins_nobody() -> None:
    made = merged([entity("p Jane Roe", "harbour chief", roles=("harbour chief",))], [entity("r harbour chief")])
    assert [one.name for one in made] == ["harbour chief", "Jane Roe"]


@pytest.mark.parametrize(
    ("bare", "home"),
    [
        pytest.param(entity("p Roe", gender="f"), "Jane Roe", id="gender"),
        pytest.param(entity("p Roe", "the pilot", roles=("the pilot",)), "John Roe", id="a shared role"),
        pytest.param(entity("p Roe"), "Roe", id="nothing tells"),
    ],
)
def test_gender_and_role_tell_two_with_one_surname_apart(bare: Entity, home: str) -> None:
    jane = entity("p Jane Roe", gender="f")
    john = entity("p John Roe", "pilot", gender="m", roles=("pilot",))
    (found,) = [one for one in merged([jane], [john], [bare]) if ("doc2", 0) in one.members]
    assert found.name == home


def test_a_bare_surname_of_another_gender_stays_alone() -> None:
    made = merged([entity("p Jane Roe", gender="f")], [entity("p Roe", gender="m")])
    assert [one.name for one in made] == ["Jane Roe", "Roe"]


def test_bare_names_of_two_genders_are_two() -> None:
    genders = ("f", "m", "f", None)
    assert [len(one.members) for one in merged(*([entity("p Roe", gender=one)] for one in genders))] in (
        [1, 1, 2],
        [1, 2, 1],
        [2, 1, 1],
    )
    assert [len(one.members) for one in merged([entity("p Roe", gender="f")], [entity("p Roe")])] == [2]


def test_a_short_name_joins_the_body_that_uses_it() -> None:
    made = merged([entity("o Harbour Pilots Union", "HPU")], [entity("o HPU")])
    assert [(one.name, one.aliases) for one in made] == [("Harbour Pilots Union", ("HPU",))]
    two = merged([entity("o Harbour Pilots Union", "HPU")], [entity("o HPU")], [entity("o Hotel Porters Union", "HPU")])
    assert [one.name for one in two] == ["Harbour Pilots Union", "Hotel Porters Union", "HPU"]


def test_two_bodies_that_name_each_other_are_one() -> None:
    made = merged([entity("o Harbour Board", "Quay Board")], [entity("o Quay Board", "Harbour Board")])
    assert [len(one.members) for one in made] == [2]


ENTITIES = st.builds(
    Entity,
    name=st.sampled_from(["Jane Roe", "Jane A. Roe", "J. Roe", "John Roe", "Roe", "Mr Roe", "Moss", "Port", "HPU"]),
    kind=st.sampled_from(list(EntityKind)),
    aliases=st.sampled_from([(), ("Roe",), ("HPU",), ("Port",), ("the chief",)]),
    roles=st.sampled_from([(), ("the chief",), ("pilot",)]),
    gender=st.sampled_from([None, "f", "m"]),
)


@given(st.lists(st.lists(ENTITIES, max_size=3), max_size=6), st.randoms(use_true_random=False))
def test_order_does_not_matter_and_everyone_is_somebody(known: list[list[Entity]], chance: random.Random) -> None:
    documents = [(f"doc{number}", each) for number, each in enumerate(known)]
    made = merge_speakers(documents)
    chance.shuffle(documents)
    assert merge_speakers(documents) == made
    places = sorted(place for one in made for place in one.members)
    assert places == sorted((doc, index) for doc, each in documents for index in range(len(each)))
    assert len({one.id for one in made}) == len(made)
    assert all(one.name not in one.aliases for one in made)
