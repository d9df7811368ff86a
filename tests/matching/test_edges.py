"""All pairs: complete against a slow twin, in any batches; chains, short fragments, who takes part."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matching_samples import quotation
from slow_relations import slow_fragment, slow_runs, slow_variant

from quotetrace.folding import fold_words
from quotetrace.matching import entries as entries_module
from quotetrace.matching import keys, postings
from quotetrace.matching.edges import find_edges
from quotetrace.model import Edge, Kind, Quotation, Relation

# Words enough for sentences of five and runs of eight to arise by chance, few enough for many near misses.
WORDS = st.sampled_from(["the", "of", "harbour", "dredging", "tide", "crane", "tide.", "berth. The"])
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=16).map(" ".join), max_size=7)


def slow_relation(left: str, right: str) -> Relation | None:
    """The relation of two texts without an ellipsis by nested loops; overlaps by runs of eight alone."""
    one, other = fold_words(left), fold_words(right)
    short, long = sorted((one, other), key=len)
    if slow_variant(one, other):
        return Relation.VARIANT
    if slow_fragment(short, long):
        return Relation.FRAGMENT
    return Relation.OVERLAP if slow_runs(one, other) >= 8 else None


def ends(edges: list[Edge]) -> list[tuple[str, str, Relation]]:
    return [(edge.left, edge.right, edge.relation) for edge in edges]


@given(TEXTS)
@settings(deadline=None)
def test_every_pair_that_a_slow_twin_finds_is_found(texts: list[str]) -> None:
    said = [quotation(f"doc{number}/1", text) for number, text in enumerate(texts)]
    found = {frozenset((edge.left, edge.right)): edge for edge in find_edges(said)}
    for one, other in combinations(said, 2):
        edge = found.get(frozenset((one.id, other.id)))
        expected = slow_relation(one.text, other.text)
        if expected is not None:
            assert edge is not None
            assert edge.relation is expected
        elif edge is not None:
            assert edge.relation is Relation.OVERLAP, "only a whole shared sentence of five words may be left"
            assert len(fold_words(edge.words)) in (5, 6, 7)


@given(TEXTS, st.lists(st.booleans(), min_size=7, max_size=7), st.randoms())
@settings(deadline=None)
def test_batches_find_what_one_run_finds(texts: list[str], first: list[bool], chance: object) -> None:
    said = [quotation(f"doc{number % 3}/{number}", text) for number, text in enumerate(texts)]
    together = find_edges(said)
    chance.shuffle(said)  # type: ignore[attr-defined]
    early = [one for one in said if first[int(one.id.split("/")[1])]]
    late = [one for one in said if one not in early]
    between = [edge for edge in [*find_edges(early), *find_edges(late, early)] if not _short(edge, said)]
    assert sorted(between, key=lambda edge: sorted((edge.left, edge.right))) == sorted(
        (edge for edge in together if not _short(edge, said)), key=lambda edge: sorted((edge.left, edge.right))
    )


def _short(edge: Edge, said: list[Quotation]) -> bool:
    """Short fragments depend on the whole document, which a real batch never splits."""
    text = {one.id: one.text for one in said}
    return edge.relation is Relation.FRAGMENT and len(fold_words(text[edge.left])) < 4


def test_small_tiles_find_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"the harbour crane number {n // 3} will be moved on day {n % 3}" for n in range(30)]
    said = [quotation(f"doc{n}/1", text) for n, text in enumerate(texts)]
    whole = find_edges(said)
    assert len(whole) > 30
    monkeypatch.setattr(postings, "TILE", 7)
    monkeypatch.setattr(keys, "_COMPARED", 3)
    assert find_edges(said) == whole


def test_stored_quotations_are_not_compared_with_each_other() -> None:
    words = "the old quay will close in spring"
    stored = [quotation("tide/1", words), quotation("gull/1", words)]
    assert find_edges([], stored) == []
    assert ends(find_edges([quotation("kelp/1", words)], stored)) == [
        ("gull/1", "kelp/1", Relation.VARIANT),
        ("kelp/1", "tide/1", Relation.VARIANT),
    ]


def test_the_shorter_is_on_the_left_of_a_fragment() -> None:
    long = quotation("a/1", "we shall close the old quay before the winter comes")
    short = quotation("b/1", "close the old quay")
    assert find_edges([long, short]) == [Edge("b/1", "a/1", Relation.FRAGMENT, 1.0)]


def test_an_overlap_names_the_shared_words_as_the_shorter_prints_them() -> None:
    one = quotation(
        "a/1", "Believe me: the old quay, it's falling apart, needs a plank, new paint and many new friends"
    )
    other = quotation("b/1", "I am new, but The Old Quay – it’s falling apart – needs a good deal of care")
    (edge,) = find_edges([one, other])
    assert (edge.relation, edge.words) == (Relation.OVERLAP, "The Old Quay – it’s falling apart – needs a")
    assert edge.score == pytest.approx(8 / 16)


@pytest.mark.parametrize(
    ("others", "edges"),
    [
        pytest.param(["It was a grim sign for all of us"], ["a/0"], id="in one longer quotation"),
        pytest.param(["A grim sign for us", "One more grim sign, I fear"], [], id="in two"),
        pytest.param(["A grim and dark sign for us"], [], id="not unbroken"),
    ],
)
def test_two_or_three_words_are_a_fragment_within_one_document(others: list[str], edges: list[str]) -> None:
    said = [quotation("a/9", "grim sign"), *(quotation(f"a/{n}", text) for n, text in enumerate(others))]
    assert [edge.right for edge in find_edges(said) if edge.left == "a/9"] == edges


@pytest.mark.parametrize(
    ("place", "speaker"),
    [("b/1", "Jane Roe"), ("a/1", "Tom Moss")],
    ids=["another document", "another speaker"],
)
def test_short_fragments_stay_within_document_and_speaker(place: str, speaker: str) -> None:
    said = [quotation("a/0", "grim sign"), quotation(place, "It was a grim sign for us", speaker)]
    assert find_edges(said) == []


def test_a_chain_is_matched_as_a_whole_too() -> None:
    first = quotation("a/1", "We shall")
    second = quotation("a/2", "not sell the ferry this year", continues="a/1")
    unbroken = quotation("b/1", "We shall not sell the ferry this year")
    across = quotation("c/1", "shall not sell the ferry")
    edges = {(edge.left, edge.right): edge for edge in find_edges([first, second, unbroken, across])}
    assert edges["a/1", "b/1"] == Edge("a/1", "b/1", Relation.VARIANT, 1.0, left_whole=True)
    assert edges["c/1", "a/1"] == Edge("c/1", "a/1", Relation.FRAGMENT, 1.0, right_whole=True)
    assert edges["a/2", "b/1"].relation is Relation.VARIANT
    assert not edges["a/2", "b/1"].left_whole
    assert ("a/1", "a/2") not in edges


@pytest.mark.parametrize(
    ("words", "edge"),
    [
        pytest.param("sell the old ferry", ("b/1", "a/1", False), id="in the first piece"),
        pytest.param("close the winter dock", ("b/1", "a/2", False), id="in the second piece"),
        pytest.param("the old ferry before we close", ("b/1", "a/1", True), id="across both"),
    ],
)
def test_what_stands_in_one_piece_of_a_chain_is_that_pieces_edge(words: str, edge: tuple[str, str, bool]) -> None:
    first = quotation("a/1", "We shall not sell the old ferry")
    second = quotation("a/2", "before we close the winter dock for good", continues="a/1")
    (found,) = find_edges([first, second, quotation("b/1", words)])
    assert (found.left, found.right, found.right_whole) == edge


def test_scare_quotes_without_a_speaker_take_no_part() -> None:
    words = "the so called harbour rescue"
    scare = quotation("a/1", words, None, kind=Kind.SCARE)
    assert find_edges([scare, quotation("b/1", words)]) == []
    assert len(find_edges([quotation("a/1", words, "Jane Roe", kind=Kind.SCARE), quotation("b/1", words)])) == 1


def test_what_is_longer_than_any_quotation_is_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries_module, "MAX_WORDS", 5)
    words = "one harbour crane was moved today"
    assert find_edges([quotation("a/1", words), quotation("b/1", words)]) == []
