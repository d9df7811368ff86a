"""Words, sentences and chains as matching sees them; who takes part."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matching_samples import quotation

from quotetrace.matching.rarity import information, rare_words, topic_words
from quotetrace.matching.wording import find_chains, raw_words, read_wording, shared_words, takes_part, whole_text
from quotetrace.model import Kind


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("We wait. They go.", [(0, 2), (2, 4)]),
        ("“We wait!” They go", [(0, 2), (2, 4)]),
        ("Ask Mr. Roe or J. Moss about it. Now", [(0, 8), (8, 9)]),
        ("It costs 3.5 million. Or so", [(0, 5), (5, 7)]),
        ("no end", [(0, 2)]),
        ("…", []),
    ],
)
def test_sentences(text: str, sentences: list[tuple[int, int]]) -> None:
    assert list(read_wording(text).sentences) == sentences


@given(st.text(alphabet="aB .!?…“”'0", max_size=50))
def test_sentences_cover_the_words_without_a_gap(text: str) -> None:
    wording = read_wording(text)
    ends = [0, *(end for _, end in wording.sentences)]
    assert [start for start, _ in wording.sentences] == ends[:-1]
    assert ends[-1] == len(wording.words)
    assert sum(map(len, wording.pieces)) == len(wording.words)


def test_raw_words_are_printed_as_they_stand() -> None:
    assert raw_words("He said: the Old\n Quay – it’s shut!", 2, 6) == "the Old Quay – it’s"


def test_shared_words_count_each_word_as_often_as_both_have_it() -> None:
    assert shared_words(["no", "no", "no", "way"], ["way", "no", "no"]) == ["no", "no", "way"]


@pytest.mark.parametrize(
    ("kind", "speaker", "text", "part"),
    [
        pytest.param(Kind.SCARE, None, "aid", False, id="nobody's words"),
        pytest.param(Kind.SCARE, "Jane Roe", "aid", True, id="scare marks around somebody's words"),
        pytest.param(Kind.DIRECT, None, "aid came", True, id="unattributed"),
        pytest.param(Kind.INDIRECT, "Jane Roe", "aid had come", True, id="indirect"),
        pytest.param(Kind.DIRECT, "Jane Roe", "…", False, id="no words"),
    ],
)
def test_who_takes_part(kind: Kind, speaker: str | None, text: str, part: bool) -> None:
    assert takes_part(quotation("tide/1", text, speaker, kind=kind)) is part


def test_chains_follow_the_links() -> None:
    first = quotation("tide/1", "We shall wait,")
    second = quotation("tide/2", "and then", continues="tide/1")
    third = quotation("tide/3", "we shall go.", continues="tide/2")
    orphan = quotation("tide/4", "Later", continues="tide/9")
    chains = find_chains([third, orphan, second, first])
    assert list(chains) == ["tide/1"]
    assert whole_text(chains["tide/1"]) == "We shall wait, and then we shall go."


@pytest.mark.parametrize("links", [["tide/2", "tide/1"], ["tide/1", "tide/1"]], ids=["a circle", "itself and a fork"])
def test_odd_links_end(links: list[str]) -> None:
    pieces = [quotation(f"tide/{i}", "We wait", continues=link) for i, link in enumerate(links, start=1)]
    assert all(len(chain) <= 2 for chain in find_chains(pieces).values())


def test_rarer_words_carry_more() -> None:
    assert information("the") < information("economy") < information("quatrefoil")
    assert rare_words(["the", "quatrefoil", "quatrefoil", "anchorage"]) == ["anchorage", "quatrefoil"]
    assert topic_words(["mr", "roe", "told", "reporters", "of", "the", "dredging"]) == {"roe", "dredging"}
