"""Layers over a text: the text stays, the tags are balanced, and every character stands in its layers and no other."""

from __future__ import annotations

from collections.abc import Sequence
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrace.rendering.harmless import visible
from quotetrace.rendering.layers import Layer, html_text, layered


def layer(start: int, end: int, name: str) -> Layer:
    return Layer(start, end, {"class": name})


@pytest.mark.parametrize(
    ("layers", "wanted"),
    [
        pytest.param([], "abcdef", id="none"),
        pytest.param([layer(1, 3, "x")], 'a<span class="x">bc</span>def', id="one"),
        pytest.param([layer(0, 6, "x")], '<span class="x">abcdef</span>', id="all"),
        pytest.param(
            [layer(0, 2, "x"), layer(2, 4, "y")],
            '<span class="x">ab</span><span class="y">cd</span>ef',
            id="touching",
        ),
        pytest.param(
            [layer(1, 2, "y"), layer(0, 4, "x")],
            '<span class="x">a<span class="y">b</span>cd</span>ef',
            id="nested, the inner given first",
        ),
        pytest.param(
            [layer(0, 2, "x"), layer(0, 2, "y")],
            '<span class="x"><span class="y">ab</span></span>cdef',
            id="the same characters, the first outermost",
        ),
        pytest.param(
            [layer(0, 3, "x"), layer(2, 5, "y")],
            '<span class="x">ab<span class="y">c</span></span><span class="y">de</span>f',
            id="crossing",
        ),
        pytest.param([layer(2, 2, "x"), layer(5, 9, "y"), layer(-1, 2, "z")], "abcdef", id="without characters"),
    ],
)
def test_layers_become_spans(layers: Sequence[Layer], wanted: str) -> None:
    assert layered("abcdef", layers) == wanted


def test_a_layer_that_is_cut_has_its_id_once_and_its_tail_at_its_end() -> None:
    crossed = [layer(0, 3, "x"), Layer(2, 5, {"class": "y"}, anchor="n", tail="<b>1</b>")]
    assert layered("abcdef", crossed) == (
        '<span class="x">ab<span id="n" class="y">c</span></span><span class="y">de<b>1</b></span>f'
    )


def test_text_and_attributes_are_escaped_and_made_visible() -> None:
    text = "a <b>\x1b\u202e& \r\nb"
    assert html_text(text) == "a &lt;b&gt;␛&lt;U+202E&gt;&amp; \nb"
    assert layered("<", [Layer(0, 1, {"title": '"><script>'})]) == (
        '<span title="&quot;&gt;&lt;script&gt;">&lt;</span>'
    )


class Reader(HTMLParser):
    """A slow, obvious reader: each character with the names of the spans that are open around it."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.read: list[tuple[str, frozenset[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(dict(attrs)["class"] or "")

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.read.extend((character, frozenset(self.open)) for character in data)


@given(
    st.text(st.sampled_from("ab<>&\"' \n“é\x07\u200b"), max_size=25),
    st.lists(st.tuples(st.integers(0, 25), st.integers(0, 25)), max_size=8),
)
def test_every_character_stands_in_its_layers(text: str, spans: list[tuple[int, int]]) -> None:
    layers = [layer(start, end, f"n{number}") for number, (start, end) in enumerate(spans)]
    reader = Reader()
    reader.feed(layered(text, layers))
    reader.close()
    assert reader.open == []
    inside = [
        frozenset(f"n{number}" for number, (start, end) in enumerate(spans) if start <= at < end <= len(text))
        for at in range(len(text))
    ]
    wanted = [(sign, inside[at]) for at, character in enumerate(text) for sign in visible(character)]
    assert reader.read == wanted
