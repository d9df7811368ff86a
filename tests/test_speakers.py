"""Names across documents: who is one, who stays two, in any order."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrace.model import Entity, EntityKind, Place, Speaker
from quotetrace.speakers import merge_speakers, name_keys

KINDS = {"p": EntityKind.PERSON, "o": EntityKind.ORGANISATION, "r": EntityKind.ROLE, "g": EntityKind.GROUP}


def entity(described: str, *aliases: str, gender: str | None = None, roles: tuple[str, ...] = ()) -> Entity:
    """An entity such as ``p Jane Roe``: the kind's first letter and the name."""
    kind, name = described.split(" ", 1)
    return Entity(name, KINDS[kind], aliases, roles, gender)


def merged(*documents: Sequence[Entity]) -> list[Speaker]:
    return merge_speakers(places(documents))


def places(documents: Sequence[Sequence[Entity]]) -> list[tuple[Place, Entity]]:
    """The entities of some documents, each with its place."""
    return [((f"doc{n}", i), one) for n, known in enumerate(documents) for i, one in enumerate(known)]


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


def test_whom_a_person_decided_to_be_one_is_one() -> None:
    also = ("Jane Moss", "Jane Roe", "HPU")
    jane = entity("p Jane Roe", "Roe", gender="f")
    moss, union = entity("p Jane Moss", gender="m"), entity("o HPU")
    made = merged(
        [replace(jane, also=also)], [jane], [replace(moss, also=also)], [entity("p Roe")], [replace(union, also=also)]
    )
    assert [(one.name, one.kind, len(one.members)) for one in made] == [("Jane Moss", EntityKind.PERSON, 5)]
    assert made[0].aliases == ("Jane Roe", "HPU", "Roe")
    assert made[0].also == also


def test_one_of_two_decided_names_alone_is_shown_as_written() -> None:
    (one,) = merged([replace(entity("p Jane Roe"), also=("Jane Moss", "Jane Roe"))])
    assert (one.name, one.aliases) == ("Jane Roe", ("Jane Moss",))


def test_a_bare_name_that_is_decided_is_nobody_elses() -> None:
    also = ("John Roe", "Roe")
    made = merged([entity("p Jane Roe")], [replace(entity("p Roe"), also=also)], [entity("p Roe")])
    assert [(one.name, one.members) for one in made] == [
        ("Jane Roe", (("doc0", 0), ("doc2", 0))),
        ("Roe", (("doc1", 0),)),
    ]


def test_a_name_between_two_decisions_makes_one_of_three() -> None:
    made = merged(
        [replace(entity("p Jane Roe"), also=("Jane Roe", "Ida Dahl"))],
        [replace(entity("p J. Roe"), also=("J. Roe", "Tom Moss"))],
        [replace(entity("p Ida Dahl"), also=("Jane Roe", "Ida Dahl"))],
        [replace(entity("p Tom Moss"), also=("J. Roe", "Tom Moss"))],
    )
    assert [len(one.members) for one in made] == [4]


# What people decided to be the names of one speaker
DECIDED = [(), (), (), ("Tom Dahl", "Roe"), ("Moss", "Lopez", "HPU")]

ENTITIES = st.builds(
    Entity,
    name=st.sampled_from(["Jane Roe", "Jane A. Roe", "J. Roe", "John Roe", "Roe", "Mr Roe", "Moss", "Port", "HPU"]),
    kind=st.sampled_from(list(EntityKind)),
    aliases=st.sampled_from([(), ("Roe",), ("HPU",), ("Port",), ("the chief",)]),
    roles=st.sampled_from([(), ("the chief",), ("pilot",)]),
    gender=st.sampled_from([None, "f", "m"]),
    also=st.sampled_from(DECIDED),
)


@given(st.lists(st.lists(ENTITIES, max_size=3), max_size=6), st.randoms(use_true_random=False))
def test_order_does_not_matter_and_everyone_is_somebody(known: list[list[Entity]], chance: random.Random) -> None:
    entities = places(known)
    made = merge_speakers(entities)
    chance.shuffle(entities)
    assert merge_speakers(entities) == made
    assert sorted(place for one in made for place in one.members) == sorted(place for place, _ in entities)
    assert len({one.id for one in made}) == len(made)
    assert all(one.name not in one.aliases for one in made)


FAMILIES = st.builds(
    Entity,
    name=st.lists(
        st.sampled_from(["Maria", "M.", "Lopez", "Garcia", "van", "Moss", "Dr", "Jr."]), min_size=1, max_size=4
    ).map(" ".join),
    kind=st.sampled_from(list(EntityKind)),
    aliases=st.sampled_from([(), ("Lopez",), ("Moss Lopez",), ("the Garcia van",), ("Moss", "Lopez")]),
    roles=st.sampled_from([(), ("the chief",)]),
    gender=st.sampled_from([None, "f", "m"]),
    also=st.sampled_from(DECIDED),
)


@given(st.lists(FAMILIES, max_size=14), st.integers(0, 13))
def test_namesakes_alone_are_the_same_speakers_as_among_all(known: list[Entity], first: int) -> None:
    entities = places([[one] for one in known])
    chosen = namesakes(entities[first : first + 1], entities)
    inside = {place for place, _ in chosen}
    whole = [one for one in merge_speakers(entities) if inside & set(one.members)]
    assert merge_speakers(chosen) == whole
    assert inside == {place for one in whole for place in one.members}


def namesakes(some: list[tuple[Place, Entity]], entities: list[tuple[Place, Entity]]) -> list[tuple[Place, Entity]]:
    """Some of the entities, their namesakes, theirs, and so on."""
    found = list(some)
    for _, one in found:
        near = [other for other in entities if other not in found and are_namesakes(one, other[1])]
        found += near
    return found


def are_namesakes(one: Entity, other: Entity) -> bool:
    ours, theirs = name_keys(one), name_keys(other)
    if ours.alias is not None and ours.alias == theirs.alias:
        return True
    if ours.own is None or theirs.own is None:
        return False
    return ours.own == theirs.own or ours.own in theirs.others or theirs.own in ours.others


@pytest.mark.parametrize(
    ("described", "own", "others"),
    [
        (entity("p Jane Roe"), "person roe", set()),
        (entity("p Sen. Jane Ann Roe Jr."), "person roe", {"person ann"}),
        (entity("p Roe", "the chief"), "person roe", set()),
        (
            entity("o The Harbour Board", "HB", "the board"),
            "organisation harbour board",
            {"organisation hb", "organisation board"},
        ),
        (entity("g the Greens"), "group greens", set()),
        (entity("g residents"), None, set()),
        (entity("r harbour chief"), None, set()),
    ],
)
def test_name_keys(described: Entity, own: str | None, others: set[str]) -> None:
    keys = name_keys(described)
    assert (keys.own, set(keys.others)) == (own, others)
