from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrace.rendering.harmless import json_text, neutral_cell, one_line, original_cell, visible

anything = st.text(st.characters(exclude_categories=()), max_size=40)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("\x1b[31mred\x1b[0m", "␛[31mred␛[0m", id="escape sequence"),
        pytest.param("\x1b]0;title\x07", "␛]0;title␇", id="terminal title"),
        pytest.param("\x9b2J", "<U+009B>2J", id="C1 control sequence"),
        pytest.param("over\x08\x7f", "over␈␡", id="backspace and delete"),
        pytest.param("\u202egnp.exe", "<U+202E>gnp.exe", id="bidi override"),
        pytest.param("no\u200bthing", "no<U+200B>thing", id="zero-width space"),
        pytest.param("a\u2066b\u2069", "a<U+2066>b<U+2069>", id="bidi isolates"),
        pytest.param("tag\U000e0041", "tag<U+E0041>", id="tag character"),
        pytest.param("\udcff", "<U+DCFF>", id="byte of a file name that is not UTF-8"),
        pytest.param("Æ “so” – 日本 é", "Æ “so” – 日本 é", id="ordinary text stays"),
        pytest.param("two\nlines\tand tab", "two\nlines\tand tab", id="newline and tab stay"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_one_line_joins_lines_with_one_space() -> None:
    assert one_line("the pier \r\n  will not\nlast\tlong\rnow") == "the pier will not last long now"


@given(anything)
def test_nothing_a_terminal_obeys_is_left(text: str) -> None:
    assert not [
        c for c in one_line(text) if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") or "\u202a" <= c <= "\u202e"
    ]


@given(anything)
def test_json_reads_back_exactly_and_is_harmless(text: str) -> None:
    written = json_text({"text": text})
    assert json.loads(written) == {"text": text}
    assert written == visible(written)
    written.encode("utf-8")


@pytest.mark.parametrize("start", list("=+-@\t\r\n＝＋－＠"))
def test_a_formula_gets_an_apostrophe(start: str) -> None:
    assert neutral_cell(start + "1") == "'" + start + "1"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        pytest.param("\0=1", "'\0=1", id="behind what nobody sees"),
        pytest.param("\u200b\x1b@a", "'\u200b\x1b@a", id="and behind more of it"),
        pytest.param("Post;=1+41;", "Post;'=1+41;", id="where semicolons part cells"),
        pytest.param("a\t=1\n-2\r＝3", "a\t'=1\n'-2\r'＝3", id="tabs and line breaks"),
        pytest.param("a;'=1", "a;''=1", id="behind an apostrophe of the text"),
        pytest.param("\t=1", "'\t'=1", id="twice"),
    ],
)
def test_so_does_one_where_another_cell_may_begin(text: str, cell: str) -> None:
    assert neutral_cell(text) == cell
    assert original_cell(cell) == text


@pytest.mark.parametrize("text", ["", "said", "– No", "1 + 1", "'tis", " =1", "a; b", "a;b\n\nc\td", "a=1,=2", "a; =1"])
def test_other_text_is_left_alone(text: str) -> None:
    assert neutral_cell(text) == text


@given(st.text("'=+-@a \n＝;\t\r\0\u200b", max_size=8))
def test_the_apostrophe_comes_off_exactly(text: str) -> None:
    assert original_cell(neutral_cell(text)) == text
