"""What shows a trace or an article takes work that grows with the words, whatever they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from io import StringIO

import pytest
from rich.console import Console, RenderableType
from storm_story import trace

from quotetrace.model import DocumentSummary, Trace
from quotetrace.rendering.document_view import DocumentView
from quotetrace.rendering.drift_view import DriftView
from quotetrace.rendering.page import page
from quotetrace.rendering.plain import plain_lines
from quotetrace.rendering.trace_view import TraceView
from tests.fuzz.hostile import read_as, with_words
from tests.fuzz.work import ENDLESS, LINEAR, steps


def shown(view: RenderableType) -> None:
    Console(width=100, file=StringIO(), color_system=None, highlight=False).print(view)


# What shows a text; what makes a trace or an article of it is not counted.
WORK: Mapping[str, Callable[[str], Callable[[], object]]] = {
    "trace": lambda text: partial(shown, TraceView(told(text))),
    "drift": lambda text: partial(shown, DriftView(told(text), limit=5)),
    "plain": lambda text: partial(heard, TraceView(told(text))),
    "document": lambda text: partial(shown, DocumentView(as_stored(text), as_read=True)),
    "page": lambda text: partial("".join, page([read_as("Pier", text)])),
}


def heard(view: RenderableType) -> None:
    list(plain_lines(view))


def told(text: str) -> Trace:
    return with_words(trace(), text, "Vera Moss", "a.txt", "Echo", f"so {text}")


def as_stored(text: str) -> DocumentSummary:
    return DocumentSummary(read_as("Pier", text).document, ("/a.txt",), 1)


@pytest.mark.parametrize("piece", ENDLESS.values(), ids=ENDLESS)
@pytest.mark.parametrize("name", WORK)
def test_words_are_shown_in_linear_work(name: str, piece: str) -> None:
    WORK[name]("x y")()
    once, twice = (steps(WORK[name](piece * times)) for times in (100, 200))
    assert twice <= LINEAR * once
