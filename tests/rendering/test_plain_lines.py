"""Any renderable has a plain form by itself; the views that say it better have their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.columns import Columns
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.segment import Segment
from rich.table import Table
from rich.text import Text
from rich.tree import Tree
from storm_story import (
    BY_CREDIT,
    DROPPED_NOT,
    NO_DRIFT,
    document,
    extraction,
    in_parts,
    occurrence,
    stored,
    trace,
    traced,
)

from quotetrace.model import (
    Conflict,
    DriftClass,
    Edit,
    EditOp,
    Evidence,
    Explanation,
    Frame,
    Lineage,
    LineageStatus,
    Undecided,
    Zone,
    ZoneKind,
)
from quotetrace.rendering import tables
from quotetrace.rendering.as_read import AsRead
from quotetrace.rendering.drift_view import DriftView
from quotetrace.rendering.lineage import LineageTree
from quotetrace.rendering.lineage_view import LineageView
from quotetrace.rendering.plain import plain_lines
from quotetrace.rendering.sentences import figure_lines, mistake_lines, threshold_lines
from quotetrace.rendering.trace_view import TraceView
from quotetrace.rendering.words import told_in_place


class Drawn:
    """A view that gives pieces of lines, some of them drawn."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Segment("┌── one")
        yield Segment.line()
        yield Segment("│   two")
        yield Text("three")


class Wrapped:
    """A view that stands for another."""

    def __rich__(self) -> RenderableType:
        return Panel("inside", title="Box")


class Heard:
    """A view with a plain form of its own."""

    def __rich__(self) -> str:
        return "drawn"

    def read_out(self) -> Iterator[RenderableType]:
        yield Text("heard\nfirst")
        yield Wrapped()


def table(*rows: tuple[str, ...], header: bool = True) -> Table:
    made = Table("name", "Note", title="Boats", show_header=header)
    made.add_column("Length", justify="right")
    made.add_column("Crew", justify="right")
    for row in rows:
        made.add_row(*row)
    return made


def tree() -> Tree:
    made = Tree("Fjordposten")
    made.add("Kyst").add("Havnebladet")
    made.add("Nordavisa")
    return made


@pytest.mark.parametrize(
    ("view", "lines"),
    [
        pytest.param(Text("\n  a   b\t c \n\n\nd\n"), ["a b c", "", "d"], id="text"),
        pytest.param("[red]as it is[/]", ["[red]as it is[/]"], id="a string is no markup"),
        pytest.param(Group("a", Padding(Text("b"), (1, 4))), ["a", "b"], id="group and padding"),
        pytest.param(Columns(["a", "b"]), ["a", "b"], id="columns"),
        pytest.param(Rule("Part"), ["Part"], id="rule"),
        pytest.param(Drawn(), ["one", "two", "three"], id="pieces"),
        pytest.param(Wrapped(), ["Box", "inside"], id="panel"),
        pytest.param(Heard(), ["heard", "first", "Box", "inside"], id="its own form"),
        pytest.param(
            tree(),
            ["Fjordposten", "Kyst, from Fjordposten", "Havnebladet, from Kyst", "Nordavisa, from Fjordposten"],
            id="tree",
        ),
        pytest.param(
            table(("Alken", "old\n(1958)", "9", "2"), ("Terna", "", "12", "-")),
            "Boats|2 rows||1. name: Alken|Note: old, (1958)|Length: 9, crew: 2||2. name: Terna|Length: 12".split("|"),
            id="table",
        ),
        pytest.param(table(("Alken", "", "", "")), ["Boats", "name: Alken"], id="table of one row"),
        pytest.param(
            table(("name", "Alken", "9", ""), ("", "since 1958", "", ""), header=False),
            ["Boats", "Name: Alken, 9", "since 1958"],
            id="table without headings",
        ),
    ],
)
def test_the_plain_form_by_itself(view: RenderableType, lines: list[str]) -> None:
    assert list(plain_lines(view)) == lines


