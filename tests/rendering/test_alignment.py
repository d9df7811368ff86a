"""Words laid out under each other, literally: what differs stands under what it stands for."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from quotetrace.model import DriftClass, Edit, EditOp
from quotetrace.rendering.alignment import Aligned, Alignment, edits_between

Printed = Callable[..., str]
SPINE = "The wall will not fall this week, he said."


@pytest.mark.parametrize(
    ("after", "lines"),
    [
        pytest.param(
            "The wall will fall this week, he said.",
            ["1  The wall will not     fall this week, he said.", "2                [-not-]"],
            id="a word is missing",
        ),
        pytest.param(
            "The wall will not fall this month, he said.",
            ["1  The wall will not fall this week,      he said.", "2                              {+month,+}"],
            id="a word for another",
        ),
        pytest.param(
            "The old grey wall will not fall this week, he said.",
            ["1  The              wall will not fall this week, he said.", "2      {+old grey+}"],
            id="words put in stand in a place of their own",
        ),
        pytest.param(
            "So the wall will not fall this week, he said.",
            ["1       The   wall will not fall this week, he said.", "2  {+So the+}"],
            id="before the first word, which has another capital then",
        ),
        pytest.param(
            "The wall will not fall this week he said!",
            [
                "1  The wall will not fall this week,     he said.",
                "2                              week[-,-]    said[-.-]{+!+}",
            ],
            id="signs alone",
        ),
        pytest.param(
            "The wall will not fall",
            ["1  The wall will not fall this week, he said.", "2                         [-----------------]"],
            id="of a long cut dashes",
        ),
        pytest.param(
            "The wall\x1b[31m will not fall this week, he said.",
            ["1  The wall          will not fall this week, he said.", "2      {+wall␛[31m+}"],
            id="control characters",
        ),
        pytest.param(SPINE.replace("wall", "[b]"), None, id="no markup"),
    ],
)
def test_what_differs_stands_under_what_it_stands_for(after: str, lines: list[str] | None, printed: Printed) -> None:
    shown = printed(Alignment("1", SPINE, [Aligned("2", edits_between(SPINE, after))])).splitlines()
    assert shown == (lines or ["1  The wall    will not fall this week, he said.", "2      {+[b]+}"])


def test_classed_edits_may_end_inside_a_word(printed: Printed) -> None:
    edits = (
        Edit(EditOp.EQUAL, "two", "two"),
        Edit(EditOp.DELETE, "-metre", "", DriftClass.OMISSION),
        Edit(EditOp.EQUAL, " wall", " wall"),
        Edit(EditOp.INSERT, "", ",", DriftClass.PUNCTUATION),
        Edit(EditOp.INSERT, "", " we say", DriftClass.ADDITION),
    )
    assert printed(Alignment("A", "two-metre wall", [Aligned("B", edits)])) == (
        """\
A  two-metre wall
B  {+two+}   wall{+,+} {+we say+}"""
    )


def test_typography_is_no_difference(printed: Printed) -> None:
    edits = (Edit(EditOp.REPLACE, "it’s", "it's", DriftClass.TYPOGRAPHY), Edit(EditOp.EQUAL, " on", " on"))
    assert printed(Alignment("A", "it’s on", [Aligned("B", edits)])) == "A  it’s on"
    assert printed(Alignment("A", "it’s on", [Aligned("B", edits_between("it’s on", "it's on"))])) == "A  it’s on"


def test_blocks_are_as_wide_as_the_terminal_and_unchanged_lines_are_left_out(printed: Printed) -> None:
    rows = [
        Aligned("2", edits_between(SPINE, SPINE.replace("not ", ""))),
        Aligned("3", edits_between(SPINE, SPINE.replace(" he ", " she "))),
    ]
    assert printed(Alignment("1", SPINE, rows), width=24) == (
        """\
1  The wall will not
2                [-not-]

1  fall this week,

1  he      said.
3  {+she+}"""
    )


def test_on_a_terminal_colours_stand_for_the_marks() -> None:
    console = Console(width=80, file=StringIO(), color_system="standard", force_terminal=True, highlight=False)
    after = SPINE.replace("not ", "").replace("week", "month")
    console.print(Alignment("1", SPINE, [Aligned("2", edits_between(SPINE, after))]))
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    assert "\x1b[9;31mnot\x1b[0m" in shown
    assert "\x1b[4;32mmonth,\x1b[0m" in shown
    assert "[-" not in shown.replace("\x1b[", "")


@given(
    st.lists(st.sampled_from(["a", "b", "c,", "…", "界"]), min_size=1, max_size=12),
    st.lists(st.sampled_from(["a", "b", "c,", "…", "界"]), max_size=12),
    st.integers(8, 40),
)
def test_every_word_of_the_spine_is_printed_once_and_no_line_is_too_wide(
    spine: list[str], other: list[str], width: int
) -> None:
    console = Console(width=width, file=StringIO(), color_system=None, highlight=False)
    before, after = " ".join(spine), " ".join(other)
    console.print(Alignment("1", before, [Aligned("2", edits_between(before, after))]))
    lines = console.file.getvalue().splitlines()  # type: ignore[attr-defined]
    assert [word for line in lines if line.startswith("1  ") for word in line[3:].split()] == spine
