"""Whatever an article says and whatever it is called: outputs parse, nothing in them is obeyed, and lines fit."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.table import Table
from storm_story import stored, trace

from quotetrace.model import DocumentSummary, Failure
from quotetrace.rendering import rows, tables
from quotetrace.rendering.document_view import DocumentView
from quotetrace.rendering.page import page
from quotetrace.rendering.records import document_record, extraction_record
from tests.fuzz.hostile import assert_rendered, read_as, with_words
from tests.fuzz.invariants import assert_csv, assert_json, assert_page, assert_terminal
from tests.fuzz.strategies import ANY_TEXTS, TEXTS
from tests.fuzz.words import PIECES

VALUES = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | ANY_TEXTS | st.lists(TEXTS, max_size=3)
)


@given(st.lists(st.tuples(VALUES, VALUES), max_size=4))
def test_csv_reads_back_and_runs_nothing(cells: list[tuple[rows.Value, rows.Value]]) -> None:
    assert_csv([{"one": one, "other": other} for one, other in cells], ("one", "other"))


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS, TEXTS, TEXTS, TEXTS)
def test_a_trace_of_any_words_is_told_everywhere(text: str, speaker: str, label: str, outlet: str, rest: str) -> None:
    assert_rendered([with_words(trace(), text or "a", speaker, label, outlet, rest)], title=label)


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_an_article_of_any_words_is_shown(headline: str, text: str) -> None:
    told = read_as(headline, text)
    assert_page("".join(page([told])))
    assert_json([extraction_record(told), document_record(DocumentSummary(told.document, (text,), 1))])
    assert_terminal(DocumentView(DocumentSummary(told.document, (text,), 1), as_read=True), width=80)
    assert_terminal(tables.extraction_table(told), width=80)


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS, st.integers(60, 140))
def test_lists_of_any_words_fit_the_terminal(text: str, label: str, width: int) -> None:
    for table in lists_of(text, label):
        assert_terminal(table, width=width)


def lists_of(text: str, label: str) -> list[Table]:
    said = stored(label, text, "2021-11-02", text)
    return [tables.quotations_table([said]), tables.failures_table([Failure(label, text)])]


@pytest.mark.parametrize("piece", [one for one in PIECES if re.fullmatch(r"\[.+\]|:\w+:", one)])
def test_markup_of_the_terminal_is_printed_as_it_stands(piece: str) -> None:
    for table in lists_of(f"so {piece} it is", piece):
        assert piece in assert_terminal(table, width=120)


def test_the_words_of_an_article_that_is_shown_are_its_own() -> None:
    told = read_as("a", "<b>“We row”</b>")
    assert "&lt;b&gt;" in "".join(page([told]))
