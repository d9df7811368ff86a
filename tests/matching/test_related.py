"""The links between utterances: the closest few, the same in any order."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matching_samples import group_and_link, occurrence, occurrences, quotation

from quotetrace.matching import decide, find_edges, group, related
from quotetrace.matching.related import MOST_RELATED, find_links, renew_links
from quotetrace.model import Edge, Judgement, Related, Relation

WORDS = "tide herring gull quay kelp dock crane ice salt ferry".split()
PLACES = [f"d{number}/1" for number in range(3 * MOST_RELATED)]


def judged(other: int, shared: int, *, accepted: bool, relation: Relation) -> Judgement:
    return Judgement(Edge(PLACES[0], PLACES[other], relation, 1.0, " ".join(WORDS[:shared])), accepted, "because")


def slow_related(judgements: list[Judgement], utterance_of: dict[str, int]) -> list[Related]:
    """The links of the first utterance: all of them, sorted, the first of each other utterance, cut."""
    telling = {"fragment": 0, "look-alike": 1, "overlap": 2}
    links = []
    for one in judgements:
        name = "look-alike"
        if one.edge.relation is Relation.OVERLAP or (one.accepted and one.edge.relation is Relation.VARIANT):
            name = "overlap"
        elif one.accepted:
            name = "fragment"
        links.append((telling[name], -len(one.edge.words.split()), one.edge.right, one.edge.words, name))
    closest: dict[int, Related] = {}
    for _, _, other, words, name in sorted(links):
        because = "because" if name == "look-alike" else ""
        closest.setdefault(utterance_of[other], Related(utterance_of[other], name, words, because=because))
    return list(closest.values())[:MOST_RELATED]


JUDGEMENTS = st.builds(
    judged,
    st.integers(1, len(PLACES) - 1),
    st.integers(1, len(WORDS)),
    accepted=st.booleans(),
    relation=st.sampled_from(Relation),
)


@given(st.lists(JUDGEMENTS, max_size=200), st.permutations(range(len(PLACES))))
@settings(deadline=None, max_examples=60)
def test_the_closest_links_are_kept_whatever_the_order(judgements: list[Judgement], numbers: list[int]) -> None:
    utterance_of = dict(zip(PLACES, numbers, strict=True))
    known = occurrences([quotation(place, "tide") for place in PLACES])
    representatives = {number: place for place, number in utterance_of.items()}
    wanted = slow_related(judgements, utterance_of)
    for given_order in (judgements, judgements[::-1]):
        found = find_links(given_order, known, utterance_of, representatives)
        links = found.get(utterance_of[PLACES[0]], ())
        assert [replace(link, compatible=False) for link in links] == wanted
        alone = find_links(given_order, known, utterance_of, representatives, among={utterance_of[PLACES[0]]})
        assert alone == ({utterance_of[PLACES[0]]: links} if links else {})


def test_a_stock_phrase_of_many_documents_links_each_to_a_few() -> None:
    said = [quotation(f"d{number:02}/1", "grim sign", None) for number in range(2 * MOST_RELATED)]
    known = occurrences(said)
    judgements = decide(find_edges(said), known)
    made = group_and_link(judgements, known)
    assert {len(one.related) for one in made.utterances} == {MOST_RELATED}
    random.Random(7).shuffle(judgements)
    assert group_and_link(judgements, known) == made


RUN = "the dock will be drained before the herring return"


@pytest.mark.parametrize(
    ("speaker", "words", "compatible"),
    [
        pytest.param("Jane Roe", "the dock will be drained", True, id="the same speaker"),
        pytest.param("Roe", "the dock will be drained", True, id="a surname that fits"),
        pytest.param("Tom Moss", RUN, False, id="another speaker"),
        pytest.param(None, RUN, True, id="nobody named, many words"),
        pytest.param(None, "the dock will be drained", False, id="nobody named, a phrase"),
    ],
)
def test_one_speaker_may_have_said_both(speaker: str | None, words: str, compatible: bool) -> None:
    known = {"a/1": occurrence(quotation("a/1", RUN)), "b/1": occurrence(quotation("b/1", RUN, speaker))}
    judgement = Judgement(Edge("a/1", "b/1", Relation.OVERLAP, 1.0, words), False, "because")
    links = find_links([judgement], known, {"a/1": 1, "b/1": 2}, {1: "a/1", 2: "b/1"})
    assert links == {1: (Related(2, "overlap", words, compatible),), 2: (Related(1, "overlap", words, compatible),)}


def test_every_copy_of_a_sentence_is_a_member_however_many() -> None:
    words = "We shall dredge the harbour before the herring fleet returns from the northern banks"
    said = [quotation(f"d{number:03}/1", words) for number in range(120)]
    known = occurrences(said)
    (made,) = group(decide(find_edges(said), known), known).utterances
    assert len(made.members) == 120


@pytest.mark.parametrize("most", [1, 2, 5])
@pytest.mark.parametrize("seed", range(40))
def test_links_renewed_are_the_closest_of_all_or_none_are_said(
    seed: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(related, "MOST_RELATED", most)
    chance = random.Random(seed)

    def link(number: int) -> tuple[Related, str]:
        words = " ".join(["tide"] * chance.randint(1, 3))
        return Related(number, chance.choice(("fragment", "look-alike", "overlap")), words), f"{chance.random():.3f}"

    def nearness(one: tuple[Related, str]) -> tuple[int, int, str]:
        link, face = one
        return ["fragment", "look-alike", "overlap"].index(link.relation), -len(link.words.split()), face

    def closest(linked: dict[int, tuple[Related, str]]) -> tuple[Related, ...]:
        return tuple(one for one, _ in sorted(linked.values(), key=nearness)[:most])

    told = 0
    for _ in range(20):
        old = {number: link(number) for number in range(chance.randint(0, 7))}
        gone = {number for number in old if chance.random() < 0.4}
        fresh = {number: link(number) for number in [*gone, 11, 12] if chance.random() < 0.6}
        new = {number: one for number, one in old.items() if number not in gone} | fresh
        renewed = renew_links(
            closest(old),
            [one for one, _ in fresh.values()],
            gone=gone,
            before={number: face for number, (_, face) in old.items()},
            now={number: face for number, (_, face) in fresh.items()},
        )
        assert renewed in (None, closest(new))
        told += renewed is not None
    assert told


def test_links_cannot_be_renewed_from_an_utterance_that_is_not_there() -> None:
    stored = [Related(3, "overlap", "the tide turns")]
    assert renew_links(stored, (), gone=(), before={}, now={}) is None
    assert renew_links(stored, (), gone={3}, before={}, now={}) == ()