def test_a_table_says_how_many_of_how_many_there_are() -> None:
    listing = tables.quotations_table([stored("a.txt", None, None), stored("b.txt", "Kyst", "2021-11-03T08:15")])
    listing.total = "1,204"
    assert list(plain_lines(listing)) == [
        "2 of 1,204 quotations",
        "",
        "1. Speaker: Ida Moen",
        "Words: “The pier will not survive another winter”",
        "Kind: nested",
        "Where: (outlet unknown), a.txt:10, (no date)",
        "Utterance: 4",
        "",
        "2. Speaker: Ida Moen",
        "Words: “The pier will not survive another winter”",
        "Kind: nested",
        "Where: Kyst, b.txt:10, 2021-11-03 08:15",
        "Utterance: 4",
    ]


def test_records_of_one_line_follow_each_other() -> None:
    figures = [
        {"measure": "quoted + speaker", "value": 98.25, "detail": "P 100.0  R 97.1  gold 34  said 33"},
        {"measure": "outlets", "value": None, "detail": "0 of 0"},
    ]
    assert list(plain_lines(tables.figures_table(figures))) == [
        "2 figures",
        "",
        "1. quoted and speaker: 98.2 per cent, precision 100.0, recall 97.1, gold 34, said 33",
        "2. outlets: nothing to measure, 0 of 0",
    ]
    assert list(figure_lines(figures[1])) == ["outlets: nothing to measure, 0 of 0"]


def test_scores_and_mistakes() -> None:
    assert list(threshold_lines("0.5 and more", 1200, 97.0, 88.0, 92.3, None, None, None)) == [
        "Confidence: 0.5 and more",
        "Attributed: 1,200",
        "Speakers: precision 97.0, recall 88.0, F1 92.3",
    ]
    mistake = {"words": "no", "where": "a.txt/7", "got": "", "expected": "Moen", "why": "rule none"}
    assert list(mistake_lines(mistake)) == [
        "Words: no",
        "Where: a.txt/7",
        "Said: nothing",
        "Expected: Moen",
        "Why: rule none",
    ]


def test_a_document_that_is_read() -> None:
    assert list(plain_lines(tables.extraction_table(extraction())))[:5] == [
        "fjord.txt",
        "Fjordposten, 2021-11-02 08:15+01:00",
        "2 quotations",
        "",
        "1. Speaker: Ida Moen, as “she”",
    ]
    empty = tables.extraction_table(replace(extraction(), quotations=()))
    assert list(plain_lines(empty))[2:] == ["No quotations"]


EQUAL, PUNCTUATION = EditOp.EQUAL, DriftClass.PUNCTUATION


@pytest.mark.parametrize(
    ("edits", "told"),
    [
        pytest.param(DROPPED_NOT.edits, ["negation: “not” left out after “The pier will”"], id="left out"),
        pytest.param(
            [Edit(EditOp.INSERT, "", "We think ", DriftClass.ADDITION), Edit(EQUAL, "so", "so")],
            ["addition: “We think” added at the beginning"],
            id="at the beginning",
        ),
        pytest.param(
            [Edit(EQUAL, "it", "it"), Edit(EditOp.REPLACE, ",", ". …", PUNCTUATION)],
            ["punctuation: a comma became a full stop and an ellipsis after “it”"],
            id="signs by name",
        ),
        pytest.param(
            [Edit(EditOp.DELETE, "word " * 40, "", DriftClass.TRUNCATION), Edit(EQUAL, "end", "end")],
            [f"truncation: “{('word ' * 40).strip()}” left out at the beginning"],
            id="never cut",
        ),
        pytest.param([Edit(EditOp.REPLACE, "“", '"', DriftClass.TYPOGRAPHY)], [], id="typography is no change"),
    ],
)
def test_changes_in_words_and_in_place(edits: list[Edit], told: list[str]) -> None:
    assert list(told_in_place(edits)) == told


