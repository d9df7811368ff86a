"""Any renderable has a plain form by itself; the views that say it better have their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from rich.columns import Columns
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.segment import Segment
from rich.table import Table
from rich.text import Text
from rich.tree import Tree
from storm_story import extraction, stored

from quotetrace.rendering import tables
from quotetrace.rendering.plain import plain_lines
from quotetrace.rendering.sentences import figure_lines, mistake_lines, threshold_lines


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
