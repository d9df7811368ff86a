"""Tables in narrow terminals: no word is broken or lost, and a row becomes lines where columns have no room."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich import box
from rich.console import Console
from rich.text import Text
from storm_story import stored, trace

from quotetrace.model import EntityKind, SpeakerSummary
from quotetrace.rendering import tables
from quotetrace.rendering.fitting import WordTable, share
from quotetrace.rendering.trace_view import TraceView

Printed = Callable[..., str]
WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=16), min_size=1, max_size=12).map(" ".join)


def test_a_row_becomes_lines_where_the_columns_have_no_room(printed: Printed) -> None:
    assert printed(tables.traces_table([trace()]), width=40) == (
        """\
Utterance: 4
2021-11-02
Fjordposten
Ida Moen
“The pier will not survive another
winter”
told by 1 known outlet in 2 documents
meaning-drift"""
    )


def test_counts_are_named_where_they_have_no_column(printed: Printed) -> None:
    one = SpeakerSummary("Ida Moen", EntityKind.PERSON, ("the harbour master",), 12, 5, 3, 2)
    assert printed(tables.speakers_table([one]), width=40) == (
        """\
Ida Moen
also the harbour master
Quotations: 12
Documents: 5
Outlets: 3
Shared: 2"""
    )


def test_columns_share_what_there_is_by_their_longest_words(printed: Printed) -> None:
    shown = printed(tables.quotations_table([stored("fjord.txt", "Fjordposten", "2021-11-02")]), width=56)
    assert shown == (
        """\
 Utterance   Where          Who said what
 ──────────────────────────────────────────────────────
 4           2021-11-02     Ida Moen (nested)
             Fjordposten    “The pier will not survive
             fjord.txt:10   another winter”"""
    )


def test_a_timeline_in_40_columns_has_the_time_above(printed: Printed) -> None:
    lines = printed(TraceView(trace()), width=40).splitlines()
    at = lines.index("  2021-11-02")
    assert lines[at + 1].startswith("  Fjordposten")


@given(rows=st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=4), width=st.integers(40, 90))
def test_no_word_is_ever_broken_or_lost(rows: list[tuple[str, str, str]], width: int) -> None:
    table = WordTable(box=box.SIMPLE_HEAD, pad_edge=False)
    for header in ("One", "Two", "Three"):
        table.add_column(header, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    console = Console(width=width, file=StringIO(), color_system=None)
    console.print(table)
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    assert all(len(line) <= width for line in shown.splitlines())
    assert sorted(word for word in shown.split() if word[0] in "abcdefgh") == sorted(" ".join(sum(rows, ())).split())


@given(
    columns=st.lists(st.tuples(st.integers(1, 60), st.integers(1, 24)), min_size=1, max_size=6),
    spare=st.integers(0, 100),
)
def test_shared_widths_fit_and_are_never_too_small(columns: list[tuple[int, int]], spare: int) -> None:
    wanted = [max(wish, low) for wish, low in columns]
    least = [low for _, low in columns]
    widths = share(wanted, least, sum(least) + spare)
    assert all(low <= width <= wish for low, width, wish in zip(least, widths, wanted, strict=True))
    assert sum(widths) == min(sum(wanted), sum(least) + spare)


@pytest.mark.parametrize("width", [30, 40, 60, 80, 120])
def test_a_table_can_be_shown_again_at_another_width(width: int, printed: Printed) -> None:
    table = tables.traces_table([trace()])
    printed(table, width=56)
    assert printed(table, width=width) == printed(tables.traces_table([trace()]), width=width)
