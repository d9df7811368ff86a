"""Words that very many quotations have: with which of these the others have edges, against a slow twin."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matching_samples import occurrences, quotation

from quotetrace.matching import crowds
from quotetrace.matching.auditing import audit
from quotetrace.matching.decision import decide
from quotetrace.matching.edges import find_edges, tell_edges
from quotetrace.matching.entries import by_wording, entries_of
from quotetrace.matching.utterances import group
from quotetrace.model import Edge, Flag, Quotation, Seat

SAYINGS = (
    "We shall not sell the old ferry before the winter comes",
    "We shall never sell the old ferry before the winter comes",
    "the old ferry before the winter",
    "not before winter",
)


@pytest.fixture(autouse=True)
def small_crowds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowds, "CROWD", 3)
    monkeypatch.setattr(crowds, "HEADS", 2)


def printed(seed: int, documents: int = 12) -> list[Quotation]:
    """Documents with a few of the sayings each, some of them continued in the next."""
    chance = random.Random(seed)
    said: list[Quotation] = []
    for number in range(documents):
        before = None
        for place in range(chance.randint(1, 4)):
            one = quotation(
                f"doc{number:02}/{place}",
                chance.choice(SAYINGS),
                chance.choice(("Jane Roe", "Tom Moss", None)),
                continues=before if chance.random() < 0.3 else None,
                flags=frozenset({Flag.UNCLOSED} if chance.random() < 0.1 else ()),
            )
            said.append(one)
            before = one.id
    return said


def slow_edges(said: Sequence[Quotation]) -> Iterator[Edge]:
    """Of all edges those with a head at an end, with the first of its document, or of documents that have one."""
    every = find_edges(said)
    head: set[tuple[str, bool]] = set()
    first: set[tuple[str, bool]] = set()
    for entries in by_wording(entries_of(said, new=True)).values():
        ordered = sorted(entries, key=lambda one: (one.unclosed, bool(one.pieces), one.id))
        leading = ordered if len(ordered) <= crowds.CROWD else ordered[: crowds.HEADS]
        head.update((one.id, one.whole) for one in leading)
        documents = {one.document: one for one in reversed(ordered)}
        first.update((one.id, one.whole) for one in documents.values())
    document_of = {one.id: one.document for one in said}

    def told(edge: Edge) -> bool:
        ends = {(edge.left, edge.left_whole), (edge.right, edge.right_whole)}
        same = document_of[edge.left] == document_of[edge.right]
        return not ends.isdisjoint(head) or (same and not ends.isdisjoint(first))

    near = {frozenset((document_of[one.left], document_of[one.right])) for one in every if told(one)}
    for edge in every:
        documents = frozenset((document_of[edge.left], document_of[edge.right]))
        if told(edge) or (len(documents) > 1 and documents in near):
            yield edge


def told_edges(new: Sequence[Quotation], stored: Sequence[Quotation] = ()) -> list[Edge]:
    known = {(one.quotation, one.whole): one.is_head for one in crowds.seat(stored, (), {}).seats}
    return tell_edges(new, stored, crowds.seat(new, stored, known).heads)


def unchained(said: Sequence[Quotation]) -> list[Quotation]:
    return [quotation(one.id, one.text, one.speaker, flags=one.flags) for one in said]


@given(st.integers(0, 10**6))
@settings(deadline=None)
def test_the_edges_are_those_of_a_slow_twin(seed: int) -> None:
    said = unchained(printed(seed))
    assert told_edges(said) == list(slow_edges(said))


@given(st.integers(0, 10**6), st.integers(1, 11))
@settings(deadline=None)
def test_new_ones_have_the_edges_that_they_have_among_all(seed: int, new: int) -> None:
    said = printed(seed)
    fresh = {one.id for one in said if one.document >= f"doc{new:02}"}
    found = told_edges([one for one in said if one.id in fresh], [one for one in said if one.id not in fresh])
    assert found == [edge for edge in told_edges(said) if edge.left in fresh or edge.right in fresh]


@given(st.integers(0, 10**6))
@settings(deadline=None)
def test_what_has_no_edge_is_told_through_a_third(seed: int) -> None:
    said = unchained(printed(seed))
    found = audit(said, told_edges(said), sample=99)
    assert found.missed == ()
    assert found.through == len(find_edges(said)) - len(told_edges(said))


def test_an_audit_sees_an_edge_to_a_head_that_is_gone() -> None:
    said = [quotation(f"doc{number}/1", SAYINGS[0]) for number in range(6)]
    edges = told_edges(said)
    assert len(edges) == 9
    lost = [edge for edge in edges if "doc5/1" not in (edge.left, edge.right)]
    missed = {pair[0] for pair in audit(said, lost, sample=99).missed}
    assert missed == {f"doc{number}/1" for number in range(5)}


@pytest.mark.parametrize("number", [1, 3, 4, 40])
def test_all_come_together(number: int) -> None:
    said = [quotation(f"doc{place:02}/1", SAYINGS[0]) for place in range(number)]
    known = occurrences(said)
    (utterance,) = group(decide(told_edges(said), known), known).utterances
    assert len(utterance.members) == number
    assert utterance.representative == "doc00/1"
    assert {one.parent for one in utterance.members[1:]} <= {"doc00/1"}


def test_the_edges_of_a_crowd_grow_with_it_and_no_faster() -> None:
    few, many = (
        len(told_edges([quotation(f"doc{place:03}/1", SAYINGS[0]) for place in range(number)])) for number in (50, 100)
    )
    assert (few, many) == (2 * 48 + 1, 2 * 98 + 1)


# --- seats ---------------------------------------------------------------------------------------------------


def seated(said: Sequence[Quotation], heads: Collection[str]) -> set[str]:
    return {one.quotation for one in crowds.seat(said, (), {}).seats if one.is_head} ^ set(heads)


def test_the_heads_are_those_that_utterances_begin_with() -> None:
    said = [quotation(f"doc{place}/1", SAYINGS[0]) for place in range(5)]
    unclosed = quotation("doc0/1", SAYINGS[0], flags=frozenset({Flag.UNCLOSED}))
    assert seated(said, ["doc0/1", "doc1/1"]) == set()
    assert seated([unclosed, *said[1:]], ["doc1/1", "doc2/1"]) == set()
    assert crowds.seat(said[:3], (), {}).seats == ()


def test_only_what_led_until_now_is_displaced() -> None:
    stored = [quotation(f"doc{place}/1", SAYINGS[0]) for place in range(1, 5)]
    new = [quotation("doc0/1", SAYINGS[0])]
    known = {(one.id, False): one.document in ("doc1", "doc2") for one in stored}
    assert crowds.seat(new, stored, known).displaced == {"doc2"}
    assert crowds.seat([quotation("doc9/1", SAYINGS[0])], stored, known).displaced == frozenset()


def test_what_becomes_a_crowd_displaces_all_that_do_not_lead() -> None:
    stored = [quotation(f"doc{place}/1", SAYINGS[0]) for place in range(1, 4)]
    assert crowds.seat([], stored, {}).displaced == frozenset()
    assert crowds.seat([quotation("doc4/1", SAYINGS[0])], stored, {}).displaced == {"doc3"}
    assert crowds.seat([quotation("doc0/1", SAYINGS[0])], stored, {}).displaced == {"doc2", "doc3"}


def test_what_leads_now_and_did_not_is_matched_again() -> None:
    stored = [quotation(f"doc{place}/1", SAYINGS[0]) for place in range(1, 5)]
    known = {(one.id, False): one.document == "doc2" for one in stored}
    assert crowds.seat([quotation("doc9/1", SAYINGS[0])], stored, known).displaced == {"doc1"}


def test_while_many_of_a_crowd_wait_the_rest_is_one_as_it_was() -> None:
    new, stored = quotation("doc1/1", SAYINGS[0]), quotation("doc2/1", SAYINGS[0])
    other = quotation("doc3/1", SAYINGS[1])
    seating = crowds.seat([new], [stored, other], {(one.id, False): False for one in (new, stored, other)})
    assert {one.quotation: one.is_head for one in seating.seats} == {"doc1/1": True, "doc2/1": False, "doc3/1": False}
    assert sorted(map(sorted, seating.heads.values())) == [[], [("doc1/1", False)]]
    assert seating.displaced == frozenset()


def test_who_is_promoted() -> None:
    def row(number: int, *, is_head: bool = False, unclosed: bool = False) -> Seat:
        return Seat("words", f"doc{number}/1", False, unclosed, is_head)

    led = [row(1, is_head=True), row(2), row(3), row(4)]
    assert [one.quotation for one in crowds.promoted(led)] == ["doc2/1"]
    assert [one.quotation for one in crowds.promoted([led[0], row(2, unclosed=True), *led[2:]])] == ["doc3/1"]
    assert crowds.promoted([row(1, is_head=True), row(2, is_head=True), row(3), row(4)]) == []
    assert [one.quotation for one in crowds.promoted(led[:3])] == ["doc2/1", "doc3/1"]
    assert crowds.promoted([]) == []


def test_a_wording_has_one_name_and_no_other_has_it() -> None:
    wordings = list(by_wording(entries_of([quotation(f"doc/{n}", one) for n, one in enumerate(SAYINGS)], new=True)))
    assert len({crowds.name_of(one) for one in wordings}) == len(SAYINGS)
    (again,) = by_wording(entries_of([quotation("doc/9", SAYINGS[0].upper())], new=False))
    assert crowds.name_of(again) in {crowds.name_of(one) for one in wordings}
