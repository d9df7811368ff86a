"""Utterances: stars around the fullest wording, ids that stay, links to the rest, the same in any order."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matching_samples import group_and_link, occurrences, quotation

from quotetrace.matching.decision import decide
from quotetrace.matching.edges import find_edges
from quotetrace.matching.utterances import Grouping
from quotetrace.model import Edge, Flag, Judgement, Kind, Quotation, Related, Relation, Utterance

FULL = "We shall dredge the harbour before the herring fleet returns from the northern banks"
PART = "dredge the harbour before the herring fleet returns"
OTHER = "Every skipper in Quillhaven was asked twice about the ice house"
VARIANT = "We will dredge the harbour before the herring fleet returns from the northern banks"


def matched(*said: Quotation, **settings: object) -> Grouping:
    known = occurrences(said)
    return group_and_link(decide(find_edges(said), known), known, **settings)


def parts(grouping: Grouping) -> set[frozenset[str]]:
    return {frozenset(member.quotation for member in one.members) for one in grouping.utterances}


def of(grouping: Grouping, place: str) -> Utterance:
    (found,) = [one for one in grouping.utterances if place in {member.quotation for member in one.members}]
    return found


def judged(*pairs: tuple[str, str, Relation, bool]) -> list[Judgement]:
    return [Judgement(Edge(left, right, relation, 1.0), yes, "because") for left, right, relation, yes in pairs]


def test_the_fullest_stands_for_the_utterance() -> None:
    made = matched(quotation("a/1", PART), quotation("b/1", FULL), quotation("c/1", "Nothing of the kind"))
    assert parts(made) == {frozenset({"a/1", "b/1"}), frozenset({"c/1"})}
    whole = of(made, "a/1")
    assert whole.representative == whole.members[0].quotation == "b/1"
    assert [(one.relation, one.parent) for one in whole.members] == [
        (Relation.VARIANT, None),
        (Relation.FRAGMENT, "b/1"),
    ]
    assert whole.members[1].joined_because.startswith("same speaker, 8 shared words")


@pytest.mark.parametrize(
    "unfit",
    [
        pytest.param(quotation("b/1", FULL + " today", flags=(Flag.UNCLOSED,)), id="unclosed"),
        pytest.param(quotation("b/1", FULL + " and" * 140), id="over 150 words"),
    ],
)
def test_what_is_unfit_stands_for_others_only_if_nothing_else_can(unfit: Quotation) -> None:
    assert of(matched(unfit, quotation("a/1", PART)), "b/1").representative == "a/1"
    assert of(matched(unfit), "b/1").representative == "b/1"


def test_a_fragment_never_links_two_utterances() -> None:
    said = [
        quotation("a/1", f"{PART}, and the ice house opens in March"),
        quotation("b/1", f"Nobody asked the skippers, but we {PART}"),
        quotation("c/1", PART),
    ]
    made = group_and_link(
        judged(("c/1", "a/1", Relation.FRAGMENT, True), ("c/1", "b/1", Relation.FRAGMENT, True)), occurrences(said)
    )
    assert parts(made) == {frozenset({"a/1", "c/1"}), frozenset({"b/1"})}
    (link,) = of(made, "b/1").related
    assert link == Related(of(made, "a/1").id, "fragment", PART, compatible=True)


def test_a_fragment_goes_with_the_statement_of_its_own_document() -> None:
    said = [quotation("a/1", FULL + " I think"), quotation("c/2", FULL + " we said"), quotation("c/1", PART)]
    both = judged(("c/1", "a/1", Relation.FRAGMENT, True), ("c/1", "c/2", Relation.FRAGMENT, True))
    assert parts(group_and_link(both, occurrences(said))) == {frozenset({"a/1"}), frozenset({"c/1", "c/2"})}


def test_copies_join_the_full_statement_and_not_a_copy_that_may_not() -> None:
    """Nobody is named in a/1, so its edge to the full statement is refused; it comes first of the equally long ones."""
    said = [
        quotation("a/1", PART, None),
        quotation("b/1", PART),
        quotation("c/1", PART),
        quotation("d/1", FULL),
    ]
    fragments = [(place, "d/1", Relation.FRAGMENT, place != "a/1") for place in ("a/1", "b/1", "c/1")]
    copies = [(*pair, Relation.VARIANT, True) for pair in (("a/1", "b/1"), ("a/1", "c/1"), ("b/1", "c/1"))]
    made = group_and_link(judged(*fragments, *copies), occurrences(said))
    assert parts(made) == {frozenset({"a/1"}), frozenset({"b/1", "c/1", "d/1"})}


@pytest.mark.parametrize(
    ("full", "joins"),
    [
        pytest.param(f"Listen: {FULL}", True, id="the fullest wording has the two words"),
        pytest.param(FULL.replace("herring fleet", "herring boats") + " today", False, id="it has other words"),
    ],
)
def test_two_words_go_where_the_quotation_of_their_document_goes(full: str, joins: bool) -> None:
    made = matched(quotation("a/0", "Herring fleet"), quotation("a/1", FULL), quotation("b/1", full, "Tom Moss"))
    assert of(made, "a/1").representative == "b/1"
    assert (of(made, "a/0") == of(made, "a/1")) is joins


def test_a_chain_of_variants_is_no_utterance() -> None:
    said = [
        quotation("a/1", "one two three four five"),
        quotation("b/1", "one two three four"),
        quotation("c/1", "x y"),
    ]
    made = group_and_link(
        judged(("a/1", "b/1", Relation.VARIANT, True), ("b/1", "c/1", Relation.VARIANT, True)), occurrences(said)
    )
    assert parts(made) == {frozenset({"a/1", "b/1"}), frozenset({"c/1"})}


def test_the_best_parent_may_be_another_member() -> None:
    made = matched(quotation("a/1", FULL + " next year"), quotation("b/1", PART), quotation("c/1", PART))
    assert {one.quotation: one.parent for one in of(made, "a/1").members} == {
        "a/1": None,
        "b/1": "a/1",
        "c/1": "b/1",
    }


def test_what_was_refused_is_related() -> None:
    said = [quotation("a/1", "Keep our harbour free"), quotation("b/1", "Keep our harbour free", "Tom Moss")]
    made = matched(*said)
    first, second = of(made, "a/1"), of(made, "b/1")
    because = "different speakers, only 4 shared words, 1 of them rare"
    assert first.related == (Related(second.id, "look-alike", "Keep our harbour free", because=because),)
    assert second.related == (Related(first.id, "look-alike", "Keep our harbour free", because=because),)


def test_overlaps_are_related_with_the_shared_words() -> None:
    said = [
        quotation("a/1", f"{FULL}. And now let me turn to the price of ice and of salt, which nobody likes."),
        quotation("b/1", f"Listen to me for once in your lives, gentlemen of the council. {FULL}!"),
    ]
    made = matched(*said)
    assert of(made, "a/1").related == (Related(of(made, "b/1").id, "overlap", FULL, compatible=True),)


def test_two_speakers_of_one_utterance_are_flagged() -> None:
    made = matched(quotation("a/1", FULL), quotation("b/1", VARIANT, "Tom Moss"))
    assert of(made, "a/1").speaker_conflict
    assert len(of(made, "a/1").members) == 2


def test_a_report_that_names_nobody_does_not_make_two_peoples_phrase_one() -> None:
    said = [
        quotation("a/1", "grim sign", None),
        quotation("b/1", "grim sign"),
        quotation("c/1", "grim sign", "Tom Moss"),
    ]
    both = judged(("a/1", "b/1", Relation.VARIANT, True), ("a/1", "c/1", Relation.VARIANT, True))
    made = group_and_link(both, occurrences(said))
    assert parts(made) == {frozenset({"a/1", "b/1"}), frozenset({"c/1"})}
    assert not of(made, "a/1").speaker_conflict


def test_two_speakers_below_an_unnamed_one_are_a_conflict() -> None:
    said = [quotation("a/1", FULL, None), quotation("b/1", FULL), quotation("c/1", FULL, "Tom Moss")]
    both = judged(("a/1", "b/1", Relation.VARIANT, True), ("a/1", "c/1", Relation.VARIANT, True))
    assert of(group_and_link(both, occurrences(said)), "a/1").speaker_conflict


def test_a_split_quotation_goes_together_where_the_whole_is_known() -> None:
    pieces = [
        quotation("a/1", "We shall"),
        quotation("a/2", "dredge the harbour before the herring fleet returns", continues="a/1"),
        quotation("a/3", "from the northern banks", continues="a/2"),
    ]
    made = matched(*pieces, quotation("b/1", FULL))
    assert parts(made) == {frozenset({"a/1", "a/2", "a/3", "b/1"})}
    assert made.utterances[0].representative == "b/1"
    assert parts(matched(*pieces)) == {frozenset({"a/1"}), frozenset({"a/2"}), frozenset({"a/3"})}


def test_reports_of_its_two_sentences_do_not_tie_a_split_quotation_together() -> None:
    made = matched(
        quotation("a/1", FULL),
        quotation("a/2", OTHER, continues="a/1"),
        quotation("b/1", VARIANT),
        quotation("c/1", OTHER),
    )
    assert parts(made) == {frozenset({"a/1", "b/1"}), frozenset({"a/2", "c/1"})}


def test_a_split_quotation_may_stand_for_the_utterance() -> None:
    pieces = [quotation("a/1", "We shall dredge the harbour"), quotation("a/2", "before herring come", continues="a/1")]
    (made,) = matched(*pieces, quotation("b/1", "shall dredge the harbour before herring")).utterances
    assert made.representative == "a/1"
    assert {one.quotation: one.joined_because for one in made.members[:2]} == {
        "a/1": "its words stand for the others",
        "a/2": "the same quotation continued",
    }


def test_nobodys_words_are_in_no_utterance() -> None:
    made = matched(quotation("a/1", "harbour tax", None, kind=Kind.SCARE), quotation("a/2", "harbour tax", None))
    assert parts(made) == {frozenset({"a/2"})}


@pytest.mark.parametrize(
    ("previous", "ids", "redirects", "splits"),
    [
        pytest.param({}, {"a/1": 40, "b/1": 40, "c/1": 41}, {}, {}, id="all new, in order of the representatives"),
        pytest.param({"a/1": 7, "b/1": 3}, {"a/1": 3, "b/1": 3, "c/1": 40}, {7: 3}, {}, id="a merge keeps the smaller"),
        pytest.param({"a/1": 7, "c/1": 7}, {"a/1": 40, "b/1": 40, "c/1": 7}, {}, {40: 7}, id="a split, by the fullest"),
        pytest.param({"a/1": 7, "z/1": 7}, {"a/1": 7, "b/1": 7, "c/1": 40}, {}, {}, id="a member is gone"),
    ],
)
def test_ids_stay(
    previous: dict[str, int], ids: dict[str, int], redirects: dict[int, int], splits: dict[int, int]
) -> None:
    said = [
        quotation("a/1", PART),
        quotation("b/1", PART),
        quotation("c/1", "Every skipper in this town agreed to it in writing"),
    ]
    made = matched(*said, previous=previous, next_id=40)
    assert {place: of(made, place).id for place in ids} == ids
    assert made.redirects == redirects
    assert made.splits == splits


WORDS = st.lists(st.sampled_from(["harbour", "tide", "herring", "the", "gull", "quay"]), min_size=1, max_size=9)
COLLECTIONS = st.lists(
    st.tuples(WORDS.map(" ".join), st.sampled_from(["Jane Roe", "Tom Moss", None]), st.booleans()), max_size=9
)


def collection(drawn: list[tuple[str, str | None, bool]]) -> list[Quotation]:
    said: list[Quotation] = []
    for number, (text, speaker, goes_on) in enumerate(drawn):
        place = f"doc{number // 3}/{number % 3}"
        before = f"doc{number // 3}/{number % 3 - 1}" if goes_on and number % 3 else None
        said.append(quotation(place, text, speaker, continues=before))
    return said


@given(COLLECTIONS, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_any_order_gives_the_same_partition(drawn: list[tuple[str, str | None, bool]], chance: random.Random) -> None:
    said = collection(drawn)
    made = matched(*said)
    known = occurrences(said)
    judgements = decide(find_edges(said), known)
    chance.shuffle(judgements)
    places = list(known)
    chance.shuffle(places)
    assert group_and_link(judgements, {place: known[place] for place in places}) == made


@given(COLLECTIONS, st.lists(st.integers(0, 2), min_size=3, max_size=3))
@settings(deadline=None)
def test_any_batching_gives_the_same_partition(drawn: list[tuple[str, str | None, bool]], batch: list[int]) -> None:
    said = collection(drawn)
    stored: list[Quotation] = []
    judgements: list[Judgement] = []
    previous: dict[str, int] = {}
    made = matched()
    for number in range(3):
        new = [one for one in said if batch[int(one.document[3:])] == number]
        known = occurrences([*stored, *new])
        judgements += decide(find_edges(new, stored), known)
        stored += new
        made = group_and_link(judgements, known, previous=previous, next_id=max(previous.values(), default=0) + 1)
        previous = {member.quotation: one.id for one in made.utterances for member in one.members}
    assert parts(made) == parts(matched(*said))
    assert len({one.id for one in made.utterances}) == len(made.utterances)


@given(COLLECTIONS)
@settings(deadline=None)
def test_every_quotation_is_in_one_utterance_and_relates_to_its_representative(
    drawn: list[tuple[str, str | None, bool]],
) -> None:
    said = collection(drawn)
    edges = {frozenset((edge.left, edge.right)) for edge in find_edges(said)}
    words = {one.id: one.text for one in said}
    made = matched(*said)
    placed = [member.quotation for one in made.utterances for member in one.members]
    assert sorted(placed) == sorted(one.id for one in said)
    in_chain = {one.id for one in said if one.continues} | {one.continues for one in said}
    for one in made.utterances:
        for member in one.members[1:]:
            if member.quotation in in_chain or one.representative in in_chain:
                continue
            related = frozenset((member.quotation, one.representative)) in edges
            assert related or (len(words[member.quotation].split()) < 4 and member.parent in words)
            assert related or f" {words[member.quotation]} " in f" {words[one.representative]} "
