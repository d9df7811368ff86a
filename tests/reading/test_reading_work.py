"""Laying a text out, and reading records and pages, takes work that grows with them, whatever they hold."""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from quotetrace.reading import read
from quotetrace.reading.zones import lay_out
from tests.fuzz.work import ENDLESS, assert_linear
from tests.reading.samples import STORY

FORMS: dict[str, Callable[[str], str]] = {
    "story.txt": lambda text: f"{STORY}\n\n{text}",
    "story.html": lambda text: f"<html><body><article><p>{STORY}</p><p>{html.escape(text)}</p></article></body></html>",
    "wire.jsonl": lambda text: json.dumps({"title": text[:200], "text": f"{STORY} {text}"}) + "\n",
}


@pytest.mark.parametrize("piece", ENDLESS.values(), ids=ENDLESS)
def test_a_text_is_laid_out_in_linear_work(piece: str) -> None:
    assert_linear(lambda text: lay_out(text, title="Lock stays shut"), piece, 400)


@pytest.mark.parametrize("piece", ENDLESS.values(), ids=ENDLESS)
@pytest.mark.parametrize("name", FORMS)
def test_a_file_is_read_in_linear_work(tmp_path: Path, name: str, piece: str) -> None:
    path = tmp_path / name

    def reading(text: str) -> object:
        path.write_text(FORMS[name](text), encoding="utf-8")
        return list(read([path]))

    assert_linear(reading, piece, 400)
