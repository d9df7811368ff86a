"""Whatever extraction gives, matching ends: any kinds, any `continues` links, marks inside marks."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from matching_samples import occurrences, quotation

from quotetrace.matching.decision import decide
from quotetrace.matching.edges import find_edges
from quotetrace.matching.utterances import group
from quotetrace.matching.wording import takes_part
from quotetrace.model import Flag, Kind, Part, Quotation

FULL = "We shall dredge the harbour before the herring fleet returns from the northern banks"
TEXTS = st.sampled_from(
    [
        "",
        "…",
        "grim",
        "grim sign",
        "dredge the harbour before the herring fleet",
        FULL,
        f"{FULL}. Grim sign.",
        "We shall",
    ]
)
PLACES = [f"{document}/{number}" for document in ("a", "b") for number in range(4)]


@st.composite
def collections(draw: st.DrawFn) -> list[Quotation]:
    """Quotations of two documents that may lie in one another and continue anything, even themselves."""
    said = []
    for place in draw(st.lists(st.sampled_from(PLACES), unique=True)):
        start = draw(st.integers(0, 40))
        said.append(
            quotation(
                place,
                draw(TEXTS),
                draw(st.sampled_from(["Jane Roe", "Tom Moss", None])),
                kind=draw(st.sampled_from(Kind)),
                part=draw(st.sampled_from(Part)),
                bounds=(start, start + draw(st.integers(1, 120))),
                continues=draw(st.sampled_from([None, None, "z/9", *PLACES])),
                flags=draw(st.sampled_from([(), (Flag.NESTED,), (Flag.UNCLOSED,)])),
            )
        )
    return said


@given(collections())
@settings(deadline=None, max_examples=300)
def test_every_quotation_that_takes_part_is_in_one_utterance(said: list[Quotation]) -> None:
    known = occurrences(said)
    made = group(decide(find_edges(said), known), known)
    placed = [member.quotation for one in made.utterances for member in one.members]
    assert sorted(placed) == sorted(one.id for one in said if takes_part(one))


def test_a_chain_through_words_that_nobody_said_is_cut_there() -> None:
    said = [
        quotation("a/1", "We shall dredge the harbour"),
        quotation("a/2", "so called", None, kind=Kind.SCARE, continues="a/1"),
        quotation("a/3", "before the herring fleet", continues="a/2"),
        quotation("a/4", "returns from the northern banks", continues="a/3"),
        quotation("b/1", "before the herring fleet returns from the northern banks"),
    ]
    known = occurrences(said)
    made = group(decide(find_edges(said), known), known)
    assert {frozenset(member.quotation for member in one.members) for one in made.utterances} == {
        frozenset({"a/1"}),
        frozenset({"a/3", "a/4", "b/1"}),
    }
