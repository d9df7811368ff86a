"""What a trace does not store is found again: which quotations are in conflict, and which belong together unordered."""

from __future__ import annotations

import pytest
from tracing_samples import by_id, occurrence, told, utterance

from quotetrace.model import Conflict, Explanation, Kind, Occurrence, Undecided
from quotetrace.tracing import trace
from quotetrace.tracing.explaining import explain

SCENE = "Beside the drained basin on a cold morning, Lund said: “We will not close the quay this winter.”"
RUN = "beside the drained basin on a cold morning"


def explained(members: list[Occurrence], *, conflict: bool = False) -> Explanation:
    (found,) = trace([utterance(members, speaker_conflict=conflict)], by_id(members))
    return explain(found)


@pytest.mark.parametrize(
    ("members", "conflicts"),
    [
        pytest.param(
            [
                occurrence("a", "2023-05-01", outlet="Quay News", told_to=[told("the Fjord Post")]),
                occurrence("b", "2023-05-03", outlet="Fjord Post"),
            ],
            [Conflict("credit-conflict", "a/body/10", ("b/body/10",), "the Fjord Post")],
            id="a credit to a later article",
        ),
        pytest.param(
            [
                occurrence("a", "2023-05-01", outlet="Quay News", copy_class="a"),
                occurrence("b", "2023-05-03", outlet="Quay News", copy_class="a"),
            ],
            [Conflict("date-conflict", "b/body/10", ("a/body/10",))],
            id="two dates of one article",
        ),
        pytest.param([occurrence("a", "2023-05-01"), occurrence("b", "2023-05-03")], [], id="none"),
    ],
)
def test_who_is_in_conflict_with_whom(members: list[Occurrence], conflicts: list[Conflict]) -> None:
    assert list(explained(members).conflicts) == conflicts


def test_each_other_speaker_is_told_with_those_of_the_first() -> None:
    members = [
        occurrence("a", "2023-05-01", speaker="Marit Lund"),
        occurrence("b", "2023-05-02", speaker="Ole Dahl"),
        occurrence("c", "2023-05-03", speaker="Marit Lund"),
        occurrence("d", "2023-05-04", speaker=None),
    ]
    wanted = (Conflict("speaker-conflict", "b/body/10", ("a/body/10", "c/body/10")),)
    assert explained(members, conflict=True).conflicts == wanted
    assert explained(members).conflicts == ()


def test_a_headline_is_named_only_where_nothing_below_it_has_its_speaker() -> None:
    headline = occurrence("b", "2023-05-02", speaker="Ole Dahl", kind=Kind.HEADLINE)
    members = [occurrence("a", "2023-05-01", speaker="Marit Lund"), headline]
    [conflict] = explained(members, conflict=True).conflicts
    assert conflict.quotation == "b/body/10"
    below = occurrence("c", "2023-05-03", speaker="Ole Dahl")
    [conflict] = explained([*members, below], conflict=True).conflicts
    assert conflict.quotation == "c/body/10"


def test_two_of_which_the_times_do_not_tell_which_is_earlier_are_one_pair() -> None:
    members = [occurrence("a", "2023-05-03", context=SCENE), occurrence("b", "2023-05-03T10:00", context=SCENE)]
    evidence = (f"the same words around the marks as b: “{RUN}”",)
    assert explained(members).undecided == (Undecided("a/body/10", "b/body/10", evidence),)


def test_of_two_earlier_ones_nothing_tells_which() -> None:
    credit = [told("the Fjord Post")]
    members = [
        occurrence("a", "2023-05-01", outlet="Fjord Post"),
        occurrence("b", "2023-05-01", outlet="Fjord Post"),
        occurrence("c", "2023-05-03", outlet="Quay News", told_to=credit),
    ]
    evidence = ("credits Fjord Post: “the Fjord Post”",)
    assert explained(members).undecided == (
        Undecided("c/body/10", "a/body/10", evidence),
        Undecided("c/body/10", "b/body/10", evidence),
    )


def test_an_arrow_leaves_nothing_undecided() -> None:
    members = [occurrence("a", "2023-05-01", context=SCENE), occurrence("b", "2023-05-03", context=SCENE)]
    assert explained(members).undecided == ()
