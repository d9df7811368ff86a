"""Words quoted inside somebody else's quotation: whose utterance they are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from matching_samples import occurrence, occurrences, quotation

from quotetrace.matching import decide, find_edges, group
from quotetrace.matching.nesting import lies_within
from quotetrace.model import Flag, Judgement, Kind, Occurrence, Part, Quotation

SAID = "We are draining the winter dock, not the town"
REFUSED = "the words are quoted inside one of the two, whose speaker repeats them"


def nested(outer: str, inner: str, speaker: str | None, inner_speaker: str | None) -> list[Quotation]:
    """``moss/1``, and inside it ``moss/2``, which is the part of `outer` that says `inner`."""
    start = 500 + outer.index(inner)
    return [
        quotation("moss/1", outer, speaker, bounds=(500, 500 + len(outer))),
        quotation("moss/2", inner, inner_speaker, bounds=(start, start + len(inner)), flags=(Flag.NESTED,)),
    ]


def judge(said: list[Quotation]) -> dict[str, Judgement]:
    known = occurrences(said)
    return {" ".join(sorted((one.edge.left, one.edge.right))): one for one in decide(find_edges(said), known)}


def parts(known: dict[str, Occurrence]) -> set[frozenset[str]]:
    made = group(decide(find_edges([one.quotation for one in known.values()]), known), known)
    return {frozenset(member.quotation for member in one.members) for one in made.utterances}


@pytest.mark.parametrize("inner_speaker", ["Jane Roe", None])
def test_the_outer_speaker_only_repeats_the_words(inner_speaker: str | None) -> None:
    repeated = nested(f"When Roe says '{SAID}', she forgets who lives here", SAID, "Tom Moss", inner_speaker)
    judged = judge([*repeated, quotation("roe/1", SAID)])
    assert (judged["moss/1 roe/1"].accepted, judged["moss/1 roe/1"].reason) == (False, REFUSED)
    assert not judged["moss/1 moss/2"].accepted
    assert judged["moss/2 roe/1"].accepted


@pytest.mark.parametrize(
    ("words", "speaker", "accepted"),
    [
        pytest.param(SAID, "Tom Moss", False, id="another speaker"),
        pytest.param(SAID, None, False, id="nobody named"),
        pytest.param("she forgets who lives here beside the winter dock", "Jane Roe", True, id="the words around"),
        pytest.param(f"As I say, '{SAID}', she forgets who lives here", "Jane Roe", True, id="words in and around"),
        pytest.param(SAID, "Jane Roe", False, id="people quote themselves"),
    ],
)
def test_words_inside_and_around(words: str, speaker: str | None, accepted: bool) -> None:
    outer = f"As I say, '{SAID}', and she forgets who lives here beside the winter dock"
    said = [*nested(outer, SAID, "Jane Roe", "Jane Roe"), quotation("other/1", words, speaker)]
    assert judge(said)["moss/1 other/1"].accepted is accepted


def test_scare_marks_hold_the_speakers_own_words() -> None:
    words = "the great game of the winter herring"
    said = nested(f"I call it '{words}', and I shall not play it again", words, "Jane Roe", None)
    said[1] = replace(said[1], kind=Kind.SCARE)
    assert judge([*said, quotation("b/1", words)])["b/1 moss/1"].accepted


def test_a_quotation_that_consists_of_one_is_the_same() -> None:
    outer = [quotation("moss/1", f"'{SAID}'", bounds=(500, 502 + len(SAID))), *nested(SAID, SAID, None, "Jane Roe")[1:]]
    assert judge(outer)["moss/1 moss/2"].accepted


def test_a_headline_a_nested_copy_and_several_outlets_are_one_utterance() -> None:
    repeated = nested(f"When Roe says '{SAID}', she forgets who lives here", SAID, "Tom Moss", "Jane Roe")
    known = occurrences(
        [
            *repeated,
            quotation("a/0", "draining the winter dock, not the town", kind=Kind.HEADLINE),
            quotation("a/1", f"{SAID}. There is no year in which we sell a second boat."),
            quotation("b/1", SAID),
            quotation("c/1", SAID),
        ]
    )
    assert parts(known) == {frozenset({"moss/1"}), frozenset({"moss/2", "a/0", "a/1", "b/1", "c/1"})}


def test_outer_and_inner_stay_apart_where_a_third_report_has_both() -> None:
    outer = f"When Roe says '{SAID}', she forgets who lives here"
    known = occurrences(nested(outer, SAID, "Tom Moss", "Tom Moss"))
    known["b/1"] = occurrence(quotation("b/1", outer, "Tom Moss"))
    assert parts(known) == {frozenset({"moss/1", "b/1"}), frozenset({"moss/2"})}


@pytest.mark.parametrize(
    ("bounds", "part", "within"),
    [
        pytest.param((10, 20), Part.BODY, True, id="in the middle"),
        pytest.param((1, 30), Part.BODY, True, id="the marks beside each other"),
        pytest.param((0, 30), Part.BODY, False, id="the same characters"),
        pytest.param((20, 31), Part.BODY, False, id="half outside"),
        pytest.param((10, 20), Part.HEADLINE, False, id="in the headline"),
    ],
)
def test_lies_within(bounds: tuple[int, int], part: Part, within: bool) -> None:
    outer = quotation("a/1", "x", bounds=(0, 30))
    assert lies_within(quotation("a/2", "y", bounds=bounds, part=part), outer) is within
