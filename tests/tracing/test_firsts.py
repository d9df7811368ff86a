"""Who had it first: intervals, ties, witnesses, undated documents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tracing_samples import occurrence

from quotetrace.model import Kind, Occurrence
from quotetrace.moments import Moment, earliest
from quotetrace.tracing.firsts import first, precedes, time_order, unpreceded, witnesses


@pytest.mark.parametrize(
    ("members", "status", "documents", "outlets", "undated"),
    [
        pytest.param(
            [occurrence("a", "2023-05-02", outlet="Fjord Post"), occurrence("b", "2023-05-03", outlet="Quay News")],
            "first", ["a"], ["Fjord Post"], [],
            id="one day before the other",
        ),
        pytest.param(
            [
                occurrence("a", "2023-05-02", outlet="Fjord Post"),
                occurrence("b", "2023-05-02T18:48", outlet="Quay News"),
            ],
            "tie", ["a", "b"], ["Fjord Post", "Quay News"], [],
            id="a day and a minute of that day overlap",
        ),
        pytest.param(
            [
                occurrence("a", "2023-05-02T09:00", outlet="Fjord Post"),
                occurrence("b", "2023-05-02T09:00", outlet="Fjord Post"),
            ],
            "first", ["a", "b"], ["Fjord Post"], [],
            id="one outlet twice is one witness",
        ),
        pytest.param(
            [occurrence("a", "2023-05-02"), occurrence("b", "2023-05-02")],
            "tie", ["a", "b"], [], [],
            id="unknown outlets are witnesses of their own",
        ),
        pytest.param(
            [
                occurrence("a", "2023-05-02", outlet="Fjord Post", copy_class="a"),
                occurrence("b", "2023-05-02", outlet="Quay News", copy_class="a"),
                occurrence("c", "2023-05-04", outlet="Bay Wire", copy_class="a"),
            ],
            "first", ["a", "b"], ["Fjord Post", "Quay News"], [],
            id="copies are one witness, a later copy is not first",
        ),
        pytest.param(
            [occurrence("a", "2023-05-02"), occurrence("b", None, outlet="Quay News")],
            "first", ["a"], [], ["b"],
            id="an undated document is listed and never first",
        ),
        pytest.param(
            [occurrence("a", None), occurrence("b", None)],
            "unknown", [], [], ["a", "b"],
            id="all undated",
        ),
        pytest.param(
            [occurrence("a", "2023-05-01", kind=Kind.INDIRECT), occurrence("b", "2023-05-02", outlet="Quay News")],
            "first", ["b"], ["Quay News"], [],
            id="a paraphrase is never first over a quotation",
        ),
        pytest.param(
            [occurrence("a", "2023-05-01", kind=Kind.INDIRECT), occurrence("b", "2023-05-02", kind=Kind.INDIRECT)],
            "first", ["a"], [], [],
            id="among paraphrases alone the earliest",
        ),
        pytest.param(
            [occurrence("a", "2023-05-02T09:00+02:00"), occurrence("b", "2023-05-02T08:00+00:00")],
            "first", ["a"], [], [],
            id="zones are compared in UTC",
        ),
        pytest.param(
            [occurrence("a", "2023-05-02T09:00"), occurrence("b", "2023-05-02T20:00+00:00")],
            "tie", ["a", "b"], [], [],
            id="a zone known on one side only proves nothing within a day",
        ),
        pytest.param(
            [occurrence("a", "2023-05-02", start=5), occurrence("a", "2023-05-02", start=90)],
            "first", ["a"], [], [],
            id="two quotations of one document",
        ),
    ],
)  # fmt: skip
def test_first(
    members: list[Occurrence], status: str, documents: list[str], outlets: list[str], undated: list[str]
) -> None:
    found = first(members)
    assert str(found.status) == status
    assert list(found.documents) == documents
    assert list(found.outlets) == outlets
    assert list(found.undated) == undated


def test_of_a_tie_the_widest_of_the_earliest_times_is_told() -> None:
    found = first([occurrence("b", "2023-05-02T00:00"), occurrence("a", "2023-05-02")])
    assert str(found.published) == "2023-05-02"


MOMENTS = st.one_of(
    st.none(),
    st.builds(
        lambda day, clock, zone: f"2023-05-{day:02}" + (f"T{clock:02}:00{zone}" if clock is not None else ""),
        st.integers(1, 4),
        st.one_of(st.none(), st.integers(0, 23)),
        st.sampled_from(["", "", "Z", "+05:30", "-08:00"]),
    ),
)
MEMBERS = st.lists(
    st.tuples(
        MOMENTS, st.sampled_from([None, "Fjord Post", "Quay News", "Bay Wire"]), st.sampled_from([None, "x", "y"])
    ),
    min_size=1,
    max_size=8,
).map(
    lambda rows: [
        occurrence(f"doc{index}", moment, outlet=outlet, copy_class=copies)
        for index, (moment, outlet, copies) in enumerate(rows)
    ]
)


@given(MEMBERS, st.randoms())
def test_firsts_do_not_depend_on_the_order_of_members(members: list[Occurrence], random: object) -> None:
    shuffled = members[::-1]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert first(shuffled) == first(members)


@given(MEMBERS)
def test_the_first_are_those_that_no_pair_precedes(members: list[Occurrence]) -> None:
    dated = [one for one in members if one.published is not None]
    twin = earliest([one.published for one in dated if one.published is not None])
    assert [one.published for one in unpreceded(members)] == twin
    assert all(not precedes(other, one) for one in unpreceded(members) for other in members)


@given(MEMBERS)
def test_an_earlier_document_takes_the_first(members: list[Occurrence]) -> None:
    older = occurrence("older", "2023-03", outlet="Old Mill Gazette")
    found = first([*members, older])
    assert found.documents == ("older",)
    assert str(found.status) == "first"


@given(MEMBERS)
def test_a_copy_of_a_witness_is_no_new_witness(members: list[Occurrence]) -> None:
    other = occurrence("other", "2023-05-01", outlet="Old Mill Gazette", copy_class="z")
    again = occurrence("again", "2023-05-01", outlet="New Mill Gazette", copy_class="z")
    assert witnesses([*members, other, again]) == witnesses([*members, other])


def test_time_order_puts_the_undated_last_and_then_goes_by_label_and_start() -> None:
    members = [
        occurrence("b", None),
        occurrence("b", "2023-05-02", start=7),
        occurrence("a", "2023-05-02"),
        occurrence("b", "2023-05-02", start=3),
        occurrence("c", "2023-05-01"),
    ]
    ordered = [(one.label, one.quotation.start) for one in sorted(members, key=time_order)]
    assert ordered == [("c", 10), ("a", 10), ("b", 3), ("b", 7), ("b", 10)]


def test_the_very_first_and_last_days_of_the_calendar_are_ordered() -> None:
    members = [occurrence("a", "0001-01-01T00:00+14:00"), occurrence("b", "0001-01-02T00:00+14:00")]
    assert [one.label for one in sorted(members, key=time_order)] == ["a", "b"]
    assert Moment.parse("0001-01-01T00:00+14:00").offset == 840