def test_lineage_says_who_has_it_from_whom() -> None:
    second = traced(occurrence("b.txt", "Kyst", "2021-11-03"), NO_DRIFT, BY_CREDIT)
    chained = Lineage(LineageStatus.DERIVED, "id-b.txt/body/10", ("the article is a copy of b.txt",))
    third = traced(occurrence("c.txt", None, "2021-11-04"), NO_DRIFT, chained)
    shown = replace(trace(), quotations=(trace().quotations[0], second, third))
    pair = Undecided("id-c.txt/body/10", "id-fjord.txt/body/10", ("the same misspelling",))
    assert list(plain_lines(LineageView(LineageTree(shown, [pair])))) == [
        "Kyst · b.txt, 2021-11-03, from Fjordposten · fjord.txt, because: credits Fjordposten",
        "(outlet unknown: c.txt), 2021-11-04, from Kyst · b.txt, because: the article is a copy",
        "(outlet unknown: c.txt) and Fjordposten · fjord.txt: no telling which is earlier; the same misspelling",
    ]


def test_an_utterance_calls_its_reports_by_number() -> None:
    one, two = trace().quotations
    framed = replace(two, frame=Frame(one.occurrence.quotation.id, ("said", "threatened")))
    conflict = Conflict("credit-conflict", "id-fjord.txt/body/10", ("id-b/copy.html/body/10",), "the copy")
    shown = replace(trace(), quotations=(one, framed), flags=("credit-conflict",))
    lines = list(plain_lines(TraceView(shown, Explanation(conflicts=(conflict,)))))
    assert "Warning: a document credits one that is later" in lines[: lines.index("Timeline, 2 reports")]
    assert lines[lines.index("2. (outlet unknown: b/copy.html), 2021-11-03 08:15") :] == [
        "2. (outlet unknown: b/copy.html), 2021-11-03 08:15",
        "Words: “The pier will survive another winter”",
        "Kind: direct, characters 10 to 46",
        "Channel it names: “told Kystradioen”",
        "The writer's words around it differ: “said” became “threatened”",
        "",
        "Lineage",
        "2. (outlet unknown: b/copy.html), 2021-11-03 08:15, from 1. Fjordposten, fjord.txt, because: "
        "credits Fjordposten",
        "",
        "Meaning changed in 1 wording",
        "2. (outlet unknown: b/copy.html), negation: “not” left out after “The pier will”",
        "",
        "1 conflict",
        "1. Fjordposten, fjord.txt, 2021-11-02, credits “the copy”, whose own article here is later: "
        "2. (outlet unknown: b/copy.html), 2021-11-03 08:15",
        "",
        "Why joined",
        "1. Fjordposten, fjord.txt; 2. (outlet unknown: b/copy.html): the same speaker, the same day",
        "",
        "Look-alikes, not joined",
        "utterance 9: “another winter” (different speakers, 2 shared words)",
    ]


@pytest.mark.parametrize(
    ("mention", "heard"),
    [
        pytest.param("she", "Speaker here: Ida Moen, as “she”", id="another name"),
        pytest.param("Ida Moen", "Speaker here: Ida Moen", id="the same name is said once"),
    ],
)
def test_what_stands_in_brackets_for_the_eye_is_said(mention: str, heard: str) -> None:
    one, two = trace().quotations
    quotation = two.occurrence.quotation
    assert quotation.speaker_mention is not None
    named = replace(quotation, speaker_mention=replace(quotation.speaker_mention, text=mention))
    other = replace(two, occurrence=replace(two.occurrence, quotation=named))
    lines = list(plain_lines(TraceView(replace(trace(), speaker="Per Lund", quotations=(one, other)))))
    assert heard in lines[lines.index("2. (outlet unknown: b/copy.html), 2021-11-03 08:15") :]
    assert "Claimed origin: told Kystradioen; no Kystradioen document here" in lines


