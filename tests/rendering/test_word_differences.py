from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console

from quotetrace.model import DriftClass, Edit, EditOp
from quotetrace.rendering.words import WordDifference, coloured, marked

EQUAL, INSERT, DELETE, REPLACE = EditOp.EQUAL, EditOp.INSERT, EditOp.DELETE, EditOp.REPLACE


@pytest.mark.parametrize(
    ("edits", "words"),
    [
        pytest.param([Edit(EQUAL, "as it was", "as it was")], "as it was", id="equal"),
        pytest.param(
            [Edit(EQUAL, "will ", "will "), Edit(DELETE, "not ", "", DriftClass.NEGATION), Edit(EQUAL, "go", "go")],
            "will [-not-] go",
            id="a word gone, its space outside the marks",
        ),
        pytest.param(
            [Edit(INSERT, "", "We think ", DriftClass.ADDITION), Edit(EQUAL, "so", "so")],
            "{+We think+} so",
            id="words added",
        ),
        pytest.param(
            [Edit(REPLACE, "nine", "ten", DriftClass.NUMBER), Edit(EQUAL, " boats", " boats")],
            "[-nine-]{+ten+} boats",
            id="replaced",
        ),
        pytest.param(
            [Edit(REPLACE, "“", '"', DriftClass.TYPOGRAPHY), Edit(EQUAL, "so", "so")],
            '"so',
            id="typography is no change of words",
        ),
        pytest.param([Edit(DELETE, " ", "", DriftClass.PUNCTUATION)], " ", id="a blank alone is not marked"),
    ],
)
def test_marked(edits: list[Edit], words: str) -> None:
    assert marked(edits) == words


def test_colour_takes_the_place_of_marks() -> None:
    edits = [Edit(REPLACE, "nine", "ten", DriftClass.NUMBER), Edit(EQUAL, " boats", " boats")]
    text = coloured(edits)
    assert text.plain == "nineten boats"
    assert [(text.plain[s.start : s.end], s.style) for s in text.spans] == [
        ("nine", "red strike bold"),
        ("ten", "green underline bold"),
    ]


@pytest.mark.parametrize(
    ("colour", "marks"), [pytest.param(None, True, id="piped"), pytest.param("standard", False, id="terminal")]
)
def test_marks_only_where_there_is_no_colour(colour: str | None, marks: bool) -> None:
    console = Console(file=StringIO(), color_system=colour, force_terminal=True, no_color=False)  # type: ignore[arg-type]
    console.print(WordDifference([Edit(DELETE, "not", "", DriftClass.NEGATION)]))
    assert ("[-not-]" in console.file.getvalue()) is marks  # type: ignore[attr-defined]
