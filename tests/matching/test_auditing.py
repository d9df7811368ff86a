"""What an audit counts, and that it sees every edge that is gone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from matching_samples import quotation

from quotetrace.matching.auditing import audit
from quotetrace.matching.edges import find_edges
from quotetrace.model import Kind, Quotation, Relation

SAID = [
    quotation("a/1", "We shall not sell the old ferry before the winter comes"),
    quotation("b/1", "We shall sell the old ferry before the winter comes"),
    quotation("c/1", "not sell the old ferry"),
    quotation("d/1", "He told us: before the winter comes the harbour is closed. It snows."),
    quotation("e/1", "No, never. Sell the old ferry before the winter comes and the ice is here for good"),
    quotation("f/1", "Quite so"),
    quotation("g/1", "quite so"),
    quotation("h/1", "quite so", None, kind=Kind.SCARE),
]


def missed(edges: list[object], sample: int = 99, seed: int = 0, said: list[Quotation] = SAID) -> object:
    return audit(said, edges, sample=sample, seed=seed).missed  # type: ignore[arg-type]


def test_all_edges_are_there() -> None:
    found = audit(SAID, find_edges(SAID), sample=99)
    assert (found.sampled, found.quotations, found.missed) == (7, 7, ())
    assert found.related == {Relation.VARIANT: 2, Relation.FRAGMENT: 1, Relation.OVERLAP: 2}


@pytest.mark.parametrize("gone", range(5))
def test_an_edge_that_is_gone_is_missed(gone: int) -> None:
    edges = find_edges(SAID)
    assert len(edges) == 5
    lost = edges.pop(gone)
    assert missed(edges) == ((*sorted((lost.left, lost.right)), lost.relation),)


def test_an_edge_of_another_relation_is_no_edge() -> None:
    edges = [replace(edge, relation=Relation.OVERLAP) for edge in find_edges(SAID)]
    assert [pair[:2] for pair in missed(edges)] == [("a/1", "b/1"), ("a/1", "c/1"), ("f/1", "g/1")]


def test_the_edge_of_a_whole_chain_stands_for_that_of_its_first_piece() -> None:
    said = [
        quotation("a/1", "We shall not sell the old ferry"),
        quotation("a/2", "before the winter comes", continues="a/1"),
        quotation("b/1", "We shall not sell the old ferry before the winter comes"),
    ]
    edges = find_edges(said)
    assert any(edge.left_whole or edge.right_whole for edge in edges)
    assert missed(edges, said=said) == ()


def test_a_sample_is_compared_with_all_and_drawn_by_its_seed() -> None:
    found = [audit(SAID, [], sample=2, seed=seed) for seed in range(30)]
    assert {one.sampled for one in found} == {2}
    assert len({one.missed for one in found}) > 3
    assert found[0] == audit(reversed(SAID), [], sample=2, seed=0)
    assert {pair for one in found for pair in one.missed} == set(missed([]))


def test_nothing_stored_has_nothing_to_miss() -> None:
    assert audit([], [], sample=5).missed == ()