def test_several_changes_have_a_line_each() -> None:
    two = trace().quotations[1]
    more = Edit(EditOp.INSERT, "", " here", DriftClass.ADDITION)
    twice = replace(two, drift=replace(two.drift, edits=(*two.drift.edits, more)))
    lines = list(plain_lines(TraceView(replace(trace(), quotations=(trace().quotations[0], twice)))))
    at = lines.index("Meaning changed in 1 wording")
    assert lines[at + 1 : at + 4] == [
        "2. (outlet unknown: b/copy.html): 2 changes",
        "Change, negation: “not” left out after “The pier will”",
        "Change, addition: “here” added after “survive another winter”",
    ]


@given(st.lists(st.text("ab \t\n-,“"), min_size=3, max_size=3))
def test_no_line_holds_columns_or_stands_apart_by_blanks(cells: list[str]) -> None:
    made = listing_of(cells)
    lines = list(plain_lines(Group(*cells), made, Panel(cells[0])))
    assert not [line for line in lines if line != line.strip() or "  " in line or "\t" in line]
    assert "" not in lines[:1] + lines[-1:]
    assert ("", "") not in pairwise(lines)


def listing_of(cells: list[str]) -> Table:
    made = tables.listing_table("One", "Two", right=("Three",))
    made.add_row(*map(Text, cells))
    made.add_row(*map(Text, cells))
    return made


def test_wordings_that_are_not_told_are_counted() -> None:
    one, two = trace().quotations
    other = replace(DROPPED_NOT, edits=(*DROPPED_NOT.edits, Edit(EditOp.INSERT, "", " here", DriftClass.ADDITION)))
    three = traced(occurrence("c.txt", "Kyst", None, "The pier will survive another winter here"), other)
    lines = list(plain_lines(DriftView(replace(trace(), quotations=(one, two, three)), limit=1)))
    assert lines[2] == "2 of 3 wordings"
    assert lines[-1] == "1 more wording not told: see --limit"


@pytest.mark.parametrize(
    ("number", "last"),
    [
        pytest.param(1, "One quotation only: there is nothing to compare it with.", id="one"),
        pytest.param(2, "All have the same words", id="the same words"),
    ],
)
def test_one_wording_only(number: int, last: str) -> None:
    same = replace(NO_DRIFT, origin="id-fjord.txt/body/10")
    twice = (trace().quotations[0], traced(occurrence("b.txt", "Kyst", None), same))
    lines = list(plain_lines(DriftView(replace(trace(), quotations=twice[:number]), limit=9)))
    assert lines[3] == last
    assert len(lines) == 4 + number


def test_another_part_is_heard_as_one() -> None:
    lines = list(plain_lines(DriftView(in_parts(), limit=9)))
    heard = lines[lines.index("3. Another part of what was said") :]
    assert heard == [
        "3. Another part of what was said",
        "Words: “Nobody asked the divers”",
        "Document: Kyst, kyst.txt, 2021-11-03",
        "",
        "4. Differs by truncation, 1 change, score 0.26, of that part",
        "Words: “Nobody asked”",
        "Change, truncation: “the divers” left out after “Nobody asked”",
        "Document: Havn, havn.txt, 2021-11-04",
    ]


def test_the_evidence_in_a_line_is_said_before_it() -> None:
    text = "Share this\nFjordposten, Tuesday\nThe pier  stands.\n2 November 2021"
    seen = (
        Evidence("outlet", "masthead", "Fjordposten", 11, 22, used=False),
        Evidence("published", "byline", "2021-11-02", 50, 65, used=True),
    )
    shown = replace(document(text=text), zones=(Zone(0, 10, ZoneKind.CHROME),), evidence=seen)
    assert list(plain_lines(AsRead(shown))) == [
        "Chrome: Share this",
        "Overruled evidence for outlet (“Fjordposten”): Fjordposten, Tuesday",
        "The pier stands.",
        "Evidence for published: 2 November 2021",
    ]
